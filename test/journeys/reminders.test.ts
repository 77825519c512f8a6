import { afterEach, describe, expect, test, vi } from 'vitest'
import { addDays, encodeDay } from '../../src/content/days.ts'
import { type ReminderRule, rules } from '../../src/reminder/rules.ts'
import { keys } from '../../src/store/keys.ts'
import { sender } from '../sender.ts'
import { endWorlds, realContent, type Someone, type World, world, type WorldOptions } from '../world.ts'

afterEach(endWorlds)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const TODAY = '2026-11-21'
const NOTICE = 'Info for you'
const stored = async ({ redis }: World) => redis.keys(`${redis.options.keyPrefix}reminders:*`)
const entries = async ({ redis }: World) => redis.zrange(keys.dueBulk, '0', '-1')

async function start(options: WorldOptions = {}) {
  const there = await world(options)
  const amina = there.person('Amina', 'en')
  await amina.sends('/start')
  await amina.walks('English', 'Only I use it')
  return { ...there, there, amina }
}

/** As the button of an outcome of a guide does. */
async function asks(who: Someone, rule: string, day: string, ...more: string[]): Promise<void> {
  const data = ['en', 'remind', rule, encodeDay(day), ...more].join(':')
  await who.does((phone) => phone.tapData(who.newest()?.message_id ?? 0, data))
}

async function sets(who: Someone, rule: string, day: string): Promise<void> {
  await asks(who, rule, day)
  await who.taps('Yes, remind me')
}

/** The neutral messages that stand in the chat, and those that were opened since are not among them. */
const notices = (who: Someone) => who.chat().filter(({ text, from }) => from.isBot && text === NOTICE)
const hourOf = (at: number) => (new Date(at).getUTCHours() + 5) % 24

/** Where a guide stops, twenty days and more before the last one. */
const LAST = addDays(TODAY, 20)

describe('somebody asks to be reminded', () => {
  test('is told what will come and when, before anything is kept, and the outcome stays', async () => {
    const { there, amina } = await start()
    const before = amina.sees()
    await asks(amina, 'last-day', LAST)
    expect(amina.sees()).toContain('A reminder for 11 December 2026')
    expect(amina.sees()).toContain('• 4 December 2026\n• 9 December 2026')
    expect(amina.sees()).toContain('only "Info for you". One tap stops all reminders.')
    expect(amina.chat().map(({ text }) => text)).toContain(before)
    expect(await entries(there)).toEqual([])
    await amina.taps('Yes, remind me')
    expect(amina.sees()).toContain('It is set: 11 December 2026')
    expect(await entries(there)).toHaveLength(1)
  })

  test('hears 7 and 2 days before, neutrally; the content comes with a tap, by an edit', async () => {
    const { amina, later, clock } = await start()
    await sets(amina, 'last-day', LAST)
    await later(12 * DAY)
    expect(notices(amina)).toHaveLength(0)
    await later(Date.parse('2026-12-04T09:00:00Z') - clock.now())
    expect(notices(amina)).toHaveLength(1)
    expect(amina.buttons()).toEqual(['✉️ Open'])
    const id = amina.newest()?.message_id
    await amina.taps('Open')
    expect(amina.newest()?.message_id).toBe(id)
    expect(amina.sees()).toContain('In 7 days.')
    expect(amina.sees()).not.toContain('late')
    await later(5 * DAY)
    expect(notices(amina)).toHaveLength(1)
    await amina.taps('Open')
    expect(amina.sees()).toContain('In 2 days.')
    await later(60 * DAY)
    expect(notices(amina)).toHaveLength(0)
  })

  test('only what is still ahead comes; where there are only days, the day before and the day itself', async () => {
    const { amina } = await start()
    await asks(amina, 'last-day', addDays(TODAY, 5))
    expect(amina.sees()).toContain('• 24 November 2026')
    expect(amina.sees()).not.toContain('19 November')
    await asks(amina, 'date', addDays(TODAY, 2))
    expect(amina.sees()).toContain('• 22 November 2026\n• 23 November 2026')
  })

  test('the first days of an asylum request: 2 and 1 days before, counted with the first day', async () => {
    const { amina } = await start()
    await asks(amina, 'asylum', TODAY)
    expect(amina.sees()).toContain('A reminder for 25 November 2026')
    expect(amina.sees()).toContain('Counted from 21 November 2026. This day counts too.')
    expect(amina.sees()).toContain('• 23 November 2026\n• 24 November 2026')
  })

  test('a day that is over cannot be set; a person is offered', async () => {
    const { there, amina } = await start()
    await asks(amina, 'asylum', addDays(TODAY, -10))
    expect(amina.sees()).toContain('I cannot remind you in time')
    await asks(amina, 'asylum', addDays(TODAY, -10), 'set')
    expect(await entries(there)).toEqual([])
    expect(amina.buttons()).toContain('✉️ Write to our team')
  })

  test('a forged rule or day leads to the list, not to an error', async () => {
    const { amina, logged } = await start()
    for (const data of [
      'en:remind',
      'en:remind:x:y',
      'en:remind:toString:00',
      'en:reminders:drop:date',
      'en:reminders:to:date:00:!!',
    ])
      await amina.does((phone) => phone.tapData(amina.newest()?.message_id ?? 0, data))
    expect(logged).toEqual([])
  })
})

