import { afterEach, describe, expect, test } from 'vitest'
import { notices, sender, text, texts } from '../sender.ts'
import { endWorlds, type Someone, type World } from '../world.ts'

afterEach(endWorlds)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SECRET = 'We found a bed for you on Abay street'

/** Another phone of the same person, or of somebody who would like it to be. */
async function anotherPhone(world: World, name = 'Amina 2') {
  const phone = world.person(name, 'en')
  await phone.does((each) => each.starts())
  await phone.taps('English')
  return phone
}

/** Names of everything in this world's store. */
async function keysOf(redis: World['redis']): Promise<string[]> {
  const prefix = redis.options.keyPrefix ?? ''
  return (await redis.keys(`${prefix}*`)).map((key) => key.slice(prefix.length))
}

async function codeOf(someone: Someone): Promise<string> {
  await someone.sends('/case')
  await someone.walks('Another phone', 'Show the code')
  return /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(someone.sees())?.[0] ?? ''
}

async function gives(someone: Someone, code: string): Promise<void> {
  await someone.sends('/case')
  await someone.taps('I have a code')
  await someone.sends(code)
}

describe('somebody looks at what they sent', () => {
  test('one message goes from received to opened, taken and answered, without a new one', async () => {
    const { amina, change, answers, clock } = await sender()
    await amina.sends('/case')
    const { message_id } = amina.newest() ?? {}
    const sees = () => amina.chat().find((message) => message.message_id === message_id)?.text
    expect(amina.sees()).toContain('Your number is K-1000')
    expect(sees()).toContain('✅ We received it')
    expect(sees()).toContain('▫️ Not opened yet')
    await change((each) => ({ ...each, openedAt: clock.now() }))
    expect(sees()).toContain('✅ Our team opened it')
    await change((each) => ({ ...each, takenAt: clock.now() }))
    expect(sees()).toContain('✅ A person works on it')
    await answers(text(SECRET))
    expect(sees()).toContain('✅ You have an answer')
    expect(sees()).not.toContain('bed')
    expect(amina.chat().filter((message) => message.text.includes('K-1000'))).toHaveLength(1)
  })

  test('after Hide nothing of it stays or comes back, not even days later', async () => {
    const { amina, change, clock, later, say } = await sender()
    await amina.sends('/case')
    const { message_id } = amina.newest() ?? {}
    await later(72 * HOUR)
    await amina.sends('/help')
    await amina.sends('/hide')
    await change((each) => ({ ...each, openedAt: clock.now() }))
    expect(texts(amina).join()).not.toContain('K-1000')
    expect(amina.chat().find((message) => message.message_id === message_id)?.text ?? '·').toBe('·')
    expect(amina.sees()).toBe(say('en').plain('hide.done'))
  })

  test('out of hours it says when people answer, and announces nothing else', async () => {
    const { amina, change } = await sender()
    await change((each) => ({ ...each, priority: 2 }))
    await amina.sends('/case')
    expect(amina.sees()).toContain('Monday–Friday, 09:00–18:00 (Kazakhstan time)')
    expect(amina.sees()).not.toMatch(/soon/)
  })

  test('in danger while nobody is on duty: no office hours, but lines that answer now', async () => {
    const { amina } = await sender()
    await amina.sends('/case')
    expect(amina.sees()).not.toContain('Monday')
    expect(amina.sees()).toMatch(/\b102\b/)
  })

  test('when nobody has opened it in time the truth is said, with numbers that answer', async () => {
    const { amina, change, clock } = await sender()
    await amina.sends('/case')
    await change((each) => ({ ...each, toldUnopened: true }))
    expect(amina.sees()).toContain('Nobody of our team has opened it yet')
    expect(amina.sees()).toMatch(/\b102\b/)
    expect(amina.buttons().join()).toContain('📋')
    await change((each) => ({ ...each, toldPartners: true, openedAt: clock.now() }))
    expect(amina.sees()).toContain('Nobody of our team has taken it yet')
    await change((each) => ({ ...each, takenAt: clock.now(), owner: { id: 1, since: clock.now(), acted: false } }))
    expect(amina.sees()).not.toMatch(/\b102\b/)
  })

  test('a status that was hidden or cannot be edited stays as it is', async () => {
    const { amina, change, clock, later, logged } = await sender()
    await amina.sends('/case')
    await amina.sends('/hide')
    await change((each) => ({ ...each, openedAt: clock.now() }))
    await later(HOUR)
    expect(amina.chat()).toHaveLength(1)
    expect(logged.filter((line) => line.includes('failed'))).toEqual([])
  })

  test('the state arrives although Telegram was away', async () => {
    const { amina, change, clock, later, telegram } = await sender()
    await amina.sends('/case')
    const off = telegram.faults.always({ kind: 'drop-before' }, { method: 'editMessageText' })
    await change((each) => ({ ...each, openedAt: clock.now() }))
    expect(amina.sees()).toContain('Not opened yet')
    off()
    await later(2 * MINUTE)
    expect(amina.sees()).toContain('Our team opened it')
  })

  test('the quiet sign empties the message that tells the state, also when staff heard of it in another way', async () => {
    const { amina, change, clock, say } = await sender()
    await amina.sends('/case')
    await change((each) => ({ ...each, hold: { at: clock.now(), by: 'person' as const } }))
    expect(amina.sees()).toBe(say('en').plain('hide.done'))
  })

  test('somebody without one reads so, and finds Menu and SOS', async () => {
    const all = await sender()
    const other = await anotherPhone(all, 'Zarina')
    await other.sends('/case')
    expect(other.sees()).toContain('nothing here yet')
    expect(other.buttons().join()).toMatch(/code.*Menu.*SOS/)
  })

  test('who is limited for misuse sees it, and can say that it is not right, once', async () => {
    const { amina, clock, events } = await sender({
      misuse: { step: 'restricted', at: 1, until: Date.parse('2026-12-01') },
    })
    await amina.sends('/case')
    expect(clock.now()).toBeLessThan(Date.parse('2026-12-01'))
    await amina.taps('Not right')
    await amina.taps('Not right')
    expect((await events()).filter((event) => event === 'appeal')).toHaveLength(1)
  })
})

