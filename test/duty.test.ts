import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { nextOn, type Shift, staffOn } from '../src/desk/duty/rota.ts'
import { dayAfter, instantOf, minutesOf, wallTime, weekdayOf } from '../src/desk/duty/time.ts'

const ZONE = 'Asia/Almaty'
const MONDAY = '2026-11-16'
const DAYS = 14
const DAY_MINUTES = 1440

const time = fc
  .integer({ min: 0, max: 47 })
  .map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`)
const shift: fc.Arbitrary<Shift> = fc.record({
  id: fc.constant('x'),
  staff: fc.integer({ min: 1, max: 4 }),
  days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1, maxLength: 3 }),
  from: time,
  to: time,
  as: fc.constant('duty' as const),
  languages: fc.subarray(['ru', 'ky', 'tg']),
  holidays: fc.boolean(),
})
const rota = fc.array(shift, { maxLength: 6 })
const daysOff = fc
  .subarray(Array.from({ length: DAYS }, (_, index) => index))
  .map((offsets) => new Set(offsets.map((offset) => dayAfter(MONDAY, offset))))

/** The plain way: every minute of every shift, written down one by one. Minute 0 is the Monday's midnight. */
function written(shifts: Shift[], holidays: Set<string>): Map<number, Set<number>> {
  const minutes = new Map<number, Set<number>>()
  for (const { days, from, to, staff, holidays: always } of shifts) {
    for (let offset = -1; offset < DAYS; offset += 1) {
      const day = dayAfter(MONDAY, offset)
      if (!days.includes(weekdayOf(day)) || (holidays.has(day) && !always)) continue
      const length = (minutesOf(to) - minutesOf(from) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES
      const start = offset * DAY_MINUTES + minutesOf(from)
      for (let minute = start; minute < start + length; minute += 1)
        minutes.set(minute, new Set([...(minutes.get(minute) ?? []), staff]))
    }
  }
  return minutes
}

const sorted = (ids: Iterable<number>) => [...ids].sort((one, other) => one - other)
const wallAt = (minute: number) => ({
  day: dayAfter(MONDAY, Math.floor(minute / DAY_MINUTES)),
  minute: minute % DAY_MINUTES,
})

describe('whoever stands in the rota is found', () => {
  test('at every half hour, and the minute before, as if each minute had been written down', () => {
    fc.assert(
      fc.property(rota, daysOff, (shifts, holidays) => {
        const expected = written(shifts, holidays)
        for (let minute = 0; minute < DAYS * DAY_MINUTES; minute += minute % 30 === 0 ? 29 : 1)
          expect(sorted(staffOn(shifts, wallAt(minute), holidays))).toEqual(sorted(expected.get(minute) ?? []))
      }),
      { numRuns: 60 },
    )
  })

  test('when somebody is on again is the first such minute', () => {
    fc.assert(
      fc.property(rota, daysOff, fc.integer({ min: 0, max: 7 * DAY_MINUTES - 1 }), (shifts, holidays, from) => {
        const expected = written(shifts, holidays)
        const found = nextOn(shifts, wallAt(from), holidays)
        let minute = from
        while (minute < DAYS * DAY_MINUTES && !expected.has(minute)) minute += 1
        if (minute < DAYS * DAY_MINUTES) expect(found).toEqual(wallAt(minute))
        else expect(found === undefined || found.day >= dayAfter(MONDAY, DAYS)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('those who speak the language come first, and nobody is left out', () => {
    fc.assert(
      fc.property(rota, fc.integer({ min: 0, max: DAYS * DAY_MINUTES - 1 }), (shifts, minute) => {
        const all = staffOn(shifts, wallAt(minute), new Set())
        const found = staffOn(shifts, wallAt(minute), new Set(), 'ky')
        expect(sorted(found)).toEqual(sorted(all))
        const speaks = (id: number) =>
          shifts.some(
            ({ staff, languages, ...rest }) =>
              staff === id &&
              (languages.length === 0 || languages.includes('ky')) &&
              staffOn([{ ...rest, staff, languages }], wallAt(minute), new Set()).length > 0,
          )
        const firstSilent = found.findIndex((id) => !speaks(id))
        if (firstSilent >= 0) expect(found.slice(firstSilent).some(speaks)).toBe(false)
      }),
    )
  })
})

test('the wall of Kazakhstan and the moment behind it agree', () => {
  expect(wallTime(Date.parse('2026-11-21T19:00:30Z'), ZONE)).toEqual({ day: '2026-11-22', minute: 0 })
  fc.assert(
    fc.property(fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2030-01-01') }), (at) => {
      expect(instantOf(wallTime(at, ZONE), ZONE)).toBe(Math.floor(at / 60_000) * 60_000)
    }),
    { numRuns: 200 },
  )
})
