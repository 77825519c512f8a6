import { afterEach, describe, expect, test } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import type { Person } from '../../src/simulator/person.ts'
import { passes, endWorlds, realContent, type Someone, type World, world } from '../world.ts'

afterEach(endWorlds)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }
const start = () => world({ content })

/** Amina, who has pressed SOS and "Write to our team". */
async function writing(at: World, from: 'sos' | 'ask' = 'sos'): Promise<Someone> {
  const amina = at.person('Amina', 'en')
  await begin(amina, from)
  return amina
}

async function begin(somebody: Someone, from: 'sos' | 'ask' = 'sos'): Promise<void> {
  await somebody.sends('/sos')
  if (from === 'sos') return somebody.taps('Write to our team')
  const card = somebody.newest()?.message_id ?? 0
  await somebody.does((phone) => phone.tapData(card, 'en:write:ask'))
}

async function caseOf(at: World, somebody: Someone): Promise<Case> {
  const each = await at.app().cases.ofPerson(somebody.person.chatWithBot)
  if (!each) throw new Error('Expected a case of this person, found none')
  return each
}

async function wordsIn(at: World, number: number): Promise<string[]> {
  const log = await at.app().cases.log(number)
  return log.flatMap((entry) => (entry.kind === 'from' && entry.piece.kind === 'text' ? [entry.piece.text] : []))
}

/** Everything Redis holds of this world, read in clear, and everything that was logged. */
async function everythingKept({ redis, logged }: World): Promise<string> {
  const prefix = redis.options.keyPrefix ?? ''
  const names = (await redis.keys(`${prefix}*`)).map((name) => name.slice(prefix.length))
  const values = await Promise.all(names.map(async (name) => JSON.stringify(await valueOf(redis, name))))
  return [...names, ...values, ...logged].join('\n')
}

async function valueOf(redis: World['redis'], name: string): Promise<unknown> {
  switch (await redis.type(name)) {
    case 'hash':
      return redis.hgetall(name)
    case 'list':
      return redis.lrange(name, 0, -1)
    case 'set':
      return redis.smembers(name)
    case 'zset':
      return redis.zrange(name, '0', '-1')
    case 'stream':
      return redis.xrange(name, '-', '+')
    default:
      return redis.get(name)
  }
}

function fromBot(somebody: Someone) {
  return somebody.chat().filter(({ from }) => from.isBot)
}

