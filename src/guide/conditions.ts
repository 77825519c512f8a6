/** Whether a condition of a guide holds, and where a step leads. Pure. */
import type { Condition, Next } from '../content/guide.ts'
import { type Answers, optionOf } from './answers.ts'

/** What a rule found: its marks, as `is: …` in conditions asks for them. */
export type Marks = readonly string[]

export function holds(condition: Condition, answers: Answers, marks: Marks = []): boolean {
  const any = Array.isArray(condition) ? condition : [condition]
  return any.some((all) => Object.entries(all).every(([id, wanted]) => isOneOf(wanted, given(id, answers, marks))))
}

/** The first way whose condition holds. Throws when none does: the content check refuses such a guide. */
export function wayOf(next: Next, answers: Answers, marks: Marks = []): string {
  if (typeof next === 'string') return next
  const way = next.find((each) => each.if === undefined || holds(each.if, answers, marks))
  if (!way) throw new Error('Expected the last way of a step to have no condition')
  return way.go
}

function given(id: string, answers: Answers, marks: Marks): readonly string[] {
  if (id === 'is') return marks
  const option = optionOf(answers, id)
  return option === undefined ? [] : [option]
}

function isOneOf(wanted: string | string[], given: readonly string[]): boolean {
  return given.some((each) => (Array.isArray(wanted) ? wanted.includes(each) : wanted === each))
}
