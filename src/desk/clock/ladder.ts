/**
 * The ladder, pure: who is told, and when, while nobody has taken a case. Minutes count from the moment it had no owner;
 * steps climbed are kept in the case, so a restart repeats none and forgets none.
 */
import { type Case, isOpen } from '../../case/case.ts'
import type { DeskSettings } from '../../content/schema.ts'

/** In climbing order. `unopened`: on duty are told, unless somebody has looked. */
export const RUNGS = ['unopened', 'backup', 'lead', 'everyone'] as const
export type Rung = (typeof RUNGS)[number]

/** New words that nobody acted on, in this order: who has the case is told, then those on duty. */
export const REMINDERS = ['unanswered', 'still-unanswered'] as const
export type Reminder = (typeof REMINDERS)[number]

/** People who may be told, each group after the one before. */
export type Circle = 'owner' | 'duty' | 'backup' | 'leads' | 'staff'

const MINUTE_MS = 60_000

/** Settings are kept by priority: `p0` … `p3`. */
export function byPriority<T>(each: Case, settings: Record<'p0' | 'p1' | 'p2' | 'p3', T>): T {
  return settings[`p${each.priority}`]
}

/** When the next rung is climbed; undefined when somebody has it, or all are climbed. */
export function whenToClimb(each: Case, settings: DeskSettings): number | undefined {
  if (!isOpen(each) || each.owner) return undefined
  const rung = nextRung(each)
  return rung && each.unownedSince + byPriority(each, settings.ladder)[rung] * MINUTE_MS
}

/** The rung to climb next: the first only while nobody has looked. */
export function nextRung(each: Case): Rung | undefined {
  return each.rung === 0 && each.openedAt !== undefined ? RUNGS[1] : RUNGS[each.rung]
}

/**
 * Who is told at a rung: all of `together`, and when nobody of them was reached the circles of `otherwise`, one after
 * another. Where nobody is on duty an urgent case goes on all the same, others wait for the next rung: `evenIfEmpty`.
 */
export function circlesOf(
  rung: Rung | Reminder,
  each: Case,
): { together: Circle[]; otherwise: Circle[]; evenIfEmpty: boolean } {
  const isRung = RUNGS.some((one) => one === rung)
  return { ...CIRCLES[rung], evenIfEmpty: !isRung || each.priority === 0 || rung === 'everyone' }
}

const CIRCLES: Record<Rung | Reminder, { together: Circle[]; otherwise: Circle[] }> = {
  unanswered: { together: ['owner'], otherwise: ['duty', 'backup', 'leads', 'staff'] },
  'still-unanswered': { together: ['duty'], otherwise: ['backup', 'leads', 'staff'] },
  unopened: { together: ['duty'], otherwise: ['backup', 'leads', 'staff'] },
  backup: { together: ['backup'], otherwise: ['leads', 'staff'] },
  lead: { together: ['leads'], otherwise: ['staff'] },
  everyone: { together: ['duty', 'backup', 'leads'], otherwise: ['staff'] },
}

/** The rung is climbed; at the last one the person sees lines of partners. Undefined when it no longer applies. */
export function climbed(each: Case, rung: Rung): Case | undefined {
  if (!isOpen(each) || each.owner || nextRung(each) !== rung) return undefined
  const toldPartners = each.toldPartners || rung === 'everyone'
  return { ...each, rung: RUNGS.indexOf(rung) + 1, toldPartners }
}

/** When a claim without action lapses. */
export function whenToLapse({ state, owner, priority }: Case, { lapse }: DeskSettings): number | undefined {
  if (state === 'closed' || !owner || owner.acted) return undefined
  return owner.since + (priority === 0 ? lapse.p0 : lapse.other) * MINUTE_MS
}

/** When a hand-over nobody accepted ends. */
export function whenOfferEnds({ state, offer }: Case, settings: DeskSettings): number | undefined {
  return state === 'closed' || !offer ? undefined : offer.at + settings.offer * MINUTE_MS
}

/** When the person is told that nobody has opened it yet. */
export function whenToTellUnopened(each: Case, settings: DeskSettings): number | undefined {
  if (!isOpen(each) || each.openedAt !== undefined || each.toldUnopened) return undefined
  return (each.reopenedAt ?? each.createdAt) + byPriority(each, settings.unopened_told) * MINUTE_MS
}

/** Minutes a case has waited for somebody; where `forAnswer`, minutes the person's words have waited for an act. */
export function minutesWaiting(each: Case, now: number, forAnswer: boolean): number {
  const since = (forAnswer ? each.unanswered?.since : undefined) ?? each.unownedSince
  return Math.max(0, Math.round((now - since) / MINUTE_MS))
}
