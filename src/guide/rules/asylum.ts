/**
 * The days in which asylum may be asked for: so many calendar days from arrival, or from the day the danger became known; fewer
 * after a forced crossing of the border (Law on Refugees, art. 10). The day itself is the first one (decision 16).
 */
import { daysBetween } from '../../content/days.ts'
import { lastOfDays } from '../../content/terms.ts'
import { type Answers, dateOf, optionOf } from '../answers.ts'
import { day, days, type Rule } from '../rule.ts'

/** Marks: `in-time`, `last-day` (today is the last), `over`. `days-left` counts today too; none are left when it is over. */
export const asylum: Rule = {
  marks: ['in-time', 'last-day', 'over'],
  values: ['first-day', 'last-day', 'days-left'],
  facts: ['asylum-time', 'asylum-crossing-time'],
  decide(answers, number, today) {
    const first = firstDay(answers)
    const time = optionOf(answers, 'entry') === 'without' ? number('asylum-crossing-time') : number('asylum-time')
    const last = lastOfDays(first, time)
    const left = Math.max(0, daysBetween(today, last) + 1)
    const is = left === 0 ? 'over' : left === 1 ? 'last-day' : 'in-time'
    return { is: [is], values: { 'first-day': day(first), 'last-day': day(last), 'days-left': days(left) } }
  },
}

/** The day that is counted from. Throws when it was not asked: the guide asks for it before this rule. */
function firstDay(answers: Answers): string {
  const later = optionOf(answers, 'entry') !== 'without' && optionOf(answers, 'began') === 'after'
  const first = dateOf(answers, later ? 'learned' : 'arrived')
  if (first === undefined) throw new Error('Expected a day to count from, got none')
  return first
}
