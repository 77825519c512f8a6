/** The rota as it is read: who stands in it at a moment, and when somebody does again. Pure; time is that of the wall. */
import { z } from 'zod'
import { dayAfter, minutesOf, type WallTime, weekdayOf } from './time.ts'

const Begin = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const End = Begin.or(z.literal('24:00'))

/**
 * One line of the rota: this person, on these days (1 Monday … 7 Sunday), at this time (Kazakhstan's), first or as backup.
 * It belongs to the day it begins on: 22:00–06:00 on Monday ends on Tuesday. The same time twice is a whole day.
 */
export const Shift = z.strictObject({
  id: z.string(),
  staff: z.number().int(),
  days: z.array(z.number().int().min(1).max(7)).min(1),
  from: Begin,
  to: End,
  as: z.enum(['duty', 'backup']),
  /** Folders of `locales/` they speak; empty: all. */
  languages: z.array(z.string()),
  /** Also on holidays; others rest when the day they begin on is one. */
  holidays: z.boolean().default(false),
})
export type Shift = z.infer<typeof Shift>

/** YYYY-MM-DD. */
export type Holidays = ReadonlySet<string>

/** Whether this shift begins on `day`. */
function beginsOn(shift: Shift, day: string, holidays: Holidays): boolean {
  return shift.days.includes(weekdayOf(day)) && (shift.holidays || !holidays.has(day))
}

/** Whether this shift is on at `now`. */
export function isOn(shift: Shift, { day, minute }: WallTime, holidays: Holidays): boolean {
  const [from, to] = [minutesOf(shift.from), minutesOf(shift.to)]
  const overnight = to <= from
  const today = minute >= from && (overnight || minute < to) && beginsOn(shift, day, holidays)
  return today || (overnight && minute < to && beginsOn(shift, dayAfter(day, -1), holidays))
}

/** Who is on at `now`, each once; those who speak `language` first, else in the order of the rota. */
export function staffOn(shifts: Shift[], now: WallTime, holidays: Holidays, language?: string): number[] {
  const on = shifts.filter((shift) => isOn(shift, now, holidays))
  const speaks = ({ languages }: Shift) =>
    language === undefined || languages.length === 0 || languages.includes(language)
  return [...new Set([...on.filter(speaks), ...on].map(({ staff }) => staff))]
}

/** Further than this no shift is looked for: a rota repeats every week, and no row of holidays is as long. */
const DAYS_AHEAD = 60

/** When somebody is on again: `now` if somebody is; undefined when nobody is for two months. */
export function nextOn(shifts: Shift[], now: WallTime, holidays: Holidays): WallTime | undefined {
  if (shifts.some((shift) => isOn(shift, now, holidays))) return now
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const day = dayAfter(now.day, ahead)
    const begins = shifts.filter((shift) => beginsOn(shift, day, holidays)).map(({ from }) => minutesOf(from))
    const later = begins.filter((minute) => ahead > 0 || minute > now.minute)
    if (later.length > 0) return { day, minute: Math.min(...later) }
  }
  return undefined
}
