import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { Answer } from '../../src/case/answer.ts'
import type { Case } from '../../src/case/case.ts'
import type { Content } from '../../src/content/load.ts'
import type { Person } from '../../src/simulator/person.ts'
import { report, said } from '../cases.ts'
import type { SeenMessage } from '../../src/simulator/sight.ts'
import { type Colleague, endWorlds, realContent, type Someone, type World, world } from '../world.ts'

afterEach(endWorlds)

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Long enough for what the group's pace held back. */
const MOMENT = 10_000
const english: Content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }
/** The answer waits, whatever the phone's side does. */
const NOT_FIRST = { about: { writeFirst: false } }

type Desk = World & {
  amina: Someone
  anna: Colleague
  /** A case with its topic, the card and what the person said in it. */
  reports(number: number, who: Someone, words: string, more?: Parameters<typeof report>[2]): Promise<void>
  case(number?: number): Promise<Case>
  answer(number?: number): Promise<Answer>
  /** What was said to the person of the case: texts, captions, kinds. */
  out(number?: number): Promise<string[]>
  force(change: (each: Case) => Case, number?: number): Promise<void>
  /** The newest message of a topic that holds these words, a moment later: the group is written to at its own pace. */
  line(words: string, topic?: string): Promise<SeenMessage | undefined>
  /** Reactions on the staff message that holds `text`. */
  reactions(text: string, topic?: string): string[]
}

async function desk(content: Content = english): Promise<Desk> {
  const w = await world({ content })
  const amina = w.person('Amina', 'en')
  await amina.does((person) => person.starts())
  const anna = await w.colleague('Anna')
  const cases = () => w.app().cases
  const newest = (words: string, topic = 'K-1001') => w.topic(topic).findLast(({ text }) => text.includes(words))
  const read = async (number = 1001) => (await cases().read(number)) ?? expect.fail(`no case ${number}`)

  return {
    ...w,
    amina,
    anna,
    case: read,
    async reports(number, who, words, more = {}) {
      await cases().create(report(number, who.person.chatWithBot, more), [said(words, 1)], [])
      await w.later(MOMENT)
      if ((await read(number)).desk.thread === undefined) await placeByHand(w, number, words)
    },
    answer: async (number) => (await read(number)).answers[0] ?? expect.fail('no answer'),
    async out(number = 1001) {
      const pieces = (await cases().log(number)).flatMap((entry) => (entry.kind === 'to' ? [entry.piece] : []))
      return pieces.map((piece) =>
        piece.kind === 'text' ? piece.text : piece.kind === 'file' ? (piece.caption ?? piece.file) : piece.kind,
      )
    },
    async force(change, number = 1001) {
      await cases().change(number, (each) => ({ case: change(each) }))
      await w.later(MOMENT)
    },
    async line(words, topic) {
      await w.later(MOMENT)
      return newest(words, topic)
    },
    reactions: (text, topic) => newest(text, topic)?.reactions ?? [],
  }
}

/** Topic, card and the person's words, as the delivery of reports leaves them. */
async function placeByHand({ room, app }: World, number: number, words: string): Promise<void> {
  const { cases, background } = app()
  const thread = room.createTopic(`P0 · K-${number}`)
  await cases.claimTopic(number, room.id, thread)
  const card = await background.sendMessage(room.id, `card of K-${number}`, { message_thread_id: thread })
  const copy = await background.sendMessage(room.id, words, { message_thread_id: thread })
  await cases.change(number, (each) => ({
    case: { ...each, desk: { ...each.desk, upTo: 1, card: { message: card.message_id, shown: 'x' } } },
    messages: [
      { chat: room.id, message: card.message_id, entry: -1 },
      { chat: room.id, message: copy.message_id, entry: 0 },
    ],
  }))
}

const answersIn =
  (state: Answer['state'], more: Partial<Answer> = {}) =>
  (each: Case) => ({
    ...each,
    answers: each.answers.map((answer) => ({ ...answer, state, ...more })),
  })

