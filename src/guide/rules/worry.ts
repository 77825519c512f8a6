/**
 * Worry about somebody else: which words fit (safety-screening §1.8). "I don't know" counts as nothing, but somebody who may be
 * a child is treated as one. Pure.
 */
import type { Urgency } from '../../case/priority.ts'
import { type Answers, optionOf } from '../answers.ts'
import type { Rule } from '../rule.ts'

const STRONG = ['held', 'leave', 'seen']
const MEDIUM = ['unpaid', 'watched', 'afraid']
/** So many of these together are as much as one of those. */
const MEDIUM_ENOUGH = 2

export type Concern = 'now' | 'child' | 'tip' | 'advice'

export const worry: Rule = {
  marks: ['now', 'child', 'tip', 'advice'],
  values: [],
  facts: [],
  decide: (answers) => ({ is: [concernOf(answers)], values: {} }),
}

export function concernOf(answers: Answers): Concern {
  const yes = (questions: string[]) => questions.filter((question) => optionOf(answers, question) === 'yes').length
  const [strong, medium] = [yes(STRONG), yes(MEDIUM)]
  if (optionOf(answers, 'danger') === 'yes') return 'now'
  if (mayBeChild(answers) && strong + medium > 0) return 'child'
  return strong > 0 || medium >= MEDIUM_ENOUGH ? 'tip' : 'advice'
}

/** Not when the question was left out: nobody said anything about age then. */
function mayBeChild(answers: Answers): boolean {
  return ['yes', 'maybe', 'unknown'].includes(optionOf(answers, 'child') ?? 'no')
}

const PRIORITY: Record<Concern, Urgency['priority']> = { now: 0, child: 1, tip: 1, advice: 2 }

/** How urgent a report with these answers is: injuries, threats or locked doors around a child are danger (§3.2). */
export function worryPriority(sent: Answers): Urgency['priority'] {
  const concern = concernOf(sent)
  return concern === 'child' && optionOf(sent, 'seen') === 'yes' ? 0 : PRIORITY[concern]
}
