/** Safe hours, as a person chose them, in the time of the country. Pure. */
import { HOURS, type Hours } from './about.ts'

const QUARTER_MS = 15 * 60_000
const DAY_MS = 24 * 3_600_000

/** Whether somebody who chose these hours may be written to; no hours chosen: any time is safe. */
export function isSafe(hours: Hours[], at: number, timeZone: string): boolean {
  const hour = Number(timeOfDay(at, timeZone).slice(0, 2))
  return hours.length === 0 || hours.some((part) => holds(HOURS[part], hour))
}

/** The next moment (ms since 1970) that is safe, within a day. Zones differ by quarters of an hour: so do the steps. */
export function nextSafe(hours: Hours[], now: number, timeZone: string): number {
  let at = Math.ceil((now + 1) / QUARTER_MS) * QUARTER_MS
  while (at < now + DAY_MS && !isSafe(hours, at, timeZone)) at += QUARTER_MS
  return at
}

/** `HH:MM` of a clock there. */
export function timeOfDay(at: number, timeZone: string): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  formats.set(timeZone, format)
  return format.format(at)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The night runs over midnight. */
function holds([from, until]: readonly [number, number], hour: number): boolean {
  return from < until ? from <= hour && hour < until : hour >= from || hour < until
}
