/**
 * Last days of terms, counted the cautious way (decision 16): the first day counts, and the last one is the last on which nothing
 * is late. Days are YYYY-MM-DD. Pure.
 */
import { addDays, addMonths } from './days.ts'

/** The last of `count` days, of which the first is `first`. */
export function lastOfDays(first: string, count: number): string {
  return addDays(first, count - 1)
}

/** The last day of a term of `months` that begins on `first`. */
export function lastOfMonths(first: string, months: number): string {
  return addDays(addMonths(first, months), -1)
}
