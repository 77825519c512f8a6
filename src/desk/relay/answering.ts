/** An answer of staff, handed on to the case. */
import type { CaseNumber } from '../../case/case.ts'
import type { Cases } from '../../case/cases.ts'
import type { Content } from '../../content/load.ts'
import { onceOf } from '../../case/once.ts'
import type { Ctx } from '../../context.ts'
import { answered, type Said } from './answers.ts'
import type { Refusal } from '../work/changes.ts'
import { decided, refusalOf } from '../decided.ts'

/** Hands an answer on to the phone. An owner who is at work keeps the case for as long as a claim holds. */
export async function send(
  { cases, content }: { cases: Cases; content: Content },
  ctx: Ctx,
  number: CaseNumber,
  said: Said,
): Promise<Refusal | undefined> {
  const holdsMs = content.desk.lapse.other * 60_000
  return refusalOf(await decided(cases, number, (each) => answered(each, said, holdsMs), onceOf(ctx.update)))
}
