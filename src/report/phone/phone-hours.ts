/** When a person may be written to. Pure. */
import type { Case } from '../../case/case.ts'
import { isSafe, nextSafe } from '../../case/hours.ts'

/** `at`: the next moment (ms since 1970); `silent`: outside safe hours, without a sound. */
export type Occasion = { at: number; silent: boolean }

/** When to write next; undefined: not at all, as things are. */
export function whenToWrite({ about, hold, person }: Case, now: number, timeZone: string): Occasion | undefined {
  if (hold || person.withdrawn || !about.writeFirst) return undefined
  if (isSafe(about.hours, now, timeZone)) return { at: now, silent: false }
  if (about.outside === 'ping') return { at: now, silent: true }
  return { at: nextSafe(about.hours, now, timeZone), silent: false }
}
