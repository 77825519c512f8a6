/** The level of the self-check, against a second count that was written from the reference alone (safety-screening §1.6–1.8). */
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/guide/answers.ts'
import { checkPriority, levelOf, type Level } from '../../src/guide/rules/check.ts'
import { concernOf, worryPriority } from '../../src/guide/rules/worry.ts'
import { follow, type World } from '../../src/guide/walk.ts'
import { realContent } from '../world.ts'

const content = realContent()
const world: World = { facts: content.facts, today: '2026-11-22' }
const OPTIONS = ['no', 'skip', 'yes'] as const
type Option = (typeof OPTIONS)[number]

/** Q1 to Q11 in the order of the reference, with its weights. */
const QUESTIONS = {
  promised: 'M',
  pay: 'M',
  rest: 'M',
  papers: 'S',
  leave: 'S',
  watched: 'M',
  debt: 'S',
  threat: 'S',
  'made-to': 'M',
  hurt: 'S',
  sex: 'S',
} as const
const IDS = Object.keys(QUESTIONS)
const WEIGHTS = Object.values(QUESTIONS)

/** L4, L3, L2, L2u, L1, as the table says it. */
function expected(danger: Option, vector: readonly Option[]): Level {
  let [strong, medium, skipped] = [0, 0, 0]
  for (const [index, answer] of vector.entries()) {
    if (answer === 'skip') skipped += 1
    else if (answer === 'yes' && WEIGHTS[index] === 'S') strong += 1
    else if (answer === 'yes') medium += 1
  }
  if (danger === 'yes') return 'now'
  if (strong >= 1) return 'strong'
  if (medium >= 3) return 'strong'
  if (medium >= 1) return 'some'
  return skipped >= 4 ? 'unclear' : 'none'
}

/** How much is offered; a skip never offers less. */
const RANK: Record<Level, number> = { none: 0, unclear: 1, some: 2, strong: 3, now: 4 }

function answersOf(danger: Option, vector: readonly Option[]): Map<string, Answer> {
  const given = new Map<string, Answer>([['danger', { kind: 'choice', option: danger }]])
  for (const [index, option] of vector.entries()) given.set(IDS[index] ?? '', { kind: 'choice', option })
  return given
}

function* vectors(length: number): Generator<Option[]> {
  for (let count = 0; count < 3 ** length; count += 1)
    yield Array.from({ length }, (_, index) => OPTIONS[Math.floor(count / 3 ** index) % 3] ?? 'no')
}