describe('somebody writes to the team', () => {
  test('someone who is held reaches a human with two taps, one word and Send', async () => {
    const at = await start()
    const amina = await writing(at)
    expect(amina.sees()).toContain('Telegram')
    await amina.sends('help')
    expect(amina.sees()).toContain('help')
    await amina.taps('Send')
    expect(amina.sees()).toContain('We have it. Your number is K-1001.')
    const each = await caseOf(at, amina)
    expect(each).toMatchObject({ number: 1001, priority: 0, why: 'sos', origin: 'sos', language: 'en', state: 'new' })
    expect(await wordsIn(at, 1001)).toEqual(['help'])
    expect(each.person.status?.message).toBe(amina.newest()?.message_id)
  })

  test('the numbers of the card stay while the message is written', async () => {
    const amina = await writing(await start())
    expect(fromBot(amina)[0]?.text).toContain('102')
  })

  test('from "Ask a person" it is a question, and says so', async () => {
    const at = await start()
    const bek = at.person('Bek', 'en')
    await bek.sends('/start')
    const menu = bek.newest()?.message_id ?? 0
    await bek.does((phone) => phone.tapData(menu, 'en:ask:stay'))
    await bek.taps('Write to our team')
    await bek.sends('May I stay?')
    expect(bek.sees()).toContain('page: ')
    await bek.taps('Send')
    expect(await caseOf(at, bek)).toMatchObject({ priority: 2, why: 'ask', origin: 'page:stay' })
  })

  const KINDS: [string, (phone: Person) => unknown, object, string][] = [
    [
      'a text',
      (phone) => phone.send('<b>help</b> & me'),
      { kind: 'text', text: '<b>help</b> & me' },
      '<b>help</b> & me',
    ],
    ['a voice message', (phone) => phone.voice(), { kind: 'file', file: 'voice', seconds: 4 }, 'voice 0:04'],
    ['a photo', (phone) => phone.photo({ caption: 'the door' }), { file: 'photo', caption: 'the door' }, 'the door'],
    ['a video', (phone) => phone.video(), { kind: 'file', file: 'video' }, 'video'],
    ['a video note', (phone) => phone.videoNote(), { kind: 'file', file: 'video_note' }, 'round video'],
    ['a document', (phone) => phone.document(), { kind: 'file', file: 'document' }, 'file'],
    ['a sticker', (phone) => phone.sticker(), { kind: 'file', file: 'sticker' }, 'sticker'],
    ['an audio file', (phone) => phone.audio(), { kind: 'file', file: 'audio' }, 'audio'],
    ['an animation', (phone) => phone.animation(), { kind: 'file', file: 'animation' }, 'short video'],
    ['a place', (phone) => phone.location({ latitude: 43.25, longitude: 76.9 }), { kind: 'place' }, '43.25'],
    [
      'a place that moves',
      (phone) => phone.location({ latitude: 43.25, longitude: 76.9, live_period: 900 }),
      { kind: 'place', latitude: 43.25 },
      'place',
    ],
    [
      'a venue',
      (phone) => phone.venue({ latitude: 43.2, longitude: 76.9, title: 'Farm', address: 'A street' }),
      { kind: 'place', title: 'Farm, A street' },
      'Farm, A street',
    ],
    [
      'a contact',
      (phone) => phone.contact({ phone_number: '+77010000000', first_name: 'Boss' }),
      { kind: 'contact', phone: '+77010000000', name: 'Boss' },
      'Boss, +77010000000',
    ],
    ['a poll', (phone) => phone.poll(), { kind: 'other', what: 'poll' }, 'cannot open'],
  ]

  test.each(KINDS)('%s is shown and stored as it is', async (_name, act, piece, shown) => {
    const at = await start()
    const amina = await writing(at)
    await amina.does(act)
    expect(amina.sees()).toContain(shown)
    await amina.taps('Send')
    const log = await at.app().cases.log(1001)
    expect(log).toHaveLength(1)
    expect(log[0]).toMatchObject({ kind: 'from', piece })
  })

  test('an album is answered once, and every part of it is stored', async () => {
    const at = await start()
    const amina = await writing(at)
    const before = fromBot(amina).length
    await amina.does((phone) => phone.album([{ kind: 'photo' }, { kind: 'photo' }, { kind: 'video' }]))
    expect(fromBot(amina)).toHaveLength(before)
    await amina.taps('Send')
    expect(await at.app().cases.log(1001)).toHaveLength(3)
    expect((await caseOf(at, amina)).forms).toEqual({ photo: 2, video: 1 })
  })

  test('the preview always stands below the newest message, and there is one', async () => {
    const amina = await writing(await start())
    for (const text of ['one', 'two', 'three']) {
      await amina.sends(text)
      expect(amina.chat().at(-1)?.from.isBot).toBe(true)
    }
    expect(fromBot(amina).filter(({ text }) => text.includes('Your message'))).toHaveLength(1)
    for (const text of ['one', 'two', 'three']) expect(amina.sees()).toContain(text)
  })

  test('a message that is edited before Send is sent as edited', async () => {
    const at = await start()
    const amina = await writing(at)
    let id = 0
    await amina.does((phone) => (id = phone.send('in Almatty')))
    await amina.does((phone) => phone.edit(id, 'in Astana'))
    expect(amina.sees()).toContain('in Astana')
    expect(amina.sees()).not.toContain('Almatty')
    await amina.taps('Send')
    expect(await wordsIn(at, 1001)).toEqual(['in Astana'])
  })

  test('an edit after Send is a new version beside the old one', async () => {
    const at = await start()
    const amina = await writing(at)
    let id = 0
    await amina.sends('first')
    await amina.does((phone) => (id = phone.send('in Almatty')))
    await amina.taps('Send')
    await amina.does((phone) => phone.edit(id, 'in Astana'))
    expect(amina.sees()).toContain('We added the new version.')
    const log = await at.app().cases.log(1001)
    expect(log[2]).toMatchObject({ kind: 'from', of: 1, ref: id, piece: { text: 'in Astana' } })
    expect((await caseOf(at, amina)).forms).toEqual({ text: 2 })
  })

  test('an item is dropped by its button', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('my name is Amina')
    await amina.sends('come to the farm')
    await amina.taps('Remove 1')
    expect(amina.sees()).not.toContain('my name')
    await amina.taps('Send')
    expect(await wordsIn(at, 1001)).toEqual(['come to the farm'])
  })

  test('Cancel leaves nothing', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('never mind')
    await amina.taps('Cancel')
    expect(amina.sees()).toBe('Nothing was sent. It is removed.')
    expect(await at.redis.exists(`draft:${amina.person.chatWithBot}`)).toBe(0)
    expect(await at.app().cases.open()).toEqual([])
  })

  test('chips are sent as chosen, and shown before', async () => {
    const at = await start()
    const amina = await writing(at, 'ask')
    await amina.sends('a girl works at the market')
    await amina.walks('About another', 'Under 18', 'Place', 'More', 'Karaganda region', 'How we answer', 'morning')
    await amina.walks('evening', 'You may write first', 'Else silent ping', 'Show at once', 'Back')
    for (const line of [
      'It is about someone else',
      'Age: under 18',
      'Place: Karaganda region',
      'Write to me only: morning, evening',
      'You do not write to me first',
      'silent neutral message',
      'Show answers as they are',
      'keep a child safe',
    ])
      expect(amina.sees()).toContain(line)
    await amina.taps('Send')
    const each = await caseOf(at, amina)
    expect(each).toMatchObject({ priority: 1, why: 'child' })
    expect(each.about).toEqual({
      who: 'other',
      under18: true,
      city: 'karaganda',
      hours: ['morning', 'evening'],
      outside: 'ping',
      writeFirst: false,
      plain: true,
    })
  })

  test('a chip pressed again is unset, and danger makes a question urgent', async () => {
    const at = await start()
    const amina = await writing(at, 'ask')
    await amina.sends('please')
    await amina.walks('Danger now', 'About me', 'About me')
    expect(amina.sees()).not.toContain('It is about me')
    await amina.taps('Send')
    expect(await caseOf(at, amina)).toMatchObject({ priority: 0, why: 'danger' })
  })
})

