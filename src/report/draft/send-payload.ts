/** What sending a draft makes of the cases: pure, from the draft as the preview showed it. */
import { reachable } from '../mine/case-changes.ts'
import { isDeepStrictEqual } from 'node:util'
import type { AuditLine } from '../../case/audit.ts'
import { type Case, type CaseNumber, isOpen } from '../../case/case.ts'
import type { Entry } from '../../case/entry.ts'
import type { Change } from '../../case/change.ts'
import { newCase } from '../../case/new-case.ts'
import { urgencyOf } from '../../case/priority.ts'
import { type Draft, type Item, toldIn } from './draft.ts'
import { mergedAbout } from './draft-about.ts'

/** A closed case can be opened again for so long. */
const REOPEN_MS = 90 * 24 * 3_600_000

/** What is sent joins this case without a question; somebody who took it back and sends again is there again. */
export function isJoinable(each: Case | undefined): each is Case {
  return each !== undefined && isOpen(each) && !isLeaving(each)
}

/** What is simply written goes to the team too. Not so once it was taken back: then it is asked first. */
export function takesMore(each: Case | undefined): each is Case {
  return isJoinable(each) && !each.person.withdrawn
}

/** To be erased: new words must not go with it. A wish that was refused changes nothing: the person may write to ask why. */
function isLeaving({ person: { erasure } }: Case): boolean {
  return erasure !== undefined && erasure.refused === undefined
}

/** Closed not long ago: the person chooses whether it is the same matter. */
export function isReopenable(each: Case | undefined, now: number): each is Case {
  return each?.closed !== undefined && !isLeaving(each) && now - each.closed.at < REOPEN_MS
}

export type First = { case: Case; entries: Entry[]; audit: AuditLine[] }

/** A new case. `screen`: the message that will tell its state. */
export function firstCase(
  draft: Draft,
  about: { number: CaseNumber; chat: number; language: string; now: number; screen: number | undefined },
): First {
  const { number, chat, language, now, screen } = about
  const begun = newCase({
    number,
    createdAt: now,
    language,
    chat,
    origin: draft.origin,
    about: draft.about,
    draft: draft.id,
    ...urgencyOf(draft.origin, draft.about, toldIn(draft)),
  })
  const status = screen === undefined ? {} : { status: { message: screen, shown: '' } }
  const each = { ...begun, person: { ...begun.person, ...status } }
  return { case: each, entries: newEntries(draft.items, [], now), audit: [{ who: 'person', what: 'sent' }] }
}

/** What of `items` the log does not have: new messages, and edited ones as a version of the first (`of`). */
export function newEntries(items: Item[], log: Entry[], now: number): Entry[] {
  return items.flatMap(({ ref, piece, told }): Entry[] => {
    const versions = log.flatMap((entry, index) =>
      entry.kind === 'from' && entry.ref === ref ? [{ entry, index }] : [],
    )
    const [first] = versions
    if (!first) return [{ kind: 'from', at: now, ref, piece, ...(told && { told }) }]
    const same = isDeepStrictEqual(versions.at(-1)?.entry.piece, piece)
    return same ? [] : [{ kind: 'from', at: now, ref, of: first.index, piece }]
  })
}

/** More of what the person has to say: a case that waited for it is active again. */
export function added(each: Case, entries: Entry[], now: number): Change {
  const back = reachable(each, now) // whoever writes can be written to
  const state = each.state === 'waiting_user' ? 'active' : each.state
  return { case: { ...(back?.case ?? each), state, lastWordAt: now }, entries: [...(back?.entries ?? []), ...entries] }
}

/** A draft joins a case: as urgent as the more urgent of both. */
export function joined(each: Case, draft: Draft, entries: Entry[], now: number): Change {
  const urgency = urgencyOf(draft.origin, draft.about, toldIn(draft))
  const raised = urgency.priority < each.priority
  const about = { ...mergedAbout(each.about, draft.about), ...keptWord(each, now) }
  const before = urgency.priority === 0 ? calling(each, raised, now) : each
  const person = { ...before.person, withdrawn: false }
  const change = added({ ...before, about, person, ...(raised && urgency) }, entries, now)
  if (!raised) return change
  const detail = `P${urgency.priority}`
  const event: Entry = { kind: 'event', at: now, event: 'raised', values: { priority: detail } }
  return { ...change, entries: [...(change.entries ?? []), event], audit: [{ who: 'person', what: 'raised', detail }] }
}

/** A code word is replaced only by whoever has just given it: else another at the phone would open answers with one of their own. */
function keptWord({ about, person }: Case, now: number): Pick<Case['about'], 'codeWord'> {
  const isKnown = (person.unlockedUntil ?? 0) > now
  return about.codeWord === undefined || isKnown ? {} : { codeWord: about.codeWord }
}

/** Danger now, in a case there is: its owner must act on it or the claim lapses; with no owner each step of the ladder counts again. */
function calling(each: Case, raised: boolean, now: number): Case {
  if (each.owner) return { ...each, owner: { ...each.owner, since: now, acted: false } }
  return raised ? { ...each, rung: 0 } : each
}

/** A closed case begins anew: nobody has it, nothing was opened, and the ladder counts from now. */
export function reopened(each: Case, draft: Draft, entries: Entry[], now: number): Change {
  const {
    closed: _,
    owner: _owner,
    offer: _offer,
    openedAt: _o,
    takenAt: _t,
    answeredAt: _a,
    retention: _r,
    ...rest
  } = each
  const { feedback: _f, ...person } = each.person
  const afresh: Case = {
    ...rest,
    person: { ...person, withdrawn: false },
    ...urgencyOf(draft.origin, draft.about, toldIn(draft)),
    state: 'new',
    unownedSince: now,
    rung: 0,
    toldUnopened: false,
    toldPartners: false,
  }
  const event: Entry = { kind: 'event', at: now, event: 'reopened' }
  const change = joined(afresh, draft, [event, ...entries], now)
  return { ...change, audit: [{ who: 'person', what: 'reopened' }, ...(change.audit ?? [])] }
}