describe('a reply to what the person said goes to the person', () => {
  test('a helper answers in words and has the case from then on', async () => {
    const { reports, amina, anna, out, case: read } = await desk()
    await reports(1001, amina, 'they took my passport')
    await anna.says('Where are you now?', 'K-1001', 'they took my passport')
    expect(await out()).toEqual(['Where are you now?'])
    const each = await read()
    expect(each).toMatchObject({ state: 'waiting_user', owner: { id: anna.person.user.id, acted: true } })
    expect(each.answers).toHaveLength(1)
  })

  test('a reply to the card counts as one to the person', async () => {
    const { reports, amina, anna, out, case: read, room } = await desk()
    await reports(1001, amina, 'hello')
    const replyTo = (await read()).desk.card?.message ?? expect.fail('no card')
    await anna.doesIn('K-1001', (person, at) => person.send('We read you', { ...at, replyTo }))
    expect(room.sees().length).toBeGreaterThan(0)
    expect(await out()).toEqual(['We read you'])
  })

  const kinds: [string, (person: Person, at: object) => unknown][] = [
    ['photo', (person, at) => person.photo(at)],
    ['voice', (person, at) => person.voice(at)],
    ['video', (person, at) => person.video(at)],
    ['video_note', (person, at) => person.videoNote(at)],
    ['audio', (person, at) => person.audio(at)],
    ['animation', (person, at) => person.animation(at)],
    ['sticker', (person, at) => person.sticker(at)],
    ['document', (person, at) => person.document(at)],
    ['place', (person, at) => person.location({ ...at, latitude: 43.2, longitude: 76.9 })],
    ['place', (person, at) => person.venue({ ...at, latitude: 43.2, longitude: 76.9, title: 'Post', address: 'Abay' })],
    ['contact', (person, at) => person.contact({ ...at, phone_number: '+7700', first_name: 'Desk' })],
  ]
  test('in every kind a helper can send', async () => {
    const { reports, amina, anna, out, topic } = await desk()
    await reports(1001, amina, 'hello')
    const replyTo = topic('K-1001').find(({ text }) => text.includes('hello'))?.message_id ?? 0
    for (const [, act] of kinds) await anna.doesIn('K-1001', (person, at) => act(person, { ...at, replyTo }))
    expect(await out()).toEqual(kinds.map(([kind]) => kind))
  })

  test('a poll cannot be passed on, and the helper hears so', async () => {
    const { reports, amina, anna, out, topic, line } = await desk()
    await reports(1001, amina, 'hello')
    const replyTo = topic('K-1001').find(({ text }) => text.includes('hello'))?.message_id ?? 0
    await anna.doesIn('K-1001', (person, at) => person.poll({ ...at, replyTo }))
    expect(await out()).toEqual([])
    expect(await line('cannot pass this kind')).toBeDefined()
  })

  test('an album is one answer, also when only its first part carries the reply', async () => {
    const { reports, amina, anna, case: read, topic } = await desk()
    await reports(1001, amina, 'hello', NOT_FIRST)
    const replyTo = topic('K-1001').find(({ text }) => text.includes('hello'))?.message_id ?? 0
    await anna.doesIn('K-1001', (person, { chat, thread }) =>
      person.album([
        { kind: 'photo', chat, thread, replyTo },
        { kind: 'photo', chat, thread },
        { kind: 'photo', chat, thread, replyTo },
      ]),
    )
    const { answers } = await read()
    expect(answers).toHaveLength(1)
    expect(answers[0]?.entries).toHaveLength(3)
    expect(answers[0]?.staff).toHaveLength(3)
  })

  test('an update that is handled twice is one answer', async () => {
    const { reports, amina, anna, app, topic, out, case: read } = await desk()
    await reports(1001, amina, 'hello')
    const id = await anna.says('once only', 'K-1001', 'hello')
    const message = topic('K-1001').find(({ message_id }) => message_id === id)?.message ?? expect.fail()
    for (const update_id of [900_001, 900_001, 900_002]) await app().bot.handleUpdate({ update_id, message } as never)
    expect(await out()).toEqual(['once only'])
    expect((await read()).answers).toHaveLength(1)
  })

  test('in private, where a report came while the group could not be reached, it works the same way', async () => {
    const { reports, amina, anna, app, out } = await desk()
    await reports(1001, amina, 'hello', NOT_FIRST)
    const chat = anna.person.chatWithBot
    const copy = await app().background.sendMessage(chat, 'hello in private')
    const messages = [{ chat, message: copy.message_id, entry: 0 }]
    await app().cases.change(1001, (each) => ({ case: each, messages }))
    let id = 0
    await anna.does((person) => (id = person.send('I am with you', { replyTo: copy.message_id })))
    expect(await out()).toEqual(['I am with you'])
    expect(anna.chat().find(({ message_id }) => message_id === id)?.reactions).toEqual(['😴'])
    await anna.taps('Take back')
    expect(anna.chat().find(({ message_id }) => message_id === id)?.reactions).toEqual(['🤷'])
    await anna.does((person) => person.send('no reply, so it stays'))
    await anna.does((person) => person.command('canned', '', { replyTo: copy.message_id }))
    await anna.taps('12')
    expect(await out()).toEqual(['I am with you', expect.stringContaining('We stop writing here')])
  })
})