describe('by a date of one’s own', () => {
  test('from the page about time and papers, by tapping a month and a day', async () => {
    const { amina, later } = await start()
    await amina.walks('Stay and papers', 'Reminders', 'Choose a day', 'December 2026', '24', 'Yes, remind me')
    expect(amina.sees()).toContain('It is set: 24 December 2026')
    await later(27 * DAY)
    expect(notices(amina)).toHaveLength(1)
  })

  test('no day that is over, and none more than 400 days ahead, can be tapped', async () => {
    const { amina } = await start()
    await amina.sends('/remind')
    await amina.walks('Choose a day', 'November 2026')
    expect(amina.buttons().slice(0, 9)).toEqual(['22', '23', '24', '25', '26', '27', '28', '29', '30'])
    await amina.sends('/remind')
    await amina.walks('Choose a day', 'Another year', '2027', 'December 2027')
    expect(
      amina
        .buttons()
        .filter((label) => /^\d+$/.test(label))
        .at(-1),
    ).toBe('26')
  })

  test('the list shows what will come; one tap removes one, one tap all', async () => {
    const { there, amina } = await start()
    for (const days of [20, 30, 40]) await sets(amina, 'date', addDays(TODAY, days))
    await amina.sends('/remind')
    expect(amina.sees()).toContain('11 December 2026. I write on: 4 December 2026, 9 December 2026')
    await amina.taps('✖️ 11 December 2026')
    expect(amina.sees()).not.toContain('11 December 2026')
    await amina.taps('Stop all')
    expect(await entries(there)).toEqual([])
    await amina.taps('Menu')
    await amina.sends('/remind')
    expect(amina.sees()).toContain('There are no reminders')
  })

  test('ten at most', async () => {
    const { amina } = await start()
    for (let day = 20; day < 30; day += 1) await sets(amina, 'date', addDays(TODAY, day))
    await sets(amina, 'date', addDays(TODAY, 50))
    expect(amina.sees()).toContain('Remove one first')
    await sets(amina, 'date', addDays(TODAY, 20)) // the same again is not one more
    expect(amina.sees()).toContain('It is set')
  })
})

describe('what a reminder offers', () => {
  async function opened() {
    const at = await start()
    await sets(at.amina, 'last-day', LAST)
    await at.later(14 * DAY)
    await at.amina.taps('Open')
    return at
  }

  test('Done: nothing more comes about this day', async () => {
    const { amina, later } = await opened()
    await amina.taps('Done')
    await later(30 * DAY)
    expect(notices(amina)).toHaveLength(0)
  })

  test('My date changed: the new day takes the place of the old one', async () => {
    const { amina, later, clock } = await opened()
    await amina.walks('My date changed', 'January 2027', '20')
    expect(amina.sees()).toContain('It is set: 20 January 2027')
    await later(Date.parse('2027-01-12T15:00:00Z') - clock.now())
    expect(notices(amina)).toHaveLength(0)
    await later(DAY)
    expect(notices(amina)).toHaveLength(1)
  })

  test('of a counted one the first day is chosen again, and none that is over', async () => {
    const { amina } = await start()
    await sets(amina, 'asylum', TODAY)
    await amina.does((phone) =>
      phone.tapData(amina.newest()?.message_id ?? 0, `en:reminders:change:asylum:${encodeDay(TODAY)}`),
    )
    await amina.taps('November 2026')
    expect(amina.buttons().filter((label) => /^\d+$/.test(label))).toEqual(['17', '18', '19', '20', '21'])
    await amina.taps('20')
    expect(amina.sees()).toContain('It is set: 24 November 2026')
  })

  test('Stop all reminders, in one tap', async () => {
    const { there, amina } = await opened()
    await amina.taps('Stop all reminders')
    expect(await entries(there)).toEqual([])
  })
})

