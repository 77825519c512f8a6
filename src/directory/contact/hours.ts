/** The hours in which an organization's person may be written to, by the clock of the time zone. Pure. */
import { addDays } from '../../content/days.ts'

const MINUTE_MS = 60_000
const FIRST_MINUTE = 9 * 60
const LAST_MINUTE = 20 * 60
/** When the question comes. */
const ASKING_MINUTE = 10 * 60

/** Nothing comes from 20 to 9 o'clock. */
export function isQuiet(at: number, timeZone: string): boolean {
  const { minute } = wallTime(at, timeZone)
  return minute < FIRST_MINUTE || minute >= LAST_MINUTE
}

/** `at` when something may come then, otherwise the next 10 o'clock (ms). */
export function loudFrom(at: number, timeZone: string): number {
  if (!isQuiet(at, timeZone)) return at
  const { day, minute } = wallTime(at, timeZone)
  return instantOf(minute < FIRST_MINUTE ? day : addDays(day, 1), timeZone)
}

/** 10 o'clock, so many days after the day of `at` (ms). */
export function askingHour(at: number, days: number, timeZone: string): number {
  return instantOf(addDays(wallTime(at, timeZone).day, days), timeZone)
}

/** When the wall shows 10 o'clock of `day`; looked at twice, since the first guess may lie beyond a change of the clocks. */
function instantOf(day: string, timeZone: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`) + ASKING_MINUTE * MINUTE_MS
  const ahead = (at: number) => {
    const shown = wallTime(at, timeZone)
    return Date.parse(`${shown.day}T00:00:00Z`) + shown.minute * MINUTE_MS - Math.floor(at / MINUTE_MS) * MINUTE_MS
  }
  return wanted - ahead(wanted - ahead(wanted))
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** What a clock on the wall shows: the day, and minutes since midnight. */
function wallTime(at: number, timeZone: string): { day: string; minute: number } {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(timeZone, format)
  const [day = '', time = ''] = format.format(at).split(' ')
  return { day, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)) }
}