describe('somebody decides about it', () => {
  test('taken back: the case is closed, the desk reads it, nothing is written any more', async () => {
    const { amina, change, read, events, answers, app } = await sender()
    await change((each) => ({ ...each, priority: 2 }))
    await amina.sends('/case')
    await amina.taps('Take it back')
    expect((await read()).state).toBe('new')
    await amina.taps('Yes, take it back')
    expect(await read()).toMatchObject({ state: 'closed', closed: { by: 'person', reason: 'user_declined' } })
    expect(await events()).toContain('withdrawn')
    expect((await app().cases.audit(1000)).map(({ what }) => what)).toContain('withdrawn')
    await answers(text(SECRET))
    expect(notices(amina)).toHaveLength(0)
  })

  test('danger nobody has looked at cannot be made to disappear by whoever holds the phone', async () => {
    const { amina, read, events } = await sender()
    await amina.sends('/case')
    await amina.walks('Take it back', 'Yes, take it back')
    expect(await read()).toMatchObject({ state: 'new', person: { withdrawn: true } })
    expect(await events()).toContain('withdrawn')
    await amina.sends('/case')
    await amina.walks('Erase everything', 'Yes, erase it')
    expect((await read()).person.erasure).toBeDefined()
  })

  test('somebody who took it back and sends again is there again, in the same case', async () => {
    const { amina, read, app } = await sender()
    await amina.sends('/case')
    await amina.walks('Take it back', 'Yes, take it back')
    await amina.sends('I changed my mind')
    expect((await read()).person.withdrawn).toBe(true)
    await amina.walks('Send to our team', '✅ Send')
    expect(await read()).toMatchObject({ state: 'new', person: { withdrawn: false } })
    expect(await app().cases.open()).toEqual([1000])
  })

  test('erased before anybody opened it: nothing of it is left in the store', async () => {
    const { amina, change, redis, app } = await sender()
    await change((each) => ({ ...each, priority: 2 }))
    await amina.sends('/case')
    await amina.walks('Erase everything', 'Yes, erase it')
    expect(amina.sees()).toBe('Everything is erased.')
    expect(await app().cases.read(1000)).toBeUndefined()
    const keys = await keysOf(redis)
    expect(keys.filter((key) => /^(case:|person:|cases:outbox|cases:messages)/.test(key))).toEqual([])
    expect(await redis.zrange('due', '0', '-1')).not.toContain('tell:1000')
    expect(texts(amina).join()).not.toContain('K-1000')
  })

  test('once somebody has opened it, the wish is noted once and the desk reads it', async () => {
    const { amina, change, read, events, clock } = await sender()
    await change((each) => ({ ...each, openedAt: clock.now() }))
    await amina.sends('/case')
    await amina.walks('Erase everything', 'Yes, erase it')
    await amina.sends('/case')
    await amina.walks('Erase everything', 'Yes, erase it')
    expect((await read()).person.erasure).toMatchObject({ at: clock.now() })
    expect((await events()).filter((event) => event === 'erasure')).toHaveLength(1)
  })

  test('when the wish to erase was refused, they can write here to ask why', async () => {
    const { amina, change, clock, app } = await sender()
    await change((each) => ({ ...each, person: { ...each.person, erasure: { at: clock.now(), refused: 'court' } } }))
    await amina.sends('why do you keep it?')
    expect(amina.sees()).toContain('We added your message')
    expect(JSON.stringify(await app().cases.log(1000))).toContain('why do you keep it?')
  })

  test('when and how they are written to can be changed, and holds at once', async () => {
    const { amina, answers, read, change } = await sender()
    await amina.sends('/case')
    await amina.walks('When and how', 'Morning', 'You may write first')
    expect((await read()).about).toMatchObject({ hours: ['morning'], writeFirst: false })
    await answers(text(SECRET))
    expect(notices(amina)).toHaveLength(0)
    await amina.walks('You may write first', 'Morning')
    expect(amina.chat().some((message) => message.text.includes('When and how'))).toBe(true)
    expect((await read()).about).toMatchObject({ hours: [], writeFirst: true })
    await change((each) => each)
    expect(notices(amina)).toHaveLength(1)
  })

  test('after closing two taps say how it was, once', async () => {
    const { amina, change, read } = await sender()
    await change((each) => ({ ...each, state: 'closed', closed: { at: each.createdAt, by: 7, reason: 'helped' } }))
    await amina.sends('/case')
    expect(amina.sees()).toContain('finished')
    await amina.walks('How was it?', 'Partly', 'Good')
    expect(amina.sees()).toContain('Thank you')
    expect((await read()).person.feedback).toEqual({ solved: 'partly', felt: 'good' })
    await amina.does((phone) => phone.tapData(amina.newest()?.message_id ?? 0, 'en:rate:1000:no:bad'))
    expect((await read()).person.feedback).toEqual({ solved: 'partly', felt: 'good' })
    await amina.sends('/case')
    expect(amina.buttons().join()).not.toContain('How was it')
  })
})

