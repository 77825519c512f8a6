import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, dayNumber, dayOf, decodeDay, encodeDay } from '../../src/content/days.ts'
import { type Guide, GuideFile } from '../../src/content/guide.ts'
import { longestAddress } from '../../src/content/guide-paths.ts'
import { expanded } from '../../src/content/expanded-guide.ts'
import { type Answer, decodeAnswers, encodeAnswers, optionOf } from '../../src/guide/answers.ts'
import { everyPath } from '../../src/guide/paths.ts'
import { type Place, walk } from '../../src/guide/walk.ts'

const TODAY = '2026-11-22'
const world = { facts: {}, today: TODAY }
const guide = made({})

/** A trip: where to, whether by train, when, how long before, and a word of caution between. */
function made(change: Partial<GuideFile>): Guide {
  const file = GuideFile.parse({
    icon: '🚆',
    start: 'where',
    checked: '2026-11-21',
    steps: {
      where: {
        ask: 'choice',
        code: 'w',
        options: { city: 'c', village: 'v' },
        next: [{ if: { where: 'city' }, go: 'train' }, { go: 'bus' }],
      },
      train: { ask: 'choice', code: 't', options: 'yes-no-skip', next: 'day' },
      bus: { ask: 'choice', code: 'b', options: 'yes-no', next: 'day' },
      day: { ask: 'date', code: 'd', back: 40, next: 'before' },
      before: { ask: 'stays', code: 's', back: 180, before: 'day', most: 3, next: 'bags' },
      bags: {
        ask: 'number',
        code: 'n',
        min: 0,
        max: 30,
        next: [{ if: { train: 'yes', warn: 'stop' }, go: 'home' }, { go: 'travel' }],
      },
    },
    asides: { warn: { code: 'a', when: [{ train: 'yes' }, { bus: 'yes' }], options: { on: 'o', stop: 's' } } },
    outcomes: { travel: { legal: false }, home: { legal: false } },
    ...change,
  })
  return expanded('trip', file, { cities: {}, countries: {} })
}

/** Presses one after the other, as the buttons of `guide` carry it. */
function press(on: Guide, ...taps: string[]): { place: Place; answers: string } {
  let answers = ''
  let place = walk(on, { version: on.version, answers, tap: '' }, world)
  for (const tap of taps) {
    place = walk(on, { version: on.version, answers, tap }, world)
    answers = encodeAnswers(on, place.answers)
  }
  return { place, answers }
}

const today = `!dt${encodeDay(TODAY)}`

describe('a person walks through a guide', () => {
  test('the way is followed to the first question without an answer, and to an outcome', () => {
    expect(press(guide).place).toMatchObject({ at: 'question', id: 'where' })
    expect(press(guide, '!wc').place).toMatchObject({ at: 'question', id: 'train', asked: ['where'] })
    expect(press(guide, '!wc', '!tn', today, '!s.', '!n05').place).toMatchObject({ at: 'outcome', id: 'travel' })
  })

  test('what comes between comes once, as soon as it applies, and its answer counts', () => {
    expect(press(guide, '!wc', '!ty').place).toMatchObject({ at: 'question', id: 'warn' })
    expect(press(guide, '!wc', '!ty', '!ao').place).toMatchObject({ at: 'question', id: 'day' })
    expect(press(guide, '!wc', '!ty', '!as', today, '!s.', '!n05').place).toMatchObject({ at: 'outcome', id: 'home' })
    expect(press(guide, '!wc', '!ty', '!ao', '?t', '!ty').place).toMatchObject({ at: 'question', id: 'day' })
  })

  test('what must come each time comes again with each answer that calls for it, and its old answer decides nothing', () => {
    const warn = {
      code: 'a',
      when: { train: 'yes' },
      options: { on: 'o', stop: 's' },
      again: true,
      emergency: false,
      write: false,
    }
    const strict = made({ asides: { warn } })
    expect(press(strict, '!wc', '!ty', '!ao', '?t', '!ty').place).toMatchObject({ at: 'question', id: 'warn' })
    expect(press(strict, '!wc', '!ty', '!as', '?t', '!tn', '!ty').place).toMatchObject({ at: 'question', id: 'warn' })
    expect(press(strict, '!wc', '!ty', '!as', today, '!s.', '!n05', '!tn').place).toMatchObject({
      at: 'outcome',
      id: 'travel',
    })
  })

  test('a changed answer clears only what no way leads to, and what depends on it', () => {
    const { place, answers } = press(guide, '!wc', '!tn', today, '!s.', '!n05', '!wv')
    expect(place).toMatchObject({ at: 'question', id: 'bus' })
    expect([...decodeAnswers(guide, answers, TODAY).keys()].sort()).toEqual(['bags', 'before', 'day', 'where'])
    expect(press(guide, '!wv', '!bn', today, '!s.', '!n05', `!dd${encodeDay(addDays(TODAY, -9))}`).place).toMatchObject(
      {
        at: 'question',
        id: 'before', // the trips before it depend on the day
      },
    )
  })

  test('what comes between after a change drops no later answer', () => {
    const { place, answers } = press(guide, '!wc', '!tn', today, '!s.', '!n05', '!ty')
    expect(place).toMatchObject({ at: 'question', id: 'warn' })
    expect([...decodeAnswers(guide, answers, TODAY).keys()].sort()).toEqual(['bags', 'before', 'day', 'train', 'where'])
  })

  test('Back is the question before; it opens it and keeps every answer', () => {
    const { place } = press(guide, '!wc', '!tn', today, '?t')
    expect(place).toMatchObject({ at: 'question', id: 'train', asked: ['where'] })
    expect(place.answers.size).toBe(3)
  })

  test('a question further on is not asked before its time', () => {
    expect(press(guide, '!n05').place).toMatchObject({ at: 'question', id: 'where' })
    expect(press(guide, '?n').place).toMatchObject({ at: 'question', id: 'where' })
  })

  test('a button of another version opens its question again, and answers nothing', () => {
    const newer = made({ start: 'where', asides: {} })
    const place = walk(newer, { version: guide.version, answers: 'wc', tap: '!ty' }, world)
    expect(newer.version).not.toBe(guide.version)
    expect(place).toMatchObject({ at: 'question', id: 'train' })
    expect(place.answers.has('train')).toBe(false)
  })

  test('a button "today" means nothing on another day: the question is asked again', () => {
    const stale = `!dt${encodeDay(addDays(TODAY, -1))}`
    expect(press(guide, '!wc', '!tn', stale).place).toMatchObject({ at: 'question', id: 'day' })
    const yesterday = `!dy${encodeDay(addDays(TODAY, -1))}`
    expect(press(guide, '!wc', '!tn', yesterday).place).toMatchObject({ at: 'question', id: 'before' })
  })

  test('a day in the future, or too long ago, cannot be chosen', () => {
    for (const day of [addDays(TODAY, 1), addDays(TODAY, -41)])
      expect(press(guide, '!wc', '!tn', `!dd${encodeDay(day)}`).place).toMatchObject({ at: 'question', id: 'day' })
  })

  test('stays are added, dropped, and never overlap', () => {
    const stay = (entry: number, exit: number) =>
      `!s+${encodeDay(addDays(TODAY, -entry))}${encodeDay(addDays(TODAY, -exit))}`
    const { place } = press(guide, '!wc', '!tn', today, stay(20, 10), stay(60, 50), stay(55, 40), '!s-0', '!s.')
    expect(place).toMatchObject({ at: 'question', id: 'bags' })
    expect(place.answers.get('before')).toEqual({
      kind: 'stays',
      stays: [{ entry: addDays(TODAY, -20), exit: addDays(TODAY, -10) }],
    })
  })
})

