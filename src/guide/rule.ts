/** What a rule is: pure code that computes what branching cannot, from answers, facts and the day. */
import { type FactOnDay, factOn } from '../content/facts.ts'
import type { Fact } from '../content/schema.ts'
import type { Answers } from './answers.ts'

export type Finding = {
  /** Which of its `marks` apply; conditions ask for them as `is: …`. */
  is: string[]
  /** Printed as `{{value.<name>}}`, in the words of the person's language. */
  values: Record<string, FactOnDay>
}

export type Rule = {
  /** Every mark it may set and every value it may give, for the content check. */
  marks: readonly string[]
  values: readonly string[]
  /** The facts it rests on: their sources and confidence are those of the outcome. */
  facts: readonly string[]
  /** `number`: what a fact says on `today`, as a bare number (money in tenge). Throws `ExpiredFact` for one that does not hold. */
  decide(answers: Answers, number: (fact: string) => number, today: string): Finding
}

/** A fact does not hold on this day: nothing may be computed from it (decision 5). */
export class ExpiredFact extends Error {
  override name = 'ExpiredFact'
}

/** Reads bare numbers of facts on `today`. */
export function numbersOn(facts: Record<string, Fact>, today: string): (fact: string) => number {
  return (id) => {
    const fact = factOn(facts, id, today)
    if (fact.kind === 'duration' || fact.kind === 'count') return fact.count
    if (fact.kind === 'money' || fact.kind === 'mci') return fact.tenge
    throw new ExpiredFact(`Expected a number that holds on ${today}, got the fact "${id}" that does not`)
  }
}

export const day = (day: string): FactOnDay => ({ kind: 'date', day })
export const days = (count: number): FactOnDay => ({ kind: 'duration', unit: 'day', count })
export const count = (count: number): FactOnDay => ({ kind: 'count', count })
