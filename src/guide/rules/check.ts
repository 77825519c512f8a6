/**
 * The self-check: which words fit the answers of an adult (safety-screening §1.6). A proposal derived from the ILO–EC lists
 * and the one-yes rule of short tools, not validated. A skip is no "no": it never makes the answer milder. Pure.
 */
import type { Urgency } from '../../case/priority.ts'
import { type Answers, optionOf } from '../answers.ts'
import type { Rule } from '../rule.ts'

/** One "yes" to these is enough. */
const STRONG = ['papers', 'leave', 'debt', 'threat', 'hurt', 'sex']
const MEDIUM = ['promised', 'pay', 'rest', 'watched', 'made-to']
/** So many of these together are as much as one of those. */
const MEDIUM_ENOUGH = 3
/** With so many skipped, nothing can be said. */
const SKIPPED_MANY = 4

/** L4, L3, L2, L2u, L1 of the reference. */
export type Level = 'now' | 'strong' | 'some' | 'unclear' | 'none'

export const check: Rule = {
  marks: ['now', 'strong', 'some', 'unclear', 'none'],
  values: [],
  facts: [],
  decide: (answers) => ({ is: [levelOf(answers)], values: {} }),
}

export function levelOf(answers: Answers): Level {
  const given = (questions: string[], option: string) =>
    questions.filter((question) => optionOf(answers, question) === option).length
  const [strong, medium] = [given(STRONG, 'yes'), given(MEDIUM, 'yes')]
  if (optionOf(answers, 'danger') === 'yes') return 'now'
  if (strong > 0 || medium >= MEDIUM_ENOUGH) return 'strong'
  if (medium > 0) return 'some'
  return given([...STRONG, ...MEDIUM], 'skip') >= SKIPPED_MANY ? 'unclear' : 'none'
}

const PRIORITY: Record<Level, Urgency['priority']> = { now: 0, strong: 1, some: 2, unclear: 2, none: 2 }

/** How urgent a report with these answers is, whatever was answered besides (§1.7, §3.2). */
export function checkPriority(sent: Answers): Urgency['priority'] {
  const priority = PRIORITY[levelOf(sent)]
  return optionOf(sent, 'age') === 'yes' && priority > 1 ? 1 : priority
}
