import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Case } from '../src/case/case.ts'
import { counted } from '../src/case/change.ts'
import { newCase } from '../src/case/new-case.ts'
import { oldRows, readRows, statisticsRow, StatisticsRow } from '../src/case/statistics.ts'
import { countFigures, quantile } from '../src/desk/figures/count.ts'
import { dimensionsOf, exportCsv } from '../src/desk/figures/export.ts'
import { dayAt, finishedQuarters, lastWeeks, mondayOf, quarterOf } from '../src/desk/figures/period.ts'
import { newDraft } from '../src/report/draft/draft.ts'
import { reopened } from '../src/report/draft/send-payload.ts'
import { png } from '../src/picture/png.ts'
import { DIMENSIONS } from '../src/desk/figures/htcds.ts'

const BEGINNING = { number: 1001, language: 'ky', origin: 'ask', priority: 2, why: 'ask', chat: 7 } as const
const TODAY = '2026-11-21'
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('weeks and quarters of Kazakhstan', () => {
  test('a case of Sunday evening in London is one of Monday in Almaty', () => {
    const sundayEvening = Date.parse('2026-11-15T20:30:00Z')
    expect(dayAt(sundayEvening, 'Asia/Almaty')).toBe('2026-11-16')
    expect(mondayOf(dayAt(sundayEvening, 'Asia/Almaty'))).toBe('2026-11-16')
  })

  test('every day is in the week of a Monday, at most six days earlier', () => {
    fc.assert(
      fc.property(day, (each) => {
        const monday = mondayOf(each)
        expect(new Date(monday).getUTCDay()).toBe(1)
        const days = (Date.parse(each) - Date.parse(monday)) / 86_400_000
        expect(days >= 0 && days <= 6).toBe(true)
      }),
    )
  })

  test('the last weeks follow each other and end with this one', () => {
    expect(lastWeeks(TODAY, 4)).toEqual(['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16'])
    expect(lastWeeks('2027-01-01', 2)).toEqual(['2026-12-21', '2026-12-28'])
  })

  test('quarters: the running one is not finished', () => {
    expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
      '2026-Q1',
      '2026-Q1',
      '2026-Q2',
      '2026-Q4',
    ])
    expect(finishedQuarters(TODAY)).toEqual(['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3'])
    expect(finishedQuarters('2026-01-01')).toEqual(['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'])
  })
})

test('a quantile is the smallest value that so many do not exceed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5000), { minLength: 1, maxLength: 60 }), fc.constantFrom(0.5, 0.9), (values, share) => {
      const enough = (value: number) => values.filter((each) => each <= value).length >= share * values.length
      expect(quantile(values, share)).toBe(Math.min(...values.filter(enough)))
    }),
  )
  expect(quantile([], 0.5)).toBeUndefined()
})

