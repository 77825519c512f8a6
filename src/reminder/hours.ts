/** When reminders may come: by day only, and not all at the same minute. Pure. */
import { createHash } from 'node:crypto'
import { addDays } from '../content/days.ts'

/** Nothing comes from 21 to 9 o'clock, by the clock of the time zone. */
const FIRST_MINUTE = 9 * 60
const LAST_MINUTE = 21 * 60
const MINUTE_MS = 60_000
/** What falls on a morning is spread over these hours. */
export const SPREAD_MS = 3 * 60 * MINUTE_MS

/** A place within the spread that is always the same for one name (ms). */
export function spreadOf(name: string): number {
  const share = createHash('sha256').update(name).digest().readUInt32BE() / 2 ** 32
  return Math.floor(share * SPREAD_MS)
}

/** 9 o'clock of `day` and `spreadMs` (ms since 1970). */
export function morningOf(day: string, timeZone: string, spreadMs: number): number {
  const key = `${timeZone} ${day}`
  const known = mornings.get(key) ?? instantOf(day, FIRST_MINUTE, timeZone)
  if (mornings.size >= MOST_MORNINGS) mornings.clear()
  mornings.set(key, known)
  return known + spreadMs
}

/** Asking for a time zone takes longer than all the rest. */
const mornings = new Map<string, number>()
const MOST_MORNINGS = 2000

/** A minute after midnight, so that it is that day for everybody who asks. */
export function startOf(day: string, timeZone: string): number {
  return instantOf(day, 1, timeZone)
}

export function isQuiet(at: number, timeZone: string): boolean {
  const { minute } = wallTime(at, timeZone)
  return minute < FIRST_MINUTE || minute >= LAST_MINUTE
}

/** `at` when something may come then, otherwise the next morning and `spreadMs`. */
export function loudFrom(at: number, timeZone: string, spreadMs: number): number {
  if (!isQuiet(at, timeZone)) return at
  const { day, minute } = wallTime(at, timeZone)
  return morningOf(minute < FIRST_MINUTE ? day : addDays(day, 1), timeZone, spreadMs)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** What a clock on the wall shows: the day, and minutes since midnight. */
function wallTime(at: number, timeZone: string): { day: string; minute: number } {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' })
  formats.set(timeZone, format)
  const [day = '', time = ''] = format.format(at).split(', ')
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return { day, minute: hours * 60 + minutes }
}

/** When the wall shows this; looked at twice, since the first guess may lie beyond a change of the clocks. */
function instantOf(day: string, minute: number, timeZone: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS
  const ahead = (at: number) => {
    const shown = wallTime(at, timeZone)
    return Date.parse(`${shown.day}T00:00:00Z`) + shown.minute * MINUTE_MS - at
  }
  const first = wanted - ahead(wanted)
  return wanted - ahead(first)
}
