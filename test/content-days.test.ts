import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../src/content/days.ts'
import { type FactOnDay, factOn } from '../src/content/facts.ts'
import type { Content } from '../src/content/load.ts'
import { factIdsOf } from '../src/content/page-facts.ts'
import type { Fact } from '../src/content/schema.ts'
import { createLanguages, type Language } from '../src/language/language.ts'
import { pageScreen } from '../src/menu/view.ts'
import { expiredText } from '../src/telegram/facts.ts'
import { realContent } from './world.ts'

const FIRST = '2025-01-01'
const DAYS = Array.from({ length: 1461 }, (_, index) => addDays(FIRST, index))

describe('on every day from 2025 to 2028', () => {
  test('every fact has one value, that of the one period that holds the day, or none', () => {
    const { facts } = realContent()
    const index = facts['mci']
    const wrong = Object.entries(facts).flatMap(([id, fact]) =>
      DAYS.filter((day) => {
        const holding = periodsOn(fact, day).length
        const needed = fact.kind === 'mci' && index ? periodsOn(index, day).length : 1
        const { kind } = factOn(facts, id, day)
        return holding > 1 || (kind === 'expired') !== (holding === 0 || needed === 0)
      }).map((day) => `${id} on ${day}`),
    )
    expect(DAYS.at(-1)).toBe('2028-12-31')
    expect(wrong).toEqual([])
  })

  test('no page prints a value of another day, in any language: it prints that of the day, or people to ask', () => {
    const content = marked(realContent())
    const languages = createLanguages(content).all
    const pages = languages.flatMap((language) =>
      Object.keys(content.words[language.code]?.pages ?? {})
        .filter((id) => content.menu.pages[id] && factIdsOf(content, language.code, id).length > 0)
        .map((id) => ({ language, id, facts: factIdsOf(content, language.code, id) })),
    )
    const values = new Map(languages.map((language) => [language, valuesOf(content, language)]))
    const look = ({ language, id, facts }: (typeof pages)[number], day: string) => {
      const { text } = pageScreen({ content, language, id, day })
      const today = new Map(facts.map((fact) => [fact, factOn(content.facts, fact, day)]))
      if ([...today.values()].some(({ kind }) => kind === 'expired')) return text === expiredText(content, language)
      const allowed = new Set([...today.values()].flatMap((fact) => numbers(fact, language)))
      return [...(values.get(language) ?? [])].every((value) => allowed.has(value) || !prints(text, value))
    }
    // every page on the days on which something changes and the days around them, and on any other days
    for (const page of pages)
      for (const day of turns(content)) expect(look(page, day), `${page.id} on ${day}`).toBe(true)
    fc.assert(
      fc.property(fc.constantFrom(...pages), fc.constantFrom(...DAYS), (page, day) => look(page, day)),
      { numRuns: 5000 },
    )
  })
})

function periodsOn(fact: Fact, day: string): unknown[] {
  return fact.periods.filter(({ from, until }) => from <= day && (until === undefined || day < until))
}

/** Days on which a period begins or ends, with the day before. */
function turns({ facts }: Content): string[] {
  const bounds = Object.values(facts).flatMap(({ periods }) =>
    periods.flatMap(({ from, until }) => [from, until ?? from]),
  )
  return [...new Set(bounds.flatMap((day) => [addDays(day, -1), day]))].filter((day) => DAYS.includes(day))
}

/** The content with a value of its own in each period of each fact, which no other text can contain; a period more for each. */
function marked(real: Content): Content {
  const content = structuredClone(real)
  let next = 700_001
  for (const fact of Object.values(content.facts)) {
    const last = fact.periods.at(-1)
    if (last && last.until === undefined) last.until = '2027-06-01'
    const again = { from: last?.until ?? FIRST, until: '2028-03-01', value: 1 }
    Object.assign(fact, { periods: [...fact.periods, again] })
    for (const period of fact.periods) {
      next += 1
      Object.assign(period, {
        value: fact.kind === 'date' ? addDays('3000-01-01', next) : fact.kind === 'mci' ? next : next * 11,
      })
    }
  }
  return content
}

/** As a number of its own, not as part of a longer one. */
function prints(text: string, value: string): boolean {
  return text.includes(value) && new RegExp(`(?<!\\d[.,\\s]?)${RegExp.escape(value)}(?![.,\\s]?\\d{3})`).test(text)
}

/** How a value is written in a text: with its unit, and bare. */
function numbers(fact: FactOnDay, { number, day }: Language): string[] {
  switch (fact.kind) {
    case 'duration':
    case 'count':
      return [number(fact.count)]
    case 'money':
      return [number(fact.tenge)]
    case 'mci':
      return [number(fact.tenge), number(fact.units), String(fact.units)]
    case 'date':
      return [day(fact.day)]
    default:
      return []
  }
}

/** Every value that any fact has on any day. */
function valuesOf({ facts }: Content, language: Language): Set<string> {
  const days = Object.values(facts).flatMap(({ periods }) => periods.map(({ from }) => from))
  return new Set(
    Object.keys(facts).flatMap((id) => [...new Set(days)].flatMap((day) => numbers(factOn(facts, id, day), language))),
  )
}
