/** Puts the status message of a case where the person looks, and remembers which message it is. */
import type { Case } from '../../case/case.ts'
import type { Ctx } from '../../context.ts'
import { described } from '../../telegram/boundary.ts'
import { trouble } from '../../telegram/errors.ts'
import { placeBelow, placeHere, takeAway } from './compose-place.ts'
import { statusMark } from '../phone/phone-plan.ts'
import type { ReportDeps } from '../report.ts'
import { statusScreen } from '../status.ts'

type Deps = Pick<ReportDeps, 'cases' | 'content' | 'clock' | 'onDuty' | 'log'>

/** In place of the tapped message; the older status message and `previous` go. */
export async function statusHere(deps: Deps, ctx: Ctx, each: Case, previous?: number): Promise<void> {
  await safely(deps, ctx, async () => {
    const { screen, mark } = await drawn(deps, ctx, each)
    const placed = await placeHere(ctx, screen, each.person.status?.message)
    if (previous !== undefined && previous !== placed) await takeAway(ctx, previous)
    await remember(deps, each, placed, mark)
  })
}

/** Below the person's newest message, with a word about it. */
export async function statusBelow(deps: Deps, ctx: Ctx, each: Case, word: string): Promise<void> {
  await safely(deps, ctx, async () => {
    const { screen, mark } = await drawn(deps, ctx, each)
    const said = { ...screen, text: `${word}\n\n${screen.text}` }
    await remember(deps, each, await placeBelow(ctx, said, each.person.status?.message), mark)
  })
}

async function drawn({ content, clock, onDuty }: Deps, ctx: Ctx, each: Case) {
  const duty = await onDuty(ctx.language.code).catch(() => [])
  const screen = statusScreen(ctx.language, content, each, clock.now(), duty.length)
  return { screen, mark: statusMark(each) }
}

async function remember({ cases }: Deps, { number }: Case, message: number | undefined, shown: string): Promise<void> {
  if (message === undefined) return
  await cases.change(number, (now) => {
    const { status } = now.person
    if (status?.message === message && status.shown === shown) return undefined
    return { case: { ...now, person: { ...now.person, status: { message, shown } } } }
  })
}

/** The case is stored: what fails in showing it is no failure of sending, and the phone is looked after anyway (`phone.ts`). */
async function safely({ log }: Deps, ctx: Ctx, task: () => Promise<void>): Promise<void> {
  try {
    await task()
  } catch (error) {
    const kind = trouble(error)?.kind
    if (kind === 'refused') throw error
    log.warn({ update: ctx.update.update_id, ...described(error) }, 'a state could not be shown yet')
  }
}
