/** The value of a fact on a day. A day outside its periods has no value: it is never guessed (decision 5). */
import type { Fact } from './schema.ts'

/** What a fact says on one day, ready to be formatted; `expired` when no period holds that day. */
export type FactOnDay =
  | { kind: 'duration'; unit: 'hour' | 'day' | 'working-day' | 'month' | 'year'; count: number }
  | { kind: 'money'; tenge: number }
  | { kind: 'mci'; units: number; tenge: number }
  | { kind: 'count'; count: number }
  | { kind: 'date'; day: string }
  | { kind: 'expired' }

/** The fact that a multiple of the monthly calculation index depends on. */
export const MCI = 'mci'

/**
 * What fact `id` says on `day` (YYYY-MM-DD, Kazakhstan's). A multiple of the index is `expired` when the index is.
 * Throws for an id that does not exist: the content check refuses such a text.
 */
export function factOn(facts: Record<string, Fact>, id: string, day: string): FactOnDay {
  const fact = facts[id]
  if (!fact) throw new Error(`Expected a fact of content/facts.yaml, got "${id}"`)
  const value = valueOn(fact, day)
  if (value === undefined) return { kind: 'expired' }
  if (fact.kind === 'mci') return multiple(facts, Number(value), day)
  if (fact.kind === 'duration') return { kind: 'duration', unit: fact.unit, count: Number(value) }
  if (fact.kind === 'money') return { kind: 'money', tenge: Number(value) }
  if (fact.kind === 'count') return { kind: 'count', count: Number(value) }
  return { kind: 'date', day: String(value) }
}

function multiple(facts: Record<string, Fact>, units: number, day: string): FactOnDay {
  const index = factOn(facts, MCI, day)
  return index.kind === 'money' ? { kind: 'mci', units, tenge: Math.round(units * index.tenge) } : { kind: 'expired' }
}

function valueOn(fact: Fact, day: string): number | string | undefined {
  return fact.periods.find(({ from, until }) => from <= day && (until === undefined || day < until))?.value
}

/** Ids of facts that a text prints: `{{fact.some-id}}`, `{{number.some-id}}`. */
export function factsIn(text: string): string[] {
  return [...text.matchAll(/\{\{(?:fact|number)\.([a-z0-9-]+)\}\}/g)].map((match) => match[1] ?? '')
}

/** What is wrong with the periods of a fact: order, gaps, overlaps. Empty when they tile time. */
export function periodProblems(fact: Fact): string[] {
  return fact.periods.flatMap(({ from, until }, index) => {
    const next = fact.periods[index + 1]
    const problems: string[] = []
    if (until !== undefined && until <= from) problems.push(`expected "until" after "from" ${from}, got ${until}`)
    if (next && until === undefined)
      problems.push(`expected the period from ${from} to end where the next begins, ${next.from}`)
    if (next && until !== undefined && until < next.from)
      problems.push(`expected no gap, got one from ${until} to ${next.from}`)
    if (next && until !== undefined && until > next.from)
      problems.push(`expected no overlap, got one from ${next.from} to ${until}`)
    return problems
  })
}