describe('everything else said at the desk stays inside', () => {
  test('words without a reply, replies among colleagues, and edits of both', async () => {
    const { reports, amina, anna, colleague, out, later, does } = await inside()
    await reports(1001, amina, 'hello', NOT_FIRST)
    const boris = await colleague('Boris')
    const id = await anna.says('I think she is a minor', 'K-1001')
    await boris.says('I think so too', 'K-1001', 'I think she is a minor')
    await does(anna, id, 'I am sure she is a minor')
    await anna.says('We are with you', 'K-1001', 'hello')
    await boris.says('well said', 'K-1001', 'We are with you')
    await later(5000)
    await boris.says('what does this mean?', 'K-1001', 'Waits until the person looks')
    expect(await out()).toEqual(['We are with you'])
  })

  async function inside() {
    const all = await desk()
    const does = (who: Colleague, id: number, text: string) =>
      who.doesIn('K-1001', (person, { chat }) => person.edit(id, text, { chat }))
    return { ...all, does }
  }

  test('a member of the group without a role answers nobody, and hears it', async () => {
    const { reports, amina, colleague, out, reactions, line } = await desk()
    await reports(1001, amina, 'hello')
    const guest = await colleague('Guest', { roles: [] })
    await guest.says('I can help', 'K-1001', 'hello')
    expect(await out()).toEqual([])
    expect(await line('Only staff with a role')).toBeDefined()
    expect(reactions('I can help')).toEqual(['🤷'])
  })

  test('somebody who writes as the group cannot be known, and hears it', async () => {
    const { reports, amina, app, out, topic, room, line } = await desk()
    await reports(1001, amina, 'hello')
    const replied = topic('K-1001').findLast(({ text }) => text.includes('hello'))?.message ?? expect.fail()
    const from = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
    const anonymous = {
      message_id: replied.message_id + 1000,
      date: replied.date,
      chat: replied.chat,
      from,
      sender_chat: room.chat,
      message_thread_id: replied.message_thread_id,
      is_topic_message: true,
      reply_to_message: replied,
      text: 'whoever I am',
    }
    await app().receiver.receive({ update_id: 900_001, message: anonymous } as never)
    await app().receiver.idle()
    expect(await out()).toEqual([])
    expect(await line('cannot see who wrote this')).toBeDefined()
  })

  test('a mistyped command never goes to the person', async () => {
    const { reports, amina, anna, out, line } = await desk()
    await reports(1001, amina, 'hello')
    await anna.says('/nots her brother is dangerous', 'K-1001', 'hello')
    expect(await out()).toEqual([])
    expect(await line('do not know this command')).toBeDefined()
  })

  test('a translation is a note', async () => {
    const { reports, amina, anna, out, app, reactions } = await desk()
    await reports(1001, amina, 'salam')
    await anna.says('/tr she greets us', 'K-1001', 'salam')
    expect(await out()).toEqual([])
    expect((await app().cases.log(1001)).at(-1)).toMatchObject({ kind: 'note', text: 'she greets us' })
    expect(reactions('/tr')).toEqual(['✍'])
  })

  test('words meant for one person never reach another, whatever they reply to', async () => {
    const { reports, amina, anna, person, colleague, app, room, later } = await desk()
    const aigul = person('Aigul', 'en')
    const olim = person('Olim', 'en')
    for (const each of [aigul, olim]) await each.does((phone) => phone.starts())
    const people = new Map([1001, 1002, 1003].map((number, index) => [number, [amina, aigul, olim][index] ?? amina]))
    for (const [number, who] of people) await reports(number, who, `words of ${number}`)
    const boris = await colleague('Boris', { roles: ['staff', 'lead'] })
    const guest = await colleague('Guest', { roles: [] })
    const numbers = fc.constantFrom(...people.keys())
    const first = room.sees().filter(({ service }) => !service)
    const own = new Map<number, SeenMessage[]>()
    for (const message of first)
      for (const number of people.keys())
        if (await isFromPerson(app, room.id, message.message_id, number))
          own.set(number, [...(own.get(number) ?? []), message])
    let count = 0
    let outside = 0

    const attempt = fc.record({
      by: fc.constantFrom('anna', 'boris', 'guest'),
      number: numbers,
      target: fc.nat(1000),
      reply: fc.constantFrom('own', 'own', 'first', 'any', 'none'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 1, maxLength: 4 }), async (attempts) => {
        await later(16 * MINUTE) // so that nobody is "at work" on a case any more
        for (const { by, number, target, reply } of attempts) {
          const who = { anna, boris, guest }[by] ?? anna
          const from = { own: own.get(number) ?? [], first }
          const messages =
            reply === 'any' || reply === 'none' ? room.sees().filter(({ service }) => !service) : from[reply]
          const replyTo = reply === 'none' ? undefined : messages[target % messages.length]
          const text = `secret ${(count += 1)}.`
          const meant = replyTo && (await isFromPerson(app, room.id, replyTo.message_id, number))
          await who.doesIn(`K-${number}`, (phone, at) =>
            phone.send(text, { ...at, ...(replyTo && { replyTo: replyTo.message_id }) }),
          )
          for (const each of people.keys()) {
            if (!JSON.stringify(await app().cases.log(each)).includes(text)) continue
            outside += 1
            expect({ each, meant, guest: who === guest }).toEqual({ each: number, meant: true, guest: false })
          }
        }
      }),
      { numRuns: 25, seed: 20261122 },
    )
    await later(HOUR)
    expect(outside).toBeGreaterThan(10)
    for (const [number, who] of people) {
      const log = JSON.stringify(await app().cases.log(number))
      const seen = who.chat().flatMap(({ text }) => text.match(/secret \d+\./g) ?? [])
      for (const secret of seen) expect(log).toContain(secret)
    }
  })
})

