/**
 * What staff do to a case, as pure functions: the case before, who acts and when, and the outcome. Nothing is sent or
 * stored here. Who may act at all is looked up by the caller; what this very case allows is decided here.
 */
import type { Change } from '../../case/change.ts'
import type { AuditLine } from '../../case/audit.ts'
import { type Case, isOpen, type State } from '../../case/case.ts'
import type { Entry } from '../../case/entry.ts'

/** Who acts, and when (ms since 1970). `lead`: has that role now. */
export type Act = { by: number; at: number; lead: boolean }

/** A toast under `staff.toast.`; `who`: the staff member it names. */
export type Refusal = { refused: string; who?: number }

/** `undefined`: it is so already. */
export type Outcome = Change | Refusal | undefined

export function isRefusal(outcome: Outcome): outcome is Refusal {
  return outcome !== undefined && 'refused' in outcome
}

/** Moves staff may make (safety-screening §3.4). Answers and words of the person move active ⇄ waiting_user too. */
const MOVES: Record<State, readonly State[]> = {
  new: ['triaged', 'active', 'closed'],
  triaged: ['active', 'referring', 'follow_up', 'closed'],
  active: ['triaged', 'waiting_user', 'referring', 'follow_up', 'closed'],
  waiting_user: ['active', 'triaged', 'referring', 'follow_up', 'closed'],
  referring: ['active', 'waiting_user', 'follow_up', 'closed'],
  follow_up: ['active', 'waiting_user', 'referring', 'closed'],
  closed: ['active'],
}

/** Whether a case may go from one state to another. */
export function mayMove(from: State, to: State): boolean {
  return MOVES[from].includes(to)
}

/** A change with its line of audit; what the owner does counts as acting on the claim. */
export function changed(
  each: Case,
  { by }: Pick<Act, 'by'>,
  what: string,
  more: { detail?: string; entries?: Entry[] } = {},
): Change {
  const { detail, entries } = more
  const audit: AuditLine[] = [{ who: by, what, ...(detail !== undefined && { detail }) }]
  const owner = each.owner?.id === by ? { owner: { ...each.owner, acted: true } } : {}
  return { case: { ...each, ...owner }, audit, ...(entries && { entries }) }
}

/** Somebody has looked. */
export function seen(each: Case, act: Act): Outcome {
  if (!isOpen(each)) return { refused: 'closed' }
  if (each.openedAt !== undefined) return touched(each, act)
  return changed(opened(each, act), act, 'opened')
}

/** The case with the first look noted; what was new has been looked at. */
export function opened(each: Case, { by, at }: Pick<Act, 'by' | 'at'>): Case {
  if (each.openedAt !== undefined) return each
  const state = each.state === 'new' ? 'triaged' : each.state
  return { ...each, openedAt: at, openedBy: by, state }
}

/** A press that changes nothing else still shows that the owner is at work. */
export function touched(each: Case, { by }: Pick<Act, 'by'>): Change | undefined {
  const { owner } = each
  return owner?.id === by && !owner.acted ? { case: { ...each, owner: { ...owner, acted: true } } } : undefined
}

/** One person holds it; whoever is second is told who. */
export function taken(each: Case, act: Act): Outcome {
  if (!isOpen(each)) return { refused: 'closed' }
  if (each.owner) return each.owner.id === act.by ? { refused: 'yours' } : { refused: 'taken', who: each.owner.id }
  return { case: owned(opened(each, act), act.by, act.at), audit: [{ who: act.by, what: 'taken' }] }
}

/** The case in somebody's hands: the ladder stands still, the claim has yet to be acted on. */
export function owned(each: Case, id: number, at: number): Case {
  const { offer: _, ...rest } = each
  const state = each.state === 'new' || each.state === 'triaged' ? 'active' : each.state
  return { ...rest, state, owner: { id, since: at, acted: false }, takenAt: each.takenAt ?? at, rung: 0 }
}