describe('whatever a button carries', () => {
  const characters = fc.string({
    unit: fc.constantFrom(...Array.from('wtbdsna!?~*+-.=#cvynty0123zZ_éü\u0000')),
    maxLength: 40,
  })
  test('nothing breaks, and nothing is answered that was not asked', () => {
    fc.assert(
      fc.property(characters, characters, fc.constantFrom(guide.version, 'xx', ''), (answers, tap, version) => {
        const place = walk(guide, { version, answers, tap }, world)
        for (const [id, answer] of place.answers) expect(isOffered(id, answer)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  function isOffered(id: string, answer: Answer): boolean {
    if (answer.kind === 'date') return id === 'day' && answer.day <= TODAY && answer.day >= addDays(TODAY, -40)
    if (answer.kind === 'number') return id === 'bags' && answer.count <= 30
    if (answer.kind === 'choice') return ['where', 'train', 'bus', 'warn'].includes(id)
    return id === 'before' && answer.stays.length <= 3 && answer.stays.every(({ entry, exit }) => entry <= exit)
  }

  test('answers are read as they were written', () => {
    everyPath(guide, world, ({ answers }) => {
      expect(decodeAnswers(guide, encodeAnswers(guide, answers), TODAY)).toEqual(answers)
    })
  })

  test('no path needs more than the longest', () => {
    let most = 0
    everyPath(guide, world, ({ answers }) => (most = Math.max(most, encodeAnswers(guide, answers).length)))
    // w t d s(3) n and the aside: what the proof counts is what the longest path takes
    expect(most).toBe(2 + 2 + 3 + 2 + 3 * 4 + 3 + 2)
    expect(longestAddress(guide)).toBe('kk:guide:trip:vv:'.length + most + ':'.length + 8)
  })

  test('every path ends where walking it by buttons ends', () => {
    const ends = new Map<string, number>()
    everyPath(guide, world, ({ answers, outcome }) => {
      const place = walk(guide, { version: guide.version, answers: encodeAnswers(guide, answers), tap: '' }, world)
      expect(place).toMatchObject({ at: 'outcome', id: outcome })
      ends.set(outcome, (ends.get(outcome) ?? 0) + 1)
      if (outcome === 'home') expect(optionOf(answers, 'warn')).toBe('stop')
    })
    expect([...ends.keys()].sort()).toEqual(['home', 'travel'])
  })
})

describe('days', () => {
  const day = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2090-12-31') }).map(dayOf)
  test('two characters hold any day from ten years back to 440 days ahead, in every year', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -3650, max: 440 }), (now, away) => {
        const chosen = addDays(now, away)
        expect(decodeDay(encodeDay(chosen), now)).toBe(chosen)
      }),
    )
  })

  test('months end where they end', () => {
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
    expect(addMonths('2026-12-31', 2)).toBe('2027-02-28')
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  })
})