describe('somebody goes on from another phone', () => {
  test('who had answers shown at once does not see the old ones there', async () => {
    const all = await sender({ about: { plain: true } })
    await all.answers(text(SECRET))
    const other = await anotherPhone(all)
    await gives(other, await codeOf(all.amina))
    await other.sends('/case')
    expect(other.buttons().join()).not.toContain('Open')
    await all.answers(text('The new one'))
    expect(texts(other).join()).toContain('The new one')
    expect(texts(other).join()).not.toContain(SECRET)
  })

  test('the new phone gets what was not opened, nothing of before; the old one gets nothing and shows nothing', async () => {
    const all = await sender()
    const { amina, answers, read, events } = all
    await answers(text('old words'))
    await amina.taps('Open')
    await answers(text(SECRET))
    const code = await codeOf(amina)
    expect(amina.newest()?.html).toContain('<tg-spoiler>')
    const phone = await anotherPhone(all)
    await gives(phone, code)
    expect(texts(phone).join()).not.toContain(code)
    await all.settled()
    await phone.taps('Open')
    expect(texts(phone)).toContain(SECRET)
    expect(texts(phone).join()).not.toContain('old words')
    expect(texts(amina).join()).not.toMatch(/old words|bed/)
    await answers(text('new words'))
    expect(notices(phone)).toHaveLength(1)
    expect(notices(amina)).toHaveLength(0)
    await amina.sends('/case')
    expect(amina.sees()).toContain('nothing here yet')
    expect((await read()).person).toMatchObject({ chat: phone.person.user.id, since: 3 })
    expect(await events()).toContain('relinked')
    expect((await all.app().cases.audit(1000)).map(({ what }) => what)).toContain('relinked')
  })

  test('a code works once, an older one never, and none after a day', async () => {
    const all = await sender()
    const older = await codeOf(all.amina)
    const code = await codeOf(all.amina)
    expect(code).not.toBe(older)
    const phone = await anotherPhone(all)
    await gives(phone, older)
    expect(phone.sees()).toContain('does not open anything')
    await gives(phone, code.toLowerCase().replace('-', ' '))
    expect(phone.sees()).toContain('K-1000')
    const third = await anotherPhone(all, 'Somebody else')
    await gives(third, code)
    expect(third.sees()).toContain('does not open anything')
    expect(await all.redis.ttl('relink:case:1000')).toBeGreaterThan(23 * 3600)
    expect(await all.redis.ttl('relink:case:1000')).toBeLessThanOrEqual(24 * 3600)
    expect((await keysOf(all.redis)).join()).not.toContain(code.replace('-', ''))
  })

  test('guessing gets one answer always, ends after five, and is told', async () => {
    const all = await sender()
    const code = await codeOf(all.amina)
    const stranger = await anotherPhone(all, 'Stranger')
    for (const guess of ['AAAAA-AAAA2', 'AAAAA-AAAA3', 'help me please', 'AAAAA-AAAA4', 'AAAAA-AAAA5']) {
      await gives(stranger, guess)
      expect(stranger.sees()).toContain('does not open anything')
    }
    await gives(stranger, code)
    expect(stranger.sees()).toContain('does not open anything')
    expect((await all.read()).person.chat).toBe(all.amina.person.user.id)
    const audit = await all.redis.xrange('audit', '-', '+')
    expect(audit.filter(([, fields]) => fields.includes('relink-guessing'))).toHaveLength(1)
  })

  test('a command after the question is a command, and after a while a text is a message again', async () => {
    const all = await sender()
    const phone = await anotherPhone(all)
    await phone.sends('/case')
    await phone.taps('I have a code')
    await phone.sends('/sos')
    expect(phone.sees()).toContain('102')
    await phone.sends('/case')
    await phone.taps('I have a code')
    await all.later(6 * MINUTE)
    await phone.sends('hello')
    expect(phone.sees()).not.toContain('does not open anything')
  })
})
