import fc from 'fast-check'
import { afterEach, test } from 'vitest'
import { EVERY_ACT, mustHold, plays, rests, scene, type Throw } from './interleavings.ts'
import { endWorlds } from './world.ts'

afterEach(endWorlds)

const RUNS = Number(process.env['RUNS'] ?? 30)
/** The same acts in every run of the gate; SEED=$RANDOM looks elsewhere. */
const seed = Number(process.env['SEED'] ?? 5150)

/** What cases are made of is the most frequent; everything else comes in between. */
const OFTEN = ['reports', 'writes', 'sends', 'answers', 'takes', 'asks', 'opens', 'waits', 'troubles'] as const
const act: fc.Arbitrary<Throw> = fc.record({
  act: fc.oneof(fc.constantFrom(...OFTEN), fc.constantFrom(...EVERY_ACT)),
  who: fc.nat(1),
  staff: fc.nat(2),
  pick: fc.nat(1000),
})

test(`${RUNS} random interleavings of two people, three colleagues, faults and restarts: no case is lost, nobody sees what is not theirs, each case has one owner, the ladder is climbed`, async () => {
  const property = fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 60, size: 'max' }), async (acts) => {
    const at = await scene()
    try {
      for (const each of acts) await plays(at, each)
      await rests(at)
      await mustHold(at)
    } finally {
      endWorlds()
    }
  })
  await fc.assert(property, { numRuns: RUNS, seed, unbiased: true, interruptAfterTimeLimit: 100_000 })
}, 300_000)