/** Whether a message stands for the person of this case: their words, or the card. */
async function isFromPerson(app: World['app'], chat: number, message: number, number: number): Promise<boolean> {
  const known = await app().cases.byMessage(chat, message)
  const each = await app().cases.read(number)
  if (known?.number !== number) return false
  if (each?.desk.card?.message === message) return true
  return known.entry >= 0 && (await app().cases.log(number, known.entry))[0]?.kind === 'from'
}

describe('when it cannot go out, the helper is told', () => {
  test('a closed case takes no answer', async () => {
    const { reports, amina, anna, out, force, line } = await desk()
    await reports(1001, amina, 'hello')
    await force((each) => ({
      ...each,
      state: 'closed',
      closed: { at: each.createdAt, by: 'person', reason: 'helped' },
    }))
    await anna.says('one more thing', 'K-1001', 'hello')
    expect(await out()).toEqual([])
    expect(await line('Reopen it first')).toBeDefined()
  })

  test('an answer to somebody who is watched waits, and the helper reads why', async () => {
    const { reports, amina, anna, answer, force, reactions, later, line } = await desk()
    await reports(1001, amina, 'hello')
    await force((each) => ({ ...each, hold: { at: each.createdAt, by: 'person' } }))
    await anna.says('Are you safe?', 'K-1001', 'hello')
    await later(0)
    expect(await answer()).toMatchObject({ state: 'waiting' })
    expect(reactions('Are you safe?')).toEqual(['😴'])
    expect(await line('on hold')).toBeDefined()
    expect(amina.sees()).not.toContain('safe')
  })

  test('an answer to somebody who blocked the bot is not called delivered', async () => {
    const { reports, amina, anna, force, reactions, line } = await desk()
    await reports(1001, amina, 'hello')
    await amina.does((person) => person.block())
    await force((each) => ({ ...each, person: { ...each.person, reachable: 'blocked' } }))
    await anna.says('Are you there?', 'K-1001', 'hello')
    expect(reactions('Are you there?')).toEqual(['💔'])
    expect(await line('blocked the bot')).toBeDefined()
  })

  test('a colleague who is at work on it keeps it; after a quarter of an hour of silence another may answer', async () => {
    const { reports, amina, anna, colleague, out, later, line } = await desk()
    await reports(1001, amina, 'hello', { priority: 3, ...NOT_FIRST })
    const boris = await colleague('Boris')
    await anna.says('I am Anna', 'K-1001', 'hello')
    await boris.says('I am Boris', 'K-1001', 'hello')
    expect(await out()).toEqual(['I am Anna'])
    expect((await line('take it over'))?.text).toContain("K-1001 is Anna's")
    await later(16 * MINUTE)
    await boris.says('I am still Boris', 'K-1001', 'hello')
    expect(await out()).toEqual(['I am Anna', 'I am still Boris'])
  })
})

