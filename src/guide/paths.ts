/**
 * The paths of a guide, for what must be proved about all of them: each choice with every option, days and numbers with some that
 * stand for the others (both ends and between).
 */
import { addDays } from '../content/days.ts'
import type { Aside, Guide, Question } from '../content/guide.ts'
import { isRule } from '../content/guide-paths.ts'
import { type Answer, type Answers, daysAllowed } from './answers.ts'
import { holds, wayOf } from './conditions.ts'
import { type Finding, numbersOn } from './rule.ts'
import { ruleNamed } from './rules/rules.ts'
import type { World } from './walk.ts'

export type Leaf = { outcome: string; answers: Answers; finding: Finding; rules: string[]; asked: string[] }

type Here = { id: string; answers: Map<string, Answer>; finding: Finding; rules: string[]; asked: string[] }

/** Days before today that stand for others: the terms of the rules, and a day on either side of them. */
const DAYS_BACK = [0, 1, 3, 4, 5, 6, 10, 11, 29, 30, 31, 60, 89, 90, 91, 179, 180, 181, 364, 366, 400]

/** Visits the end of every path once. What `visit` is given changes afterwards: it keeps copies. */
export function everyPath(guide: Guide, world: World, visit: (leaf: Leaf) => void): void {
  go(guide, world, visit, (samples) => samples, start(guide))
}

/** Visits the ends of `count` paths, each a random choice of `random` (0 ≤ x < 1). */
export function somePaths(
  guide: Guide,
  world: World,
  count: number,
  random: () => number,
  visit: (leaf: Leaf) => void,
): void {
  const one = (samples: Answer[]) => samples.slice(Math.floor(random() * samples.length)).slice(0, 1)
  for (let index = 0; index < count; index += 1) go(guide, world, visit, one, start(guide))
}

function start({ start }: Guide): Here {
  return { id: start, answers: new Map(), finding: { is: [], values: {} }, rules: [], asked: [] }
}

function go(
  guide: Guide,
  world: World,
  visit: (leaf: Leaf) => void,
  choose: (samples: Answer[]) => Answer[],
  here: Here,
): void {
  const { id, answers, finding, rules, asked } = here
  const step = guide.steps[id]
  if (!step) return visit({ outcome: id, answers, finding, rules, asked })
  const on = (next: Partial<Here>) => go(guide, world, visit, choose, { ...here, ...next })
  if (isRule(step)) {
    const found = ruleNamed(step.rule).decide(answers, numbersOn(world.facts, world.today), world.today)
    return on({ finding: found, rules: [...rules, step.rule], id: wayOf(step.next, answers, found.is) })
  }
  for (const answer of choose(samples(step, answers, world.today))) {
    answers.set(id, answer)
    answerAsides(guide, answers, finding.is, choose, (more) =>
      on({ asked: [...asked, id, ...more], id: wayOf(step.next, answers, finding.is) }),
    )
  }
  answers.delete(id)
}

/** Answers every aside that is due now, each way, then goes on. */
function answerAsides(
  guide: Guide,
  answers: Map<string, Answer>,
  marks: readonly string[],
  choose: (samples: Answer[]) => Answer[],
  on: (asked: string[]) => void,
  asked: string[] = [],
): void {
  const due = Object.entries(guide.asides).find(([id, aside]) => !answers.has(id) && holds(aside.when, answers, marks))
  if (!due) return on(asked)
  const [id, aside] = due
  for (const answer of choose(options(aside))) {
    answers.set(id, answer)
    answerAsides(guide, answers, marks, choose, on, [...asked, id])
  }
  answers.delete(id)
}

function options(asked: { options: Record<string, string> } | Aside): Answer[] {
  return Object.keys(asked.options).map((option) => ({ kind: 'choice', option }))
}

/** Answers that stand for all that can be given. */
export function samples(question: Question, answers: Answers, today: string): Answer[] {
  if (question.ask === 'choice') return options(question)
  if (question.ask === 'number')
    return [...new Set([question.min, Math.floor((question.min + question.max) / 2), question.max])].map((count) => ({
      kind: 'number',
      count,
    }))
  const { first, last } = daysAllowed(question, answers, today)
  if (question.ask === 'date')
    return daysBetween(first, last, today, question.ahead).map((day) => ({ kind: 'date', day }))
  return staysWithin(first, last, question.most)
}

function daysBetween(first: string, last: string, today: string, ahead: number): string[] {
  const back = DAYS_BACK.map((count) => addDays(today, -count))
  const on = ahead > 0 ? [1, 2, 7, 30, ahead].map((count) => addDays(today, count)) : []
  return [...new Set([first, last, ...back, ...on])].filter((day) => first <= day && day <= last)
}

/** None; one that was yesterday; as many as can be told, a week each. */
function staysWithin(first: string, last: string, most: number): Answer[] {
  const weeks = Array.from({ length: most }, (_, index) => addDays(last, -(index + 1) * 10))
  const stays = weeks.filter((entry) => entry >= first).map((entry) => ({ entry, exit: addDays(entry, 6) }))
  const one = { entry: addDays(last, -1), exit: last }
  const some: Answer[] = [{ kind: 'stays', stays: [] }]
  if (one.entry >= first) some.push({ kind: 'stays', stays: [one] })
  if (stays.length > 0) some.push({ kind: 'stays', stays: stays.reverse() })
  return some
}
