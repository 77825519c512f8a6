/** Calendar days as numbers, and as two characters of button data. A day is YYYY-MM-DD, Kazakhstan's. */

const DAY_MS = 86_400_000
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_'
/** Two characters hold so many days: a day is read back as the one of them that is nearest to today. */
const SPAN = DIGITS.length ** 2
/** How far ahead of today a day may lie; further back there is room for ten years. */
const AHEAD = 440

/** Days since 1970-01-01. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
}

export function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

export function addDays(day: string, count: number): string {
  return dayOf(dayNumber(day) + count)
}

/** Days from `one` to `other`; negative when `other` is earlier. */
export function daysBetween(one: string, other: string): number {
  return dayNumber(other) - dayNumber(one)
}

/** The same day of a month `count` months on; its last day where that month is shorter. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + count, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}

/** A whole number below 4096 as two characters. */
export function encodeNumber(number: number): string {
  return `${DIGITS[Math.floor(number / DIGITS.length)] ?? ''}${DIGITS[number % DIGITS.length] ?? ''}`
}

/** Undefined for what is no two such characters. */
export function decodeNumber(text: string): number | undefined {
  const [high, low] = [DIGITS.indexOf(text[0] ?? ' '), DIGITS.indexOf(text[1] ?? ' ')]
  return text.length === 2 && high >= 0 && low >= 0 ? high * DIGITS.length + low : undefined
}

export function encodeDay(day: string): string {
  return encodeNumber(((dayNumber(day) % SPAN) + SPAN) % SPAN)
}

/** The latest such day that is not more than 440 days after `today`; undefined for what is no day. */
export function decodeDay(text: string, today: string): string | undefined {
  const rest = decodeNumber(text)
  if (rest === undefined) return undefined
  const latest = dayNumber(today) + AHEAD
  return dayOf(latest - ((((latest - rest) % SPAN) + SPAN) % SPAN))
}