describe('how far it came is shown as it is', () => {
  test('the reaction and one line of words follow every state', async () => {
    const { reports, amina, anna, force, reactions, later, line } = await desk()
    await reports(1001, amina, 'hello', { about: { hours: ['evening'] } })
    await anna.says('Good news', 'K-1001', 'hello')
    await later(0)
    expect(reactions('Good news')).toEqual(['😴'])
    expect(await line('from 18:00')).toBeDefined()
    const { message_id } = (await line('from 18:00')) ?? expect.fail()
    const states: [(each: Case) => Case, string, string][] = [
      [answersIn('notified'), '👌', 'Delivered 12:'],
      [answersIn('opened', { openedAt: Date.parse('2026-11-21T07:10:00Z') }), '👀', 'Opened 12:10'],
      [answersIn('failed'), '😱', 'did not arrive'],
      [answersIn('unreachable'), '💔', 'Not delivered'],
    ]
    for (const [state, reaction, words] of states) {
      await force(state)
      expect(reactions('Good news')).toEqual([reaction])
      expect((await line(words))?.message_id).toBe(message_id)
    }
  })

  test('under pressure the line waits and then tells the newest only', async () => {
    const { reports, amina, anna, force, reactions, topic, later, app, room, telegram } = await desk()
    await reports(1001, amina, 'hello', NOT_FIRST)
    for (let used = 0; used < 20; used += 1)
      await app()
        .background.sendMessage(room.id, `other ${used}`)
        .catch(() => {})
    telegram.limits.set({ scale: 1 })
    telegram.faults.next(1, { kind: 'too-many', retryAfterSeconds: 30 }, { method: 'sendMessage', chat_id: room.id })
    await anna.says('Good news', 'K-1001', 'hello')
    expect(reactions('Good news')).toEqual(['😴'])
    await force(answersIn('notified'))
    await force(answersIn('opened', { openedAt: Date.parse('2026-11-21T07:00:00Z') }))
    expect(reactions('Good news')).toEqual(['👀'])
    await later(2 * MINUTE)
    const lines = topic('K-1001').filter(({ buttons }) => buttons.flat().some(({ text }) => text.includes('Take back')))
    expect(lines.map(({ text }) => text)).toEqual([expect.stringContaining('Opened')])
  })

  test('what waits over night, and over a restart, is delivered and shown as delivered in the morning', async () => {
    const { reports, amina, anna, answer, reactions, line, later, restarts } = await desk()
    await reports(1001, amina, 'hello', { priority: 3, about: { hours: ['morning'] } })
    await anna.says('Good morning', 'K-1001', 'hello')
    expect(await line('from 06:00')).toBeDefined()
    expect(amina.chat().filter(({ text }) => text.includes('Info'))).toEqual([])
    restarts()
    await later(18 * HOUR + MINUTE)
    expect(await answer()).toMatchObject({ state: 'notified' })
    expect(reactions('Good morning')).toEqual(['👌'])
    expect(await line('Delivered 06:0')).toBeDefined()
  })

  test('a line that somebody deleted comes back with the next news', async () => {
    const { reports, amina, anna, telegram, room, force, line, app } = await desk()
    await reports(1001, amina, 'hello', NOT_FIRST)
    await anna.says('Good news', 'K-1001', 'hello')
    const { message_id } = (await line('Waits until the person looks')) ?? expect.fail()
    await app().background.deleteMessage(room.id, message_id)
    await telegram.settled()
    await force(answersIn('notified'))
    expect(await line('Not opened yet')).toBeDefined()
  })

  test('a call that got no answer is made again; a staff message that is gone stops nothing', async () => {
    const { reports, amina, anna, answer, force, reactions, later, telegram, room } = await desk()
    await reports(1001, amina, 'hello', NOT_FIRST)
    telegram.faults.next(1, { kind: 'drop-before' }, { method: 'setMessageReaction' })
    const id = await anna.says('Good news', 'K-1001', 'hello')
    await later(MINUTE)
    expect(reactions('Good news')).toEqual(['😴'])
    await anna.doesIn('K-1001', (person, { chat }) => person.deletes(id, { chat }))
    await force(answersIn('notified'))
    await later(MINUTE)
    expect(await answer()).toMatchObject({ reaction: '👌', control: { chat: room.id } })
  })
})

