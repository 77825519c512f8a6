import { afterEach, describe, expect, test } from 'vitest'
import { hashWord } from '../../src/case/words.ts'
import type { Piece } from '../../src/telegram/pieces.ts'
import { notices, sender, text, texts } from '../sender.ts'
import { endWorlds } from '../world.ts'

afterEach(endWorlds)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SECRET = 'We found a bed for you on Abay street'

describe('staff answered somebody', () => {
  test('the phone lights up with a neutral line, and the words come only after a tap, protected, by an edit', async () => {
    const { amina, answers, read } = await sender()
    await answers(text(SECRET))
    expect(amina.sees()).toBe('Info for you')
    expect(amina.newest()?.protected).toBe(true)
    expect(amina.buttons()).toEqual(['✉️ Open'])
    const notice = amina.newest()?.message_id
    await amina.taps('Open')
    expect(amina.newest()).toMatchObject({ text: SECRET, protected: true, message_id: notice })
    expect((await read()).answers[0]).toMatchObject({ state: 'opened', openedAt: expect.any(Number) })
    expect(amina.buttons().join()).toContain('Hide')
  })

  test('no message that came by itself holds a word of the answer', async () => {
    const { amina, answers } = await sender()
    await answers(text(SECRET))
    await answers(text('Second secret'), { kind: 'place', latitude: 43, longitude: 76 })
    expect(texts(amina).join()).not.toMatch(/bed|secret/i)
  })

  test('several answers make one notice, and one tap opens all of them in order', async () => {
    const { amina, answers } = await sender()
    await answers(text('first'))
    await answers(text('second'))
    expect(notices(amina)).toHaveLength(1)
    await amina.taps('Open')
    expect(texts(amina).slice(-2)).toEqual(['first', 'second'])
    expect(notices(amina)).toHaveLength(0)
  })

  test('opening twice shows nothing twice', async () => {
    const { amina, answers } = await sender()
    await answers(text('first'))
    const notice = amina.newest()?.message_id ?? 0
    const data = amina.newest()?.buttons[0]?.[0]?.value ?? ''
    await amina.does((phone) => {
      phone.tapData(notice, data)
      phone.tapData(notice, data)
    })
    expect(texts(amina).filter((one) => one === 'first')).toHaveLength(1)
  })

  test('pictures, voice, places and albums arrive as they are, protected and without a sound, and Hide removes them', async () => {
    const { amina, answers, say } = await sender()
    const id = async (act: Parameters<typeof amina.does>[0]) => {
      await amina.does(act)
      const media = amina.chat().findLast(({ from }) => !from.isBot)?.media
      return media?.file_id ?? ''
    }
    const photo: Piece = { kind: 'file', file: 'photo', id: await id((phone) => phone.photo()), album: '9' }
    const other: Piece = {
      kind: 'file',
      file: 'photo',
      id: await id((phone) => phone.photo()),
      album: '9',
      caption: 'two',
    }
    const voice: Piece = { kind: 'file', file: 'voice', id: await id((phone) => phone.voice()) }
    await answers(voice)
    await answers({ kind: 'place', latitude: 43.2, longitude: 76.9 })
    await answers(photo, other)
    await amina.taps('Open')
    const shown = amina.chat().filter(({ protected: isProtected }) => isProtected)
    expect(shown.map(({ media, message }) => media?.kind ?? (message.location ? 'place' : ''))).toEqual([
      'voice',
      'place',
      'photo',
      'photo',
    ])
    expect(new Set(shown.slice(2).map(({ albumId }) => albumId)).size).toBe(1)
    expect(shown.every(({ silent }) => silent)).toBe(true)
    await amina.taps('Hide')
    expect(texts(amina)).toEqual([say('en').plain('hide.done')])
  })

  test('staff formatting arrives as it was, and angle brackets too', async () => {
    const { amina, answers } = await sender()
    await answers({ kind: 'text', text: 'a <b> c', entities: [{ type: 'bold', offset: 0, length: 1 }] })
    await amina.taps('Open')
    expect(amina.newest()?.html).toBe('<b>a</b> &lt;b&gt; c')
  })

  test('somebody who chose answers at once gets them at once, protected', async () => {
    const { amina, answers, read } = await sender({ about: { plain: true } })
    await answers(text(SECRET))
    expect(amina.newest()).toMatchObject({ text: SECRET, protected: true })
    expect((await read()).answers[0]?.state).toBe('notified')
  })

  test('Hide removes a notice that nobody opened, and the answer can still be read from /case', async () => {
    const { amina, answers, say } = await sender()
    await answers(text(SECRET))
    await amina.sends('/hide')
    expect(texts(amina)).toEqual([say('en').plain('hide.done')])
    await amina.sends('/case')
    await amina.taps('Open')
    expect(texts(amina)).toContain(SECRET)
  })
})

