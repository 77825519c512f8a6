/** Is it open now, and until when; or when does it open? Pure, in minutes of the place's own week. */
import type { Schedule } from '../content/directory.ts'

export type Opening =
  /** `until`: HH:MM; absent when it never closes. `tomorrow`: that is after midnight. */
  | { state: 'open'; until?: string; tomorrow?: boolean }
  /** `days`: how many days from today; 0 is today. At most a fortnight ahead is looked for. */
  | { state: 'closed'; opens?: { days: number; weekday: number; at: string } }
  /** No source says. */
  | { state: 'unknown' }

export type Moment = {
  /** ms since 1970. */
  now: number
  timeZone: string
  /** Days on which offices are closed, YYYY-MM-DD. */
  holidays: readonly string[]
}

/** A stretch of opening on one day, in minutes since its midnight; `to` may lie after the next midnight. */
type Stretch = { from: number; to: number }

const DAY_MINUTES = 1440
const LOOK_AHEAD_DAYS = 14

/** `openOnHolidays`: holidays are days like others. */
export function opening(schedule: Schedule | undefined, moment: Moment, openOnHolidays = false): Opening {
  if (schedule === undefined) return { state: 'unknown' }
  if (schedule === '24/7') return { state: 'open' }
  const { minute, days } = calendar(moment)
  const on = (ahead: number) => stretches(schedule, days[ahead + 1], openOnHolidays)
  const closes = closing(on, minute)
  if (closes !== undefined && closes >= 2 * DAY_MINUTES) return { state: 'open' }
  if (closes !== undefined)
    return { state: 'open', until: clock(closes), ...(closes >= DAY_MINUTES && { tomorrow: true }) }
  return { state: 'closed', ...nextOpening(on, days, minute) }
}

/** Minutes after today's midnight at which it closes, if it is open: what follows without a break counts as one. */
function closing(on: (days: number) => Stretch[], minute: number): number | undefined {
  const near = [-1, 0, 1].flatMap((days) => on(days).map(({ from, to }) => moved({ from, to }, days)))
  let end = near.find(({ from, to }) => from <= minute && minute < to)?.to
  if (end === undefined) return undefined
  for (const { from, to } of near.toSorted((one, other) => one.from - other.from)) if (from <= end && to > end) end = to
  return end
}

function moved({ from, to }: Stretch, days: number): Stretch {
  return { from: from + days * DAY_MINUTES, to: to + days * DAY_MINUTES }
}

function nextOpening(on: (days: number) => Stretch[], calendarDays: Day[], minute: number) {
  for (let days = 0; days <= LOOK_AHEAD_DAYS; days += 1) {
    const from = on(days).flatMap((stretch) => (days > 0 || stretch.from > minute ? [stretch.from] : []))
    if (from.length > 0)
      return { opens: { days, weekday: calendarDays[days + 1]?.weekday ?? 0, at: clock(Math.min(...from)) } }
  }
  return {}
}

function stretches(hours: Exclude<Schedule, '24/7'>, day: Day | undefined, openOnHolidays: boolean): Stretch[] {
  if (!day || (day.isHoliday && !openOnHolidays)) return []
  return hours.flatMap((each) => {
    if (!each.days.includes(day.weekday)) return []
    const [from, to] = [minutes(each.from), minutes(each.to)]
    return [{ from, to: to > from ? to : to + DAY_MINUTES }]
  })
}

type Day = { weekday: number; isHoliday: boolean }
const calendars = new WeakMap<Moment, { minute: number; days: Day[] }>()

/** The minute of the day, and the days from yesterday on: worked out once for a moment, since a search asks a thousand times. */
function calendar(moment: Moment): { minute: number; days: Day[] } {
  const known = calendars.get(moment)
  if (known) return known
  const { day, minute } = local(moment)
  const days = Array.from({ length: LOOK_AHEAD_DAYS + 2 }, (_, index) => shifted(day, index - 1)).map((each) => ({
    weekday: weekdayOf(each),
    isHoliday: moment.holidays.includes(each),
  }))
  const made = { minute, days }
  calendars.set(moment, made)
  return made
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The day and the minute of the day, there. */
function local(moment: Pick<Moment, 'now' | 'timeZone'>): { day: string; minute: number } {
  const [day = '', time = ''] = dayAndTime(moment)
  return { day, minute: minutes(time) }
}

/** HH:MM of a moment (ms), there. */
export function timeOf(now: number, timeZone: string): string {
  return dayAndTime({ now, timeZone })[1] ?? ''
}

function dayAndTime({ now, timeZone }: Pick<Moment, 'now' | 'timeZone'>): string[] {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(timeZone, format)
  return format.format(now).split(' ')
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

function clock(minute: number): string {
  const within = minute % DAY_MINUTES
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** 1 is Monday. */
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}