describe('on the phone of the person', () => {
  test('an answer opens with a tap, and the helper sees it; an edit follows, taking back removes it', async () => {
    const { reports, amina, anna, reactions, line, later } = await desk()
    await reports(1001, amina, 'hello')
    const id = await anna.says('We can come at five', 'K-1001', 'hello')
    expect(amina.sees()).not.toContain('five')
    expect(await line('Not opened yet')).toBeDefined()
    expect(reactions('We can come')).toEqual(['👌'])
    await amina.taps('Open')
    const texts = () => amina.chat().map(({ text }) => text)
    expect(texts().join()).toContain('We can come at five')
    expect(await line('Opened 12:')).toBeDefined()
    expect(reactions('We can come')).toEqual(['👀'])
    await anna.doesIn('K-1001', (person, { chat }) => person.edit(id, 'We can come at six', { chat }))
    await later(MOMENT)
    expect(texts().join()).toContain('We can come at six')
    expect(texts().join()).not.toContain('at five')
    await anna.presses('Take back', 'K-1001')
    await later(MOMENT)
    expect(texts().join()).not.toContain('We can come')
    expect(await line('had opened it')).toMatchObject({ buttons: [] })
  })

  test('taken back before it was opened, nothing of it can be opened', async () => {
    const { reports, amina, anna, line, later } = await desk()
    await reports(1001, amina, 'hello')
    await anna.says('for somebody else', 'K-1001', 'hello')
    await line('Not opened yet')
    await anna.presses('Take back', 'K-1001')
    await later(MOMENT)
    expect(await line('did not open it')).toBeDefined()
    if (amina.buttons().includes('Open')) await amina.taps('Open')
    expect(
      amina
        .chat()
        .map(({ text }) => text)
        .join(),
    ).not.toContain('somebody else')
  })

  test('what a helper sends as a picture, a voice or a place arrives as such', async () => {
    const { reports, amina, anna, topic, later } = await desk()
    await reports(1001, amina, 'hello')
    const replyTo = topic('K-1001').find(({ text }) => text.includes('hello'))?.message_id ?? 0
    await anna.doesIn('K-1001', (person, at) => person.photo({ ...at, replyTo, caption: 'the house' }))
    await anna.doesIn('K-1001', (person, at) => person.voice({ ...at, replyTo }))
    await anna.doesIn('K-1001', (person, at) => person.location({ ...at, replyTo, latitude: 43.2, longitude: 76.9 }))
    await later(MINUTE)
    while (amina.chat().some(({ buttons }) => buttons.flat().some(({ text }) => text.endsWith('Open')))) {
      await amina.taps('Open')
      await later(MOMENT)
    }
    const kinds = amina.chat().flatMap(({ media }) => media?.kind ?? [])
    expect(kinds).toEqual(expect.arrayContaining(['photo', 'voice']))
    expect(amina.chat().some(({ message }) => 'location' in message)).toBe(true)
  })

  test('somebody who blocks the bot is shown as such by what Telegram says', async () => {
    const { reports, amina, anna, reactions, line } = await desk()
    await reports(1001, amina, 'hello')
    await amina.does((person) => person.block())
    await anna.says('Where are you?', 'K-1001', 'hello')
    expect(await line('has blocked the bot. It waits')).toBeDefined()
    expect(reactions('Where are you?')).toEqual(['💔'])
  })
})