/** The case in the queue again: the ladder counts anew. */
export function queued(each: Case, at: number): Case {
  const { owner: _, offer: __, ...rest } = each
  const state = each.state === 'active' ? 'triaged' : each.state
  return { ...rest, state, unownedSince: at, rung: 0 }
}

/** The owner, or a lead, puts it back. */
export function givenBack(each: Case, act: Act): Outcome {
  const refusal = notInHand(each, act)
  return refusal ?? { case: queued(each, act.at), audit: [{ who: act.by, what: 'returned' }] }
}

/** A hand-over: it stays where it is until exactly this colleague accepts. */
export function offered(each: Case, act: Act, to: number): Outcome {
  const refusal = notInHand(each, act)
  if (refusal) return refusal
  if (each.owner?.id === to) return { refused: 'taken', who: to }
  if (each.offer?.to === to && each.offer.by === act.by) return undefined
  const offer = { to, by: act.by, at: act.at }
  return changed({ ...each, offer }, act, 'offered', { detail: String(to) })
}

/** Accepted by the one it was offered to. */
export function accepted(each: Case, act: Act): Outcome {
  if (!isOpen(each)) return { refused: 'closed' }
  if (each.owner?.id === act.by) return { refused: 'yours' }
  if (!each.offer) return { refused: 'not-offered' }
  if (each.offer.to !== act.by) return { refused: 'not-for-you', who: each.offer.to }
  const from = String(each.owner?.id ?? '')
  return { case: owned(opened(each, act), act.by, act.at), audit: [{ who: act.by, what: 'accepted', detail: from }] }
}

/** An offer nobody accepted: the owner must act again, or the claim lapses. */
export function offerEnded(each: Case, at: number): Change {
  const { offer: _, ...rest } = each
  const owner = each.owner && { owner: { ...each.owner, since: at, acted: false } }
  return { case: { ...rest, ...owner }, audit: [{ who: 'clock', what: 'offer-ended' }] }
}

/** A claim without action lapses: back to the queue. */
export function lapsed(each: Case, at: number): Change {
  return {
    case: queued(each, at),
    entries: [{ kind: 'event', at, event: 'lapsed' }],
    audit: [{ who: 'clock', what: 'lapsed', detail: String(each.owner?.id ?? '') }],
  }
}

/** An inside note; it never leaves the desk. */
export function noted(each: Case, act: Act, text: string): Outcome {
  return changed(each, act, 'noted', { entries: [{ kind: 'note', at: act.at, by: act.by, text }] })
}

/** Nothing goes out while a hold stands; silence the person asked for is ended by the owner or a lead only. */
export function held(each: Case, act: Act, on: boolean): Outcome {
  if (!isOpen(each)) return { refused: 'closed' }
  if (on === (each.hold !== undefined)) return { refused: 'same-hold' }
  if (on) return changed({ ...each, hold: { at: act.at, by: act.by } }, act, 'held')
  if (each.hold?.by === 'person' && !act.lead && each.owner?.id !== act.by) return { refused: 'hold-person' }
  const { hold: _, ...rest } = each
  return changed(rest, act, 'released')
}

/** Answers locked by wrong code words are opened by a lead. */
export function unlocked(each: Case, act: Act): Outcome {
  if (!act.lead) return { refused: 'not-lead' }
  if (each.person.wrongWords === 0) return { refused: 'not-locked' }
  return changed({ ...each, person: { ...each.person, wrongWords: 0 } }, act, 'unlocked')
}

/** Only the owner, or a lead, moves a case out of somebody's hands. */
export function notInHand(each: Case, { by, lead }: Act): Refusal | undefined {
  if (!isOpen(each)) return { refused: 'closed' }
  if (!each.owner) return { refused: 'no-owner' }
  return each.owner.id === by || lead ? undefined : { refused: 'owned', who: each.owner.id }
}
