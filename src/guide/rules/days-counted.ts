/** The days of several stays within a sliding stretch of days: the day of entry and the day of exit both count, each day once. */
import { dayNumber } from '../../content/days.ts'
import type { Stay } from '../answers.ts'

/**
 * How many of the `window` days that end with `last` somebody was in the country. What lies outside of them does not count,
 * nor is a day counted twice that ends one stay and begins the next.
 */
export function daysCounted(stays: readonly Stay[], last: string, window: number): number {
  const end = dayNumber(last)
  const begin = end - window + 1
  const spans = stays.map(({ entry, exit }) => ({ from: dayNumber(entry), to: Math.min(dayNumber(exit), end) }))
  let counted = 0
  let done = begin - 1
  for (const { from, to } of spans.sort((one, other) => one.from - other.from)) {
    counted += Math.max(0, to - Math.max(from, done + 1) + 1)
    done = Math.max(done, to)
  }
  return counted
}
