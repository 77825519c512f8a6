/**
 * What the desk still has to be shown of a case, and in which order: pure. One step is one call to Telegram; its result is
 * kept in the case before the next is decided, so a process may end between any two.
 */
import type { Case } from '../../case/case.ts'
import type { Entry } from '../../case/entry.ts'
import { albumOf, type FilePiece } from '../../telegram/pieces.ts'
import { cardMark } from './card.ts'
import { slowUntil } from '../work/misuse.ts'
import { stubMark, topicName } from './stub.ts'

/** The next log entry to show, and how many parts of it are shown already. */
export type Position = { at: number; part: number }

export type Step =
  | { do: 'topic' | 'card' | 'stub' | 'edit-card' | 'edit-stub' | 'rename' | 'done' }
  /** Entries to show. */
  | { do: 'pieces' }

/** What comes next in the log: texts go together, files of one album too, everything else alone. */
export type Run =
  | { kind: 'end' }
  | { kind: 'texts' }
  | { kind: 'album'; entries: (Entry & { piece: FilePiece })[] }
  | { kind: 'single' }

/** Bots may send captions of 1024 characters; a remark of ours must fit behind it. */
export const MAX_CAPTION = 1024 - 200
const MAX_ALBUM = 10

/** Place in the outbox, lower first; undefined when the desk shows all there is. */
export function outboxOrder(each: Case): number | undefined {
  const rank = rankOf(each)
  return rank === undefined ? undefined : rank * RANK + each.createdAt
}

/** Larger than any time in ms that will be met; nine ranks are a safe number. */
const RANK = 1e13

/**
 * The card of a P0 before everything, then what else is new in it, its edits, then what is new in the others by priority, then their edits:
 * an edit only repeats what is known.
 */
function rankOf(each: Case): number | undefined {
  const { do: next } = nextStep(each)
  if (next === 'done') return undefined
  const isEdit = next === 'edit-card' || next === 'edit-stub' || next === 'rename'
  if (each.priority === 0) return isEdit ? 2 : next === 'topic' || next === 'card' ? 0 : 1
  return (isEdit ? 5 : 2) + each.priority
}

/** The next step for a case as it is. */
export function nextStep(each: Case): Step {
  const { desk } = each
  if (desk.thread === undefined) return { do: 'topic' }
  if (!desk.card) return { do: 'card' }
  if (!desk.stub && each.state !== 'closed') return { do: 'stub' }
  const unshown = desk.upTo < each.entries
  if (unshown && slowUntil(each) === undefined) return { do: 'pieces' }
  if (desk.card.shown !== cardMark(each)) return { do: 'edit-card' }
  if (desk.stub && desk.stub.message > 0 && desk.stub.shown !== stubMark(each)) return { do: 'edit-stub' }
  if (desk.topic !== topicName(each)) return { do: 'rename' }
  return { do: unshown ? 'pieces' : 'done' } // what waits for its time holds up nothing else
}

/** Until when (ms) the next step of this case has to wait. */
export function stepWaitsUntil(each: Case): number | undefined {
  return nextStep(each).do === 'pieces' ? slowUntil(each) : undefined
}

/**
 * Whether an entry is shown at the desk, and how. Answers and notes were written there: they are shown again only in a topic
 * that was made anew (`recap`: for entries before this one). `log` is the whole log.
 */
export function formOf(log: Entry[], at: number, recap = 0): 'none' | 'text' | 'own' {
  const entry = log[at]
  if (!entry) return 'none'
  if (entry.kind === 'to' || entry.kind === 'note') return at < recap ? 'text' : 'none'
  if (entry.kind === 'event' || entry.piece.kind === 'text' || entry.piece.kind === 'other') return 'text'
  return isSameFile(log, entry) ? 'text' : 'own'
}

/** An edit that changed only the caption. */
function isSameFile(log: Entry[], entry: Entry & { kind: 'from' }): boolean {
  const before = entry.of === undefined ? undefined : log[entry.of]
  if (before?.kind !== 'from' || before.piece.kind !== 'file' || entry.piece.kind !== 'file') return false
  return before.piece.id === entry.piece.id
}

/** The first entry at or after `position` that is shown; a part of an entry that was begun is finished. */
export function skipped(log: Entry[], { at, part }: Position, recap?: number): Position {
  if (part > 0 || at >= log.length || formOf(log, at, recap) !== 'none') return { at, part }
  return skipped(log, { at: at + 1, part: 0 }, recap)
}

/** What is to be sent from here, `position` being of an entry that is shown. */
export function runAt(log: Entry[], { at, part }: Position, recap?: number): Run {
  if (at >= log.length) return { kind: 'end' }
  if (part > 0 || formOf(log, at, recap) === 'text') return { kind: 'texts' }
  const entries = albumAt(log, at)
  return entries.length > 1 ? { kind: 'album', entries } : { kind: 'single' }
}

function albumAt(log: Entry[], at: number): (Entry & { piece: FilePiece })[] {
  const parts = log.slice(at, at + MAX_ALBUM).map(partOfAlbum)
  const [first] = parts
  if (!first) return []
  const belongs = (each: typeof first | undefined) =>
    each?.piece.album === first.piece.album && each !== undefined && albumOf(each.piece) === albumOf(first.piece)
  const end = parts.findIndex((each) => !belongs(each))
  return parts.slice(0, end === -1 ? parts.length : end).filter((each) => each !== undefined)
}

function partOfAlbum(entry: Entry | undefined): (Entry & { piece: FilePiece }) | undefined {
  if (entry?.kind !== 'from' || entry.of !== undefined || entry.piece.kind !== 'file') return undefined
  const { piece } = entry
  const fits = piece.album !== undefined && albumOf(piece) !== undefined && (piece.caption ?? '').length <= MAX_CAPTION
  return fits ? { ...entry, piece } : undefined
}