describe('words that only the person knows', () => {
  test('are nowhere in clear, and their messages are removed at once', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('my planted message')
    await amina.walks('How we answer', 'Code word')
    await amina.sends('  Tulip Planted ')
    expect(amina.chat().some(({ text }) => text.includes('Tulip'))).toBe(false)
    await amina.taps('Quiet word')
    await amina.sends('tulip planted') // the same word cannot mean both
    expect(amina.sees()).toContain('Send another one')
    await amina.sends('Weather Planted')
    await amina.taps('Back')
    expect(amina.sees()).toContain('Code word: set')
    expect(amina.sees()).not.toMatch(/tulip|weather/i)
    await amina.taps('Send')
    const { about } = await caseOf(at, amina)
    expect(JSON.stringify(about)).not.toMatch(/tulip|weather/i)
    expect(await wordsIn(at, 1001)).toEqual(['my planted message'])
    const kept = await everythingKept(at)
    expect(kept).toContain('"screen"') // what is in clear is found
    expect(kept).not.toMatch(/planted/i)
  })

  test('the quiet word makes staff stop writing, and looks like any other message', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('help')
    await amina.walks('How we answer', 'Quiet word')
    await amina.sends('Weather')
    await amina.walks('Back', 'Send')
    await amina.sends('weather ')
    expect(amina.sees()).toBe('Information for travellers.')
    expect(await caseOf(at, amina)).toMatchObject({ hold: { by: 'person' }, forms: { text: 1 } })
    expect((await at.app().cases.log(1001)).at(-1)).toMatchObject({ kind: 'event', event: 'quiet' })
  })
})

