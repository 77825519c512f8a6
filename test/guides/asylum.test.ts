import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/guide/answers.ts'
import { ExpiredFact, numbersOn } from '../../src/guide/rule.ts'
import { asylum } from '../../src/guide/rules/asylum.ts'
import { deadlineOf, ruleNamed } from '../../src/reminder/rules.ts'
import { realContent } from '../world.ts'

const { facts } = realContent()
const DAY_MS = 86_400_000

type Case = { arrived?: string; learned?: string; entry?: string; began?: string }

function answers({ arrived, learned, entry = 'post', began = 'before' }: Case): Map<string, Answer> {
  const choice = (option: string): Answer => ({ kind: 'choice', option })
  const date = (day: string): Answer => ({ kind: 'date', day })
  return new Map([
    ['entry', choice(entry)],
    ['began', choice(began)],
    ...(arrived ? [['arrived', date(arrived)] as const] : []),
    ...(learned ? [['learned', date(learned)] as const] : []),
  ])
}

const onDay = (answered: Map<string, Answer>, today: string) => asylum.decide(answered, numbersOn(facts, today), today)
const lastDay = (answered: Map<string, Answer>, today: string) => onDay(answered, today).values['last-day']

/** Crosses out one day of a wall calendar after the other, the first day included. */
function crossedOut(first: string, count: number): string[] {
  const days: string[] = []
  for (let at = new Date(`${first}T12:00:00Z`); days.length < count; at = new Date(at.getTime() + DAY_MS))
    days.push(at.toISOString().slice(0, 10))
  return days
}

const anyDay = fc
  .date({ min: new Date('2024-01-01T12:00:00Z'), max: new Date('2040-12-31T12:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('agrees with crossing out days on a calendar, whatever the law sets', () => {
  fc.assert(
    fc.property(
      anyDay,
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom('post', 'without'),
      fc.boolean(),
      (first, later, time, entry, learned) => {
        const today = crossedOut(first, later + 1).at(-1) ?? ''
        const given = learned && entry === 'post' ? { began: 'after', learned: first } : { arrived: first }
        const number = (fact: string) =>
          fact === (entry === 'without' ? 'asylum-crossing-time' : 'asylum-time') ? time : 999
        const { is, values } = asylum.decide(answers({ entry, ...given }), number, today)
        const calendar = crossedOut(first, time)
        const left = calendar.filter((day) => day >= today).length
        expect(values).toEqual({
          'first-day': { kind: 'date', day: first },
          'last-day': { kind: 'date', day: calendar.at(-1) },
          'days-left': { kind: 'duration', unit: 'day', count: left },
        })
        expect(is).toEqual([left === 0 ? 'over' : left === 1 ? 'last-day' : 'in-time'])
      },
    ),
    { numRuns: 1000 },
  )
})

test('the reminder counts to the same last day', () => {
  const rule = ruleNamed('asylum')
  fc.assert(
    fc.property(anyDay, (first) => {
      const shown = lastDay(answers({ arrived: first }), first)
      expect(rule && deadlineOf(rule, first, facts, first)).toBe(shown?.kind === 'date' ? shown.day : '')
    }),
  )
})

describe('with the days of the law of today', () => {
  test.each([
    ['arrival today', { arrived: '2026-11-22' }, '2026-11-22', '2026-11-26', 'in-time'],
    ['the last day', { arrived: '2026-11-18' }, '2026-11-22', '2026-11-22', 'last-day'],
    ['one day too many', { arrived: '2026-11-17' }, '2026-11-22', '2026-11-21', 'over'],
    ['New Year lies between', { arrived: '2026-12-29' }, '2026-12-31', '2027-01-02', 'in-time'],
    ['29 February lies between', { arrived: '2028-02-27' }, '2028-02-29', '2028-03-02', 'in-time'],
    ['no 29 February', { arrived: '2027-02-26' }, '2027-03-02', '2027-03-02', 'last-day'],
    ['a forced crossing today', { arrived: '2026-11-22', entry: 'without' }, '2026-11-22', '2026-11-22', 'last-day'],
    ['a forced crossing yesterday', { arrived: '2026-11-21', entry: 'without' }, '2026-11-22', '2026-11-21', 'over'],
    ['danger learned of later', { learned: '2026-11-20', began: 'after' }, '2026-11-22', '2026-11-24', 'in-time'],
  ])('%s', (_, given, today, last, mark) => {
    const answered = answers(given)
    expect(lastDay(answered, today)).toEqual({ kind: 'date', day: last })
    expect(onDay(answered, today).is).toEqual([mark])
  })

  test('an answer left over from another way is not counted from', () => {
    const both = { arrived: '2026-11-20', learned: '2026-11-22' }
    expect(lastDay(answers({ ...both, began: 'before' }), '2026-11-22')).toEqual({ kind: 'date', day: '2026-11-24' })
    expect(lastDay(answers({ ...both, began: 'after', entry: 'without' }), '2026-11-22')).toEqual({
      kind: 'date',
      day: '2026-11-20',
    })
  })

  test('without a fact that holds nothing is counted', () => {
    const fact = facts['asylum-time']
    expect(fact).toBeDefined()
    if (fact?.kind !== 'duration') return
    const ended = {
      ...facts,
      'asylum-time': { ...fact, periods: [{ from: '2022-04-07', until: '2026-11-22', value: 5 }] },
    }
    const count = (today: string) => asylum.decide(answers({ arrived: '2026-11-20' }), numbersOn(ended, today), today)
    expect(count('2026-11-21').is).toEqual(['in-time'])
    expect(() => count('2026-11-22')).toThrow(ExpiredFact)
  })
})
