import { afterEach, expect, test } from 'vitest'
import { endWorlds, realContent, type Someone, world } from './world.ts'

afterEach(endWorlds)

const REPORTS = 300
const EVERY_MS = 2000
/** Every tenth is in danger now; the others ask something that can wait. */
const URGENT = 10
const SECOND = 1000
const MINUTE = 60 * SECOND

const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }

test('300 reports in ten minutes into one group: the urgent ones stand there within a minute, in order, nothing is lost', async () => {
  const { telegram, clock, person, later, room, app } = await world({ content, limits: { scale: 1 } })
  const refused = { group: 0 }
  telegram.onEvent((event) => {
    if (event.kind === 'call' && !event.ok && event.error_code === 429) refused.group += 1
  })
  const sent: { number: string; urgent: boolean; at: number; secret: string }[] = []
  for (let index = 0; index < REPORTS; index += 1) {
    const somebody = person(`P${index}`, 'en')
    const urgent = index % URGENT === 0
    const secret = `the words of ${index}.`
    await somebody.sends(urgent ? '/sos' : '/help')
    if (urgent) await somebody.taps('Write to our team')
    else await somebody.does((phone) => phone.tapData(phone.lastFromBot()?.message_id ?? 0, 'en:write:ask'))
    await later(SECOND / 2)
    await somebody.sends(secret)
    await somebody.taps('✅ Send')
    sent.push({ number: numberTold(somebody), urgent, at: clock.now(), secret })
    await later(EVERY_MS - SECOND / 2)
  }
  const begun = new Map<string, number>()
  const delivered = (number: string) =>
    room
      .topics()
      .some(({ id, name }) => name.includes(number) && room.sees(id).some(({ text }) => text.includes('the words of')))
  for (let minute = 0; minute < 120 && (await app().cases.outboxSize()) > 0; minute += 1) await later(MINUTE)

  for (const { number } of sent) begun.set(number, firstMessageAt(number))
  const late = sent.filter(({ urgent, number, at }) => urgent && (begun.get(number) ?? Infinity) - at > MINUTE)
  expect(late).toEqual([])
  expect(sent.filter(({ number }) => !delivered(number))).toEqual([])
  for (const wanted of [true, false]) {
    const order = sent.filter(({ urgent }) => urgent === wanted).map(({ number }) => begun.get(number) ?? 0)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  }
  expect(refused.group).toBeLessThan(REPORTS / 20)

  function firstMessageAt(number: string): number {
    const topic = room.topics().find(({ name }) => name.includes(number))
    const card = topic && room.sees(topic.id).find(({ text }) => text.includes('the words of'))
    return card ? card.date * SECOND : Infinity
  }
}, 300_000)

function numberTold(somebody: Someone): string {
  const number = /K-\d+/.exec(somebody.sees())?.[0]
  if (number === undefined) throw new Error(`no number was told: ${somebody.sees()}`)
  return number
}
