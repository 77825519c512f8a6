/**
 * Brings the phone of a person up to date, without being asked: answers that wait, the true state, what staff edited or took
 * back. Looks at what is, does one step, writes down what came of it, and looks again; safe to run twice.
 */
import type { Case, CaseNumber } from '../../case/case.ts'
import { isAccountGone, type Trouble, trouble } from '../../telegram/errors.ts'
import { unreachable } from '../mine/case-changes.ts'
import type { PhoneDeps } from '../phone.ts'
import { forgetShown, remove, setAnswer, showStatus, update } from './phone-edit.ts'
import { postponed, write } from './phone-notice.ts'
import { nextStep, type Step, whenToTell } from './phone-plan.ts'

/** More steps at once: the rest comes a moment later. */
const MAX_STEPS = 20

/** Does all that is due for this phone; when to come again. Throws when Telegram gave no answer to an edit: it is tried again. */
export async function lookAfterPhone(deps: PhoneDeps, number: CaseNumber): Promise<number | undefined> {
  const { cases, clock, timeZone } = deps
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const each = await cases.read(number)
    const next = each && nextStep(each, clock.now(), timeZone)
    if (!next) return each && whenToTell(each, clock.now(), timeZone)
    const again = await perform(deps, each, next)
    if (again !== undefined) return again
  }
  return clock.now() + 1000
}

/** When to try again, if it is not done. */
async function perform(deps: PhoneDeps, each: Case, step: Step): Promise<number | undefined> {
  try {
    if (step.kind === 'write') await write(deps, each, step.silent)
    else if (step.kind === 'status') await showStatus(deps, each)
    else if (step.kind === 'update') await update(deps, each, step.answer)
    else if (step.kind === 'remove') await remove(deps, each, step.answer)
    else await setAnswer(deps, each, step.answer.id, (answer) => ({ ...answer, state: 'waiting' }))
    return undefined
  } catch (error) {
    const cause = trouble(error)
    if (!cause) throw error
    return settle(deps, each, step, cause, error)
  }
}

/** What Telegram said instead of taking it. */
async function settle(
  deps: PhoneDeps,
  each: Case,
  step: Step,
  cause: Trouble,
  error: unknown,
): Promise<number | undefined> {
  const { cases, clock } = deps
  const now = clock.now()
  if (cause.kind === 'unreachable') {
    await cases.change(each.number, (latest) => unreachable(latest, isAccountGone(error) ? 'gone' : 'blocked', now))
    if (step.kind === 'remove') await forgetShown(deps, each, step.answer)
    return undefined
  }
  if (step.kind === 'write') {
    const seconds = cause.kind === 'too-many' ? cause.retryAfterSeconds : 0
    await cases.change(each.number, (latest) => ({ case: postponed(latest, now, seconds) }))
    return undefined
  }
  if (cause.kind === 'too-many') return now + cause.retryAfterSeconds * 1000
  throw error
}
