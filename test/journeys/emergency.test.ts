import { afterEach, describe, expect, test } from 'vitest'
import { endWorlds, passes, realContent, world } from '../world.ts'

afterEach(endWorlds)
const codes = Object.keys(realContent().words)

describe('somebody needs help now', () => {
  test.each(codes)('and has numbers that work after one tap, in %s', async (code) => {
    const { person, say } = await world()
    const language = say(code)
    const amina = person('Amina')
    await amina.sends('/start')
    await amina.walks(language.name, language.plain('button.sos'))
    expect(amina.sees()).toContain(language.plain('emergency.danger'))
    for (const number of ['102', '103', '112', '111']) expect(amina.sees()).toContain(number)
    expect(amina.sees()).not.toContain('116 16') // not confirmed by a second source: withheld
  })

  test('a number is copied by its button', async () => {
    const { person } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/sos')
    const card = amina.newest()
    const police = card?.buttons.flat().find(({ text }) => text.includes('102'))
    expect(police).toMatchObject({ kind: 'copy', value: '102' })
  })

  test('a number nobody has confirmed is marked with its year, and stands below the confirmed ones', async () => {
    const { person } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/sos')
    expect(amina.sees()).toMatch(/150 Trust line \(not confirmed since 2024\)/)
    const labels = amina.buttons().join()
    expect(labels.indexOf('111')).toBeLessThan(labels.indexOf('150'))
  })

  test('the card comes in the language of the screen although Redis is gone', async () => {
    const { person, say, loses } = await world()
    const rustam = person('Rustam', 'ru')
    await rustam.sends('/start')
    await rustam.walks(say('tg').name)
    await loses('redis')
    await rustam.taps(say('tg').plain('button.sos'))
    expect(rustam.sees()).toContain(say('tg').plain('emergency.danger'))
    await rustam.sends('/sos')
    expect(rustam.sees()).toContain('102')
  })

  test('a language whose words are broken still shows the numbers', async () => {
    const content = structuredClone(realContent())
    const { words } = content
    for (const key of Object.keys(words['ky']?.ui ?? {})) if (words['ky']) words['ky'].ui[key] = '{{broken.'
    const { telegram, person } = await world({ content })
    const bek = person('Bek', 'ky')
    await bek.sends('/sos')
    expect(bek.sees()).toContain('102')
    expect(telegram.pendingUpdates()).toBe(0)
  })

  test.each([
    ['in hand while Telegram is slow', { kind: 'slow', ms: 5000 }],
    ['told to wait by Telegram', { kind: 'too-many', retryAfterSeconds: 2 }],
  ] as const)('the card is not covered by a tap that is %s', async (_name, fault) => {
    const { person, telegram, clock } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.walks('English', 'Only I use it')
    const menu = amina.newest()?.message_id ?? 0
    telegram.faults.next(1, fault, { method: 'editMessageText' })
    amina.person.tap(menu, /Stay/)
    amina.person.tap(menu, /SOS/)
    await passes(clock, 10)
    await telegram.settled()
    expect(amina.sees()).toContain('Numbers that work')
  })

  test.each([
    ['asks to wait', { kind: 'too-many', retryAfterSeconds: 20 }],
    ['drops the connection', { kind: 'drop-before' }],
    ['is broken', { kind: 'server-error', code: 502 }],
  ] as const)('the card comes although Telegram %s', async (_name, fault) => {
    const { person, telegram, clock } = await world()
    const amina = person('Amina', 'en')
    telegram.faults.next(2, fault, { method: 'sendMessage' })
    amina.person.send('/sos')
    await passes(clock, 60)
    await telegram.settled()
    expect(amina.sees()).toContain('102')
  })

  test.each(['/SOS', '/Sos', '/sos@pana_demo_bot'])('%s is /sos', async (text) => {
    const { person } = await world()
    const amina = person('Amina', 'en')
    await amina.sends(text)
    expect(amina.sees()).toContain('102')
  })
})
