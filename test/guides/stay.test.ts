/** The count of days without a visa, against a second count that walks through a calendar day by day. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/content/days.ts'
import type { Answer, Stay } from '../../src/guide/answers.ts'
import type { Rule } from '../../src/guide/rule.ts'
import { daysBack } from '../../src/guide/rules/days-back.ts'
import { daysCounted } from '../../src/guide/rules/days-counted.ts'
import { lastLawfulDay } from '../../src/guide/rules/last-lawful-day.ts'
import { stay } from '../../src/guide/rules/stay.ts'
import { stayDocument } from '../../src/guide/rules/stay-document.ts'
import { stayTrips } from '../../src/guide/rules/stay-trips.ts'
import { workingDay } from '../../src/guide/rules/working-day.ts'

const RUNS = { numRuns: 4000 }
const WINDOW = { limit: 90, length: 180 }
const TODAY = '2026-11-22'
const FACTS: Record<string, number> = {
  'visa-free-entry-days': 30,
  'visa-free-total-days': 90,
  'visa-free-window-days': 180,
  'eaeu-stay-days': 90,
  'uzbekistan-free-days': 30,
  'tajikistan-free-days': 30,
  'registration-free-days': 30,
  'host-notice': 3,
  'late-warning-days': 3,
  'late-first-fine-days': 5,
  'late-second-fine-days': 10,
}

/** Every day of the stays, ticked off in a calendar. Knows nothing of the program but the order of days. */
function calendar(stays: Stay[]): Set<string> {
  const ticked = new Set<string>()
  for (const { entry, exit } of stays) for (let day = entry; day <= exit; day = tomorrow(day)) ticked.add(day)
  return ticked
}

function tomorrow(day: string): string {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}

function ticked(days: Set<string>, last: string, length: number): number {
  const begin = addDays(last, 1 - length)
  return [...days].filter((day) => begin <= day && day <= last).length
}

/** Ticks one more day after the other until there are too many. */
function lastByTicking(trips: Stay[], entry: string): string {
  const days = calendar(trips)
  for (let day = entry; ; day = tomorrow(day)) {
    days.add(day)
    if (ticked(days, day, WINDOW.length) > WINDOW.limit) return addDays(day, -1)
  }
}

/** Up to five trips before an entry, as the picker lets them be chosen: an exit may be the day of the next entry. */
const history = fc
  .record({
    today: fc.integer({ min: 0, max: 3000 }).map((count) => addDays('2023-02-01', count)),
    ago: fc.integer({ min: 0, max: 120 }),
    parts: fc.array(fc.record({ gap: fc.integer({ min: 0, max: 60 }), days: fc.integer({ min: 1, max: 100 }) }), {
      maxLength: 5,
    }),
  })
  .map(({ today, ago, parts }) => {
    const entry = addDays(today, -ago)
    const trips: Stay[] = []
    for (let next = entry, left = [...parts]; left.length > 0; ) {
      const { gap, days } = left.shift() ?? { gap: 0, days: 1 }
      const exit = addDays(next, -gap)
      next = addDays(exit, 1 - days)
      trips.unshift({ entry: next, exit })
    }
    return { today, entry, trips }
  })