describe('one matter is one case', () => {
  test('it is stored once although Telegram did not answer when the number was shown', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('help')
    at.telegram.faults.next(1, { kind: 'drop-before' }, { method: 'editMessageText' })
    const sending = amina.taps('✅ Send')
    await passes(at.clock, 3)
    await sending
    await at.later(MINUTE)
    expect(await at.app().cases.open()).toEqual([1001])
    expect(await at.redis.exists(`draft:${amina.person.chatWithBot}`)).toBe(0)
    await amina.sends('more')
    expect(amina.sees()).toContain('K-1001')
    expect(await wordsIn(at, 1001)).toEqual(['help', 'more'])
  })

  test('Send pressed twice', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('help')
    const preview = amina.newest()
    const data = preview?.buttons.flat().find(({ text }) => text.endsWith('Send'))?.value ?? ''
    await amina.does((phone) => {
      phone.tapData(preview?.message_id ?? 0, data)
      phone.tapData(preview?.message_id ?? 0, data)
    })
    expect(amina.sees()).toContain('K-1001')
    expect(await at.app().cases.open()).toEqual([1001])
    expect(await wordsIn(at, 1001)).toEqual(['help'])
  })

  test('Send done again after a crash, with the draft still there, adds nothing', async () => {
    const at = await start()
    const amina = await writing(at)
    for (const text of ['help', 'the door is blue']) {
      await begin(amina)
      await amina.sends(text)
      const preview = amina.newest()
      const data = preview?.buttons.flat().find(({ text: label }) => label.endsWith('Send'))?.value ?? ''
      const key = `draft:${amina.person.chatWithBot}`
      const draft = (await at.redis.get(key)) ?? ''
      await amina.taps('✅ Send')
      await at.redis.set(key, draft)
      at.restarts()
      await amina.does((phone) => phone.tapData(preview?.message_id ?? 0, data))
      expect(amina.sees()).toContain('K-1001')
    }
    expect(await at.app().cases.open()).toEqual([1001])
    expect(await wordsIn(at, 1001)).toEqual(['help', 'the door is blue'])
  })

  test('more is added without a tap, and the state stands below it', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('help')
    await amina.taps('Send')
    await amina.sends('the door is blue')
    expect(amina.sees()).toContain('We added your message.')
    expect(await wordsIn(at, 1001)).toEqual(['help', 'the door is blue'])
    expect(fromBot(amina).filter(({ text }) => text.includes('K-1001'))).toHaveLength(1)
    expect((await caseOf(at, amina)).person.status?.message).toBe(amina.newest()?.message_id)
  })

  test('a second report joins the first, which becomes as urgent as the second', async () => {
    const at = await start()
    const amina = await writing(at, 'ask')
    await amina.sends('a question')
    await amina.taps('Send')
    expect(await caseOf(at, amina)).toMatchObject({ priority: 2 })
    await begin(amina)
    await amina.sends('they are coming')
    await amina.taps('Send')
    expect(amina.sees()).toContain('K-1001')
    expect(await caseOf(at, amina)).toMatchObject({ priority: 0, why: 'sos' })
    expect(await wordsIn(at, 1001)).toEqual(['a question', 'they are coming'])
  })

  test('danger in a case somebody has: they must act on it, or others are called', async () => {
    const at = await start()
    const sergey = await at.colleague('Sergey')
    const amina = await writing(at, 'ask')
    await amina.sends('a question')
    await amina.taps('Send')
    await at.later(MINUTE)
    const owner = { id: sergey.person.user.id, since: at.clock.now(), acted: true }
    await at.app().cases.change(1001, (each) => ({ case: { ...each, state: 'active', openedAt: owner.since, owner } }))
    await at.later(HOUR)
    await begin(amina)
    await amina.sends('they are coming')
    await amina.taps('✅ Send')
    expect((await caseOf(at, amina)).owner).toMatchObject({ id: owner.id, acted: false })
    await at.later(3 * MINUTE)
    expect((await caseOf(at, amina)).owner).toBeUndefined()
    expect(sergey.sees()).toContain('K-1001')
  })

  test('what arrives while staff close the case is offered, not put where nobody looks', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('help')
    await amina.taps('✅ Send')
    const { cases } = at.app()
    const { change } = cases
    cases.change = async (number, decide, once) => {
      cases.change = change
      const closed = { at: at.clock.now(), by: 7, reason: 'helped' as const }
      await cases.change(number, (each) => ({ case: { ...each, state: 'closed', closed } }))
      return cases.change(number, decide, once)
    }
    await amina.sends('they came back')
    expect(amina.buttons().join()).toContain('Send to our team')
    expect(await wordsIn(at, 1001)).toEqual(['help'])
  })

  test('after closing the person chooses: the same matter again, or a new one', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('help')
    await amina.taps('Send')
    await close(at, 1001)
    await begin(amina)
    await amina.sends('he is back')
    expect(amina.buttons()).toEqual(expect.arrayContaining(['✅ Send to K-1001', '✅ Send as new']))
    await amina.taps('Send to K-1001')
    expect(await caseOf(at, amina)).toMatchObject({ number: 1001, state: 'new', priority: 0 })
    expect(await wordsIn(at, 1001)).toEqual(['help', 'he is back'])
    const audit = await at.app().cases.audit(1001)
    expect(audit.map(({ what }) => what)).toContain('reopened')

    await close(at, 1001)
    await begin(amina)
    await amina.sends('something else')
    await amina.taps('Send as new')
    expect(await caseOf(at, amina)).toMatchObject({ number: 1002 })
    expect(await wordsIn(at, 1001)).toHaveLength(2)
  })

  test('too many questions in an hour are kept and said so; SOS always passes', async () => {
    const at = await start()
    const amina = await writing(at, 'ask')
    for (let number = 1001; number < 1001 + content.desk.sends_per_hour; number += 1) {
      await amina.sends('a question')
      await amina.taps(number === 1001 ? 'Send' : 'Send as new')
      await close(at, number)
      await begin(amina, 'ask')
    }
    await amina.sends('one more question')
    await amina.taps('Send as new')
    expect(amina.sees()).toMatch(/This one is kept here/)
    expect(amina.sees()).toContain('one more question')
    await amina.walks('Danger now', 'Send as new')
    expect(amina.sees()).toContain('We have it.')
  })

  async function close(at: World, number: number): Promise<void> {
    await at.app().cases.change(number, (each) => ({
      case: { ...each, state: 'closed', closed: { at: at.clock.now(), by: 'person', reason: 'helped' } },
    }))
  }
})