describe('somebody says when they may be written to', () => {
  test('outside safe hours an answer waits until the next morning', async () => {
    const { amina, answers, later } = await sender({ about: { hours: ['morning'] } })
    await answers(text(SECRET)) // noon in Almaty
    expect(notices(amina)).toHaveLength(0)
    await later(17 * HOUR)
    expect(notices(amina)).toHaveLength(0)
    await later(1 * HOUR + MINUTE)
    expect(notices(amina)).toHaveLength(1)
    expect(notices(amina)[0]?.silent).toBe(false)
  })

  test('or comes without a sound, as they chose', async () => {
    const { amina, answers } = await sender({ about: { hours: ['night'], outside: 'ping' } })
    await answers(text(SECRET))
    expect(notices(amina)[0]?.silent).toBe(true)
  })

  test('and then neutrally, also for somebody who chose answers at once', async () => {
    const { amina, answers } = await sender({ about: { hours: ['night'], outside: 'ping', plain: true } })
    await answers(text(SECRET))
    expect(texts(amina).join()).not.toContain(SECRET)
    expect(notices(amina)[0]?.silent).toBe(true)
    await amina.taps('Open')
    expect(texts(amina)).toContain(SECRET)
  })

  test('who is not to be written to first finds the answer in /case', async () => {
    const { amina, answers, later } = await sender({ about: { writeFirst: false } })
    await answers(text(SECRET))
    await later(48 * HOUR)
    expect(notices(amina)).toHaveLength(0)
    await amina.sends('/case')
    await amina.taps('Open')
    expect(amina.newest()).toMatchObject({ text: SECRET, protected: true })
  })

  test('after the quiet sign nothing comes, whatever staff write, until they say so', async () => {
    const { amina, answers, later, events, say } = await sender()
    await amina.sends('/case')
    await amina.taps('Not now')
    expect(amina.sees()).toBe(say('en').plain('hide.done'))
    await answers(text(SECRET))
    await later(72 * HOUR)
    expect(notices(amina)).toHaveLength(0)
    expect(await events()).toContain('quiet')
    await amina.sends('/case')
    await amina.taps('You may write again')
    expect(notices(amina)).toHaveLength(1)
    expect(await events()).toContain('quiet-off')
  })
})

