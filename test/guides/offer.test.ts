import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answer } from '../../src/guide/answers.ts'
import { gradeOf } from '../../src/guide/rules/offer.ts'
import { realContent } from '../world.ts'

const OPTIONS = ['yes', 'no', 'unsure'] as const
const QUESTIONS = Object.keys(realContent().guides['offer']?.steps ?? {}).filter((id) => id !== 'grade')
const RANK = { quiet: 0, unclear: 0, doubtful: 1, serious: 2 }

const grade = (options: readonly string[]) =>
  gradeOf(
    new Map(QUESTIONS.map((id, index): [string, Answer] => [id, { kind: 'choice', option: options[index] ?? 'no' }])),
  )

test('a further sign never makes an offer look better, and no sign is never a grade above "I cannot say"', () => {
  expect(QUESTIONS).toHaveLength(10)
  const vector = fc.array(fc.constantFrom(...OPTIONS), { minLength: 10, maxLength: 10 })
  fc.assert(
    fc.property(vector, fc.nat({ max: 9 }), (options, at) => {
      const more = options.map((option, index) => (index === at ? 'yes' : option))
      expect(RANK[grade(more)]).toBeGreaterThanOrEqual(RANK[grade(options)])
      expect(RANK[grade(options)] > 0).toBe(options.includes('yes'))
      expect(grade(options) === 'unclear').toBe(
        !options.includes('yes') && options.filter((option) => option === 'unsure').length >= 4,
      )
    }),
    { numRuns: 3000 },
  )
})
