/** Reminders: rules, hours and steps, pure. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayNumber, dayOf, daysBetween, encodeDay } from '../src/content/days.ts'
import { LIMIT_FACTS } from '../src/guide/rules/stay-limits.ts'
import { isQuiet, loudFrom, morningOf, SPREAD_MS, spreadOf } from '../src/reminder/hours.ts'
import { after, counted, type Moment, nextLook, nextStep, type Reminders, resumed } from '../src/reminder/reminder.ts'
import { deadlineOf, markOf, markOfAll, type ReminderRule, rules, ruleNamed } from '../src/reminder/rules.ts'
import { address } from '../src/telegram/buttons.ts'
import { realContent } from './world.ts'

const ALMATY = 'Asia/Almaty'
const { facts, guides, menu, words } = realContent()
const someDay = fc.integer({ min: dayNumber('2026-11-21'), max: dayNumber('2032-12-31') }).map(dayOf)
const someTime = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2033-01-01') })
const rule = (name: string) => ruleNamed(name) as ReminderRule

describe('a deadline', () => {
  test.each([
    ['date', '2027-02-28', '2027-02-28'],
    ['last-day', '2026-12-31', '2026-12-31'],
    ['asylum', '2026-12-29', '2027-01-02'],
    ['asylum', '2028-02-26', '2028-03-01'], // over 29 February
    ['document-day', '2026-12-31', '2026-12-31'],
    ['wage-claim', '2026-11-10', '2027-11-09'],
    ['wage-claim', '2028-02-29', '2029-02-27'],
    ['dismissal-claim', '2027-01-31', '2027-02-27'],
  ])('%s from %s is %s', (name, base, deadline) => {
    expect(deadlineOf(rule(name), base, facts, '2026-11-22')).toBe(deadline)
  })

  test('counted in days holds exactly as many days as the fact says, the first one included', () => {
    fc.assert(
      fc.property(someDay, (base) => {
        let [count, day] = [1, base] // a tick a day, as on a paper calendar
        while (count < 5) [count, day] = [count + 1, addDays(day, 1)]
        expect(deadlineOf(rule('asylum'), base, facts, '2026-11-22')).toBe(day)
      }),
    )
  })

  test('is not known when a fact of it does not hold', () => {
    const day = facts['asylum-time']
    const ended = {
      ...facts,
      'asylum-time': { ...day, periods: [{ from: '2022-04-07', until: '2027-01-01', value: 5 }] },
    }
    const some = ended as typeof facts
    expect(deadlineOf(rule('asylum'), '2026-12-31', some, '2026-12-31')).toBe('2027-01-04')
    expect(deadlineOf(rule('asylum'), '2026-12-31', some, '2027-01-01')).toBeUndefined()
    expect(markOf(rule('asylum'), some, '2026-12-31')).not.toBe(markOf(rule('asylum'), some, '2027-01-01'))
    expect(markOf(rule('wage-claim'), some, '2026-12-31')).toBe(markOf(rule('wage-claim'), some, '2027-01-01'))
    expect(markOfAll(some, '2026-12-31')).not.toBe(markOfAll(some, '2027-01-01'))
  })
})

test('every rule has its words, its facts and its page, and fits a button', () => {
  for (const [name, each] of Object.entries(rules)) {
    expect(words['en']?.ui[`reminder.about.${name}`], name).toBeTruthy()
    expect(each.facts.filter((id) => !facts[id])).toEqual([])
    expect(each.facts.filter((id) => facts[id]?.confidence !== 'high')).toEqual([]) // else the screen must say so
    if (each.page !== undefined) expect(menu.pages).toHaveProperty(each.page)
    const [one, two] = [encodeDay('2026-11-22'), encodeDay('2027-11-22')]
    expect(address('uzc', 'reminders', 'change', name, one, `m${two}`).length).toBeLessThanOrEqual(64)
  }
  expect(ruleNamed('constructor')).toBeUndefined()
})

test('a last day rests on every fact that the guide about the time of stay counts it with', () => {
  expect(rule('last-day').facts).toEqual(expect.arrayContaining([...LIMIT_FACTS]))
  for (const { guide } of Object.values(rules)) if (guide !== undefined) expect(guides).toHaveProperty(guide)
})

test('a document has its day whatever the rules of a stay without a visa become', () => {
  expect(rule('document-day').facts).toEqual([])
})

test('another version of a rule leaves another mark', () => {
  const [now, then] = [rule('asylum'), { ...rule('asylum'), version: rule('asylum').version + 1 }]
  expect(markOf(now, facts, '2026-11-22')).not.toBe(markOf(then, facts, '2026-11-22'))
})

test('every rule is offered by a guide; a day of one’s own by its page', () => {
  const ends = Object.values(guides).flatMap(({ outcomes }) => Object.values(outcomes))
  const offered = ends.flatMap(({ remind }) => [remind ?? []].flat().map(({ rule: name }) => name))
  expect(Object.keys(rules).filter((name) => name !== 'date' && !offered.includes(name))).toEqual([])
})

describe('quiet hours', () => {
  test('are 21 to 9 o’clock in Almaty', () => {
    const at = (time: string) => isQuiet(Date.parse(`2026-12-31T${time}+05:00`), ALMATY)
    expect(['08:59:59', '09:00', '20:59:59', '21:00', '23:59', '00:00'].map(at)).toEqual([
      true,
      false,
      false,
      true,
      true,
      true,
    ])
  })

  test('shift to the next morning, never back, never by more than half a day and the spread, in any zone', () => {
    const zones = fc.constantFrom(ALMATY, 'Europe/Berlin', 'Asia/Kathmandu', 'America/New_York')
    fc.assert(
      fc.property(someTime, zones, fc.integer({ min: 0, max: SPREAD_MS - 1 }), (at, zone, spread) => {
        const then = loudFrom(at, zone, spread)
        expect(then).toBeGreaterThanOrEqual(at)
        expect(then - at).toBeLessThan(13 * 3_600_000 + SPREAD_MS) // an hour more when clocks change
        expect(isQuiet(then, zone)).toBe(false)
        expect(loudFrom(then, zone, spread)).toBe(then)
      }),
    )
  })

  test('a morning begins at 9 o’clock', () => {
    expect(new Date(morningOf('2027-01-01', ALMATY, 0)).toISOString()).toBe('2027-01-01T04:00:00.000Z')
  })

  test('mornings are spread evenly', () => {
    const hours = Array.from({ length: 3000 }, (_, index) => Math.floor(spreadOf(`person ${index}`) / (SPREAD_MS / 6)))
    for (let part = 0; part < 6; part += 1) {
      const share = hours.filter((hour) => hour === part).length
      expect(Math.abs(share - 500)).toBeLessThan(100)
    }
  })
})

describe('what comes', () => {
  test('nothing to somebody who is hushed; who is not is looked at twice a year at least', () => {
    const moment = momentAt(Date.parse('2026-11-22T08:00:00Z'))
    const all = { chat: 1, language: 'en', list: [counted('date', rule('date'), '2027-12-20', moment)], follows: [] }
    expect(nextStep({ ...all, hushed: true }, moment)).toBeUndefined()
    expect(nextLook({ ...all, hushed: true }, moment)).toBeUndefined()
    expect((nextLook(all, moment) ?? 0) - moment.now).toBeLessThan(183 * 86_400_000)
    expect(nextStep(resumed({ ...all, hushed: true }, moment), moment)).toEqual(nextStep(all, moment))
  })

  const momentAt = (now: number): Moment => ({
    facts,
    pageMark: () => undefined,
    today: new Date(now + 5 * 3_600_000).toISOString().slice(0, 10),
    now,
    timeZone: ALMATY,
    person: 'somebody',
  })

  test('whenever it is set and however late the clock is looked at: by day, in order, each once, never after two missed both', () => {
    const names = fc.constantFrom(...Object.keys(rules))
    const pauses = fc.array(fc.integer({ min: 1, max: 20 * 86_400_000 }), { minLength: 200, maxLength: 200 })
    fc.assert(
      fc.property(names, someTime, fc.integer({ min: -40, max: 400 }), pauses, (name, set, offset, pause) => {
        const base = addDays(momentAt(set).today, offset)
        const reminder = counted(name, rule(name), base, momentAt(set))
        if (reminder.ahead.length === 0) return
        let all: Reminders = { chat: 1, language: 'en', list: [reminder], follows: [] }
        const sent: number[] = []
        let now = set
        for (const late of pause) {
          const next = nextStep(all, momentAt(now))
          if (!next) break
          now = Math.max(now, next.at) + (sent.length % 2 === 0 ? late : 0)
          const step = nextStep(all, momentAt(now))
          if (!step || step.at > now) continue
          if (step.step.kind === 'remind') {
            expect(isQuiet(now, ALMATY)).toBe(false)
            expect(reminder.ahead).toContain(step.step.before)
            const due = addDays(reminder.deadline ?? '', -step.step.before)
            expect(daysBetween(due, momentAt(now).today)).toBeGreaterThanOrEqual(0)
            sent.push(step.step.before)
          } else expect(step.step.kind).toBe('drop')
          all = after(all, step.step, momentAt(now))
        }
        expect(all.list).toEqual([])
        expect(sent.length).toBeGreaterThan(0)
        expect(sent).toEqual([...new Set(sent)].toSorted((one, other) => other - one))
      }),
      { numRuns: 300 },
    )
  })
})
