import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Hours } from '../../src/content/directory.ts'
import { opening } from '../../src/directory/opening.ts'

const ZONE = 'Asia/Almaty'
/** A time in Kazakhstan, as ms. */
const at = (text: string) => Date.parse(`${text}:00+05:00`)
const weekdays: Hours[] = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }]
const open = (schedule: Hours[] | '24/7' | undefined, text: string, holidays: string[] = [], onHolidays = false) =>
  opening(schedule, { now: at(text), timeZone: ZONE, holidays }, onHolidays)

describe('somebody at the door', () => {
  test('during the day it is open until it closes', () => {
    expect(open(weekdays, '2026-11-23T09:00')).toEqual({ state: 'open', until: '18:00' })
    expect(open(weekdays, '2026-11-23T17:59')).toEqual({ state: 'open', until: '18:00' })
  })
  test('before, after, and on Friday evening it says when it opens', () => {
    expect(open(weekdays, '2026-11-23T08:59')).toEqual({ state: 'closed', opens: { days: 0, weekday: 1, at: '09:00' } })
    expect(open(weekdays, '2026-11-23T18:00')).toEqual({ state: 'closed', opens: { days: 1, weekday: 2, at: '09:00' } })
    expect(open(weekdays, '2026-11-27T20:00')).toEqual({ state: 'closed', opens: { days: 3, weekday: 1, at: '09:00' } })
  })
  test('on a holiday it is closed, unless it opens on holidays', () => {
    const holidays = ['2026-12-16', '2026-12-17']
    expect(open(weekdays, '2026-12-16T10:00', holidays)).toEqual({
      state: 'closed',
      opens: { days: 2, weekday: 5, at: '09:00' },
    })
    expect(open(weekdays, '2026-12-16T10:00', holidays, true)).toEqual({ state: 'open', until: '18:00' })
  })
  test('a night is open past midnight, into the holiday too', () => {
    const night: Hours[] = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '20:00', to: '08:00' }]
    expect(open(night, '2026-11-23T23:30')).toEqual({ state: 'open', until: '08:00', tomorrow: true })
    expect(open(night, '2026-11-24T07:59', ['2026-11-24'])).toEqual({ state: 'open', until: '08:00' })
    expect(open(night, '2026-11-24T08:00')).toEqual({ state: 'closed', opens: { days: 0, weekday: 2, at: '20:00' } })
  })
  test('what is always open has no end; what nobody knows says so', () => {
    expect(open('24/7', '2026-11-23T03:00')).toEqual({ state: 'open' })
    expect(open([{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }], '2026-11-23T03:00')).toEqual({
      state: 'open',
    })
    expect(open(undefined, '2026-11-23T03:00')).toEqual({ state: 'unknown' })
  })
})

describe('any week', () => {
  const time = fc
    .integer({ min: 0, max: 95 })
    .map(
      (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
    )
  const hours = fc.record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    from: time,
    to: time,
  })
  const holidays = fc.uniqueArray(
    fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`),
    { maxLength: 5 },
  )
  const moment = fc.integer({ min: 0, max: 27 * 24 * 4 }).map((quarter) => at('2026-02-01T00:00') + quarter * 900_000)

  test('is open exactly in the quarters of an hour that a second count marks', () => {
    fc.assert(
      fc.property(fc.array(hours, { minLength: 1, maxLength: 4 }), holidays, moment, (schedule, closed, now) => {
        const marked = quarters(schedule, closed)
        const found = opening(schedule, { now, timeZone: ZONE, holidays: closed })
        const quarter = (now - at('2026-01-25T00:00')) / 900_000
        expect(found.state).toBe(marked.has(quarter) ? 'open' : 'closed')
        if (found.state === 'open' && found.until !== undefined) {
          let end = quarter
          while (marked.has(end)) end += 1
          expect(found.until).toBe(clockOf(end))
          expect(found.tomorrow ?? false).toBe(Math.floor(end / 96) > Math.floor(quarter / 96))
        }
        if (found.state === 'closed') {
          let next = quarter
          while (!marked.has(next) && next < quarter + 14 * 96) next += 1
          if (found.opens) {
            expect(found.opens.at).toBe(clockOf(next))
            expect(found.opens.days).toBe(Math.floor(next / 96) - Math.floor(quarter / 96))
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  /** Every open quarter of an hour since 25 January, marked one by one. */
  function quarters(schedule: Hours[], closed: string[]): Set<number> {
    const marked = new Set<number>()
    for (let day = 0; day < 60; day += 1) {
      const date = new Date(Date.UTC(2026, 0, 25 + day))
      const iso = date.toISOString().slice(0, 10)
      if (closed.includes(iso)) continue
      for (const { days, from, to } of schedule) {
        if (!days.includes(((date.getUTCDay() + 6) % 7) + 1)) continue
        const [begin, end] = [quarterOf(from), quarterOf(to)]
        const length = end > begin ? end - begin : 96 - begin + end
        for (let step = 0; step < length; step += 1) marked.add(day * 96 + begin + step)
      }
    }
    return marked
  }
  const quarterOf = (text: string) => Number(text.slice(0, 2)) * 4 + Number(text.slice(3)) / 15
  const clockOf = (quarter: number) =>
    `${String(Math.floor((quarter % 96) / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`
})
