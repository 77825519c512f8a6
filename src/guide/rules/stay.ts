/**
 * How long somebody without a visa may stay: by the rule for one entry, and by the rule for all stays in a sliding window. The day
 * of entry and the day of exit both count, and the earlier of two last days is the last day (decision 16). With it the days until
 * which the host tells the migration service and the address is registered.
 */
import { addDays, daysBetween } from '../../content/days.ts'
import type { FactOnDay } from '../../content/facts.ts'
import { type Answers, optionOf } from '../answers.ts'
import { count, day, days, type Rule } from '../rule.ts'
import { daysBack } from './days-back.ts'
import { daysLate, LATE_FACTS, LATE_MARKS, late } from './late.ts'
import { entryOf, type StayDays, stayDays, tripsOf } from './stay-days.ts'
import { LIMIT_FACTS, type StayLimits, stayLimits } from './stay-limits.ts'
import { workingDay } from './working-day.ts'

/** From so many days before the end on, a step says that it is time to act. Ours: no law sets it. */
const SOON_DAYS = 7

type Numbers = (fact: string) => number

/**
 * Marks: `left` (the last day is still to come), `today` (it is today), `over`. With `left` also `soon`. With `over` how late it
 * is, which rules are over, and `used-up` when the days were gone on arrival, else `since`. `days-back`: an earlier trip falls out of the window.
 * `notice-…` and `register-…`: the day until which this is due is still to come or has passed.
 */
export const stay: Rule = {
  marks: [
    'left',
    'soon',
    'today',
    'over',
    'since',
    'used-up',
    'entry-over',
    'total-over',
    'days-back',
    'notice-soon',
    'notice-late',
    'register-soon',
    'register-late',
    ...LATE_MARKS,
  ],
  values: [
    'last-day',
    'days-left',
    'days-late',
    'entry-limit',
    'entry-last',
    'entry-left',
    'total-limit',
    'total-last',
    'total-left',
    'days-used',
    'back-on',
    'days-back',
    'notice-by',
    'register-by',
  ],
  facts: [...LIMIT_FACTS, ...LATE_FACTS, 'registration-free-days', 'host-notice'],
  decide(answers, number, today) {
    const limits = stayLimits(answers, number)
    const found = stayDays(entryOf(answers), tripsOf(answers), limits, today)
    const standing = standingOf(answers, found, number, today)
    const back = backOf(answers, limits, today)
    const due = dueOf(answers, found.last, number, today)
    return {
      is: [...standing, ...back.is, ...due.is],
      values: { ...valuesOf(limits, found, today), ...back.values, ...due.values },
    }
  },
}

/** Days until `last`, today among them. */
export function daysLeft(last: string, today: string): number {
  return Math.max(0, daysBetween(today, last) + 1)
}

function standingOf(answers: Answers, found: StayDays, number: Numbers, today: string): string[] {
  const { last } = found
  const how = late(daysLate(last, today), number)
  if (how) return ['over', how, ...overBy(found, entryOf(answers), today)]
  const left = daysLeft(last, today)
  if (left === 1) return ['today']
  return left <= SOON_DAYS ? ['left', 'soon'] : ['left']
}

/** Each rule whose last day has passed. Days used up on arrival have no last day that would mean anything to the person. */
function overBy({ byEntry, byTotal }: StayDays, entry: string, today: string): string[] {
  const usedUp = byTotal < entry
  return [
    usedUp ? 'used-up' : 'since',
    ...(byEntry < today ? ['entry-over'] : []),
    ...(byTotal < today && !usedUp ? ['total-over'] : []),
  ]
}

function valuesOf({ entry, total }: StayLimits, found: StayDays, today: string): Record<string, FactOnDay> {
  return {
    'last-day': day(found.last),
    'days-left': days(daysLeft(found.last, today)),
    'days-late': days(daysLate(found.last, today)),
    'entry-limit': days(entry),
    'entry-last': day(found.byEntry),
    'entry-left': days(daysLeft(found.byEntry, today)),
    'total-limit': count(total.limit),
    'total-last': day(found.byTotal),
    'total-left': days(daysLeft(found.byTotal, today)),
    'days-used': count(found.used),
  }
}

/** Only for trips that were chosen day by day: of a bare number nobody knows when its days come back. */
function backOf(answers: Answers, { total }: StayLimits, today: string): Part {
  const trips = optionOf(answers, 'trips') === 'list' ? tripsOf(answers) : []
  const back = daysBack(trips, entryOf(answers), today, total.length)
  if (!back) return NOTHING
  return { is: ['days-back'], values: { 'back-on': day(back.on), 'days-back': days(back.count) } }
}

type Part = { is: string[]; values: Record<string, FactOnDay> }
const NOTHING: Part = { is: [], values: {} }

/** Registration is of no matter to somebody who has to leave before. */
function dueOf(answers: Answers, last: string, number: Numbers, today: string): Part {
  const entry = entryOf(answers)
  const noticeBy = workingDay(entry, number('host-notice'))
  const registerBy = addDays(entry, number('registration-free-days') - 1)
  const when = (by: string) => (today <= by ? 'soon' : 'late')
  return {
    is: [`notice-${when(noticeBy)}`, ...(registerBy <= last ? [`register-${when(registerBy)}`] : [])],
    values: { 'notice-by': day(noticeBy), 'register-by': day(registerBy) },
  }
}
