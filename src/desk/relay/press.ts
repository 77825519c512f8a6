/** The buttons of a control message: take back, try again. Who presses, and where, is looked at each time. */
import type { Case } from '../../case/case.ts'
import type { Ctx } from '../../context.ts'
import { answerTap } from '../../telegram/screen.ts'
import type { Taps } from '../../telegram/taps.ts'
import { retried, takenBack } from './answers.ts'
import { standsIn } from './canned.ts'
import type { Act, Outcome, Refusal } from '../work/changes.ts'
import type { DeskParts } from '../desk.ts'
import { decided, refusalOf } from '../decided.ts'
import { onceOf } from '../../case/once.ts'
import type { Tell } from './tell.ts'

type ChangeAnswer = (each: Case, id: number, act: Act) => Outcome

export function createPresses({ cases, staff, clock }: DeskParts, tell: Tell): Taps {
  /** `done`: what the toast says when it worked. */
  function press(change: ChangeAnswer, done: string) {
    return async (ctx: Ctx): Promise<void> => {
      const [number = 0, id = 0] = (ctx.address?.args ?? []).map(Number)
      const refusal = await tryPress(ctx, number, id, change)
      await answerTap(ctx, (await tell.words(ctx.language, refusal ?? { refused: done }, number)).plain)
    }
  }

  async function tryPress(ctx: Ctx, number: number, id: number, change: ChangeAnswer): Promise<Refusal | undefined> {
    const message = ctx.callbackQuery?.message
    const by = ctx.from?.id
    if (!message || by === undefined || !(await standsIn(cases, message, number))) return { refused: 'gone' }
    if (!(await staff.may(by, 'staff'))) return { refused: 'not-staff' }
    const act = { by, at: clock.now(), lead: await staff.may(by, 'lead') }
    return refusalOf(await decided(cases, number, (each) => change(each, id, act), onceOf(ctx.update)))
  }

  return { back: press(takenBack, 'taken-back'), retry: press(retried, 'retry') }
}
