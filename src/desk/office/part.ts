/** What a part of the office is made of: commands and taps of somebody whose role is looked up each time. */
import type { Language } from '../../language/language.ts'
import type { Verb } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'

/** Who asks, and in which language they are answered. */
export type Asker = { id: number; language: Language }

/** A screen in place of the tapped message, a notice, or both. */
export type TapOutcome = { screen?: Screen; toast?: string }

export type OfficePart = {
  /** By name. `rest` is what stands after the command. Undefined: not for this person, who learns nothing of it. */
  commands: Record<string, (asker: Asker, rest: string) => Promise<Screen | undefined>>
  /** `args` come from a phone: nothing in them is to be trusted. */
  taps: Partial<Record<Verb, (asker: Asker, args: string[], update: string) => Promise<TapOutcome>>>
}

/** Somebody pressed what is not theirs (any more). */
export function notAllowed(language: Language): TapOutcome {
  return { toast: language.plain('staff.office.toast.not-allowed') }
}

/** The button is of another time: what it speaks of is no more, or was decided meanwhile. */
export function outdated(language: Language): TapOutcome {
  return { toast: language.plain('staff.office.toast.outdated') }
}

/** A number in button data, as short as it gets. */
export function short(value: number): string {
  return value.toString(36)
}

/** Reads what `short` wrote; undefined for anything else. */
export function unshort(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9a-z]{1,11}$/.test(text) ? Number.parseInt(text, 36) : undefined
}