describe('the self-check', () => {
  test('asks the eleven questions of the reference in its order', () => {
    const { end, asked } = way('no', Array(11).fill('no'))
    expect(asked).toEqual(['alone', 'country', 'age', 'danger', ...IDS])
    expect(end).toEqual({ outcome: 'none' })
  })

  test.each(OPTIONS)('danger "%s": all 177,147 ways to answer end as the table says', (danger) => {
    let wrong = 0
    for (const vector of vectors(11)) if (levelOf(answersOf(danger, vector)) !== expected(danger, vector)) wrong += 1
    expect(wrong).toBe(0)
  })

  test('a skip in place of a "no" never offers less', () => {
    let milder = 0
    for (const danger of ['no', 'skip'] as const)
      for (const vector of vectors(11)) {
        const before = RANK[expected(danger, vector)]
        const at = vector.indexOf('no')
        if (at === -1) continue
        const answers = answersOf(danger, vector)
        for (const [index, option] of vector.entries()) {
          if (option !== 'no') continue
          answers.set(IDS[index] ?? '', { kind: 'choice', option: 'skip' })
          if (RANK[levelOf(answers)] < before) milder += 1
          answers.set(IDS[index] ?? '', { kind: 'choice', option: 'no' })
        }
      }
    expect(milder).toBe(0)
  })

  /** The way with these answers, asides answered with "go on" as they come. */
  function way(danger: Option, vector: readonly Option[], more: Record<string, string> = {}) {
    const { check } = content.guides
    if (!check) throw new Error('Expected the guide "check"')
    const start = { alone: 'yes', country: 'kazakhstan', age: 'no', ...more }
    const answers = new Map<string, Answer>(
      Object.entries(start).map(([id, option]) => [id, { kind: 'choice', option }]),
    )
    for (const [id, answer] of answersOf(danger, vector)) answers.set(id, answer)
    const offered: string[] = []
    for (;;) {
      const found = follow(check, answers, world)
      const aside = 'question' in found.end && check.asides[found.end.question] ? found.end.question : undefined
      if (aside === undefined) return { ...found, offered }
      offered.push(aside)
      answers.set(aside, { kind: 'choice', option: 'on' })
    }
  }

  test('a person is offered once in a run, as soon as one strong "yes" is there', () => {
    let wrong = 0
    for (const vector of vectors(11)) {
      if (vector.includes('skip')) continue
      const hasStrong = vector.some((answer, index) => answer === 'yes' && WEIGHTS[index] === 'S')
      const { offered } = way('no', vector)
      if (offered.length !== (hasStrong ? 1 : 0)) wrong += 1
    }
    expect(wrong).toBe(0)
    const first = ['no', 'no', 'no', 'yes', 'yes', 'no', 'yes', 'yes', 'no', 'yes', 'yes'] as const
    expect(way('no', first).asked.slice(7, 9)).toEqual(['papers', 'offer'])
  })

  test('whoever is under 18 is asked about danger and nothing else, wherever they are', () => {
    for (const danger of OPTIONS)
      for (const country of ['kazakhstan', 'other', 'skip']) {
        const { asked, end } = way(danger, [], { age: 'yes', country })
        expect(asked).toEqual(['alone', 'country', 'age', 'danger'])
        const elsewhere = country === 'other' ? '-abroad' : ''
        expect(end).toEqual({ outcome: `child${danger === 'yes' ? '-now' : ''}${elsewhere}` })
      }
  })

  test('without an age the last question is not asked', () => {
    expect(way('no', Array(11).fill('yes'), { age: 'skip' }).asked).not.toContain('sex')
  })

  test('is as urgent as what was sent: danger P0, one strong "yes" P1, a child P1, the rest P2', () => {
    const sent = (answers: Record<string, string>) =>
      checkPriority(new Map(Object.entries(answers).map(([id, option]) => [id, { kind: 'choice', option }])))
    expect(sent({ danger: 'yes' })).toBe(0)
    expect(sent({ danger: 'yes', age: 'yes' })).toBe(0)
    expect(sent({ papers: 'yes' })).toBe(1)
    expect(sent({ pay: 'yes', rest: 'yes', watched: 'yes' })).toBe(1)
    expect(sent({ age: 'yes' })).toBe(1)
    expect(sent({ pay: 'yes', rest: 'yes' })).toBe(2)
  })
})

describe('worry about somebody else', () => {
  const SIGNS = { held: 'S', leave: 'S', seen: 'S', unpaid: 'M', watched: 'M', afraid: 'M' } as const
  const MORE = ['no', 'unsure', 'yes'] as const

  test('every way to answer ends as the reference says; "I don\'t know" counts as nothing, but for age', () => {
    let wrong = 0
    for (const danger of MORE)
      for (const child of ['no', 'maybe', 'unknown', 'yes'])
        for (const vector of vectors(6)) {
          const options = vector.map((answer) => (answer === 'skip' ? 'unsure' : answer))
          const given = Object.keys(SIGNS).map((id, index): [string, string] => [id, options[index] ?? 'no'])
          const answers = new Map(
            [['danger', danger] as const, ['child', child] as const, ...given].map(([id, option]): [string, Answer] => [
              id,
              { kind: 'choice', option },
            ]),
          )
          const strong = given.slice(0, 3).filter(([, option]) => option === 'yes').length
          const medium = given.slice(3).filter(([, option]) => option === 'yes').length
          const isTip = strong >= 1 || medium >= 2
          const isChild = child !== 'no' && strong + medium >= 1
          const right = danger === 'yes' ? 'now' : isChild ? 'child' : isTip ? 'tip' : 'advice'
          if (concernOf(answers) !== right) wrong += 1
          const locked = right === 'child' && options[2] === 'yes'
          const urgent = right === 'now' || locked ? 0 : right === 'advice' ? 2 : 1
          if (worryPriority(answers) !== urgent) wrong += 1
        }
    expect(wrong).toBe(0)
  })
})
