/** How a case is judged, as pure functions: its priority, what is known about it, and what else may be the same matter. */
import { BODIES, type Case, type CaseNumber, isOpen, Priority } from '../../case/case.ts'
import { type Act, changed, type Outcome } from './changes.ts'
import { closed } from './changes-close.ts'

/** Why a priority was lowered. */
export const LOWER_REASONS = ['safe-now', 'less-urgent', 'mistake'] as const

/** Raised by anyone of staff; lowered with a reason; P0 lowered by a lead only. */
export function prioritized(each: Case, act: Act, to: number, reason?: string): Outcome {
  const parsed = Priority.safeParse(to)
  if (!isOpen(each)) return { refused: 'closed' }
  if (!parsed.success || parsed.data === each.priority) return { refused: 'same-priority' }
  const detail = `P${each.priority} P${parsed.data}`
  const after: Case = { ...each, priority: parsed.data, why: 'staff' }
  if (parsed.data < each.priority) return changed(after, act, 'raised', { detail })
  if (each.priority === 0 && !act.lead) return { refused: 'lower-lead' }
  const known = LOWER_REASONS.find((word) => word === reason)
  return known ? changed(after, act, 'lowered', { detail: `${detail} ${known}` }) : { refused: 'reason-needed' }
}

/** HTCDS: `confirmed` only with the body that decided. */
export function assessed(each: Case, act: Act, status: string, body?: string): Outcome {
  if (!isOpen(each)) return { refused: 'closed' }
  if (status === 'confirmed') {
    const decided = BODIES.find((name) => name === body)
    if (!decided) return { refused: 'body-needed' }
    return changed({ ...each, trafficking: { status, body: decided } }, act, 'assessed', {
      detail: `${status} ${decided}`,
    })
  }
  if (status !== 'not_assessed' && status !== 'possible' && status !== 'not') return { refused: 'reason-needed' }
  return changed({ ...each, trafficking: { status } }, act, 'assessed', { detail: status })
}

/** A lead says that a suggested case is the same matter: this one is closed as its duplicate. Texts stay where they are. */
export function merged(each: Case, act: Act, other: CaseNumber): Outcome {
  if (!act.lead) return { refused: 'not-lead' }
  if (!each.maybeSame.includes(other)) return { refused: 'unknown-case' }
  return closed({ ...each, maybeSame: each.maybeSame.filter((number) => number !== other) }, act, 'duplicate', other)
}

/** A lead says that it is another matter. */
export function toldApart(each: Case, act: Act, other: CaseNumber): Outcome {
  if (!act.lead) return { refused: 'not-lead' }
  if (!each.maybeSame.includes(other)) return { refused: 'unknown-case' }
  const maybeSame = each.maybeSame.filter((number) => number !== other)
  return changed({ ...each, maybeSame }, act, 'told-apart', { detail: `K-${other}` })
}

/** Two reports within this time from one place and in one language may be one matter. */
const SAME_MS = 6 * 3_600_000

/** Older open cases that may be the same matter: language and city agree, within six hours. Only ever suggested. */
export function maybeSame(each: Case, others: Case[]): CaseNumber[] {
  const { city } = each.about
  if (city === undefined) return []
  return others
    .filter(
      (other) =>
        other.number < each.number &&
        isOpen(other) &&
        other.about.city === city &&
        other.language === each.language &&
        Math.abs(other.createdAt - each.createdAt) <= SAME_MS,
    )
    .map(({ number }) => number)
}