describe('somebody set a code word', () => {
  const about = { codeWord: hashWord('Red Apple') }

  test('it is asked before the answer, removed from the chat, and holds for a while', async () => {
    const { amina, answers, later } = await sender({ about })
    await answers(text(SECRET))
    await amina.taps('Open')
    expect(texts(amina).join()).not.toContain(SECRET)
    await amina.sends('red  apple')
    expect(amina.newest()).toMatchObject({ text: SECRET, protected: true })
    expect(texts(amina).join()).not.toMatch(/red/i)
    await answers(text('more'))
    await amina.taps('Open')
    expect(texts(amina)).toContain('more')
    await later(16 * MINUTE)
    await answers(text('later'))
    await amina.taps('Open')
    expect(texts(amina)).not.toContain('later')
  })

  test('three wrong words lock the answers until a lead opens them, and the desk reads it', async () => {
    const { amina, answers, events, change, app } = await sender({ about })
    await answers(text(SECRET))
    await amina.taps('Open')
    for (const word of ['one', 'two', 'three']) await amina.sends(word)
    await amina.sends('/case')
    expect(amina.sees()).toContain('cannot be opened')
    expect(amina.buttons().join()).not.toContain('Open')
    expect(await events()).toContain('locked')
    expect((await app().cases.audit(1000)).map(({ what }) => what)).toContain('locked')
    expect(texts(amina).join()).not.toContain(SECRET)
    await change((each) => ({ ...each, person: { ...each.person, wrongWords: 0 } }))
    await amina.sends('/case')
    await amina.taps('Open')
    await amina.sends('RED APPLE')
    expect(texts(amina)).toContain(SECRET)
  })

  test('after Hide it is asked again, however recently it was given', async () => {
    const { amina, answers } = await sender({ about })
    await answers(text(SECRET))
    await amina.taps('Open')
    await amina.sends('red apple')
    await amina.sends('/hide')
    await amina.sends('/case')
    await amina.taps('Read again')
    expect(texts(amina).join()).not.toContain(SECRET)
  })

  test('the quiet word in its place is the quiet sign, and no wrong word', async () => {
    const both = { ...about, quietWord: hashWord('Weather') }
    const { amina, answers, read, events } = await sender({ about: both })
    await answers(text(SECRET))
    await amina.taps('Open')
    await amina.sends('weather')
    expect(amina.sees()).toBe('Information for travellers.')
    expect(await read()).toMatchObject({ hold: { by: 'person' }, person: { wrongWords: 0 } })
    expect(await events()).toContain('quiet')
    expect(texts(amina).join()).not.toMatch(/weather/i)
  })

  test('a lead is told of the third wrong one in private, with nothing that was said', async () => {
    const { amina, answers, colleague } = await sender({ about })
    const dana = await colleague('Dana', { roles: ['lead'] })
    await answers(text(SECRET))
    await amina.taps('Open')
    for (const word of ['one', 'two', 'three']) await amina.sends(word)
    expect(dana.sees()).toContain('K-1000')
    expect(dana.sees()).toContain('locked')
  })

  test('another word in a later report does not take its place, unless the first was just given', async () => {
    const { amina, answers } = await sender({ about })
    const sets = async (word: string) => {
      await amina.sends('/sos')
      await amina.taps('Write to our team')
      await amina.sends('hello')
      await amina.walks('How we answer', 'Code word')
      await amina.sends(word)
      await amina.walks('Back', '✅ Send')
    }
    const opensWith = async (word: string) => {
      await answers(text(SECRET))
      await amina.sends('/case')
      await amina.taps('Open')
      await amina.sends(word)
    }
    await sets('Green Pear')
    await opensWith('green pear')
    expect(texts(amina).join()).not.toContain(SECRET)
    await amina.sends('red apple')
    expect(texts(amina)).toContain(SECRET)
    await sets('Green Pear')
    await amina.sends('/hide')
    await opensWith('green pear')
    expect(texts(amina)).toContain(SECRET)
  })

  test('typed long after it was asked for, it still opens the answer and never reaches the desk', async () => {
    const { amina, answers, later, app, read } = await sender({ about })
    await answers(text(SECRET))
    await amina.sends('/case')
    await amina.taps('Open')
    await later(20 * MINUTE)
    await amina.sends('I was away')
    await amina.sends('red apple')
    expect(texts(amina)).toContain(SECRET)
    expect(texts(amina).join()).not.toMatch(/red/i)
    expect((await read()).answers[0]).toMatchObject({ state: 'opened' })
    const log = JSON.stringify(await app().cases.log(1000))
    expect(log).toContain('I was away')
    expect(log).not.toMatch(/red apple/i)
  })

  test('typed without being asked for, in place of a tap, it opens what waits', async () => {
    const { amina, answers, app } = await sender({ about })
    await answers(text(SECRET))
    await amina.sends('Red Apple')
    expect(amina.newest()).toMatchObject({ text: SECRET, protected: true })
    expect(notices(amina)).toHaveLength(0)
    expect(JSON.stringify(await app().cases.log(1000))).not.toContain('Apple')
  })

  test('with nothing to open it is a message like any other, and other words always are', async () => {
    const { amina, answers, app, read } = await sender({ about })
    await amina.sends('red apple')
    await answers(text(SECRET))
    await amina.sends('green pear')
    expect(texts(amina)).not.toContain(SECRET)
    expect(await read()).toMatchObject({ person: { wrongWords: 0 } })
    expect(JSON.stringify(await app().cases.log(1000))).toMatch(/red apple.*green pear/)
  })

  test('chosen again in a later report, the same word opens nothing', async () => {
    const { amina, answers } = await sender({ about })
    await answers(text(SECRET))
    await amina.sends('/sos')
    await amina.taps('Write to our team')
    await amina.sends('hello')
    await amina.walks('How we answer', 'Code word')
    await amina.sends('red apple')
    expect(texts(amina)).not.toContain(SECRET)
    expect(amina.buttons().join()).toContain('Back')
  })

  test('even who wants answers at once is asked', async () => {
    const { amina, answers } = await sender({ about: { ...about, plain: true } })
    await answers(text(SECRET))
    expect(amina.sees()).toBe('Info for you')
  })
})