describe('a draft waits for its person', () => {
  test('over a restart', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('help')
    at.restarts()
    await amina.sends('please')
    await amina.taps('Send')
    expect(await wordsIn(at, 1001)).toEqual(['help', 'please'])
  })

  test('hidden by Hide, it shows nothing, and is there again when asked for', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('my boss is dangerous')
    await amina.sends('/hide')
    expect(amina.chat().map(({ text }) => text)).toEqual(['Information for travellers.'])
    await amina.sends('what is this?') // whoever holds the phone now
    expect(amina.sees()).not.toContain('boss')
    expect(await at.app().cases.open()).toEqual([])
    await begin(amina)
    expect(amina.sees()).toContain('my boss is dangerous')
  })

  test('after Hide a message is not added to the case', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('help')
    await amina.taps('Send')
    await amina.sends('/hide')
    await amina.sends('who is this?')
    expect(amina.sees()).not.toContain('K-1001')
    expect(await wordsIn(at, 1001)).toEqual(['help'])
    await amina.sends('/case') // it is Amina again
    await amina.sends('the door is blue')
    expect(await wordsIn(at, 1001)).toEqual(['help', 'the door is blue'])
  })

  test('through the menu and a command', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('help')
    await amina.sends('/start')
    await amina.sends('/help')
    await amina.sends('it is the farm')
    expect(amina.sees()).toContain('it is the farm')
    await amina.taps('Send')
    expect(await wordsIn(at, 1001)).toEqual(['help', 'it is the farm'])
  })

  test('untouched for half an hour it takes in nothing by itself, and is offered again', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('help')
    const before = fromBot(amina).length
    await at.later(31 * MINUTE)
    expect(fromBot(amina)).toHaveLength(before) // no reminder
    await amina.sends('are you there?')
    expect(amina.sees()).toContain('Nobody has read this yet')
    await amina.taps('Send to our team')
    expect(amina.sees()).toContain('help')
    expect(amina.sees()).toContain('are you there?')
    await amina.taps('✅ Send')
    expect(await wordsIn(at, 1001)).toEqual(['help', 'are you there?'])
  })

  test('for a day; then it is gone', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('help')
    await at.later(24 * HOUR)
    await amina.taps('Send')
    expect(amina.sees()).toBe('There is nothing to send now.')
    await begin(amina)
    expect(amina.sees()).not.toContain('help')
    expect(await at.app().cases.open()).toEqual([])
  })

  test('sealed: nothing of it can be read in the store', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('a planted sentence')
    expect(await everythingKept(at)).not.toContain('planted')
  })
})

