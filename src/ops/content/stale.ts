/** npm run content -- stale: facts that are due for review, now or within 90 days, and those that will have no value by then. */
import { addDays } from '../../content/days.ts'
import type { Fact } from '../../content/schema.ts'
import { type Answer, type Place, readable } from './command.ts'

/** Long enough to ask an authority by letter. */
export const NOTICE_DAYS = 90

type Facts = Record<string, Fact>

export function stale({ root, today }: Place): Answer {
  const { facts } = readable(root)
  const due = dueFacts(facts, today)
  const ending = endingFacts(facts, today)
  return {
    lines: [
      ...due.map(([id, fact]) => dueLine(id, fact, today)),
      ...ending.map(([id, fact]) => `${id}: has no value from ${end(fact) ?? ''} on. ${fact.says}`),
      `${due.filter(([, { review }]) => review <= today).length} of ${Object.keys(facts).length} facts are due for review, ${due.length} within ${NOTICE_DAYS} days; ${ending.length} have no value by then`,
    ],
  }
}

/** The facts whose review day comes within 90 days, those that are due first. */
export function dueFacts(facts: Facts, today: string): [string, Fact][] {
  const last = addDays(today, NOTICE_DAYS)
  return Object.entries(facts)
    .filter(([, { review }]) => review <= last)
    .toSorted(([, one], [, other]) => one.review.localeCompare(other.review))
}

function endingFacts(facts: Facts, today: string): [string, Fact][] {
  const last = addDays(today, NOTICE_DAYS)
  return Object.entries(facts).filter(([, fact]) => (end(fact) ?? '9999') <= last)
}

/** The first day on which a fact has no value any more. */
function end({ periods }: Fact): string | undefined {
  return periods.at(-1)?.until
}

function dueLine(id: string, { review, checked, says }: Fact, today: string): string {
  return `${id}: ${review <= today ? 'due since' : 'due on'} ${review}, last checked ${checked}. ${says}`
}
