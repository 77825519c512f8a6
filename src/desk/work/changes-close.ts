/** Closing and opening again, as pure functions: never without a reason, and a referral never before it is complete. */
import { type Case, type CaseNumber, CLOSE_REASONS, type CloseReason, isOpen } from '../../case/case.ts'
import { type Act, changed, type Outcome, owned, type Refusal } from './changes.ts'
import { isComplete } from './referral.ts'

const DAY_MS = 24 * 3_600_000

/** Whether this is one of the reasons a case may be closed with. */
export function isCloseReason(word: string): word is CloseReason {
  return CLOSE_REASONS.some((reason) => reason === word)
}

/** Closed with a reason; `of`: the case it is a duplicate of, which the caller has found to exist. */
export function closed(each: Case, act: Act, reason: string, of?: CaseNumber): Outcome {
  const refusal = closeRefusal(each, act, reason, of)
  if (refusal || !isCloseReason(reason)) return refusal ?? { refused: 'reason-needed' }
  const { owner: _, offer: __, ...rest } = each
  const detail = of === undefined ? reason : `${reason} K-${of}`
  const note = { at: act.at, by: act.by, reason, ...(of !== undefined && { of }) }
  const openedAt = each.openedAt ?? act.at
  return changed({ ...rest, openedAt, state: 'closed', closed: note }, act, 'closed', { detail })
}

function closeRefusal(each: Case, act: Act, reason: string, of: CaseNumber | undefined): Refusal | undefined {
  if (!isOpen(each)) return { refused: 'closed' }
  if (each.owner && each.owner.id !== act.by && !act.lead) return { refused: 'owned', who: each.owner.id }
  if (!isCloseReason(reason)) return { refused: 'reason-needed' }
  if (reason === 'duplicate' && (of === undefined || of === each.number)) return { refused: 'unknown-case' }
  if ((reason === 'misuse' || reason === 'test') && each.openedAt === undefined) return { refused: 'not-opened' }
  return reason === 'referred_accepted' ? referralRefusal(each) : undefined
}

function referralRefusal({ referrals }: Case): Refusal | undefined {
  if (referrals.some(isComplete)) return undefined
  return { refused: referrals.some(({ accepted }) => accepted) ? 'not-checked' : 'not-accepted' }
}

/** Open again, in the hands of whoever opened it, within `days` of closing. */
export function reopened(each: Case, act: Act, days: number): Outcome {
  if (isOpen(each)) return { refused: 'not-closed' }
  if (each.closed && act.at - each.closed.at > days * DAY_MS) return { refused: 'too-old-to-reopen' }
  const { closed: _, retention: __, ...rest } = each
  const again = owned({ ...rest, state: 'active' }, act.by, act.at)
  return { case: again, audit: [{ who: act.by, what: 'reopened' }] }
}
