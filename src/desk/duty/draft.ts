/**
 * A shift while it is put together by tapping: all of it stands in the button data, nothing is stored before "Save".
 * `duty:add:<staff>:<days>:<from>:<to>:<as>:<languages>[:save]`: staff and language bits in base 36, days as bits from Monday
 * on, times in half hours; `as` is d or b, with h behind it for holidays too.
 */
import type { Shift } from './rota.ts'
import { timeOfDay } from './time.ts'
import { short, unshort } from '../office/part.ts'

export const HALF_HOURS = 48
const ALL_DAYS = 0b1111111

export type Draft = {
  staff: number
  days: number
  /** Half hours. */
  from?: number
  to?: number
  as?: Shift['as']
  holidays?: boolean
  /** Bits of the languages in the order of `locales/`; none: all. */
  languages?: number
}

/** Reads what follows `add`; undefined when it is none of ours, or not even a person is chosen. */
export function readDraft([who, days = '0', from, to, as, languages]: string[]): Draft | undefined {
  const staff = unshort(who)
  const bits = unshort(days)
  if (staff === undefined || bits === undefined || bits > ALL_DAYS) return undefined
  const [begins, ends] = [from, to].map((text) => halfHour(text))
  const role = as === undefined ? undefined : /^([db])(h?)$/.exec(as)
  if (begins === null || ends === null || role === null) return undefined
  return {
    staff,
    days: bits,
    ...(begins !== undefined && { from: begins }),
    ...(ends !== undefined && { to: ends }),
    ...(role && { as: role[1] === 'd' ? ('duty' as const) : ('backup' as const), holidays: role[2] === 'h' }),
    ...(languages !== undefined && { languages: unshort(languages) ?? 0 }),
  }
}

/** Undefined: not chosen yet; null: none of ours. */
function halfHour(text: string | undefined): number | undefined | null {
  if (text === undefined || text === '') return undefined
  const half = unshort(text)
  return half !== undefined && half < HALF_HOURS ? half : null
}

/** What `readDraft` reads. */
export function writeDraft({ staff, days, from, to, as, holidays, languages }: Draft): string[] {
  const words = [short(staff), short(days)]
  if (from === undefined) return words
  words.push(short(from))
  if (to === undefined) return words
  words.push(short(to))
  if (as === undefined) return words
  return [...words, `${as === 'duty' ? 'd' : 'b'}${holidays ? 'h' : ''}`, short(languages ?? 0)]
}

/** The shift, once everything is chosen. */
export function shiftOf(draft: Draft, codes: string[]): Omit<Shift, 'id'> | undefined {
  const { staff, from, to, as, holidays = false, languages = 0 } = draft
  const days = daysOf(draft)
  if (days.length === 0 || from === undefined || to === undefined || as === undefined) return undefined
  const spoken = codes.filter((_, index) => isSet(languages, index))
  return { staff, days, from: timeOfDay(from * 30), to: timeOfDay(to * 30), as, holidays, languages: spoken }
}

export function daysOf({ days }: Draft): number[] {
  return [1, 2, 3, 4, 5, 6, 7].filter((day) => isSet(days, day - 1))
}

export function isSet(bits: number, index: number): boolean {
  return (bits & (1 << index)) !== 0
}

export function toggled(bits: number, index: number): number {
  return bits ^ (1 << index)
}
