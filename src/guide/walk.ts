/**
 * Where a person stands in a guide. Pure: the address of the tapped button says everything, nothing is kept. Answers are keyed
 * by question; the way from the start is followed through them to the first question without an answer, or to an outcome.
 */
import type { Guide } from '../content/guide.ts'
import { isRule, reachable } from '../content/guide-paths.ts'
import type { Fact } from '../content/schema.ts'
import {
  type Answer,
  type Answers,
  askedBy,
  askedWith,
  decodeAnswers,
  decodeValue,
  isAllowed,
  staysOf,
} from './answers.ts'
import { holds, type Marks, wayOf } from './conditions.ts'
import { addDays, decodeDay } from '../content/days.ts'
import { ExpiredFact, type Finding, numbersOn } from './rule.ts'
import { ruleNamed } from './rules/rules.ts'

/** What a guide is walked with. */
export type World = { facts: Record<string, Fact>; today: string }

/** What a button of a guide carries. */
export type GuideAddress = {
  version: string
  answers: string
  /**
   * What was tapped. `''`: goes on. `?x…`: opens question x (and a place in its picker). `~x`: the same with its explanation.
   * `!x…`: answers x. `*`: the answers so far. `+…`: what would be sent (see `send.ts`).
   */
  tap: string
}

export type Place = { answers: Answers; asked: string[] } & (
  | { at: 'question'; id: string; picker: string; help: boolean }
  /** `given`: the answers on the way; an aside that was answered on another way is not among them. */
  | { at: 'outcome'; id: string; given: Answers; finding: Finding; rules: string[] }
  /** A fact that the outcome needs does not hold today: a person answers instead. */
  | { at: 'expired' }
  | { at: 'answers' }
)

const NOTHING: Finding = { is: [], values: {} }

/** Where the tap leads. Never throws for what a button may carry, however old. */
export function walk(guide: Guide, { version, answers: text, tap }: GuideAddress, world: World): Place {
  const answers = withoutUnreachable(guide, decodeAnswers(guide, text, world.today), world)
  const id = askedWith(guide, tap[1] ?? '')
  const rest = tap.slice(2)
  if (tap === '*') return { at: 'answers', answers, asked: placeOf(guide, answers, world).asked }
  if (id === undefined || !isOnTheWay(guide, answers, id, world)) return placeOf(guide, answers, world)
  if (tap.startsWith('!') && version === guide.version) return answered(guide, answers, id, rest, world)
  return opened(guide, answers, id, world, tap.startsWith('?') ? rest : '', tap.startsWith('~'))
}

/** The way from the start through the answers. */
type Way = {
  asked: string[]
  /** The answers on it: nothing else decides where it leads and what is found. */
  given: Answers
  end: { question: string } | { outcome: string }
  finding: Finding
  rules: string[]
}

export function follow(guide: Guide, answers: Answers, world: World): Way {
  const given = new Map<string, Answer>()
  const way: Way = { asked: [], given, end: { question: guide.start }, finding: NOTHING, rules: [] }
  for (let id = guide.start; ; ) {
    const step = guide.steps[id]
    if (!step) return { ...way, end: { outcome: id } }
    if (isRule(step)) {
      way.rules.push(step.rule)
      way.finding = ruleNamed(step.rule).decide(given, numbersOn(world.facts, world.today), world.today)
      id = wayOf(step.next, given, way.finding.is)
      continue
    }
    const answer = answers.get(id)
    if (answer === undefined) return { ...way, end: { question: id } }
    given.set(id, answer)
    way.asked.push(id)
    for (const aside of asidesAfter(guide, given, way.finding.is)) {
      const choice = answers.get(aside)
      if (choice === undefined) return { ...way, end: { question: aside } }
      given.set(aside, choice)
      way.asked.push(aside)
    }
    id = wayOf(step.next, given, way.finding.is)
  }
}

function asidesAfter(guide: Guide, given: Answers, marks: Marks): string[] {
  return Object.entries(guide.asides).flatMap(([id, { when }]) =>
    !given.has(id) && holds(when, given, marks) ? [id] : [],
  )
}

function placeOf(guide: Guide, answers: Answers, world: World): Place {
  try {
    const { asked, given, end, finding, rules } = follow(guide, answers, world)
    if ('question' in end) return { at: 'question', id: end.question, answers, asked, picker: '', help: false }
    return { at: 'outcome', id: end.outcome, answers, given, asked, finding, rules }
  } catch (error) {
    if (error instanceof ExpiredFact) return { at: 'expired', answers, asked: [...answers.keys()] }
    throw error
  }
}

/** Whether a question has been reached: one further on is not asked before its time. */
function isOnTheWay(guide: Guide, answers: Answers, id: string, world: World): boolean {
  const place = placeOf(guide, answers, world)
  return place.asked.includes(id) || (place.at === 'question' && place.id === id)
}

