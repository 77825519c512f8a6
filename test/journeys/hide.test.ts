import { afterEach, describe, expect, test } from 'vitest'
import { endWorlds, passes, realContent, world } from '../world.ts'

afterEach(endWorlds)
const HOUR = 3_600_000

describe('somebody takes the phone', () => {
  test.each(Object.keys(realContent().words))(
    'Hide removes every message and leaves a neutral one, in %s',
    async (code) => {
      const { person, say } = await world()
      const language = say(code)
      const amina = person('Amina')
      await amina.sends('/start')
      await amina.walks(language.name, language.plain('phone.mine'), language.plain('pages:unsafe.button'))
      await amina.sends('I am afraid')
      await amina.does((phone) => phone.voice())
      await amina.sends('/sos')
      await amina.taps(language.plain('button.hide'))
      expect(amina.chat().map(({ text }) => text)).toEqual([language.plain('hide.done')])
    },
  )

  test('/hide works too, and so does hiding twice', async () => {
    const { person } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.sends('/hide')
    await amina.sends('/hide')
    expect(amina.chat()).toHaveLength(1)
    expect(amina.sees()).toBe('Information for travellers.')
    await amina.taps('Menu')
    expect(amina.sees()).toContain('Pana')
  })

  test('what was sent before a restart is removed as well', async () => {
    const { person, restarts } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.sends('hello')
    restarts()
    await amina.sends('/hide')
    expect(amina.chat()).toHaveLength(1)
  })

  test('what Telegram no longer lets a bot remove stays, and the rest goes', async () => {
    const { person, clock } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await clock.advance(49 * HOUR)
    await amina.sends('hello')
    await amina.sends('/hide')
    const texts = amina.chat().map(({ text }) => text)
    expect(texts).not.toContain('hello')
    expect(texts.at(-1)).toBe('Information for travellers.')
  })

  test('a removal without an answer is tried again', async () => {
    const { person, telegram } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    telegram.faults.next(1, { kind: 'drop-before' }, { method: 'deleteMessages' })
    await amina.sends('/hide')
    expect(amina.chat()).toHaveLength(1)
  })

  test('without Redis the message at hand goes', async () => {
    const { person, loses } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.walks('English')
    await loses('redis')
    await amina.taps('Hide')
    expect(amina.sees()).toBe('Information for travellers.')
    expect(amina.chat().some(({ text }) => text.includes('Before we begin'))).toBe(false)
  })

  test('a Hide that fails shows no alarm, and hiding again removes the rest', async () => {
    const { person, telegram } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('I am afraid')
    telegram.faults.next(2, { kind: 'server-error', code: 502 }, { method: 'deleteMessages' })
    await amina.sends('/hide')
    expect(amina.sees()).toBe('Information for travellers.')
    await amina.sends('/hide')
    expect(amina.chat().map(({ text }) => text)).toEqual(['Information for travellers.'])
  })

  test('what was still on its way does not appear after it', async () => {
    const { person, telegram, clock } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.walks('English', 'Only I use it')
    const menu = amina.newest()?.message_id ?? 0
    telegram.faults.next(1, { kind: 'slow', ms: 3000 }, { method: 'editMessageText' })
    amina.person.tap(menu, /I am not safe/)
    amina.person.send('/hide')
    await passes(clock, 6)
    await telegram.settled()
    expect(amina.chat().map(({ text }) => text)).toEqual(['Information for travellers.'])
  })

  test('it waits for no answer that hangs', async () => {
    const { person, telegram, clock } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.walks('English', 'Only I use it', 'I am not safe')
    const card = amina.newest()?.message_id ?? 0
    telegram.faults.next(1, { kind: 'slow', ms: 40_000 }, { method: 'sendMessage' })
    amina.person.send('one')
    await passes(clock, 5)
    amina.person.tap(card, /Hide/)
    await passes(clock, 10)
    expect(amina.chat().map(({ text }) => text)).toEqual(['Information for travellers.'])
    await passes(clock, 40)
    await telegram.settled()
    expect(amina.chat().map(({ text }) => text)).toEqual(['Information for travellers.'])
  })

  test('messages that wait for an answer are removed, and not answered afterwards', async () => {
    const { person, telegram, clock } = await world()
    const amina = person('Amina', 'en')
    telegram.faults.next(1, { kind: 'slow', ms: 3000 }, { method: 'sendMessage' })
    for (const text of ['one', 'two', 'three', '/hide']) amina.person.send(text)
    await passes(clock, 8)
    await telegram.settled()
    expect(amina.chat().map(({ text }) => text)).toEqual(['Information for travellers.'])
  })

  test('a screen that was edited in place for days is emptied', async () => {
    const { person, clock } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.walks('English', 'Only I use it')
    await clock.advance(60 * HOUR)
    await amina.walks('I am not safe')
    await amina.sends('/hide')
    expect(amina.chat().some(({ text }) => text.includes('Nobody may hold you'))).toBe(false)
  })

  test('what was sent while Redis was away is removed once it is back', async () => {
    const { person, loses } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    const comesBack = await loses('redis')
    await amina.sends('I am afraid')
    await amina.sends('/sos')
    await comesBack()
    await amina.sends('/hide')
    await amina.sends('/hide')
    expect(amina.chat().map(({ text }) => text)).toEqual(['Information for travellers.'])
  })
})
