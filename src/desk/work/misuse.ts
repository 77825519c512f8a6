/**
 * Steps against misuse (safety-screening §3.7), as pure functions: a neutral warning, then one message in ten minutes,
 * then a limit set by a lead. The emergency card is never switched off, and no message is lost.
 */
import type { Answer } from '../../case/answer.ts'
import { type Case, isOpen } from '../../case/case.ts'
import { type Act, changed, type Outcome, type Refusal } from './changes.ts'
import { mayBeMisuse } from './keyboard.ts'

/** For how many days a lead may limit. */
export const RESTRICTED_DAYS = [7, 30] as const
/** Slow: what is written in so many minutes reaches the desk together. */
export const SLOW_MINUTES = 10

const DAY_MS = 24 * 3_600_000

/** First a warning: the person is told with `words`, in their language; nothing is limited. */
export function warned(each: Case, act: Act, words: string): Outcome {
  if (each.misuse) return { refused: 'misuse-order' }
  return refusal(each) ?? stepped(each, act, { step: 'warned', at: act.at }, words)
}

/** After a warning: slow. */
export function slowed(each: Case, act: Act, words: string): Outcome {
  if (each.misuse?.step !== 'warned') return { refused: 'misuse-order' }
  return refusal(each) ?? stepped(each, act, { step: 'slow', at: act.at }, words)
}

/** After that, by a lead: information and the emergency card only, for `days`. */
export function restricted(each: Case, act: Act, days: number, words: string): Outcome {
  if (!act.lead) return { refused: 'not-lead' }
  if (each.misuse?.step !== 'slow') return { refused: 'misuse-order' }
  if (!RESTRICTED_DAYS.some((allowed) => allowed === days)) return { refused: 'reason-needed' }
  const misuse = { step: 'restricted' as const, at: act.at, until: act.at + days * DAY_MS }
  return refusal(each) ?? stepped(each, act, misuse, words, `${days}`)
}

/** Every limit ends; a restriction only by a lead. */
export function unrestricted(each: Case, act: Act): Outcome {
  if (!each.misuse) return { refused: 'misuse-none' }
  if (each.misuse.step === 'restricted' && !act.lead) return { refused: 'not-lead' }
  const { misuse: _, ...rest } = each
  return changed(rest, act, 'misuse-ended')
}

/** Until when (ms) a slowed person's words wait, to be shown together; undefined: now. Danger never waits. */
export function slowUntil({ misuse, priority, desk }: Case): number | undefined {
  if (misuse?.step !== 'slow' || priority === 0 || desk.piecesAt === undefined) return undefined
  return desk.piecesAt + SLOW_MINUTES * 60_000
}

/** When a limit ends by itself. */
export function whenMisuseEnds({ misuse }: Case): number | undefined {
  return misuse?.until
}

function refusal(each: Case): Refusal | undefined {
  if (!isOpen(each)) return { refused: 'closed' }
  return mayBeMisuse(each) ? undefined : { refused: 'not-opened' }
}

/** The step, and the words as an answer on its way to the person. */
function stepped(each: Case, act: Act, misuse: NonNullable<Case['misuse']>, words: string, days?: string): Outcome {
  const answer: Answer = {
    id: each.answers.reduce((highest, { id }) => Math.max(highest, id), 0) + 1,
    by: act.by,
    at: act.at,
    entries: [each.entries],
    staff: [],
    state: 'waiting',
    tries: 0,
    shown: [],
    shownEntries: [],
  }
  return changed({ ...each, misuse, answers: [...each.answers, answer] }, act, `misuse-${misuse.step}`, {
    ...(days !== undefined && { detail: days }),
    entries: [{ kind: 'to', at: act.at, by: act.by, piece: { kind: 'text', text: words } }],
  })
}