describe('when it comes', () => {
  test('between 9 and 21 o’clock in Almaty, and not everybody’s at nine', async () => {
    const { there, person, later } = await start()
    const times: number[] = []
    const people = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const each = person(`Person ${index}`, 'en')
        await each.sends('/start')
        return each
      }),
    )
    for (const each of people) await sets(each, 'date', LAST)
    await later(30 * DAY)
    for (const each of people) times.push(...notices(each).map(({ date }) => date * 1000))
    expect(times).toHaveLength(80)
    expect(times.every((at) => hourOf(at) >= 9 && hourOf(at) < 21)).toBe(true)
    expect(new Set(times.map((at) => Math.floor(at / (10 * MINUTE)) % 144)).size).toBeGreaterThan(8)
    expect(await entries(there)).toEqual([])
  })

  test('a night in which nothing could be sent: what was due comes in the morning and says that it is late', async () => {
    const { amina, clock, app, loses, later, telegram } = await start()
    await sets(amina, 'date', LAST)
    await later(Date.parse('2026-12-04T03:00:00Z') - clock.now())
    const back = await loses('redis')
    await clock.advance(15 * HOUR) // 23 o'clock
    await back()
    await app().due.run()
    await telegram.settled()
    expect(notices(amina)).toHaveLength(0)
    await later(14 * HOUR)
    expect(notices(amina)).toHaveLength(1)
    expect(hourOf((notices(amina)[0]?.date ?? 0) * 1000)).toBeGreaterThanOrEqual(9)
    await amina.taps('Open')
    expect(amina.sees()).toContain('This message comes late')
  })

  test('Redis away for an hour: it comes then, once, and says so', async () => {
    const { amina, clock, app, loses, later, telegram } = await start()
    await sets(amina, 'date', LAST)
    await later(Date.parse('2026-12-04T04:00:00Z') - clock.now()) // 9 o'clock
    const had = notices(amina).length
    const back = await loses('redis')
    await clock.advance(4 * HOUR)
    await app().due.run()
    await back()
    await app().due.run()
    await telegram.settled()
    expect([had, notices(amina).length]).toEqual([0, 1])
    await amina.taps('Open')
    expect(amina.sees()).toContain('This message comes late')
  })

  test('a restart loses none and sends none twice', async () => {
    const { amina, restarts, app, later } = await start()
    await sets(amina, 'date', LAST)
    restarts()
    await later(14 * DAY)
    expect(notices(amina)).toHaveLength(1)
    restarts()
    await app().due.run()
    await later(DAY)
    expect(notices(amina)).toHaveLength(1)
  })

  test('both dates missed: one message, not two', async () => {
    const { amina, clock, later, app, telegram } = await start()
    await sets(amina, 'date', LAST)
    await clock.advance(19 * DAY + 4 * HOUR)
    await app().due.run()
    await telegram.settled()
    await later(HOUR)
    expect(notices(amina)).toHaveLength(1)
  })
})

describe('Telegram has a bad day', () => {
  async function due(day: (at: World, who: Someone) => void) {
    const at = await start()
    await sets(at.amina, 'date', LAST)
    day(at.there, at.amina)
    await at.later(14 * DAY)
    return at
  }

  test.each(['drop-before', 'drop-after'] as const)('no answer (%s): never sent again', async (kind) => {
    const { amina, telegram } = await due(({ telegram }) => telegram.faults.always({ kind }, { method: 'sendMessage' }))
    telegram.faults.clear()
    expect(notices(amina).length).toBe(kind === 'drop-after' ? 1 : 0)
  })

  test('a pause: it waits, and comes once', async () => {
    const { amina } = await due(({ telegram }) =>
      telegram.faults.next(1, { kind: 'too-many', retryAfterSeconds: 40 }, { method: 'sendMessage' }),
    )
    expect(notices(amina)).toHaveLength(1)
  })

  test('a pause of the reminders holds up no answer', async () => {
    const { amina, person, clock } = await due(({ telegram }, who) =>
      telegram.faults.always(
        { kind: 'too-many', retryAfterSeconds: 3600 },
        { method: 'sendMessage', chat_id: who.person.chatWithBot },
      ),
    )
    const other = person('Other', 'en')
    const at = clock.now()
    await other.sends('/start')
    expect(other.sees()).not.toBe('')
    expect(clock.now()).toBe(at)
    expect(notices(amina)).toHaveLength(0)
  })
})

