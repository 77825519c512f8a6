/** Staff answers of a case as the person's phone sees them: which wait there, what is shown of them. Pure. */
import type { Answer } from '../../case/answer.ts'
import type { Case } from '../../case/case.ts'

/** Wrong code words in a row after which nothing is opened until a lead unlocks it. */
export const MAX_WRONG_WORDS = 3
/** How long a code word holds. */
const WORD_HOLDS_MS = 15 * 60_000

/** Answers the person has not seen whole, oldest first. */
export function unopened(each: Case): Answer[] {
  return each.answers.filter((answer) => UNOPENED.has(answer.state) && !isShown(answer))
}

const UNOPENED: ReadonlySet<Answer['state']> = new Set(['waiting', 'notified', 'unreachable'])

/** Whether each part of it stands on this phone. */
export function isShown(answer: Answer): boolean {
  return answer.shownEntries.length > 0 && answer.shownEntries.length >= answer.entries.length
}

/** Answers that were opened on this phone and may be read there again. */
export function readBefore(each: Case): Answer[] {
  return each.answers.filter((answer) => answer.state === 'opened' && answer.shownEntries.length > 0)
}

export function isLocked({ person }: Case): boolean {
  return person.wrongWords >= MAX_WRONG_WORDS
}

/** Whether the code word must be given before anything is shown. */
export function asksForWord({ about, person }: Case, now: number): boolean {
  return about.codeWord !== undefined && (person.unlockedUntil ?? 0) <= now
}

/** The right word was given. */
export function unlocked(each: Case, now: number): Case {
  return { ...each, lastWordAt: now, person: { ...each.person, wrongWords: 0, unlockedUntil: now + WORD_HOLDS_MS } }
}

/** The word must be given again: the person has hidden everything since, and somebody else may hold the phone. */
export function relocked({ person, ...each }: Case): Case {
  const { unlockedUntil: _, ...rest } = person
  return { ...each, person: rest }
}

/** The case with one answer changed; the same when there is none with this id. */
export function withAnswer(each: Case, id: number, change: (answer: Answer) => Answer): Case {
  return { ...each, answers: each.answers.map((answer) => (answer.id === id ? change(answer) : answer)) }
}

/** The neutral message before it is gone. */
export function withoutNotice(answer: Answer): Answer {
  const { notice: _, ...rest } = answer
  return rest
}
