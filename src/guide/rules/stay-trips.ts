/** Whether earlier trips can change anything: somebody who is late by the longest step of the law without them is not asked. */
import type { Rule } from '../rule.ts'
import { daysLate, LATE_FACTS, late } from './late.ts'
import { entryOf, stayDays } from './stay-days.ts'
import { LIMIT_FACTS, stayLimits } from './stay-limits.ts'

/** Mark: `ask`. Earlier trips only make the last day earlier, so that they cannot make the longest step shorter. */
export const stayTrips: Rule = {
  marks: ['ask'],
  values: [],
  facts: [...LIMIT_FACTS, ...LATE_FACTS],
  decide(answers, number, today) {
    const { last } = stayDays(entryOf(answers), [], stayLimits(answers, number), today)
    return { is: late(daysLate(last, today), number) === 'late-third' ? [] : ['ask'], values: {} }
  },
}