test('the program ends between writing down and sending: that message does not come twice, the next one comes', async () => {
  const { amina, app, later, restarts } = await start()
  await sets(amina, 'date', LAST)
  app().bulk.config.use(() => Promise.reject(new Error('the end')))
  await later(14 * DAY)
  restarts()
  await later(DAY)
  expect(notices(amina)).toHaveLength(0)
  await later(5 * DAY)
  expect(notices(amina)).toHaveLength(1)
})

describe('nothing is sent', () => {
  test('after a block: everything is removed', async () => {
    const { there, amina } = await start()
    await sets(amina, 'date', LAST)
    await amina.does((phone) => phone.block())
    expect(await entries(there)).toEqual([])
    expect(await stored(there)).toEqual([])
  })

  test('to an account that is gone: everything is removed at the first refusal', async () => {
    const { there, amina, later, logged } = await start()
    await sets(amina, 'date', LAST)
    amina.person.deleteAccount()
    await later(14 * DAY)
    expect(await entries(there)).toEqual([])
    expect(logged).toEqual([])
  })

  test('after /stop: everything is removed; a reminder that is asked for later comes', async () => {
    const { there, amina, later } = await start()
    await sets(amina, 'date', LAST)
    await amina.sends('/stop')
    expect(await entries(there)).toEqual([])
    await sets(amina, 'date', LAST)
    await later(14 * DAY)
    expect(notices(amina)).toHaveLength(1)
  })

  test('after /stop while Redis was away', async () => {
    const { amina, later, loses } = await start()
    await sets(amina, 'date', LAST)
    const back = await loses('redis')
    await amina.sends('/stop')
    await back()
    await later(30 * DAY)
    expect(notices(amina)).toHaveLength(0)
  })

  test('after Hide, until the person asks for it in the list; what was due meanwhile does not come', async () => {
    const { amina, later } = await start()
    await sets(amina, 'date', LAST)
    await amina.sends('/hide')
    await later(14 * DAY)
    expect(notices(amina)).toHaveLength(0)
    await amina.sends('/remind')
    expect(amina.sees()).toContain('I do not write to you now')
    await amina.taps('Write to me again')
    expect(amina.sees()).not.toContain('I do not write to you now')
    expect(notices(amina)).toHaveLength(0)
    await later(5 * DAY)
    expect(notices(amina)).toHaveLength(1)
  })

  test('after Hide, whatever else they do: SOS, the menu, a report', async () => {
    const { there, amina, later } = await start()
    await sets(amina, 'date', LAST)
    await amina.sends('/hide')
    await amina.sends('/sos')
    await amina.sends('/start')
    await later(30 * DAY)
    expect(notices(amina)).toHaveLength(0)
    expect(await entries(there)).toEqual([])
  })

  test('after Hide; the first day passes, SOS and then "Write to me again": the second comes, the first does not', async () => {
    const { there, amina, later } = await start()
    await sets(amina, 'date', LAST)
    await amina.sends('/hide')
    await later(14 * DAY)
    await amina.sends('/sos')
    expect(await entries(there)).toEqual([])
    await amina.sends('/remind')
    expect(amina.sees()).toContain('I do not write to you now')
    expect(amina.sees()).toContain('I write on: 9 December 2026')
    await amina.taps('Write to me again')
    expect(await entries(there)).toHaveLength(1)
    expect(notices(amina)).toHaveLength(0)
    await later(5 * DAY)
    expect(notices(amina)).toHaveLength(1)
  })

  test('after Hide, until a new one is set: then the others come too, as far as they are still ahead', async () => {
    const { amina, later } = await start()
    await sets(amina, 'date', LAST)
    await amina.sends('/hide')
    await later(14 * DAY)
    await sets(amina, 'date', addDays(TODAY, 60))
    await later(HOUR)
    expect(notices(amina)).toHaveLength(0)
    await later(5 * DAY)
    expect(notices(amina)).toHaveLength(1)
  })

  test('after a second Hide', async () => {
    const { amina, later } = await start()
    await sets(amina, 'date', LAST)
    await amina.sends('/hide')
    await amina.sends('/remind')
    await amina.taps('Write to me again')
    await amina.sends('/hide')
    await later(30 * DAY)
    expect(notices(amina)).toHaveLength(0)
  })

  test('after Hide, a year later, when nothing else is remembered of this person', async () => {
    const { there, amina, later } = await start()
    await sets(amina, 'date', addDays(TODAY, 395))
    await amina.sends('/hide')
    await later(366 * DAY)
    await there.redis.del(keys.session(String(amina.person.chatWithBot)))
    await later(60 * DAY)
    expect(notices(amina)).toHaveLength(0)
  })

  test('to somebody who hides at the very moment of sending', async () => {
    const { there, amina, later } = await start()
    await sets(amina, 'date', LAST)
    const { redis } = there
    const hmget = redis.hmget.bind(redis)
    let asked = 0
    vi.spyOn(redis, 'hmget').mockImplementation(async (...args: Parameters<typeof redis.hmget>) => {
      asked += 1
      if (asked === 2) await redis.hset(keys.session(String(amina.person.chatWithBot)), 'hushed', '1')
      return hmget(...args)
    })
    await later(30 * DAY)
    vi.restoreAllMocks()
    expect(asked).toBeGreaterThanOrEqual(2)
    expect(notices(amina)).toHaveLength(0)
  })

  test('after the quiet sign of a case, also when the person looks at it again', async () => {
    const { amina, later } = await sender()
    await sets(amina, 'date', LAST)
    await amina.sends('/case')
    await amina.does((phone) => phone.tapData(amina.newest()?.message_id ?? 0, 'en:quiet:1000'))
    await amina.sends('/case')
    await later(30 * DAY)
    expect(notices(amina)).toHaveLength(0)
  })

  test('after Hide pressed without a store', async () => {
    const { amina, later, loses } = await start()
    await sets(amina, 'date', LAST)
    const back = await loses('redis')
    await amina.sends('/hide')
    await back()
    await later(30 * DAY)
    expect(notices(amina)).toHaveLength(0)
  })

  test('after forgetting', async () => {
    const { there, amina, later, app } = await start()
    await sets(amina, 'date', LAST)
    await app().reminders.forget(amina.person.chatWithBot)
    await later(30 * DAY)
    expect(notices(amina)).toHaveLength(0)
    expect(await stored(there)).toEqual([])
  })
})