function opened(guide: Guide, answers: Answers, id: string, world: World, picker: string, help: boolean): Place {
  const { asked } = placeOf(guide, answers, world)
  const before = asked.includes(id) ? asked.slice(0, asked.indexOf(id)) : asked
  return { at: 'question', id, answers, asked: before, picker, help }
}

function answered(guide: Guide, answers: Answers, id: string, text: string, world: World): Place {
  const asked = askedBy(guide, id)
  const answer =
    asked && ('ask' in asked ? tapped(asked, id, answers, text, world.today) : decodeValue(asked, text, world.today))
  if (!asked || !answer || !isAllowed(asked, answer, answers, world.today))
    return opened(guide, answers, id, world, '', false)
  const changed = withAnswer(guide, answers, id, answer, world)
  const more = 'ask' in asked && asked.ask === 'stays' && text !== '.'
  return more ? opened(guide, changed, id, world, '', false) : placeOf(guide, changed, world)
}

type Asked = Extract<NonNullable<ReturnType<typeof askedBy>>, { ask: string }>

/**
 * What a tapped value means. A day: `d` and the day; `t`, `y`: the day that was today, or yesterday, when the button was made,
 * and nothing any more on another day. Stays: `+` and two days adds one, `-` and its place drops one, `.`: that is all.
 */
function tapped(asked: Asked, id: string, answers: Answers, text: string, today: string): Answer | undefined {
  if (asked.ask === 'stays') return changedStays(answers, id, text, today)
  if (asked.ask !== 'date') return decodeValue(asked, text, today)
  const day = decodeDay(text.slice(1), today)
  const stale = (text[0] === 't' && day !== today) || (text[0] === 'y' && day !== addDays(today, -1))
  return day === undefined || stale || !'tyd'.includes(text[0] ?? ' ') ? undefined : { kind: 'date', day }
}

function changedStays(answers: Answers, id: string, text: string, today: string): Answer | undefined {
  const stays = staysOf(answers, id)
  if (text === '.') return { kind: 'stays', stays }
  if (text[0] === '-') return { kind: 'stays', stays: stays.filter((_, index) => index !== Number(text.slice(1))) }
  const [entry, exit] = [decodeDay(text.slice(1, 3), today), decodeDay(text.slice(3), today)]
  if (text[0] !== '+' || entry === undefined || exit === undefined) return undefined
  return { kind: 'stays', stays: [...stays, { entry, exit }].sort((one, other) => (one.entry < other.entry ? -1 : 1)) }
}

/**
 * With a new answer. Others stay, except those that depend on it, those that today's guide would refuse beside it, and those
 * that no way leads to any more.
 */
export function withAnswer(guide: Guide, answers: Answers, id: string, answer: Answer, world: World): Answers {
  const dependants = dependantsOf(guide, id)
  const kept = [...answers].filter(
    ([other]) => other === id || !(dependants.has(other) || comesAgain(guide, other, id)),
  )
  const next = new Map([...kept.filter(([other]) => other !== id), [id, answer]])
  const valid = new Map<string, Answer>()
  for (const [other, value] of next) {
    const asked = askedBy(guide, other)
    if (asked && isAllowed(asked, value, next, world.today)) valid.set(other, value)
  }
  return withoutUnreachable(guide, valid, world)
}

/** Whether `aside` has to be answered anew after a new answer to `id`. */
function comesAgain(guide: Guide, aside: string, id: string): boolean {
  const found = guide.asides[aside]
  return found?.again === true && [found.when].flat().some((all) => Object.hasOwn(all, id))
}

function dependantsOf(guide: Guide, id: string): Set<string> {
  const found = new Set<string>()
  const open = [id]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const [other, step] of Object.entries(guide.steps)) {
      if (isRule(step) || found.has(other)) continue
      const bounds = step.ask === 'date' ? step.from : step.ask === 'stays' ? step.before : undefined
      if (!step.depends.includes(at) && bounds !== at) continue
      found.add(other)
      open.push(other)
    }
  }
  found.delete(id)
  return found
}

function withoutUnreachable(guide: Guide, answers: Answers, world: World): Answers {
  const place = placeOf(guide, answers, world)
  const once = (id: string) => guide.asides[id]?.again === false
  if (place.at !== 'question') return new Map([...answers].filter(([id]) => place.asked.includes(id) || once(id)))
  const last = guide.asides[place.id] ? place.asked.findLast((id) => !guide.asides[id]) : place.id
  const ahead = reachable(guide, last ?? guide.start).add(place.id)
  return new Map([...answers].filter(([id]) => place.asked.includes(id) || ahead.has(id) || once(id)))
}