describe('days are counted', () => {
  test('as ticked off in a calendar, whatever the trips', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 400 }), ({ today, entry, trips }, length) => {
        const stays = [...trips, { entry, exit: today }]
        expect(daysCounted(stays, today, length)).toBe(ticked(calendar(stays), today, length))
      }),
      RUNS,
    )
  })

  test('the last lawful day is the one before the first day too many', () => {
    fc.assert(
      fc.property(history, ({ entry, trips }) => {
        expect(lastLawfulDay(trips, entry, WINDOW)).toBe(lastByTicking(trips, entry))
      }),
      RUNS,
    )
  })

  test('whoever stays on after the last lawful day has too many days on every day that follows', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 200 }), ({ entry, trips }, more) => {
        const exit = addDays(lastLawfulDay(trips, entry, WINDOW), more)
        expect(ticked(calendar([...trips, { entry, exit }]), exit, WINDOW.length)).toBeGreaterThan(WINDOW.limit)
      }),
      { numRuns: 1000 },
    )
  })

  test('days come back on the first day on which nothing of the oldest trip counts', () => {
    fc.assert(
      fc.property(history, ({ today, entry, trips }) => {
        const days = calendar([...trips, { entry, exit: today }])
        const begin = addDays(today, 1 - WINDOW.length)
        const oldest = trips.find(({ exit }) => exit >= begin)
        const back = daysBack(trips, entry, today, WINDOW.length)
        expect(back === undefined).toBe(oldest === undefined)
        if (!oldest) return
        let on = today
        while (addDays(on, 1 - WINDOW.length) <= oldest.exit) on = tomorrow(on)
        const fewer = ticked(days, today, WINDOW.length) - ticked(days, on, WINDOW.length)
        expect(back).toEqual({ on, count: fewer })
        expect(fewer).toBeGreaterThan(0)
      }),
      RUNS,
    )
  })

  test('the earlier of both rules is the last day, whatever the citizenship', () => {
    fc.assert(
      fc.property(
        history,
        fc.constantFrom(['russia', 90] as const, ['tajikistan', 30] as const),
        ({ today, entry, trips }, [citizenship, limit]) => {
          const all = found(stay, { citizenship, entry, trips: 'list', stays: trips }, today)
          const [last] = [addDays(entry, limit - 1), lastByTicking(trips, entry)].sort()
          expect(dayIn(all, 'last-day')).toBe(last)
          expect(countIn(all, 'days-used')).toBe(ticked(calendar([...trips, { entry, exit: today }]), today, 180))
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('a bare number of earlier days never gives a later last day than the trips themselves', () => {
    fc.assert(
      fc.property(history, ({ today, entry, trips }) => {
        const known = ticked(calendar(trips), addDays(entry, -1), WINDOW.length)
        const listed = found(stay, { citizenship: 'russia', entry, trips: 'list', stays: trips }, today)
        const bare = found(stay, { citizenship: 'russia', entry, trips: 'number', 'days-known': known }, today)
        expect(dayIn(bare, 'last-day') <= dayIn(listed, 'last-day')).toBe(true)
      }),
      RUNS,
    )
  })

  test('a trip counts only inside the window, the day of a new entry once', () => {
    const long = { entry: '2025-01-01', exit: '2026-06-01' }
    expect(daysCounted([long], TODAY, 180)).toBe(6)
    expect(addDays(TODAY, -179)).toBe('2026-05-27')
    const twoOnOneDay = [
      { entry: '2026-11-01', exit: '2026-11-10' },
      { entry: '2026-11-10', exit: '2026-11-12' },
    ]
    expect(daysCounted(twoOnOneDay, TODAY, 180)).toBe(12)
  })

  test('29 February is a day like others', () => {
    expect(daysCounted([{ entry: '2028-02-28', exit: '2028-03-01' }], '2028-03-01', 180)).toBe(3)
    expect(daysCounted([{ entry: '2027-02-28', exit: '2027-03-01' }], '2027-03-01', 180)).toBe(2)
    expect(lastLawfulDay([], '2028-01-01', WINDOW)).toBe('2028-03-30')
    expect(lastLawfulDay([], '2027-01-01', WINDOW)).toBe('2027-03-31')
  })
})

type Given = Record<string, string | number | Stay[]>
const DATES = ['entry', 'document-end']

function found(rule: Rule, given: Given, today = TODAY) {
  const answers = new Map(
    Object.entries(given).map(([id, value]): [string, Answer] => {
      if (typeof value === 'number') return [id, { kind: 'number', count: value }]
      if (typeof value !== 'string') return [id, { kind: 'stays', stays: value }]
      return [id, DATES.includes(id) ? { kind: 'date', day: value } : { kind: 'choice', option: value }]
    }),
  )
  return rule.decide(answers, (fact) => FACTS[fact] ?? Number.NaN, today)
}

function dayIn({ values }: ReturnType<Rule['decide']>, id: string): string {
  const value = values[id]
  return value?.kind === 'date' ? value.day : ''
}

function countIn({ values }: ReturnType<Rule['decide']>, id: string): number | undefined {
  const value = values[id]
  return value?.kind === 'duration' || value?.kind === 'count' ? value.count : undefined
}

describe('the rules of stay', () => {
  test('somebody who arrives today has the whole time, today among it', () => {
    const dilnoza = found(stay, { citizenship: 'uzbekistan', entry: TODAY, trips: 'none' })
    expect(dilnoza.is).toEqual(['left', 'notice-soon', 'register-soon'])
    expect(dayIn(dilnoza, 'last-day')).toBe('2026-12-21')
    expect(countIn(dilnoza, 'days-left')).toBe(30)
    expect(dayIn(dilnoza, 'total-last')).toBe('2027-02-19')
    expect(countIn(dilnoza, 'days-used')).toBe(1)
    const aibek = found(stay, { citizenship: 'kyrgyzstan', entry: TODAY, trips: 'none' })
    expect([dayIn(aibek, 'last-day'), countIn(aibek, 'days-left')]).toEqual(['2027-02-19', 90])
  })

  test.each(['russia', 'armenia', 'belarus', 'kyrgyzstan'])('%s: the longer time of the EAEU', (citizenship) => {
    expect(countIn(found(stay, { citizenship, entry: TODAY, trips: 'none' }), 'entry-limit')).toBe(90)
  })

  test.each(['uzbekistan', 'tajikistan', 'other'])('%s: the shorter time after each entry', (citizenship) => {
    expect(countIn(found(stay, { citizenship, entry: TODAY, trips: 'none' }), 'entry-limit')).toBe(30)
  })

  test('today is the last day: one day is left', () => {
    const last = found(stay, { citizenship: 'tajikistan', entry: addDays(TODAY, -29), trips: 'none' })
    expect(last.is).toContain('today')
    expect(countIn(last, 'days-left')).toBe(1)
    expect(countIn(last, 'days-late')).toBe(0)
    expect(found(stay, { citizenship: 'russia', entry: addDays(TODAY, -89), trips: 'none' }).is).toContain('today')
  })

  test.each([
    [1, 'late-warning'],
    [3, 'late-warning'],
    [4, 'late-first'],
    [5, 'late-first'],
    [6, 'late-second'],
    [10, 'late-second'],
    [11, 'late-third'],
    [400, 'late-third'],
  ])('%i days late: %s', (days, mark) => {
    for (const [citizenship, limit] of [['uzbekistan', 30] as const, ['armenia', 90] as const]) {
      const entry = addDays(TODAY, 1 - limit - days)
      const late = found(stay, { citizenship, entry, trips: 'none' })
      expect(late.is.slice(0, 3)).toEqual(['over', mark, 'since'])
      expect(countIn(late, 'days-late')).toBe(days)
      expect(countIn(late, 'days-left')).toBe(0)
    }
    const document = found(stayDocument, { 'document-end': addDays(TODAY, -days) })
    expect(document.is).toEqual(['over', mark, 'since'])
    expect(countIn(document, 'days-late')).toBe(days)
  })

  test('earlier trips end the stay before the rule for one entry does', () => {
    const stays = [{ entry: '2026-08-01', exit: '2026-10-19' }] // 80 days
    const given = { citizenship: 'uzbekistan', entry: '2026-11-16', trips: 'list', stays }
    const rustam = found(stay, given)
    expect(countIn(rustam, 'days-used')).toBe(87)
    expect(dayIn(rustam, 'entry-last')).toBe('2026-12-15')
    expect(dayIn(rustam, 'total-last')).toBe('2026-11-25')
    expect(dayIn(rustam, 'last-day')).toBe('2026-11-25')
    expect(rustam.is).toEqual(expect.arrayContaining(['left', 'soon', 'days-back']))
    expect([dayIn(rustam, 'back-on'), countIn(rustam, 'days-back')]).toEqual(['2027-04-17', 80])
  })

  test('both rules passed: the earlier of the two last days counts', () => {
    const stays = [{ entry: '2026-08-01', exit: '2026-10-09' }] // 70 days
    const late = found(stay, { citizenship: 'tajikistan', entry: '2026-10-20', trips: 'list', stays })
    expect(dayIn(late, 'entry-last')).toBe('2026-11-18')
    expect(dayIn(late, 'total-last')).toBe('2026-11-08')
    expect(countIn(late, 'days-late')).toBe(14)
    expect(late.is).toEqual(expect.arrayContaining(['over', 'late-third', 'since', 'entry-over', 'total-over']))
  })

  test('days used up on arrival: said so, late from the first day on', () => {
    const stays = [{ entry: '2026-08-01', exit: '2026-10-31' }] // 92 days
    const late = found(stay, { citizenship: 'uzbekistan', entry: TODAY, trips: 'list', stays })
    expect(late.is).toEqual(expect.arrayContaining(['over', 'used-up', 'late-warning']))
    expect(late.is).not.toContain('total-over')
    expect(countIn(late, 'days-late')).toBe(1)
  })

  test('a known number of days is taken to lie just before the entry', () => {
    const known = found(stay, { citizenship: 'russia', entry: TODAY, trips: 'number', 'days-known': 80 })
    expect(dayIn(known, 'last-day')).toBe('2026-12-01')
    expect(known.is).not.toContain('days-back')
  })

  test('earlier trips are not asked when they can change nothing any more', () => {
    const ask = (citizenship: string, ago: number) =>
      found(stayTrips, { citizenship, entry: addDays(TODAY, -ago) }).is.includes('ask')
    expect([ask('uzbekistan', 0), ask('uzbekistan', 39), ask('uzbekistan', 40)]).toEqual([true, true, false])
    expect([ask('russia', 99), ask('russia', 100), ask('russia', 1000)]).toEqual([true, false, false])
  })

  test('an answer that another way left behind is not counted', () => {
    const stays = [{ entry: '2026-08-01', exit: '2026-10-31' }]
    const none = found(stay, { citizenship: 'russia', entry: TODAY, trips: 'none', stays, 'days-known': 80 })
    expect(countIn(none, 'days-used')).toBe(1)
  })

  test('a paper is valid to the end of its last day', () => {
    expect(found(stayDocument, { 'document-end': TODAY }).is).toEqual(['today'])
    expect(countIn(found(stayDocument, { 'document-end': addDays(TODAY, 9) }), 'days-left')).toBe(10)
  })

  test('registration is of no matter to somebody who has to leave before', () => {
    const due = (entry: string, known: number) =>
      found(stay, { citizenship: 'russia', entry, trips: 'number', 'days-known': known }).is.filter((mark) =>
        mark.startsWith('register'),
      )
    expect(due(TODAY, 1)).toEqual(['register-soon'])
    expect(due(TODAY, 80)).toEqual([])
    expect(due(addDays(TODAY, -30), 1)).toEqual(['register-late'])
  })

  test.each([
    ['2026-11-23', '2026-11-25'], // Monday
    ['2026-11-20', '2026-11-24'], // Friday
    ['2026-11-21', '2026-11-25'], // Saturday
    ['2026-11-22', '2026-11-25'], // Sunday
  ])('the third working day from %s is %s', (first, last) => {
    expect(workingDay(first, 3)).toBe(last)
  })

  test('they set only marks and give only values that they name', () => {
    fc.assert(
      fc.property(
        history,
        fc.constantFrom('uzbekistan', 'russia', 'other'),
        fc.boolean(),
        ({ today, entry, trips }, citizenship, list) => {
          const how = list ? { trips: 'list', stays: trips } : { trips: 'number', 'days-known': trips.length * 20 }
          const { is, values } = found(stay, { citizenship, entry, ...how }, today)
          expect(stay.marks).toEqual(expect.arrayContaining(is))
          expect(stay.values).toEqual(expect.arrayContaining(Object.keys(values)))
          expect(countIn({ is, values }, 'days-left')).toBe(
            is.includes('over') ? 0 : daysFrom(today, dayIn({ is, values }, 'last-day')),
          )
        },
      ),
      { numRuns: 500 },
    )
  })
})

/** Days from `first` to `last`, both counted. */
function daysFrom(first: string, last: string): number {
  return calendar([{ entry: first, exit: last }]).size
}
