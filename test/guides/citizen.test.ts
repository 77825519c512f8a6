import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answer } from '../../src/guide/answers.ts'
import { citizen } from '../../src/guide/rules/citizen.ts'
import { realContent } from '../world.ts'

const country = realContent().guides['citizen']?.steps['country']
const countries = country && 'options' in country ? Object.keys(country.options) : []
const YEARS = 5
const MARRIED = 3

type Person = {
  country: string
  kazakh: string
  home: string
  years: number
  married: string
  wed: number
  relative: string
  soviet: string
}

const anybody = fc.record({
  country: fc.constantFrom(...countries),
  kazakh: fc.constantFrom('kandas', 'kazakh', 'no', 'unsure'),
  home: fc.constantFrom('yes', 'no', 'unsure'),
  years: fc.integer({ min: 0, max: 20 }),
  married: fc.constantFrom('yes', 'no', 'widowed'),
  wed: fc.integer({ min: 0, max: 20 }),
  relative: fc.constantFrom('close', 'grandchild', 'none', 'unsure'),
  soviet: fc.constantFrom('yes', 'no', 'unsure'),
})

/** Only what the guide asks this person. */
function answers({ years, wed, soviet, ...choices }: Person): Map<string, Answer> {
  const given = new Map<string, Answer>(Object.entries(choices).map(([id, option]) => [id, { kind: 'choice', option }]))
  if (choices.home === 'yes') given.set('years', { kind: 'number', count: years })
  if (choices.married === 'yes') given.set('wed', { kind: 'number', count: wed })
  if (isTreaty(choices.country)) given.set('soviet', { kind: 'choice', option: soviet })
  return given
}

const isTreaty = (country: string) => /^(belarus|kyrgyzstan|russia)$/.test(country)
const wasSoviet = (country: string) =>
  isTreaty(country) || /^(armenia|azerbaijan|georgia|moldova|tajikistan|turkmenistan|ukraine|uzbekistan)$/.test(country)

/** The rules of facts-law 2.1, 2.20, 2.21 and 2.23, each said on its own. */
const RULES: Record<string, (person: Person) => boolean> = {
  general: ({ home, years }) => home === 'yes' && years >= YEARS,
  'general-later': ({ home, years }) => home !== 'yes' || years < YEARS,
  marriage: ({ married, wed }) => married === 'yes' && wed >= MARRIED,
  'marriage-later': ({ married, wed }) => married === 'yes' && wed < MARRIED,
  widowed: ({ married }) => married === 'widowed',
  relative: ({ country, married, relative }) => wasSoviet(country) && (married === 'yes' || relative === 'close'),
  treaty: ({ country, married, relative, soviet }) =>
    isTreaty(country) && (soviet === 'yes' || married === 'yes' || ['close', 'grandchild'].includes(relative)),
  kandas: ({ kazakh }) => kazakh === 'kandas',
  kazakh: ({ kazakh }) => kazakh === 'kazakh',
  permit: ({ home }) => home === 'yes',
  keep: ({ country }) => country !== 'stateless',
}
const WAYS = ['general', 'marriage', 'widowed', 'relative', 'treaty']

const found = (person: Person) =>
  citizen.decide(
    answers(person),
    (fact) => ({ 'citizenship-years': YEARS, 'citizenship-marriage-years': MARRIED })[fact] ?? Number.NaN,
    '2026-11-22',
  )

test('each way is open exactly to those whom its rule names', () => {
  fc.assert(
    fc.property(anybody, (person) => {
      const named = Object.entries(RULES).flatMap(([mark, holds]) => (holds(person) ? [mark] : []))
      const open = named.includes('kandas') || (named.includes('permit') && WAYS.some((way) => named.includes(way)))
      expect([...found(person).is].sort()).toEqual([...named, ...(open ? ['open'] : [])].sort())
    }),
    { numRuns: 5000 },
  )
})

test('what is missing and what was lived make up what is asked for', () => {
  fc.assert(
    fc.property(anybody, (person) => {
      const { values } = found({ ...person, home: 'yes', married: 'yes' })
      const left = (id: string) => {
        const value = values[id]
        return value?.kind === 'duration' && value.unit === 'year' ? value.count : -1
      }
      expect(left('years-missing') + Math.min(person.years, YEARS)).toBe(YEARS)
      expect(left('marriage-missing') + Math.min(person.wed, MARRIED)).toBe(MARRIED)
    }),
  )
})

test('the rule gives no mark and no value that it does not announce', () => {
  fc.assert(
    fc.property(anybody, (person) => {
      const { is, values } = found(person)
      expect(is.filter((mark) => !citizen.marks.includes(mark))).toEqual([])
      expect(Object.keys(values)).toEqual(citizen.values)
    }),
  )
})
