import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { endWorlds, realContent, world } from './world.ts'

afterEach(endWorlds)

const TAPS = 10_000
const codes = Object.keys(realContent().words)

test(`random walks of ${TAPS} taps never reach an error, a dead end or an unanswered tap`, async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
  const choices = fc.sample(fc.nat(), { seed, numRuns: TAPS })
  const { person, colleague, telegram, logged, say } = await world()
  await colleague('Editor', { roles: ['editor'] }) // is told of each wrong number
  const asked = new Set<string>()
  telegram.onEvent((event) => {
    if (event.kind === 'tapped') asked.add(event.query_id)
    if (event.kind === 'answered') asked.delete(event.query_id)
  })
  const walkers = await Promise.all(
    codes.map(async (code) => {
      const walker = person(code)
      await walker.sends('/start')
      await walker.taps(say(code).name)
      return walker
    }),
  )
  for (const [index, choice] of choices.entries()) {
    const walker = walkers[index % walkers.length]
    const screen = walker?.newest()
    const buttons = screen?.buttons.flat() ?? []
    expect(buttons.length, `seed ${seed}, tap ${index}: a dead end after "${screen?.text}"`).toBeGreaterThan(0)
    expect(
      buttons.filter(({ kind }) => kind === 'callback').length,
      `seed ${seed}, tap ${index}: nothing leads on from "${screen?.text}"`,
    ).toBeGreaterThan(0)
    await walker?.does((phone) => phone.tap(screen?.message_id ?? 0, choice % buttons.length))
  }
  expect({ seed, logged, unanswered: asked.size }).toEqual({ seed, logged: [], unanswered: 0 })
})
