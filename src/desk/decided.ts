/** A decision about a case, carried out: changed at most once for an update, or refused, or there is no such case. */
import type { Case, CaseNumber } from '../case/case.ts'
import type { Cases } from '../case/cases.ts'
import { isRefusal, type Outcome, type Refusal } from './work/changes.ts'

export type Decided = { kind: 'ok'; after: Case } | { kind: 'refused'; refusal: Refusal }

/** Writes what `decide` says, once under this name (`onceOf`). A case that is gone refuses everything. */
export async function decided(
  cases: Cases,
  number: CaseNumber,
  decide: (each: Case) => Outcome,
  once?: string,
): Promise<Decided> {
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
  if (!after) return { kind: 'refused', refusal: { refused: 'gone' } }
  return refusal ? { kind: 'refused', refusal } : { kind: 'ok', after }
}

/** Only the refusal, for those who show nothing else. */
export function refusalOf(outcome: Decided): Refusal | undefined {
  return outcome.kind === 'refused' ? outcome.refusal : undefined
}
