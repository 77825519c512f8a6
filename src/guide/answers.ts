/**
 * Answers so far, keyed by question, and how they stand in button data: a code and a value each, one after the other. What
 * today's guide does not know, or would not let anybody choose, is dropped on reading.
 */
import type { Aside, Guide, Question } from '../content/guide.ts'
import { isRule } from '../content/guide-paths.ts'
import { addDays, decodeDay, decodeNumber, encodeDay, encodeNumber } from '../content/days.ts'

export type Stay = { entry: string; exit: string }
export type Answer =
  | { kind: 'choice'; option: string }
  | { kind: 'date'; day: string }
  | { kind: 'number'; count: number }
  | { kind: 'stays'; stays: Stay[] }
/** By id of question, in the order they were given. */
export type Answers = ReadonlyMap<string, Answer>

/** The chosen option; undefined when the question was not answered. */
export function optionOf(answers: Answers, question: string): string | undefined {
  const answer = answers.get(question)
  return answer?.kind === 'choice' ? answer.option : undefined
}

export function dateOf(answers: Answers, question: string): string | undefined {
  const answer = answers.get(question)
  return answer?.kind === 'date' ? answer.day : undefined
}

export function numberOf(answers: Answers, question: string): number | undefined {
  const answer = answers.get(question)
  return answer?.kind === 'number' ? answer.count : undefined
}

export function staysOf(answers: Answers, question: string): Stay[] {
  const answer = answers.get(question)
  return answer?.kind === 'stays' ? answer.stays : []
}

/** As button data. */
export function encodeAnswers(guide: Guide, answers: Answers): string {
  return [...answers].map(([id, answer]) => encodeAnswer(guide, id, answer)).join('')
}

function encodeAnswer(guide: Guide, id: string, answer: Answer): string {
  const asked = askedBy(guide, id)
  if (!asked) return ''
  return asked.code + encodeValue(asked, answer)
}

/** A value as it stands in button data, without the code of its question. */
export function encodeValue(asked: Question | Aside, answer: Answer): string {
  switch (answer.kind) {
    case 'choice':
      return ('options' in asked ? asked.options[answer.option] : undefined) ?? ''
    case 'date':
      return encodeDay(answer.day)
    case 'number':
      return encodeNumber(answer.count)
    default:
      return (
        String(answer.stays.length) + answer.stays.map(({ entry, exit }) => encodeDay(entry) + encodeDay(exit)).join('')
      )
  }
}

/** The question or aside with this id. */
export function askedBy(guide: Guide, id: string): Question | Aside | undefined {
  const step = guide.steps[id]
  return step === undefined || isRule(step) ? guide.asides[id] : step
}

/** Id of the question or aside with this code. */
export function askedWith(guide: Guide, code: string): string | undefined {
  const all = [...Object.entries(guide.steps), ...Object.entries(guide.asides)]
  return all.find(([, step]) => 'code' in step && step.code === code)?.[0]
}

/** Reads what `encodeAnswers` wrote; reading ends where it makes no sense. */
export function decodeAnswers(guide: Guide, text: string, today: string): Answers {
  const answers = new Map<string, Answer>()
  for (let at = 0; at < text.length; ) {
    const id = askedWith(guide, text[at] ?? '')
    const asked = id === undefined ? undefined : askedBy(guide, id)
    if (id === undefined || !asked) break
    const width = valueWidth(asked, text.slice(at + 1))
    const answer = decodeValue(asked, text.slice(at + 1, at + 1 + width), today)
    if (answer && isAllowed(asked, answer, answers, today)) answers.set(id, answer)
    at += 1 + width
  }
  return answers
}

function valueWidth(asked: Question | Aside, rest: string): number {
  if (!('ask' in asked) || asked.ask === 'choice') return (Object.values(asked.options)[0] ?? ' ').length
  return asked.ask === 'stays' ? 1 + 4 * Number(/^\d/.exec(rest)?.[0] ?? 0) : 2
}

/** Reads a value; undefined for what is none. */
export function decodeValue(asked: Question | Aside, text: string, today: string): Answer | undefined {
  if (!('ask' in asked) || asked.ask === 'choice') {
    const option = Object.entries(asked.options).find(([, code]) => code === text)?.[0]
    return option === undefined ? undefined : { kind: 'choice', option }
  }
  if (asked.ask === 'stays') return decodeStays(text, today)
  if (asked.ask === 'number') {
    const count = decodeNumber(text)
    return count === undefined ? undefined : { kind: 'number', count }
  }
  const day = decodeDay(text, today)
  return day === undefined ? undefined : { kind: 'date', day }
}

function decodeStays(text: string, today: string): Answer | undefined {
  const days = (text.slice(1).match(/.{4}/g) ?? []).map((pair) => ({
    entry: decodeDay(pair.slice(0, 2), today),
    exit: decodeDay(pair.slice(2), today),
  }))
  const stays = days.flatMap(({ entry, exit }) => (entry && exit ? [{ entry, exit }] : []))
  return stays.length === days.length && text[0] === String(days.length) ? { kind: 'stays', stays } : undefined
}

/** Whether today's guide offers this answer: neither a future day nor one before the day it must follow. */
export function isAllowed(asked: Question | Aside, answer: Answer, answers: Answers, today: string): boolean {
  if (!('ask' in asked) || asked.ask === 'choice')
    return answer.kind === 'choice' && Object.hasOwn(asked.options, answer.option)
  if (answer.kind === 'choice') return false
  if (asked.ask === 'number') return answer.kind === 'number' && answer.count >= asked.min && answer.count <= asked.max
  const { first, last } = daysAllowed(asked, answers, today)
  const within = (day: string) => first <= day && day <= last
  if (asked.ask === 'date') return answer.kind === 'date' && within(answer.day)
  if (answer.kind !== 'stays' || answer.stays.length > asked.most) return false
  return (
    answer.stays.every(({ entry, exit }) => within(entry) && within(exit) && entry <= exit) && !overlap(answer.stays)
  )
}

/** The days that may be chosen. Of earlier stays: up to the day before the present one began. */
export function daysAllowed(
  asked: Extract<Question, { ask: 'date' | 'stays' }>,
  answers: Answers,
  today: string,
): { first: string; last: string } {
  const first = addDays(today, -asked.back)
  if (asked.ask === 'stays') return { first, last: dateOf(answers, asked.before) ?? today }
  const from = asked.from === undefined ? undefined : dateOf(answers, asked.from)
  return { first: from !== undefined && from > first ? from : first, last: addDays(today, asked.ahead) }
}

/** A day of exit may be the day of the next entry; more they may not share. */
export function overlap(stays: Stay[]): boolean {
  return stays.some((one, index) =>
    stays.some((other, place) => place > index && one.entry < other.exit && other.entry < one.exit),
  )
}
