/** Days, weeks and quarters of Kazakhstan, as YYYY-MM-DD, the Monday of the week, and 2026-Q4. */

const DAY_MS = 86_400_000

/** Weeks that can be looked back on: a month, a quarter, a year. */
export const PERIODS = [4, 12, 52] as const
export type Period = (typeof PERIODS)[number]

/** The period of a button; twelve weeks for what is none. */
export function periodOf(arg: string | undefined): Period {
  return PERIODS.find((weeks) => String(weeks) === arg) ?? 12
}

/** The day it is at `now` (ms) in `timeZone`. */
export function dayAt(now: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now)
}

/** The Monday on or before `day`: weeks begin on Monday, as ISO 8601 counts them. */
export function mondayOf(day: string): string {
  const weekday = (new Date(day).getUTCDay() + 6) % 7
  return plusDays(day, -weekday)
}

/** The Mondays of the last `count` weeks, oldest first; the last is the week `today` is in. */
export function lastWeeks(today: string, count: number): string[] {
  const last = mondayOf(today)
  return Array.from({ length: count }, (_, index) => plusDays(last, -7 * (count - 1 - index)))
}

/** `2026-Q4`. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

/** The last four quarters that are over on `today`, oldest first. */
export function finishedQuarters(today: string): string[] {
  const [year = 0, quarter = 1] = quarterOf(today).split('-Q').map(Number)
  return [4, 3, 2, 1].map((ago) => {
    const index = year * 4 + (quarter - 1) - ago
    return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`
  })
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}