describe('somebody writes without asking first', () => {
  test('each message has its answer, and all are sent together', async () => {
    const at = await start()
    const amina = at.person('Amina', 'en')
    await amina.sends('hello')
    await amina.does((phone) => phone.album([{ kind: 'photo' }, { kind: 'photo' }]))
    await amina.sends('anybody?')
    expect(fromBot(amina)).toHaveLength(3)
    await amina.walks('Send to our team', '✅ Send')
    expect(await wordsIn(at, 1001)).toEqual(['hello', 'anybody?'])
    expect((await caseOf(at, amina)).forms).toEqual({ text: 2, photo: 2 })
  })

  test('and edits it: what is sent is what stands there', async () => {
    const at = await start()
    const amina = at.person('Amina', 'en')
    let id = 0
    await amina.does((phone) => (id = phone.send('in Almatty')))
    await amina.does((phone) => phone.edit(id, 'in Astana'))
    expect(amina.sees()).toContain('you changed a message')
    await amina.walks('Send to our team', '✅ Send')
    expect(await wordsIn(at, 1001)).toEqual(['in Astana'])
  })

  test('an older button shows what would be sent now, and sends nothing by itself', async () => {
    const at = await start()
    const amina = at.person('Amina', 'en')
    await amina.sends('hello')
    const offer = amina.newest()?.message_id ?? 0
    await amina.sends('my planted second thought')
    await amina.does((phone) => phone.tap(offer, /Send to our team/))
    expect(fromBot(amina).some(({ text }) => text.includes('second thought'))).toBe(true)
    expect(await at.app().cases.open()).toEqual([])
  })

  test('is told that nobody has read it, and can send it', async () => {
    const at = await start()
    const amina = at.person('Amina', 'en')
    await amina.sends('they took my papers')
    expect(amina.sees()).toContain('Nobody has read this yet')
    await amina.taps('Send to our team')
    expect(amina.sees()).toContain('they took my papers')
    await amina.taps('✅ Send')
    expect(amina.sees()).toContain('K-1001')
    expect(await wordsIn(at, 1001)).toEqual(['they took my papers'])
  })
})

describe('the store cannot be reached', () => {
  test('at Send the person is told the truth, with numbers, and can send again later', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('help')
    const comesBack = await at.loses('redis')
    await amina.taps('✅ Send')
    expect(amina.sees()).toMatch(/did NOT reach us|passed it to our team directly/)
    expect(amina.sees()).not.toContain('We have it')
    expect(amina.sees()).toContain('102')
    await comesBack()
    await amina.taps('Send again')
    expect(amina.sees()).toContain('K-1001')
    expect(await wordsIn(at, 1001)).toEqual(['help'])
  })

  test('nothing is chosen, and the preview stays', async () => {
    const at = await start()
    const amina = await writing(at)
    await amina.sends('help')
    const comesBack = await at.loses('redis')
    await amina.taps('Danger now')
    expect(amina.sees()).toContain('help')
    expect(amina.person.notice()?.text).toContain('You can tap Send')
    await comesBack()
    await amina.taps('✅ Send')
    expect(await wordsIn(at, 1001)).toEqual(['help'])
  })

  test('a message is offered all the same', async () => {
    const at = await start()
    const amina = at.person('Amina', 'en')
    await amina.sends('/start')
    await at.loses('redis')
    await amina.sends('help')
    expect(amina.sees()).toContain('Nobody has read this yet')
    await amina.taps('Send to our team')
    expect(amina.sees()).toMatch(/did NOT reach us|passed it to our team directly/)
  })
})