describe('second thoughts', () => {
  test('an edit follows, before it was opened and after, and stays the same answer', async () => {
    const { reports, amina, anna, app, case: read, force, out } = await desk()
    await reports(1001, amina, 'hello', NOT_FIRST)
    const id = await anna.says('come at five', 'K-1001', 'hello')
    const edits = (text: string) => anna.doesIn('K-1001', (person, { chat }) => person.edit(id, text, { chat }))
    const newest = async () => {
      const each = await read()
      const [entry] = await app().cases.log(1001, each.answers[0]?.entries[0] ?? 0)
      return entry?.kind === 'to' && entry.piece.kind === 'text' ? entry.piece.text : ''
    }
    await edits('come at six')
    expect(await newest()).toBe('come at six')
    await edits('/send page not-paid')
    expect(await newest()).toBe('come at six')
    await force(answersIn('opened', { openedAt: Date.parse('2026-11-21T07:00:00Z') }))
    await edits('come at seven')
    expect(await newest()).toBe('come at seven')
    expect((await read()).answers).toHaveLength(1)
    expect(await out()).toEqual(['come at five', 'come at six', 'come at seven'])
  })

  test('only its author, or a lead, takes it back', async () => {
    const { reports, amina, anna, colleague, answer, app, reactions, line } = await desk()
    await reports(1001, amina, 'hello', NOT_FIRST)
    const boris = await colleague('Boris')
    const vera = await colleague('Vera', { roles: ['lead'] })
    await anna.says('wrong person', 'K-1001', 'hello')
    await boris.presses('Take back', 'K-1001')
    expect(boris.person.notice()?.text).toContain('Only the author or a lead')
    expect(await answer()).toMatchObject({ state: 'waiting' })
    await vera.presses('Take back', 'K-1001')
    expect(await answer()).toMatchObject({ state: 'taken-back' })
    expect(reactions('wrong person')).toEqual(['🤷'])
    expect(await line('did not open it')).toMatchObject({ buttons: [] })
    const whats = (await app().cases.audit(1001)).map(({ what }) => what)
    expect(whats).toEqual(expect.arrayContaining(['taken', 'answered', 'took-back']))
  })

  test('what was opened two days ago stays', async () => {
    const { reports, amina, anna, force, answer, later } = await desk()
    await reports(1001, amina, 'hello', NOT_FIRST)
    await anna.says('too late', 'K-1001', 'hello')
    await force(answersIn('opened', { openedAt: Date.parse('2026-11-21T07:00:00Z') }))
    await later(49 * HOUR)
    await anna.presses('Take back', 'K-1001')
    expect(anna.person.notice()?.text).toContain('does not let me remove')
    expect(await answer()).toMatchObject({ state: 'opened' })
  })

  test('what Telegram refused can be tried again', async () => {
    const { reports, amina, anna, force, answer } = await desk()
    await reports(1001, amina, 'hello', NOT_FIRST)
    await anna.says('again please', 'K-1001', 'hello')
    await force(answersIn('failed', { tries: 5 }))
    await anna.presses('Try again', 'K-1001')
    expect(await answer()).toMatchObject({ state: 'waiting', tries: 0 })
  })

  test('a button carried into another topic does nothing there', async () => {
    const { reports, amina, anna, person, answer, topic, room } = await desk()
    const other = person('Aigul', 'en')
    await other.does((phone) => phone.starts())
    await reports(1001, amina, 'hello', NOT_FIRST)
    await reports(1002, other, 'good day', NOT_FIRST)
    await anna.says('for Amina', 'K-1001', 'hello')
    const elsewhere = topic('K-1002').at(-1)?.message_id ?? 0
    for (const data of ['en:back:1001:1', 'en:canned:1001:goodbye', 'en:back:9:9', 'en:canned:x', 'en:back'])
      await anna.does((phone) => phone.tapData(elsewhere, data, { chat: room }))
    expect(await answer()).toMatchObject({ state: 'waiting' })
  })
})

