import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastOfMonths } from '../../src/content/terms.ts'
import type { Answer } from '../../src/guide/answers.ts'
import { ExpiredFact, numbersOn } from '../../src/guide/rule.ts'
import { wages } from '../../src/guide/rules/wages.ts'
import { rules as reminders } from '../../src/reminder/rules.ts'
import { realContent } from '../world.ts'

const TODAY = '2026-11-22'
const { facts } = realContent()

/** Every day of ten years, by counting; shares no code with the rule. */
const calendar: string[] = []
for (let year = 2022; year <= 2032; year += 1) {
  const leap = year % 4 === 0 ? 29 : 28
  for (const [index, length] of [31, leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].entries())
    for (let date = 1; date <= length; date += 1)
      calendar.push(`${year}-${String(index + 1).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
}
const known = new Set(calendar)
const place = (day: string) => calendar.indexOf(day)
const between = (from: string, to: string) => calendar.slice(place(from), place(to) + 1)

/** The day with the same number `months` on, or the nearest before it that exists; then a day less. */
function counted(from: string, months: number): string {
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  for (let step = 0; step < months; step += 1) [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]
  const named = (date: number) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
  let date = Number(from.slice(8))
  while (!known.has(named(date))) date -= 1
  return calendar[place(named(date)) - 1] ?? ''
}

/** The 10th of the month after this day's, by walking there. */
function dueAfter(day: string): string {
  let at = place(day)
  while (calendar[at]?.slice(0, 7) === day.slice(0, 7)) at += 1
  while (calendar[at]?.slice(8) !== '10') at += 1
  return calendar[at] ?? ''
}

type Story = { since: string; months?: number; work?: string; ended?: string; place?: string }

function answersOf({ since, months = 1, work = 'there', ended, place: where = 'firm' }: Story): Map<string, Answer> {
  return new Map<string, Answer>([
    ['place', { kind: 'choice', option: where }],
    ['work', { kind: 'choice', option: work }],
    ['since', { kind: 'date', day: since }],
    ['months', { kind: 'number', count: months }],
    ...(ended === undefined ? [] : [['ended', { kind: 'date', day: ended }] as [string, Answer]]),
  ])
}

type Found = { is: string[] } & { [value: string]: string | number | string[] | undefined }

/** Marks, and values as bare days and numbers. */
function found(story: Story, today = TODAY): Found {
  const { is, values } = wages.decide(answersOf(story), numbersOn(facts, today), today)
  const plain = Object.entries(values).map(([id, value]) => [
    id,
    value.kind === 'date' ? value.day : value.kind === 'duration' ? value.count : undefined,
  ])
  return { ...Object.fromEntries(plain), is }
}

const days = (from: string, to: string) => fc.constantFrom(...between(from, to))

describe('the last day to claim pay', () => {
  test.each([
    // work in, due, last day
    ['2026-08-20', '2026-09-10', '2027-09-09'],
    ['2026-12-31', '2027-01-10', '2028-01-09'],
    ['2027-01-01', '2027-02-10', '2028-02-09'],
    ['2028-02-29', '2028-03-10', '2029-03-09'],
  ])('pay for %s is due by %s and claimed by %s', (since, due, last) => {
    expect(found({ since }, '2028-06-01')).toMatchObject({ 'first-due': due, 'final-day': last })
  })

  test('agrees with a count day by day, whatever month, today and number of months', () => {
    const story = fc.record({
      since: days('2024-06-01', '2026-11-22'),
      months: fc.integer({ min: 1, max: 25 }),
      today: days('2026-11-22', '2028-03-05'),
    })
    fc.assert(
      fc.property(story, ({ since, months, today }) => {
        const dues = [dueAfter(since)]
        for (let on = dues[0] ?? ''; dues.length < months; dues.push(on)) {
          if (on.slice(0, 7) > today.slice(0, 7)) break
          on = dueAfter(on)
        }
        const lasts = dues.map((due) => counted(due, 12))
        const open = lasts.find((last) => last >= today)
        const finding = found({ since, months }, today)
        expect(finding['first-due']).toBe(dues[0])
        expect(finding['final-day']).toBe(lasts.at(-1))
        expect(finding['last-day']).toBe(open)
        expect(finding['days-left']).toBe(open && place(open) - place(today))
        expect(finding.is.includes('over')).toBe(open === undefined)
        expect(finding.is.includes('open')).toBe(open === lasts[0])
        expect(finding.is.includes('part')).toBe(open !== undefined && open !== lasts[0])
        expect(finding.is.includes('not-due')).toBe(today <= (dues[0] ?? ''))
        expect(finding.is.includes('due')).toBe(today > (dues[0] ?? ''))
      }),
    )
  })

  test('is never later because the job ended, and at most 40 days earlier', () => {
    const story = fc.record({ since: days('2025-01-01', '2026-10-31'), later: fc.integer({ min: 0, max: 60 }) })
    fc.assert(
      fc.property(story, ({ since, later }) => {
        const ended = calendar[place(since) + later] ?? ''
        const start = ended < dueAfter(since) ? ended : dueAfter(since)
        const left = found({ since, work: 'left', ended }, '2026-12-31')['final-day']
        expect(left).toBe(counted(start, 12))
        const stayed = counted(dueAfter(since), 12)
        expect(place(stayed) - place(String(left))).toBeGreaterThanOrEqual(0)
        expect(place(stayed) - place(String(left))).toBeLessThanOrEqual(41)
      }),
    )
  })

  test('a day passes: the last day is still in time, the day after is not', () => {
    const since = '2025-10-15'
    expect(found({ since }, '2026-11-08')).toMatchObject({ 'last-day': '2026-11-09', 'days-left': 1 })
    expect(found({ since }, '2026-11-09').is).toEqual(expect.arrayContaining(['open', 'today']))
    const after = found({ since }, '2026-11-10')
    expect(after.is).toContain('over')
    expect(after).not.toHaveProperty('from-day')
  })

  test('pay is not late on its own day, and late the day after, over New Year too', () => {
    expect(found({ since: '2026-12-01' }, '2027-01-10').is).toContain('not-due')
    expect(found({ since: '2026-12-01' }, '2027-01-11').is).toEqual(expect.arrayContaining(['due', 'late', 'open']))
  })

  test('months that have not come yet do not count', () => {
    expect(found({ since: '2026-10-01', months: 25 })['final-day']).toBe('2027-12-09')
  })
})

describe('a job back', () => {
  const sent = (where: string, ended: string, today = TODAY) =>
    found({ since: ended, work: 'dismissed', ended, place: where }, today)

  test.each([
    ['firm', '2026-10-31', '2026-11-29'],
    ['small', '2027-01-31', '2027-04-29'],
    ['small', '2027-11-30', '2028-02-28'],
    ['firm', '2028-02-29', '2028-03-28'],
    ['home', '2026-11-30', '2027-02-27'],
    ['home', '2027-11-30', '2028-02-28'],
    ['home', '2028-02-29', '2028-05-28'],
  ])('in a %s, ended %s: until %s', (where, ended, last) => {
    expect(sent(where, ended, ended)['job-day']).toBe(last)
    expect(sent(where, ended, last).is).toContain('job-open')
    expect(sent(where, ended, calendar[place(last) + 1]).is).toContain('job-over')
  })

  test('not knowing who for: the early day is shown, and it is over only when the court would be too', () => {
    expect(sent('unsure', '2028-01-31', '2028-02-28')).toMatchObject({ 'job-day': '2028-02-28', 'job-days-left': 0 })
    const between = sent('unsure', '2028-01-31', '2028-02-29')
    expect(between.is).toContain('job-court')
    expect(between).toMatchObject({ 'job-day': '2028-02-28', 'job-court-day': '2028-04-29' })
    expect(sent('unsure', '2028-01-31', '2028-04-29').is).toContain('job-court')
    expect(sent('unsure', '2028-01-31', '2028-04-30').is).toContain('job-over')
  })

  test('whoever they worked for: never shown later than the law, never over before it, and reminded of the nearest day', () => {
    const MONTHS: Record<string, number[]> = { home: [3], small: [3], firm: [1], unsure: [1, 3] }
    const story = fc.record({
      where: fc.constantFrom(...Object.keys(MONTHS)),
      since: days('2024-11-22', TODAY),
      months: fc.integer({ min: 1, max: 25 }),
      ended: days('2026-06-01', TODAY),
      later: fc.integer({ min: 0, max: 130 }),
    })
    fc.assert(
      fc.property(story, ({ where, since, months, ended, later }) => {
        const today = calendar[place(ended) + later] ?? ''
        const finding = found({ since, months, work: 'dismissed', ended, place: where }, today)
        const lasts = (MONTHS[where] ?? []).map((count) => counted(ended, count))
        const open = lasts.findIndex((last) => last >= today)
        const marks = finding.is.filter((mark) => mark.startsWith('job'))
        expect(marks).toEqual([open < 0 ? 'job-over' : open === 0 ? 'job-open' : 'job-court'])
        expect(finding['job-day']).toBe(open < 0 ? lasts.at(-1) : lasts[0])
        expect(finding['job-court-day']).toBe(open > 0 ? lasts[open] : undefined)
        expect(finding['job-days-left']).toBe(open === 0 ? place(lasts[0] ?? '') - place(today) : undefined)
        const [job, pay] = [lasts[open], finding['last-day']]
        const jobFirst = job !== undefined && (pay === undefined || job <= String(pay))
        expect(remindedOf(finding, today)).toBe(jobFirst ? job : pay)
      }),
      { numRuns: 1000 },
    )
  })

  test('agrees with a count by hand for every day and every term', () => {
    fc.assert(
      fc.property(days('2023-01-01', '2031-12-31'), fc.integer({ min: 1, max: 12 }), (from, months) => {
        expect(lastOfMonths(from, months)).toBe(counted(from, months))
      }),
      { numRuns: 500 },
    )
  })

  test('is only for somebody sent away', () => {
    const { is } = found({ since: '2026-10-01', work: 'left', ended: '2026-11-20' })
    expect(is.filter((mark) => mark.startsWith('job'))).toEqual([])
  })
})

/** The deadline of the reminder that the outcomes offer: the first of their list with a day to count from. */
function remindedOf(finding: Found, today: string): string | undefined {
  const offered = [realContent().guides['wages']?.outcomes['claim']?.remind ?? []].flat()
  const first = offered.find(({ from }) => finding[from] !== undefined)
  return first && reminders[first.rule]?.deadline(String(finding[first.from]), numbersOn(facts, today), today)
}

test('a reminder counts to the same last day', () => {
  const story = fc.record({
    since: days('2024-11-22', TODAY),
    months: fc.integer({ min: 1, max: 25 }),
    work: fc.constantFrom('there', 'left'),
    ended: days('2026-01-01', TODAY),
  })
  const number = numbersOn(facts, TODAY)
  fc.assert(
    fc.property(story, (each) => {
      const { 'from-day': from, 'last-day': last } = found(each)
      expect(from === undefined ? undefined : reminders['wage-claim']?.deadline(String(from), number, TODAY)).toBe(last)
    }),
  )
})

test('everything it gives is declared, and it computes nothing from a fact that has ended', () => {
  const story = fc.record({
    since: days('2024-11-22', TODAY),
    months: fc.integer({ min: 1, max: 25 }),
    work: fc.constantFrom('there', 'left', 'dismissed'),
    ended: days('2024-11-22', TODAY),
    place: fc.constantFrom('home', 'small', 'firm', 'unsure'),
  })
  fc.assert(
    fc.property(story, (each) => {
      const { is, ...values } = found(each)
      expect(wages.marks).toEqual(expect.arrayContaining(is))
      expect(wages.values).toEqual(expect.arrayContaining(Object.keys(values)))
    }),
  )
  const ended = { ...facts, 'wage-claim-time': endingWithTheYear(facts['wage-claim-time']) }
  const decide = (today: string) => wages.decide(answersOf({ since: '2026-10-01' }), numbersOn(ended, today), today)
  expect(decide('2026-12-31').is).toContain('open')
  expect(() => decide('2027-01-01')).toThrow(ExpiredFact)
})

function endingWithTheYear<F extends { periods: object[] }>(fact: F | undefined): F {
  if (!fact) throw new Error('Expected the fact')
  return { ...fact, periods: fact.periods.map((period) => ({ ...period, until: '2027-01-01' })) }
}
