/**
 * A job offer: how many warning signs, in words. Signs from what people lived through (papers taken, debt, deceit, oral deals,
 * go-betweens, no way back); they prove nothing, and no sign is no proof of the contrary. Weights are ours, not validated. Pure.
 */
import { type Answers, optionOf } from '../answers.ts'
import type { Rule } from '../rule.ts'

/** One of these is enough. */
const STRONG = ['payment', 'passport', 'lie']
const OTHER = ['unclear', 'contract', 'wages', 'unknown', 'hurry', 'hidden', 'stuck']
const OTHER_ENOUGH = 3
/** With so many "I don't know" nothing can be said. */
const UNSURE_MANY = 4

export type Grade = 'serious' | 'doubtful' | 'unclear' | 'quiet'

export const offer: Rule = {
  marks: ['serious', 'doubtful', 'unclear', 'quiet'],
  values: [],
  facts: [],
  decide: (answers) => ({ is: [gradeOf(answers)], values: {} }),
}

export function gradeOf(answers: Answers): Grade {
  const given = (questions: string[], option: string) =>
    questions.filter((question) => optionOf(answers, question) === option).length
  const [strong, other] = [given(STRONG, 'yes'), given(OTHER, 'yes')]
  if (strong > 0 || other >= OTHER_ENOUGH) return 'serious'
  if (other > 0) return 'doubtful'
  return given([...STRONG, ...OTHER], 'unsure') >= UNSURE_MANY ? 'unclear' : 'quiet'
}
