/** Decisions about a case's answers, carried out: the case changed once per update, a refusal handed back. */
import type { Case, CaseNumber } from '../case/case.ts'
import type { Cases } from '../case/cases.ts'
import type { Content } from '../content/load.ts'
import type { Ctx } from '../context.ts'
import { answered, type Said } from './answers.ts'
import { isRefusal, type Outcome, type Refusal } from './changes.ts'

/** Changes the case as `decide` says, at most once for this update; the refusal, if it is one. */
export async function decided(
  cases: Cases,
  number: CaseNumber,
  decide: (each: Case) => Outcome,
  once?: string,
): Promise<Refusal | undefined> {
  let refusal: Refusal | undefined
  const after = await cases.change(
    number,
    (each) => {
      const outcome = decide(each)
      refusal = isRefusal(outcome) ? outcome : undefined
      return isRefusal(outcome) ? undefined : outcome
    },
    once,
  )
  return after ? refusal : { refused: 'gone' }
}

/** Hands an answer on to the phone. An owner who is at work keeps the case for as long as a claim holds. */
export function send(
  { cases, content }: { cases: Cases; content: Content },
  ctx: Ctx,
  number: CaseNumber,
  said: Said,
): Promise<Refusal | undefined> {
  const holdsMs = content.desk.lapse.other * 60_000
  return decided(cases, number, (each) => answered(each, said, holdsMs), onceOf(ctx))
}

/** The name under which what an update changes happens once. */
export function onceOf(ctx: Ctx): string {
  return `u${ctx.update.update_id}`
}