describe('staff think again', () => {
  test('an answer taken back before it was opened leaves no notice', async () => {
    const { amina, answers, takesBack } = await sender()
    await answers(text(SECRET))
    await takesBack(1)
    expect(notices(amina)).toHaveLength(0)
  })

  test('one taken back after opening disappears, words and all', async () => {
    const { amina, answers, takesBack } = await sender()
    await answers(text(SECRET))
    await amina.taps('Open')
    await takesBack(1)
    expect(texts(amina).join()).not.toContain(SECRET)
  })

  test('a notice that covers another answer too stays when one is taken back', async () => {
    const { amina, answers, takesBack } = await sender()
    await answers(text('first'))
    await answers(text('second'))
    await takesBack(1)
    expect(notices(amina)).toHaveLength(1)
    await amina.taps('Open')
    expect(texts(amina)).toContain('second')
    expect(texts(amina)).not.toContain('first')
  })

  test('an edit before opening is what is opened; after opening the message follows without a new one', async () => {
    const { amina, answers, edits } = await sender()
    await answers(text('at nine'))
    await edits(1, text('at ten'))
    await amina.taps('Open')
    expect(amina.sees()).toBe('at ten')
    const before = amina.chat().length
    await edits(1, text('at eleven'))
    expect(amina.newest()).toMatchObject({ text: 'at eleven', protected: true })
    expect(amina.chat()).toHaveLength(before)
    expect(amina.buttons().join()).toContain('Hide')
  })
})

