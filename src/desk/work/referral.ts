/**
 * Warm referral (safety-screening §3.5) as pure steps, each after the one before: receiver, consent for exactly this
 * receiver (or the exception by two), called, accepted with a name, the person told, checked back. The number alone,
 * handed out, is information and no referral.
 */
import { type Case, isOpen } from '../../case/case.ts'
import type { Referral } from '../../case/referral.ts'
import { type Act, changed, opened, type Outcome } from './changes.ts'

export const CONSENT_WHAT = ['number-only', 'short-story', 'everything'] as const
export const CONSENT_UNTIL = ['this-referral', 'case-closed'] as const
export const EXCEPTIONS = ['danger-to-life', 'child'] as const

/** What is to be done next with a referral. */
export type ReferralStep = 'basis' | 'confirm' | 'called' | 'accepted' | 'told' | 'checked' | 'done'

const HOUR_MS = 3_600_000

/** The step that comes next. */
export function nextStep(referral: Referral): ReferralStep {
  if (!referral.consent && !referral.exception) return 'basis'
  if (!referral.consent && (referral.exception?.by.length ?? 0) < 2) return 'confirm'
  if (referral.called === undefined) return 'called'
  if (!referral.accepted) return 'accepted'
  if (referral.told === undefined) return 'told'
  return referral.checked === undefined ? 'checked' : 'done'
}

/** Accepted, told and looked at again: only now a case may be closed with it. */
export function isComplete(referral: Referral): boolean {
  return referral.declined === undefined && nextStep(referral) === 'done'
}

/** The referral being worked on: the newest that is neither declined nor complete. */
export function currentReferral({ referrals }: Case): Referral | undefined {
  return referrals.findLast((each) => each.declined === undefined && nextStep(each) !== 'done')
}

/** A receiver was chosen: an organization of the directory, or a name staff typed. Nothing is shared yet. */
export function receiverChosen(each: Case, act: Act, to: string): Outcome {
  if (!isOpen(each)) return { refused: 'closed' }
  if (!each.owner) return { refused: 'no-owner' }
  if (currentReferral(each)) return { refused: 'step-order' }
  const id = each.referrals.reduce((highest, referral) => Math.max(highest, referral.id), 0) + 1
  const referral: Referral = { id, to, by: act.by, at: act.at }
  return changed({ ...each, referrals: [...each.referrals, referral] }, act, 'referral-receiver')
}

/** Only the number was handed out: no referral, and none stays. */
export function informed(each: Case, act: Act): Outcome {
  const referral = currentReferral(each)
  if (!isOpen(each)) return { refused: 'closed' }
  if (!referral || nextStep(referral) !== 'basis') return { refused: 'step-order' }
  const referrals = each.referrals.filter(({ id }) => id !== referral.id)
  return changed({ ...each, referrals }, act, 'information')
}

/** The person agreed, in the dialogue: to what, and until when. */
export function consented(each: Case, act: Act, what: string, until: string): Outcome {
  if (!isOneOf(CONSENT_WHAT, what) || !isOneOf(CONSENT_UNTIL, until)) return { refused: 'reason-needed' }
  const consent = { at: act.at, what, until, by: 'person' as const }
  return step(each, act, 'basis', 'referral-consent', (referral) => ({ ...referral, consent }), {
    detail: `${what} ${until}`,
  })
}

/** Without consent: the first of two people, with a reason. */
export function excepted(each: Case, act: Act, reason: string): Outcome {
  if (!isOneOf(EXCEPTIONS, reason)) return { refused: 'reason-needed' }
  const exception = { at: act.at, reason, by: [act.by] }
  return step(each, act, 'basis', 'referral-exception', (referral) => ({ ...referral, exception }), { detail: reason })
}

/** The second of the two: somebody else; `firstLeads`: whether the first is a lead now. */
export function exceptionConfirmed(each: Case, act: Act, firstLeads: boolean): Outcome {
  const exception = currentReferral(each)?.exception
  if (exception?.by.includes(act.by)) return { refused: 'second-person' }
  if (!act.lead && !firstLeads) return { refused: 'one-lead' }
  return step(
    each,
    act,
    'confirm',
    'referral-exception-confirmed',
    (referral) => ({ ...referral, ...(exception && { exception: { ...exception, by: [...exception.by, act.by] } }) }),
    exception ? { detail: exception.reason } : {},
  )
}

/** The receiver was called or written to. */
export function called(each: Case, act: Act): Outcome {
  const outcome = step(each, act, 'called', 'referral-called', (referral) => ({ ...referral, called: act.at }))
  return inState(outcome, 'referring')
}

/** The receiver accepted: who, and when. */
export function receiverAccepted(each: Case, act: Act, name: string): Outcome {
  if (name.trim() === '') return { refused: 'reason-needed' }
  return step(each, act, 'accepted', 'referral-accepted', (referral) => ({
    ...referral,
    accepted: { at: act.at, name: name.trim() },
  }))
}

/** The receiver declined, or it came to nothing: another may be chosen. */
export function receiverDeclined(each: Case, act: Act): Outcome {
  const referral = currentReferral(each)
  if (!isOpen(each)) return { refused: 'closed' }
  if (!referral) return { refused: 'step-order' }
  const after = replaced(each, { ...referral, declined: act.at })
  return changed(after, act, 'referral-declined')
}

/** The person was told who speaks to them, when and how; it is looked at again after `hours`. */
export function personTold(each: Case, act: Act, hours: number): Outcome {
  const checkAt = act.at + hours * HOUR_MS
  const outcome = step(each, act, 'told', 'referral-told', (referral) => ({ ...referral, told: act.at, checkAt }))
  return inState(outcome, 'follow_up')
}

/** Somebody asked the person how it went. */
export function checkedBack(each: Case, act: Act): Outcome {
  return step(each, act, 'checked', 'referral-checked', (referral) => ({ ...referral, checked: act.at }))
}

/** When somebody must be reminded to check back: at the set time, then daily. */
export function whenToCheckBack(each: Case): number | undefined {
  const referral = currentReferral(each)
  if (!isOpen(each) || referral?.checkAt === undefined) return undefined
  return referral.reminded === undefined ? referral.checkAt : referral.reminded + 24 * HOUR_MS
}

/** The owner was reminded. */
export function checkBackReminded(each: Case, at: number): Case {
  const referral = currentReferral(each)
  return referral ? replaced(each, { ...referral, reminded: at }) : each
}

function step(
  each: Case,
  act: Act,
  expected: ReferralStep,
  what: string,
  advance: (referral: Referral) => Referral,
  more: { detail?: string } = {},
): Outcome {
  const referral = currentReferral(each)
  if (!isOpen(each)) return { refused: 'closed' }
  if (!referral || nextStep(referral) !== expected) return { refused: 'step-order' }
  return changed(opened(replaced(each, advance(referral)), act), act, what, more)
}

function inState(outcome: Outcome, state: 'referring' | 'follow_up'): Outcome {
  return outcome !== undefined && 'case' in outcome ? { ...outcome, case: { ...outcome.case, state } } : outcome
}

function replaced(each: Case, referral: Referral): Case {
  return { ...each, referrals: each.referrals.map((other) => (other.id === referral.id ? referral : other)) }
}

function isOneOf(words: readonly string[], word: string): boolean {
  return words.includes(word)
}
