/** Moments and the clock on the wall of Kazakhstan, in both directions. */
import type { Language } from '../../language/language.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** A moment on the wall: YYYY-MM-DD, and minutes since midnight. */
export type WallTime = { day: string; minute: number }

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const made =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' })
  formats.set(timeZone, made)
  return made
}

/** What the wall shows at `at` (ms since 1970). Throws for a time zone that is none. */
export function wallTime(at: number, timeZone: string): WallTime {
  const [day = '', time = ''] = formatOf(timeZone).format(at).split(', ')
  return { day, minute: minutesOf(time) }
}

/** When the wall shows this (ms since 1970); of two moments the later, of none the next. */
export function instantOf({ day, minute }: WallTime, timeZone: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS
  const shown = (at: number) => {
    const { day: date, minute: minutes } = wallTime(at, timeZone)
    return Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS
  }
  const first = wanted - (shown(wanted) - wanted)
  return first - (shown(first) - wanted)
}

/** `09:30` → 570. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** 570 → `09:30`. */
export function timeOfDay(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** `2026-12-16`, one day on or back. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** Day and time as the readers of this language write them. */
export function timeWords(at: number, timeZone: string, language: Language): { day: string; time: string } {
  const { day, minute } = wallTime(at, timeZone)
  return { day: language.day(day), time: timeOfDay(minute) }
}