test('Hide removes the message of a reminder too', async () => {
  const { amina, later } = await start()
  await sets(amina, 'date', LAST)
  await later(14 * DAY)
  await amina.sends('/hide')
  expect(notices(amina)).toHaveLength(0)
})

describe('a rule or a fact changes', () => {
  const fact = (id: string, periods: unknown) => {
    const { facts, ...rest } = realContent()
    return { ...rest, facts: { ...facts, [id]: { ...facts[id], periods } } } as ReturnType<typeof realContent>
  }
  const ON = '2026-12-01'
  const arrived = TODAY // the last of 30 days: 20 December

  async function changed(periods: unknown, rule = 'asylum', day = arrived, id = 'asylum-time') {
    const at = await start({ content: fact(id, periods) })
    await sets(at.amina, rule, day)
    await at.app().reminders.begin()
    await at.later(Date.parse('2026-12-01T15:30:00Z') - at.clock.now())
    return at
  }
  const shorter = [
    { from: '2023-01-26', until: ON, value: 30 },
    { from: ON, value: 25 },
  ]

  test('the day has moved: told once, by day, neutrally; from then on the new day counts', async () => {
    const { amina, later, clock } = await changed(shorter)
    expect(notices(amina)).toHaveLength(1)
    expect(hourOf((notices(amina)[0]?.date ?? 0) * 1000)).toBeGreaterThanOrEqual(9)
    await amina.taps('Open')
    expect(amina.sees()).toContain('A reminder for 15 December 2026')
    expect(amina.sees()).toContain('A rule has changed. I counted your day again.')
    await later(Date.parse('2026-12-13T15:00:00Z') - clock.now())
    expect(notices(amina)).toHaveLength(1)
    await amina.taps('Open')
    expect(amina.sees()).toContain('In 2 days.')
  })

  test('a fact that ends: told once that the day is not known, and no old day is shown', async () => {
    const { amina, later } = await changed([{ from: '2023-01-26', until: ON, value: 30 }])
    await amina.taps('Open')
    expect(amina.sees()).toContain('Ask a person about this')
    expect(amina.sees()).not.toContain('December')
    expect(amina.buttons()).toEqual(expect.arrayContaining(['✔️ Done', '✏️ My date changed']))
    await later(60 * DAY)
    expect(notices(amina)).toHaveLength(0)
  })

  test('a fact that ends, and a date that changed: the new one is kept, and counted when the fact holds again', async () => {
    const { amina, later, there } = await changed([
      { from: '2023-01-26', until: ON, value: 30 },
      { from: '2026-12-10', value: 30 },
    ])
    await amina.walks('Open', 'My date changed', 'November 2026', '28')
    expect(amina.sees()).toContain('Ask a person about this')
    expect(await entries(there)).toEqual(expect.arrayContaining([expect.stringMatching(/^remind:/)]))
    await later(10 * DAY)
    expect(notices(amina)).toHaveLength(1)
    await amina.taps('Open')
    expect(amina.sees()).toContain('A reminder for 27 December 2026')
  })

  test('Done, although it cannot be counted now', async () => {
    const { there, amina } = await changed([{ from: '2023-01-26', until: ON, value: 30 }])
    await amina.walks('Open', 'Done')
    expect(await entries(there)).toEqual([])
  })

  test('a last day from a guide cannot be counted again: the person is asked to', async () => {
    const { amina, later } = await changed(shorter, 'last-day', '2026-12-20', 'visa-free-entry-days')
    expect(notices(amina)).toHaveLength(1)
    await amina.taps('Open')
    expect(amina.sees()).toContain('Please count your days again.')
    expect(amina.buttons().some((label) => label.includes('How long'))).toBe(true)
    await later(5 * DAY)
    expect(notices(amina)).toHaveLength(0)
  })

  test.each(['date', 'document-day'])(
    'a day of one’s own, and that of a document, are left alone: %s',
    async (rule) => {
      const { amina } = await changed(shorter, rule, '2026-12-20', 'visa-free-entry-days')
      expect(notices(amina)).toHaveLength(0)
    },
  )

  test('a rule that counts otherwise in the next version: told once, with the new day', async () => {
    const rule = rules['asylum'] as ReminderRule
    const at = await start({ content: fact('asylum-time', [{ from: '2023-01-26', value: 30 }]) })
    await sets(at.amina, 'asylum', arrived)
    await at.app().reminders.begin()
    await at.later(DAY)
    const before = { ...rule }
    try {
      Object.assign(rule, { version: before.version + 1, deadline: (base: string) => addDays(base, 20) })
      at.restarts()
      await at.later(DAY)
      await at.app().reminders.begin()
      await at.later(2 * DAY)
      expect(notices(at.amina)).toHaveLength(1)
      await at.amina.taps('Open')
      expect(at.amina.sees()).toContain('A reminder for 11 December 2026')
      expect(at.amina.sees()).toContain('A rule has changed. I counted your day again.')
      await at.later(5 * DAY)
      expect(notices(at.amina)).toHaveLength(0)
    } finally {
      Object.assign(rule, before)
    }
  })

  test('a program that starts with other facts finds out at its start', async () => {
    const at = await start({ content: { ...realContent() } })
    await sets(at.amina, 'asylum', arrived)
    await at.app().reminders.begin()
    await at.app().due.run()
    at.content.facts = fact('asylum-time', [{ from: '2023-01-26', value: 20 }]).facts
    at.restarts()
    await at.app().reminders.begin()
    await at.later(HOUR)
    expect(notices(at.amina)).toHaveLength(1)
    await at.app().reminders.begin()
    await at.later(HOUR)
    expect(notices(at.amina)).toHaveLength(1)
  })
})

test('only the chat, the rule, the day and the language are stored, sealed, and for no longer than a month after it', async () => {
  const { there, amina } = await start()
  await sets(amina, 'asylum', TODAY)
  const [key = ''] = await stored(there)
  const name = key.slice(String(there.redis.options.keyPrefix).length)
  const kept = JSON.stringify(await there.redis.hgetall(name)) + JSON.stringify(await entries(there)) + key
  expect(kept).not.toContain(String(amina.person.user.id))
  expect(kept).not.toMatch(/asylum|2026/)
  expect(await there.redis.ttl(name)).toBeLessThan(36 * 86_400)
})
