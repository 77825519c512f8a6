/** People who show a picture to somebody who does not speak their language. */
import { afterEach, describe, expect, test } from 'vitest'
import { arrives } from '../guides.ts'
import { endWorlds, passes, type Someone, type World, world } from '../world.ts'

afterEach(endWorlds)

const photos = (who: Someone) => who.chat().filter(({ message }) => message.photo)
const fileOf = (who: Someone) => photos(who).at(-1)?.message.photo?.at(-1)?.file_id

async function at(there: World, ...labels: string[]): Promise<Someone> {
  const amina = there.person('Amina', 'en')
  await arrives(amina, 'Show this', ...labels)
  return amina
}

describe('somebody shows a card', () => {
  test('two taps from the menu; a message of its own, which Hide removes', async () => {
    const amina = await at(await world(), 'To a doctor')
    expect(photos(amina)).toHaveLength(1)
    expect(amina.newest()?.message.caption).toContain('I need a doctor now')
    expect(amina.chat().some(({ text }) => text.includes('Choose one and show it'))).toBe(true)
    await amina.taps('Hide')
    expect(photos(amina)).toEqual([])
  })

  test('and hides everything while it is on its way: it does not appear after that', async () => {
    const there = await world()
    const amina = await at(there)
    there.telegram.faults.next(1, { kind: 'slow', ms: 3000 }, { method: 'sendPhoto' })
    amina.person.tap(amina.newest()?.message_id ?? 0, /To a doctor/)
    amina.person.send('/hide')
    await passes(there.clock, 6)
    await there.telegram.settled()
    expect(photos(amina)).toEqual([])
  })

  test('Telegram gets each picture once: others see the same file, also after a restart', async () => {
    const there = await world()
    const first = fileOf(await at(there, 'To a doctor'))
    there.restarts()
    expect(fileOf(await at(there, 'To a doctor'))).toBe(first)
    expect(fileOf(await at(there, 'To a school'))).not.toBe(first)
  })

  test('without the store it is drawn anew; without a picture its words stand there', async () => {
    const there = await world()
    const amina = await at(there)
    const back = await there.loses('redis')
    await amina.taps('To a driver')
    expect(photos(amina)).toHaveLength(1)
    await back()
    there.telegram.faults.always({ kind: 'server-error', code: 502 }, { method: 'sendPhoto' })
    await amina.taps('Show this')
    await amina.taps('To a school')
    expect(amina.sees()).toContain('I want my child to learn in your school')
    expect(amina.sees()).toContain('Я хочу')
  })

  test('a card of another time leads to all of them', async () => {
    const amina = await at(await world())
    await amina.does((phone) => phone.tapData(amina.newest()?.message_id ?? 0, 'en:card:no-such-card'))
    expect(amina.sees()).toContain('Choose one and show it')
  })
})
