/**
 * What staff do to the answers of a case, as pure functions: an answer, a part of an album, an edit, taking back, trying
 * again. How an answer reaches the phone, and how far it came, is not decided here.
 */
import type { Answer } from '../../case/answer.ts'
import { type Case, isOpen } from '../../case/case.ts'
import type { Change } from '../../case/change.ts'
import type { Piece } from '../../telegram/pieces.ts'
import { type Act, opened, type Outcome, owned, type Refusal } from '../work/changes.ts'

/** What somebody of the staff said to the person: who, when (ms), the message in the staff chat, and what it holds. */
export type Said = { by: number; at: number; from: { chat: number; message: number }; piece: Piece }

/** Telegram lets a bot delete a message for 48 h (Bot API, deleteMessage). */
const REMOVABLE_MS = 48 * 3_600_000

/**
 * An answer to the person. Whoever answers a case that nobody has takes it; one that somebody is at work on (acted within
 * `holdsMs`) is left to them. Said already: undefined.
 */
export function answered(each: Case, said: Said, holdsMs: number): Outcome {
  if (isKnown(each, said)) return undefined
  const refusal = refusalOf(each, said, holdsMs)
  if (refusal) return refusal
  const album = joinedBy(each, said)
  return album ? joined(each, album, said) : begun(each, said)
}

/** Whether this staff message is an answer already: an update may be handled twice. */
export function isKnown({ answers }: Case, { from }: Pick<Said, 'from'>): boolean {
  return answers.some(({ staff }) => staff.some(({ chat, message }) => chat === from.chat && message === from.message))
}

function refusalOf(each: Case, { by, at, piece }: Said, holdsMs: number): Refusal | undefined {
  if (!isOpen(each)) return { refused: 'closed' }
  if (piece.kind === 'other') return { refused: 'kind' }
  const { owner } = each
  if (!owner || owner.id === by) return undefined
  const acts = each.answers.filter((answer) => answer.by === owner.id).map((answer) => answer.at)
  return at - Math.max(owner.since, ...acts) < holdsMs ? { refused: 'owned', who: owner.id } : undefined
}

/** The answer a late part of an album belongs to, unless the person has opened it: then the part is an answer of its own. */
function joinedBy({ answers }: Case, { by, piece }: Said): Answer | undefined {
  const album = albumOf(piece)
  if (album === undefined) return undefined
  return answers.findLast((answer) => answer.album === album && answer.by === by && answer.state !== 'opened')
}

function joined(each: Case, answer: Answer, said: Said): Change {
  const entries = [...answer.entries, each.entries]
  const staff = [...answer.staff, said.from]
  return { case: withAnswer(each, { ...without(answer, 'reaction'), entries, staff }), ...logged(each, said) }
}

function begun(each: Case, said: Said): Change {
  const { by, at, from, piece } = said
  const album = albumOf(piece)
  const answer: Answer = {
    id: (each.answers.at(-1)?.id ?? 0) + 1,
    by,
    at,
    entries: [each.entries],
    staff: [from],
    ...(album !== undefined && { album }),
    state: 'waiting',
    tries: 0,
    shown: [],
    shownEntries: [],
  }
  const mine = inHandOf(each, by, at)
  const after = { ...mine, answeredAt: each.answeredAt ?? at, answers: [...each.answers, answer] }
  const taken = each.owner ? [] : [{ who: by, what: 'taken' }]
  return { case: after, ...logged(each, said), audit: [...taken, { who: by, what: 'answered' }] }
}

/** The case after somebody answered: nobody's becomes theirs, and it waits for the person unless it is being passed on. */
function inHandOf(each: Case, by: number, at: number): Case {
  const mine = each.owner ? opened(each, { by, at }) : owned(opened(each, { by, at }), by, at)
  const owner = mine.owner?.id === by ? { owner: { ...mine.owner, acted: true } } : {}
  const state = mine.state === 'referring' || mine.state === 'follow_up' ? mine.state : 'waiting_user'
  return { ...mine, ...owner, state }
}

/** The entry of what was said, and the staff message that shows it: so an edit of that message is found again. */
function logged(each: Case, { by, at, from, piece }: Said): Pick<Change, 'entries' | 'messages'> {
  return { entries: [{ kind: 'to', at, by, piece }], messages: [{ ...from, entry: each.entries }] }
}

/** A new version of entry `of` by its author; the old one stays in the log. Not an answer of theirs, or taken back: undefined. */
export function edited(each: Case, said: Said, of: number): Change | undefined {
  const { by, at, from, piece } = said
  const answer = each.answers.find(({ entries }) => entries.includes(of))
  if (answer?.by !== by || answer.state === 'taken-back' || piece.kind === 'other') return undefined
  const entries = answer.entries.map((entry) => (entry === of ? each.entries : entry))
  return {
    case: withAnswer(each, { ...answer, entries }),
    entries: [{ kind: 'to', at, by, of, piece }],
    messages: [{ ...from, entry: each.entries }],
    audit: [{ who: by, what: 'edited-answer' }],
  }
}

/** An answer that is to leave the phone again: by its author or a lead, while Telegram can still remove it. */
export function takenBack(each: Case, id: number, { by, at, lead }: Act): Outcome {
  const answer = each.answers.find((one) => one.id === id)
  if (!answer) return { refused: 'gone' }
  if (answer.by !== by && !lead) return { refused: 'not-yours' }
  if (answer.state === 'taken-back') return { refused: 'already-back' }
  if (answer.openedAt !== undefined && at - answer.openedAt > REMOVABLE_MS) return { refused: 'too-late' }
  return { case: withAnswer(each, { ...answer, state: 'taken-back' }), audit: [{ who: by, what: 'took-back' }] }
}

/** An answer Telegram refused, once more. */
export function retried(each: Case, id: number, { by }: Act): Outcome {
  const answer = each.answers.find((one) => one.id === id)
  if (!answer) return { refused: 'gone' }
  if (answer.state !== 'failed') return { refused: 'not-failed' }
  if (!isOpen(each)) return { refused: 'closed' }
  return {
    case: withAnswer(each, { ...without(answer, 'nextTry'), state: 'waiting', tries: 0 }),
    audit: [{ who: by, what: 'retried-answer' }],
  }
}

/** The case with this answer in place of the one with its id. */
export function withAnswer(each: Case, answer: Answer): Case {
  return { ...each, answers: each.answers.map((one) => (one.id === answer.id ? answer : one)) }
}

function albumOf(piece: Piece): string | undefined {
  return piece.kind === 'file' ? piece.album : undefined
}

function without<Key extends keyof Answer>(answer: Answer, key: Key): Omit<Answer, Key> {
  const { [key]: _, ...rest } = answer
  return rest
}