describe('the phone cannot be reached', () => {
  test('who blocks the bot is not written to, the desk knows once, and the case stays; unblocking brings the answer', async () => {
    const { amina, answers, read, events } = await sender()
    await amina.does((phone) => phone.block())
    await answers(text(SECRET))
    await answers(text('again'))
    expect(await read()).toMatchObject({ state: 'new', person: { reachable: 'blocked' } })
    expect((await read()).answers.map(({ state }) => state)).toEqual(['unreachable', 'unreachable'])
    expect((await events()).filter((event) => event === 'blocked')).toHaveLength(1)
    await amina.does((phone) => phone.unblock())
    expect(notices(amina)).toHaveLength(1)
    expect((await read()).person.reachable).toBe('yes')
  })

  test('a deleted account is told to the desk as such', async () => {
    const { amina, answers, read, events } = await sender()
    await amina.does((phone) => phone.deleteAccount())
    await answers(text(SECRET))
    expect(await events()).toContain('gone')
    expect((await read()).state).toBe('new')
  })

  test.each(['server-error', 'too-many', 'drop-before', 'drop-after'] as const)(
    'while Telegram answers with %s the answer waits, and arrives in the end',
    async (kind) => {
      const { amina, answers, telegram, later, read } = await sender()
      const faults = {
        'server-error': { kind: 'server-error', code: 502 },
        'too-many': { kind: 'too-many', retryAfterSeconds: 20 },
        'drop-before': { kind: 'drop-before' },
        'drop-after': { kind: 'drop-after' },
      } as const
      const off = telegram.faults.always(faults[kind], { method: 'sendMessage' })
      await answers(text(SECRET))
      await later(2 * MINUTE)
      expect((await read()).answers[0]).toMatchObject({ state: 'waiting' })
      expect((await read()).answers[0]?.tries).toBeGreaterThan(2)
      off()
      await later(MINUTE)
      await amina.taps('Open')
      expect(texts(amina)).toContain(SECRET)
    },
  )

  test('a restart between answer and notice loses nothing', async () => {
    const { amina, answers, telegram, later, restarts } = await sender()
    telegram.faults.next(1, { kind: 'drop-before' }, { method: 'sendMessage' })
    await answers(text(SECRET))
    restarts()
    await later(2 * MINUTE)
    await amina.taps('Open')
    expect(amina.sees()).toBe(SECRET)
  })

  test('what Telegram did not take while it was opened comes with the next tap, and nothing twice', async () => {
    const { amina, answers, telegram } = await sender()
    await answers(text('first'), { kind: 'place', latitude: 43.2, longitude: 76.9 }, text('third'))
    telegram.faults.next(1, { kind: 'server-error', code: 502 }, { method: 'sendLocation' })
    await amina.taps('Open')
    expect(texts(amina)).not.toContain('third')
    await amina.sends('/case')
    await amina.taps('Open')
    expect(texts(amina).filter((one) => one === 'first')).toHaveLength(1)
    expect(amina.chat().filter(({ message }) => message.location)).toHaveLength(1)
    expect(texts(amina)).toContain('third')
  })

  test('more pictures of an album that come after opening are told and opened too', async () => {
    const { amina, answers, change, telegram, app, read, settled } = await sender()
    await answers(text('first'))
    await amina.taps('Open')
    const { entries } = await read()
    await app().cases.change(1000, (each) => ({
      case: { ...each, answers: each.answers.map((answer) => ({ ...answer, entries: [...answer.entries, entries] })) },
      entries: [{ kind: 'to', at: each.createdAt, by: 7, piece: text('late part') }],
    }))
    await settled()
    expect(notices(amina)).toHaveLength(1)
    await amina.taps('Open')
    expect(texts(amina).filter((one) => one === 'first' || one === 'late part')).toEqual(['first', 'late part'])
    await change((each) => each)
    await telegram.settled()
    expect(notices(amina)).toHaveLength(0)
  })

  test('a file Telegram refuses is told to the desk, and the other answers arrive', async () => {
    const { amina, answers, read, events } = await sender()
    await answers({ kind: 'file', file: 'photo', id: 'nonsense' })
    await answers(text('the rest'))
    await amina.taps('Open')
    expect((await read()).answers.map(({ state }) => state)).toEqual(['failed', 'opened'])
    expect(await events()).toContain('answer-failed')
    expect(texts(amina)).toContain('the rest')
  })
})

test('nobody opens the answer of somebody else, whatever their button says', async () => {
  const all = await sender()
  await all.answers(text(SECRET))
  const other = all.person('Zarina', 'en')
  await other.does((phone) => phone.starts())
  await other.taps('English')
  const message = other.newest()?.message_id ?? 0
  for (const data of [
    'en:open:1000:1',
    'en:open:1000:1:again',
    'en:case:1000',
    'en:relink:1000:yes',
    'en:erase:1000:yes',
    'en:quiet:1000',
  ])
    await other.does((phone) => phone.tapData(message, data))
  expect(texts(other).join()).not.toMatch(/K-1000|bed/)
  expect(await all.read()).toMatchObject({ state: 'new', answers: [{ state: 'notified' }] })
  expect(await all.read()).not.toHaveProperty('hold')
})

test('no log line holds a word of an answer', async () => {
  const { amina, answers, logged } = await sender()
  await answers(text(SECRET))
  await amina.taps('Open')
  expect(logged.join()).not.toMatch(/bed|Abay/)
})
