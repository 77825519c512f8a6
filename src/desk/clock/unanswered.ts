/**
 * Words of the person that nobody acts on although somebody has the case: when to tell whom. Pure. While nobody has it the
 * ladder calls; after its last step new words are told here too.
 */
import { type Case, isOpen } from '../../case/case.ts'
import { ALL_TOLD } from '../../case/unanswered.ts'
import type { DeskSettings } from '../../content/schema.ts'
import { byPriority, nextRung, REMINDERS, type Reminder } from './ladder.ts'

const MINUTE_MS = 60_000

/** From when the minutes count (ms): the words, or when it came into these hands; undefined when nobody is to be told. */
export function countsFrom(each: Case, settings: DeskSettings): number | undefined {
  const { unanswered, owner } = each
  if (!isOpen(each) || !unanswered || unanswered.told >= ALL_TOLD) return undefined
  if (owner) return Math.max(unanswered.from, owner.since)
  const lastRung = each.unownedSince + byPriority(each, settings.ladder).everyone * MINUTE_MS
  return nextRung(each) === undefined && unanswered.from > lastRung ? unanswered.from : undefined
}

/** When somebody is to be told of words that wait. */
export function whenToRemind(each: Case, settings: DeskSettings): number | undefined {
  const from = countsFrom(each, settings)
  if (from === undefined) return undefined
  return Math.max(from + byPriority(each, settings.unanswered) * MINUTE_MS, each.unanswered?.notBefore ?? 0)
}

/** Who is to be told next: without an owner those on duty at once. */
export function nextReminder({ owner, unanswered }: Case): Reminder {
  return owner && unanswered?.told === 0 ? REMINDERS[0] : REMINDERS[1]
}

/** They have been told; the same time passes again before the next. */
export function reminded(each: Case, reminder: Reminder, now: number): Case {
  if (!each.unanswered) return each
  const { notBefore: _, ...unanswered } = each.unanswered
  return { ...each, unanswered: { ...unanswered, from: now, told: REMINDERS.indexOf(reminder) + 1 } }
}

/**
 * The same case with the wait put off, when the desk was closed: words that came then count from the next opening, and what
 * falls due then is told at the next. Undefined: tell now. Danger waits for no opening. `from`: see `countsFrom`; `opening`:
 * the first moment from then, and from now on, at which somebody is on duty; undefined when nobody is for long.
 */
export function putOff(
  each: Case,
  now: number,
  from: number,
  opening: { ofCount: number | undefined; ofNow: number | undefined },
): Case | undefined {
  const { unanswered } = each
  if (!unanswered || each.priority === 0) return undefined
  if (opening.ofCount !== undefined && opening.ofCount > from)
    return { ...each, unanswered: { ...unanswered, from: opening.ofCount } }
  if (opening.ofNow === undefined || opening.ofNow <= now) return undefined
  return { ...each, unanswered: { ...unanswered, notBefore: opening.ofNow } }
}
