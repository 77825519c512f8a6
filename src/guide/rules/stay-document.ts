/** How long somebody may stay whose visa or permit says it: until its last day. Days are not added up then. */
import { dateOf } from '../answers.ts'
import { day, days, type Rule } from '../rule.ts'
import { daysLate, LATE_FACTS, LATE_MARKS, late } from './late.ts'
import { daysLeft } from './stay.ts'

/** Marks: `left`, `today`, `over` with how late it is, as `stay` sets them. */
export const stayDocument: Rule = {
  marks: ['left', 'today', 'over', 'since', ...LATE_MARKS],
  values: ['last-day', 'days-left', 'days-late'],
  facts: [...LATE_FACTS],
  decide(answers, number, today) {
    const last = dateOf(answers, 'document-end') ?? dateOf(answers, 'document-ended')
    if (last === undefined) throw new Error('Expected the last day of the document, got none')
    const how = late(daysLate(last, today), number)
    const left = daysLeft(last, today)
    const values = { 'last-day': day(last), 'days-left': days(left), 'days-late': days(daysLate(last, today)) }
    return { is: how ? ['over', how, 'since'] : [left === 1 ? 'today' : 'left'], values }
  },
}