describe('ready answers, lines and pages', () => {
  test('a ready answer is chosen in the language of the desk and sent in that of the person, once', async () => {
    const kyrgyz = english.words['ky'] ?? expect.fail('no Kyrgyz')
    const ui = { ...kyrgyz.ui, 'canned.documents': 'KG documents' }
    const content = { ...english, words: { ...english.words, ky: { ...kyrgyz, ui } } }
    const { reports, amina, anna, out, topic, room, reactions, line } = await desk(content)
    await reports(1001, amina, 'hello', { language: 'ky', ...NOT_FIRST })
    await anna.says('/canned', 'K-1001', 'hello')
    const list = (await line('Which papers do you have')) ?? expect.fail('no list')
    await anna.presses('5', 'K-1001')
    expect(await out()).toEqual(['KG documents'])
    expect(topic('K-1001').find(({ message_id }) => message_id === list.message_id)).toMatchObject({ buttons: [] })
    expect(reactions('sent in')).toEqual(['😴'])
    const again = { chat: room }
    await anna.does((person) => person.tapData(list.message_id, 'en:canned:1001:goodbye', again))
    expect(anna.person.notice()?.text).toContain('sent already')
    expect(await out()).toEqual(['KG documents'])
  })

  test('somebody without a role can press, and nothing goes out', async () => {
    const { reports, amina, anna, colleague, out } = await desk()
    await reports(1001, amina, 'hello')
    const guest = await colleague('Guest', { roles: [] })
    await anna.says('/canned', 'K-1001', 'hello')
    await guest.presses('1', 'K-1001')
    expect(guest.person.notice()?.text).toContain('Only staff')
    await guest.says('/send help 1', 'K-1001')
    expect(await out()).toEqual([])
  })

  test('a line of the directory is sent by number, in the language of the person', async () => {
    const { reports, amina, anna, out, content, line } = await desk()
    await reports(1001, amina, 'hello', { language: 'ky' })
    await anna.says('/send', 'K-1001')
    expect((await line('What do you send'))?.text).toMatch(/1 · .* · [a-z0-9-]+\n/)
    await anna.says('/send help police-102', 'K-1001')
    const [sent] = await out()
    expect(sent).toContain('102')
    expect(sent).toContain(content.words['ky']?.directory['police-102']?.name)
    await anna.says('/send help 99', 'K-1001')
    expect(await line('no such entry')).toBeDefined()
    expect(await out()).toHaveLength(1)
  })
})
