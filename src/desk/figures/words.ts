/** Numbers of the figures in words, as much of them as the reader may know. */
import type { Language, Languages } from '../../language/language.ts'

/** What a reader may see: counts from 1 to below `below` are told as "fewer". 0: everything. */
export type Clearance = { below: number; languages: Languages }

/** Staff see a count from this on; leads see all. */
const SMALLEST_FOR_STAFF = 5

export function clearanceOf(lead: boolean, languages: Languages): Clearance {
  return { below: lead ? 0 : SMALLEST_FOR_STAFF, languages }
}

/** Whether this number is too small to be told. */
export function isSmall(count: number, { below }: Clearance): boolean {
  return count > 0 && count < below
}

/** `48`, or `<5`. */
export function shownCount(count: number, language: Language, clearance: Clearance): string {
  return isSmall(count, clearance) ? `<${clearance.below}` : language.number(count)
}

const HOUR = 60
const DAY = 24 * HOUR

/** Minutes as people say them: minutes up to two hours, hours up to two days, then days. */
export function duration(minutes: number, language: Language): string {
  const say = (unit: string, size: number) =>
    language.plain(`figures.duration.${unit}`, { value: language.number(Math.round(minutes / size)) })
  if (minutes < 1) return language.plain('figures.duration.moment')
  if (minutes < 2 * HOUR) return say('minutes', 1)
  return minutes < 2 * DAY ? say('hours', HOUR) : say('days', DAY)
}

/** A language by its own name; what has none by its code; unknown is said so. */
export function languageName(code: string, language: Language, { languages }: Clearance): string {
  return code === 'unknown' ? language.plain('figures.unknown') : (languages.byCode(code)?.name ?? code)
}