describe('the figures', () => {
  test('every case of the weeks is counted once in each of them, and what never happened is said', () => {
    const rows = [
      row({ day: '2026-11-16', state: 'new' }),
      row({ day: '2026-11-22', state: 'closed', reason: 'helped', toOpened: 3, toTaken: 5, toAnswered: 40 }),
      row({ day: '2026-10-26', state: 'on_hold_unsafe', toOpened: 9 }),
      row({ day: '2026-10-25' }),
    ]
    const figures = countFigures(rows, lastWeeks(TODAY, 4))
    expect(figures).toMatchObject({ total: 3, open: 2, messages: 6 })
    expect(figures.weeks.map(({ stages }) => Object.values(stages))).toEqual([
      [0, 0, 0, 1, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [1, 0, 0, 0, 1],
    ])
    expect(figures.waits.opened).toEqual({ known: 2, never: 1, median: 3, p90: 9 })
    expect(figures.waits.answered).toEqual({ known: 1, never: 2, median: 40, p90: 40 })
    expect(figures.priorities.map(({ count }) => count)).toEqual([0, 0, 3, 0])
    expect(figures.reasons).toEqual([
      { name: 'helped', count: 1 },
      { name: 'open', count: 2 },
    ])
  })
})

describe('rows of the store', () => {
  test('times of a case that its person opened again count from there', () => {
    const at = Date.parse('2026-11-15T20:30:00Z')
    const again = at + 40 * 86_400_000
    const before = { ...newCase({ ...BEGINNING, createdAt: at }), openedAt: at + 60_000, answeredAt: at + 120_000 }
    const closed: Case = { ...before, state: 'closed', closed: { at: at + 180_000, by: 7, reason: 'helped' } }
    const draft = newDraft('ask', again)
    const reopen = counted(reopened(closed, draft, [], again))
    expect(statisticsRow(before)).toMatchObject({ toOpened: 1, toAnswered: 2 })
    expect(statisticsRow(reopen)).toMatchObject({ day: '2026-11-16', toOpened: -1, toAnswered: -1 })
    expect(statisticsRow({ ...reopen, openedAt: again + 300_000 })).toMatchObject({ toOpened: 5, toTaken: -1 })
  })

  test('what a case leaves behind can be read again, with the day it was in Kazakhstan', () => {
    const createdAt = Date.parse('2026-11-15T20:30:00Z')
    const each = Case.parse({
      format: 1,
      number: 1001,
      createdAt,
      language: 'ky',
      origin: 'guide:work',
      about: { who: 'self', under18: true },
      priority: 1,
      why: 'child',
      state: 'active',
      trafficking: { status: 'confirmed', body: 'court' },
      person: { chat: 7 },
      openedAt: createdAt + 150_000,
      unownedSince: createdAt,
      lastWordAt: createdAt,
      desk: {},
      entries: 3,
      forms: { text: 2, voice: 1 },
    })
    const { rows, unreadable } = readRows({ 1001: JSON.stringify(statisticsRow(each)) })
    expect(unreadable).toBe(0)
    expect(rows.get('1001')).toMatchObject({
      day: '2026-11-16',
      origin: 'guide',
      minor: 'yes',
      body: 'court',
      messages: 3,
      toOpened: 3,
      toTaken: -1,
    })
  })

  test('one that cannot be read is counted and stops nothing; an old one without messages is read', () => {
    const { messages: _, ...older } = row({})
    const stored = { 1001: JSON.stringify(older), 1002: '{', 1003: JSON.stringify({ day: 'x' }) }
    const { rows, unreadable } = readRows(stored)
    expect([...rows.keys()]).toEqual(['1001'])
    expect(rows.get('1001')?.messages).toBe(0)
    expect(unreadable).toBe(2)
  })

  test('rows older than five years are named, to the day', () => {
    const rows = new Map([
      ['1', row({ day: '2021-11-20' })],
      ['2', row({ day: '2021-11-21' })],
    ])
    expect(oldRows(rows, Date.parse('2026-11-21T07:00:00Z'))).toEqual(['1'])
  })
})

describe('the file that leaves the desk', () => {
  const rows = [
    ...many(30, { day: '2026-02-03', state: 'closed', reason: 'helped' }),
    ...many(17, { day: '2026-02-03' }),
    ...many(12, { day: '2026-05-03', state: 'closed', reason: 'referred_accepted' }),
    ...many(4, { day: '2026-05-04', state: 'follow_up' }),
    ...many(26, { day: '2026-08-03' }),
    ...many(3, { day: '2026-08-03', state: 'follow_up' }),
    ...many(50, { day: '2026-08-03', state: 'closed', reason: 'duplicate' }),
    ...many(50, { day: '2026-10-03' }),
  ]

  test('has the names of the standard, hides small numbers and what would betray them, and rounds totals', () => {
    const csv = exportCsv(rows, dimensionsOf('qs'), TODAY) ?? ''
    expect(csv.replaceAll('\r\n', '\n')).toMatchInlineSnapshot(`
      "﻿pana_Quarter,cas_Status,pana_Cases
      2025-Q4,Active,0
      2025-Q4,FollowUp,0
      2025-Q4,Closed,0
      2025-Q4,ClosedReferred,0
      2025-Q4,Total,0
      2026-Q1,Active,17
      2026-Q1,FollowUp,0
      2026-Q1,Closed,30
      2026-Q1,ClosedReferred,0
      2026-Q1,Total,45
      2026-Q2,Active,0
      2026-Q2,FollowUp,<11
      2026-Q2,Closed,0
      2026-Q2,ClosedReferred,hidden
      2026-Q2,Total,15
      2026-Q3,Active,26
      2026-Q3,FollowUp,<11
      2026-Q3,Closed,0
      2026-Q3,ClosedReferred,<11
      2026-Q3,Total,30
      Total,Active,45
      Total,FollowUp,<11
      Total,Closed,30
      Total,ClosedReferred,hidden
      Total,Total,90
      "
    `)
  })

  test('never shows a number from one to ten, whatever it counts by', () => {
    const letters = DIMENSIONS.map(({ letter }) => letter)
    for (const a of letters)
      for (const b of letters) {
        const csv = exportCsv(rows, dimensionsOf(a + b), TODAY) ?? ''
        expect(csv).not.toMatch(/,([1-9]|10)\r\n/)
        expect(csv).toContain('Total')
      }
  })

  test('a spreadsheet takes nothing in it for a formula', () => {
    const evil = many(40, { day: '2026-02-03', language: '=HYPERLINK("x")' })
    const csv = exportCsv(evil, dimensionsOf('l'), TODAY) ?? ''
    expect(csv).toContain(`"'=HYPERLINK(""x"")",40`)
    for (const line of csv.split('\r\n')) for (const cell of line.split(',')) expect(cell).not.toMatch(/^"?[=+@-]/)
  })

  test('too few cases, or none, give no file', () => {
    expect(exportCsv(many(9, { day: '2026-02-03' }), dimensionsOf('s'), TODAY)).toBeUndefined()
    expect(exportCsv([], dimensionsOf('qlp'), TODAY)).toBeUndefined()
  })

  test('counts by three things at most', () => {
    expect(dimensionsOf('qstrl')).toHaveLength(3)
    expect(dimensionsOf('zz')).toEqual([])
  })
})

test('the shipped fonts have every letter of our languages', async () => {
  const missing = await drawn('\u{e000}', 400)
  for (const letter of 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяӣӯҳҷўoʻgʼABCZ0159№«»—') {
    for (const weight of [400, 700]) expect(await drawn(letter, weight), letter).not.toEqual(missing)
    expect(await drawn(letter.toUpperCase(), 400), letter).not.toEqual(missing)
  }
})

async function drawn(letter: string, weight: number): Promise<string> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="24"><text x="2" y="18" font-size="16" font-family="Noto Sans" font-weight="${weight}">${letter}</text></svg>`
  return Buffer.from(await png(svg, 1)).toString('base64')
}

function row(changes: Partial<StatisticsRow>): StatisticsRow {
  return StatisticsRow.parse({
    day: '2026-11-16',
    language: 'ky',
    origin: 'sos',
    priority: 2,
    state: 'active',
    reason: '',
    trafficking: 'not_assessed',
    body: '',
    who: 'unknown',
    minor: 'unknown',
    city: 'unknown',
    messages: 2,
    toOpened: -1,
    toTaken: -1,
    toAnswered: -1,
    referrals: 0,
    referralsAccepted: 0,
    solved: 'unknown',
    ...changes,
  })
}

function many(count: number, changes: Partial<StatisticsRow>): StatisticsRow[] {
  return Array.from({ length: count }, () => row(changes))
}
