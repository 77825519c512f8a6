/** A change of a case, as the commands that write it. */
import { keys } from '../store/keys.ts'
import type { Op } from '../store/commit.ts'
import { putDue, putSooner } from '../store/due.ts'
import type { Seal } from '../store/sealed.ts'
import { type AuditLine, auditOp } from './audit.ts'
import { Case, isOpen } from './case.ts'
import { Entry } from './entry.ts'
import { statisticsRow } from './statistics.ts'
import { withWords } from './unanswered.ts'

/** What a decision changes. */
export type Change = {
  case: Case
  /** Appended to the log; `case.entries` is counted here. */
  entries?: Entry[]
  audit?: AuditLine[]
  /** Messages in staff chats that now belong to this case; `entry` is the log entry they show, -1 for none (card, control), -2 for what no reply to the person may stand under. */
  messages?: { chat: number; message: number; entry: number }[]
}

/** What a case is waiting for, derived from the document after each change: nobody can forget to put it. */
export type Schedule = {
  /** Order in the outbox, lower first; undefined: everything is shown at the desk. */
  outbox: number | undefined
  /** When the person's phone is to be looked after (answers, true state). */
  tell: number | undefined
  /** When time alone changes something (ladder, lapse, retention, check-backs). */
  clock: number | undefined
  /** When staff are to see how far their answers came (reactions, control messages). */
  mark: number | undefined
}

/**
 * The document, its log, the index, what is due, statistics and audit: to run together. `schedule` is asked
 * of the case as it will be, `now` in milliseconds. Throws when what is to be written could not be read again.
 */
export function changeOps(
  seal: Seal,
  change: Change,
  schedule: (each: Case, now: number) => Schedule,
  now: number,
): Op[] {
  const { entries = [], messages = [], audit = [] } = change
  const after = counted(change)
  const { number } = after
  const due = schedule(after, now)
  const list: Op[] = [
    ['HSET', keys.case(number), 'doc', seal.seal(written(Case, after))],
    ['HSET', keys.statistics, number, JSON.stringify(statisticsRow(after))],
    isOpen(after) ? ['SADD', keys.openCases, number] : ['SREM', keys.openCases, number],
    due.outbox === undefined ? ['ZREM', keys.outbox, number] : ['ZADD', keys.outbox, due.outbox, number],
    putDue(`tell:${number}`, due.tell),
    putDue(`clock:${number}`, due.clock),
    putDue(`mark:${number}`, due.mark),
  ]
  if (due.outbox !== undefined) list.push(...putSooner('desk:', now))
  // With the document: a topic that is the case's and not in the map would be deaf to staff.
  const { chat: group, thread } = after.desk
  if (group !== undefined && thread !== undefined) list.push(['HSET', keys.topics, `${group}:${thread}`, number])
  if (entries.length > 0)
    list.push(['RPUSH', keys.caseLog(number), ...entries.map((entry) => seal.seal(written(Entry, entry)))])
  for (const { chat, message, entry } of messages) {
    list.push(['HSET', keys.messages, `${chat}:${message}`, `${number}:${entry}`])
    list.push(['SADD', keys.caseMessages(number), `${chat}:${message}`])
  }
  return [...list, ...audit.map((line) => auditOp(number, line, now))]
}

/** A value as it will be read: what could not be read again is refused while nothing is lost yet. */
function written<T>(shape: { parse(value: unknown): T }, value: T): string {
  const json = JSON.stringify(value)
  shape.parse(JSON.parse(json))
  return json
}

/** The case as it is written, with its log counted: an edited version is no further message. */
export function counted({ case: each, entries = [], audit = [] }: Change): Case {
  const forms = { ...each.forms }
  for (const entry of entries) {
    if (entry.kind !== 'from' || entry.of !== undefined) continue
    const form = entry.piece.kind === 'file' ? entry.piece.file : entry.piece.kind
    forms[form] = (forms[form] ?? 0) + 1
  }
  const after = withWords(withOpening(each, entries), entries, audit)
  const promises = isOpen(each) ? each.promises : []
  return { ...after, entries: each.entries + entries.length, forms, promises }
}

/** Where the person opened it again: what happens from here on is measured from here. */
function withOpening(each: Case, entries: readonly Entry[]): Case {
  const again = entries.findLast((entry) => entry.kind === 'event' && entry.event === 'reopened')
  return again ? { ...each, reopenedAt: again.at } : each
}
