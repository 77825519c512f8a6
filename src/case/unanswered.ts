/**
 * Words of the person that nobody has acted on. Kept whenever a case is written, from what is added to its log and its audit:
 * so no way of writing, and none of answering, can forget it. Pure.
 */
import type { AuditLine } from './audit.ts'
import type { Case } from './case.ts'
import type { Entry } from './entry.ts'

/** People told about words that wait: the owner, then those on duty. After both there is nothing more to tell. */
export const ALL_TOLD = 2

/** Acts of staff that do nothing for the person: somebody looked, or it passed from hand to hand. */
const IN_PASSING: ReadonlySet<string> = new Set([
  'opened',
  'taken',
  'offered',
  'accepted',
  'declined',
  'returned',
  'owner-left',
])

/** The case with what is new in it: an act of staff ends the wait, words of the person begin it. */
export function withWords(each: Case, entries: readonly Entry[], audit: readonly AuditLine[]): Case {
  const before = isActedOn(entries, audit) ? withoutWords(each) : inOtherHands(each, audit)
  const words = entries.findLast(({ kind }) => kind === 'from')
  return words ? { ...before, unanswered: waitingSince(before, words.at) } : before
}

/** Staff answered, noted or decided something, or the person took it back or begins anew. */
function isActedOn(entries: readonly Entry[], audit: readonly AuditLine[]): boolean {
  const said = entries.some(({ kind }) => kind === 'to' || kind === 'note')
  const done = audit.some(({ who, what }) => typeof who === 'number' && !IN_PASSING.has(what))
  const begun = audit.some(({ who, what }) => who === 'person' && (what === 'withdrawn' || what === 'reopened'))
  return said || done || begun
}

/** Whoever has taken it over is told as if nobody had been told before. */
function inOtherHands(each: Case, audit: readonly AuditLine[]): Case {
  const isTaken = audit.some(({ what }) => what === 'taken' || what === 'accepted')
  return isTaken && each.unanswered ? { ...each, unanswered: { ...each.unanswered, told: 0 } } : each
}

/**
 * The first words nobody acted on count, so that somebody who goes on writing puts nothing off. Where all were told, or
 * nobody has the case, the newest count.
 */
function waitingSince({ unanswered, owner }: Case, at: number): Case['unanswered'] {
  if (!unanswered) return { since: at, from: at, told: 0 }
  return owner && unanswered.told < ALL_TOLD ? unanswered : { since: unanswered.since, from: at, told: 0 }
}

function withoutWords(each: Case): Case {
  const { unanswered: _, ...rest } = each
  return rest
}
