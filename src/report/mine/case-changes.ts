/** What a person, or their phone, changes about a case: pure, safe to decide twice. */
import type { Answer } from '../../case/answer.ts'
import { type Case, isOpen } from '../../case/case.ts'
import type { Change } from '../../case/change.ts'
import { isShown, MAX_WRONG_WORDS, unopened, withoutNotice } from '../phone/answers.ts'

function event(at: number, name: string, values?: Record<string, string>) {
  return { kind: 'event' as const, at, event: name, ...(values && { values }) }
}

/** Telegram says that nothing can be sent. The desk is told once; the case stays as it is. */
export function unreachable(each: Case, why: 'blocked' | 'gone', at: number): Change {
  const waits = new Set(unopened(each).flatMap(({ id, state }) => (state === 'waiting' ? [id] : [])))
  const answers = each.answers.map(
    (answer): Answer => (waits.has(answer.id) ? { ...answer, state: 'unreachable' } : answer),
  )
  const next = { ...each, answers, person: { ...each.person, reachable: why } }
  return each.person.reachable === 'yes' ? { case: next, entries: [event(at, why)] } : { case: next }
}

/** The person can be reached again: what was not opened is told anew. */
export function reachable(each: Case, at: number): Change | undefined {
  if (each.person.reachable === 'yes') return undefined
  return { case: { ...waitingAgain(each), person: { ...each.person, reachable: 'yes' } }, entries: [event(at, 'back')] }
}

/** What was told but not opened is told again. */
function waitingAgain(each: Case): Case {
  const pending = new Set(unopened(each).map(({ id }) => id))
  const again = (answer: Answer): Answer => {
    const { nextTry: _, ...rest } = answer
    return { ...rest, state: 'waiting', tries: 0 }
  }
  return { ...each, answers: each.answers.map((answer) => (pending.has(answer.id) ? again(answer) : answer)) }
}

/** The person ended the quiet themselves. */
export function unquieted(each: Case, at: number): Change | undefined {
  if (each.hold?.by !== 'person') return undefined
  const { hold: _, ...rest } = each
  return {
    case: { ...rest, lastWordAt: at },
    entries: [event(at, 'quiet-off')],
    audit: [{ who: 'person', what: 'quiet-off' }],
  }
}

/** What nobody has looked at, and nobody must, goes at once; else the team reads the wish first. */
export function isErasedAtOnce(each: Case): boolean {
  return each.openedAt === undefined && !mustBeSeen(each)
}

/** Danger that nobody of the team has looked at: whoever holds the phone now cannot make it disappear. */
function mustBeSeen({ priority, openedAt }: Case): boolean {
  return priority === 0 && openedAt === undefined
}

function closedByPerson(each: Case, at: number): Case {
  const { owner: _, offer: __, ...rest } = each
  return { ...rest, state: 'closed', closed: { at, by: 'person', reason: 'user_declined' } }
}

/** Taken back by the person: closed, and nothing goes out any more. */
export function withdrawn(each: Case, at: number): Change | undefined {
  if (!isOpen(each) || each.person.withdrawn) return undefined
  const after = { ...each, person: { ...each.person, withdrawn: true }, lastWordAt: at }
  return {
    case: mustBeSeen(each) ? after : closedByPerson(after, at),
    entries: [event(at, 'withdrawn')],
    audit: [{ who: 'person', what: 'withdrawn' }],
  }
}

/** The person asks that all be erased. */
export function erasureAsked(each: Case, at: number): Change | undefined {
  if (each.person.erasure && each.person.erasure.refused === undefined) return undefined
  return {
    case: { ...each, person: { ...each.person, erasure: { at } }, lastWordAt: at },
    entries: [event(at, 'erasure')],
    audit: [{ who: 'person', what: 'erasure' }],
  }
}

/** A wrong code word; the third in a row locks answers. */
export function wrongWord(each: Case, at: number): Change | undefined {
  if (each.person.wrongWords >= MAX_WRONG_WORDS) return undefined
  const wrongWords = each.person.wrongWords + 1
  const next = { ...each, person: { ...each.person, wrongWords } }
  if (wrongWords < MAX_WRONG_WORDS) return { case: next }
  return { case: next, entries: [event(at, 'locked')], audit: [{ who: 'person', what: 'locked' }] }
}

/** Another phone takes the place of this one: it gets what was not opened, and nothing of before. */
export function relinked(each: Case, chat: number, at: number): Change | undefined {
  if (each.person.chat === chat) return undefined
  const { status: _, unlockedUntil: __, ...person } = each.person
  const fresh = waitingAgain(each)
  const clean = (answer: Answer): Answer => ({ ...withoutNotice(read(answer, at)), shown: [], shownEntries: [] })
  return {
    case: {
      ...fresh,
      answers: fresh.answers.map(clean),
      person: { ...person, chat, since: each.entries, reachable: 'yes' },
      lastWordAt: at,
    },
    entries: [event(at, 'relinked')],
    audit: [{ who: 'person', what: 'relinked' }],
  }
}

/** One that was shown without a tap counts as read: else it would be new on another phone. */
function read(answer: Answer, at: number): Answer {
  return answer.state === 'notified' && isShown(answer) ? { ...answer, state: 'opened', openedAt: at } : answer
}

/** A limit for misuse holds at `now`. */
export function isRestricted({ misuse }: Case, now: number): boolean {
  return misuse?.step === 'restricted' && (misuse.until ?? 0) > now
}

/** The person disagrees with it. */
export function appealed(each: Case, at: number): Change | undefined {
  if (!isRestricted(each, at)) return undefined
  return { case: each, entries: [event(at, 'appeal')], audit: [{ who: 'person', what: 'appeal' }] }
}
