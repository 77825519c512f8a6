/** Where somebody without a visa stands today: the last day by each rule, and what is counted. Pure. */
import { addDays } from '../../content/days.ts'
import { type Answers, dateOf, numberOf, optionOf, type Stay, staysOf } from '../answers.ts'
import { daysCounted } from './days-counted.ts'
import { lastLawfulDay } from './last-lawful-day.ts'
import type { StayLimits } from './stay-limits.ts'

export type StayDays = {
  /** The last day by the rule for one entry. */
  byEntry: string
  /** The last day by the rule for all stays together, if the person stays on; the day before the entry when they were used up. */
  byTotal: string
  /** The earlier of the two. */
  last: string
  /** Days of all stays in the window that ends today. */
  used: number
}

/** `trips`: the stays before the one that began on `entry`. */
export function stayDays(entry: string, trips: Stay[], { entry: days, total }: StayLimits, today: string): StayDays {
  const byEntry = addDays(entry, days - 1)
  const byTotal = lastLawfulDay(trips, entry, total)
  const used = daysCounted([...trips, { entry, exit: today }], today, total.length)
  return { byEntry, byTotal, last: byEntry < byTotal ? byEntry : byTotal, used }
}

/**
 * Earlier stays, as chosen. When only their number is known they are taken to lie just before the entry: no other place makes the
 * last day earlier.
 */
export function tripsOf(answers: Answers): Stay[] {
  const how = optionOf(answers, 'trips')
  const count = numberOf(answers, 'days-known') ?? 0
  if (how === 'list') return staysOf(answers, 'stays')
  if (how !== 'number' || count === 0) return []
  const entry = entryOf(answers)
  return [{ entry: addDays(entry, -count), exit: addDays(entry, -1) }]
}

/** Throws when it was not asked: the guide asks for it before the rules that count. */
export function entryOf(answers: Answers): string {
  const entry = dateOf(answers, 'entry')
  if (entry === undefined) throw new Error('Expected the day of entry, got none')
  return entry
}
