/**
 * From the day a person gave to the day they are reminded of. A button of a guide names a rule by its key, which therefore
 * never changes its meaning. Days are counted the cautious way (decision 16): the first day counts, and the last one is the
 * last on which nothing is late. Pure.
 */
import { createHash } from 'node:crypto'
import { type FactOnDay, factOn } from '../content/facts.ts'
import type { Fact } from '../content/schema.ts'
import { lastOfDays, lastOfMonths } from '../content/terms.ts'

export type ReminderRule = {
  /** Raised whenever the rule itself changes (how it counts, what it means): everybody concerned is told once. */
  version: number
  /** The facts it rests on: when one of them changes, everybody who has such a reminder is told once. */
  facts: readonly string[]
  /** So many days before the deadline a message comes. */
  before: readonly number[]
  /** The chosen day lies ahead and is the deadline itself, or lies back and the deadline is counted from it. */
  base: 'ahead' | 'back'
  /** Where to read on: a page of `content/menu.yaml`. */
  page?: string
  /** Where to count again: a guide of `content/guides/`. */
  guide?: string
  /** `number`: what a fact says on `today`, as a bare number. */
  deadline(base: string, number: (fact: string) => number, today: string): string
}

export type Facts = Record<string, Fact>

const EARLY = [7, 2]
/** Where there are only days. */
const SHORT = [2, 1]

export const rules: Readonly<Record<string, ReminderRule>> = {
  /** A day of the person's own. */
  date: { version: 1, facts: [], before: EARLY, base: 'ahead', deadline: (base) => base },
  /** The last day a guide about the time of stay has counted; from what is not kept, so it cannot be counted again here. */
  'last-day': {
    version: 1,
    facts: [
      'visa-free-entry-days',
      'visa-free-total-days',
      'visa-free-window-days',
      'eaeu-stay-days',
      'uzbekistan-free-days',
      'tajikistan-free-days',
      'registration-free-days',
    ],
    before: EARLY,
    base: 'ahead',
    page: 'how-long',
    guide: 'stay',
    deadline: (base) => base,
  },
  /** The last day that stands in a visa or a permit: no fact moves it. */
  'document-day': {
    version: 1,
    facts: [],
    before: EARLY,
    base: 'ahead',
    page: 'temporary-permit',
    deadline: (base) => base,
  },
  /** The request for asylum, from the day of arrival. */
  asylum: {
    version: 1,
    facts: ['asylum-time'],
    before: SHORT,
    base: 'back',
    page: 'asylum',
    guide: 'asylum',
    deadline: (base, number) => lastOfDays(base, number('asylum-time')),
  },
  /** A claim for wages, from the day they should have been paid. The fact is in years. */
  'wage-claim': {
    version: 1,
    facts: ['wage-claim-time'],
    before: EARLY,
    base: 'back',
    page: 'not-paid',
    guide: 'wages',
    deadline: (base, number) => lastOfMonths(base, 12 * number('wage-claim-time')),
  },
  /** A claim to get the job back, from the day of the dismissal. The fact is in months. */
  'dismissal-claim': {
    version: 1,
    facts: ['dismissal-claim-time'],
    before: EARLY,
    base: 'back',
    page: 'not-paid',
    deadline: (base, number) => lastOfMonths(base, number('dismissal-claim-time')),
  },
  /** The same straight to court, from a home or a very small firm. */
  'dismissal-court': {
    version: 1,
    facts: ['dismissal-court-time'],
    before: EARLY,
    base: 'back',
    page: 'not-paid',
    deadline: (base, number) => lastOfMonths(base, number('dismissal-court-time')),
  },
}

/** Undefined for a name that is none: a button of another version, or a forged one. */
export function ruleNamed(name: string): ReminderRule | undefined {
  return Object.hasOwn(rules, name) ? rules[name] : undefined
}

/** The deadline as it is counted on `today`; undefined when a fact it is counted with does not hold (decision 5). */
export function deadlineOf(rule: ReminderRule, base: string, facts: Facts, today: string): string | undefined {
  if (rule.base === 'ahead') return base
  const values = new Map(rule.facts.map((id) => [id, bare(factOn(facts, id, today))]))
  if ([...values.values()].includes(undefined)) return undefined
  return rule.deadline(base, (id) => values.get(id) ?? unread(id), today)
}

/** What a rule rests on, on `today`: another text when the rule is another version, or a fact has another value or holds no more. */
export function markOf(rule: ReminderRule, facts: Facts, today: string): string {
  if (marks.facts !== facts || marks.today !== today) marks = { facts, today, of: new Map() }
  const mark = marks.of.get(rule) ?? newMark(rule, facts, today)
  marks.of.set(rule, mark)
  return mark
}

/** The marks of one day: asked for again and again. */
let marks: { facts: Facts | undefined; today: string; of: Map<ReminderRule, string> } = {
  facts: undefined,
  today: '',
  of: new Map(),
}

function newMark(rule: ReminderRule, facts: Facts, today: string): string {
  const values = rule.facts.map((id) => factOn(facts, id, today))
  return createHash('sha256')
    .update(JSON.stringify([rule.version, values]))
    .digest('base64url')
    .slice(0, 6)
}

/** The same for all rules together. */
export function markOfAll(facts: Facts, today: string): string {
  return Object.entries(rules)
    .map(([name, rule]) => `${name}=${markOf(rule, facts, today)}`)
    .join(' ')
}

function bare(fact: FactOnDay): number | undefined {
  return fact.kind === 'duration' || fact.kind === 'count' ? fact.count : undefined
}

function unread(id: string): never {
  throw new Error(`Expected a fact that the rule lists under "facts", got "${id}"`)
}
