import fc from 'fast-check'
import { afterEach, test } from 'vitest'
import { EVERY_ACT, mustHold, plays, rests, scene, type Throw } from './interleavings.ts'
import { endWorlds } from './world.ts'

afterEach(endWorlds)

const RUNS = Number(process.env['RUNS'] ?? 30)
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)

/** What happens without people takes turns with what they do; reports, answers and presses are the most frequent. */
const OFTEN = ['reports', 'reports', 'writes', 'sends', 'answers', 'answers', 'takes', 'opens', 'waits'] as const
const act: fc.Arbitrary<Throw> = fc.record({
  act: fc.constantFrom(...EVERY_ACT, ...OFTEN),
  who: fc.nat(1),
  staff: fc.nat(2),
  pick: fc.nat(1000),
})

test(`${RUNS} random interleavings of two people, three colleagues, faults and restarts: no case is lost, nobody sees what is not theirs, each case has one owner, the ladder is climbed`, async () => {
  const property = fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 40, size: 'max' }), async (acts) => {
    const at = await scene()
    try {
      for (const each of acts) await plays(at, each)
      await rests(at)
      await mustHold(at)
    } finally {
      endWorlds()
    }
  })
  await fc.assert(property, { numRuns: RUNS, seed, interruptAfterTimeLimit: 100_000 })
}, 300_000)
