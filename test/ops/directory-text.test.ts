import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { COLUMNS } from '../../src/ops/directory/columns.ts'
import { withEntries } from '../../src/ops/directory/entry-text.ts'

const TEXT = readFileSync('content/directory.yaml', 'utf8')
type Entries = Record<string, Record<string, unknown>>
const entriesOf = (text: string) => (parse(text) as { organizations: Entries }).organizations
const IDS = Object.keys(entriesOf(TEXT))

/** What an editor may type: colons, quotes, hashes, several lines. */
const Words = fc.oneof(
  fc.constantFrom(
    'A: b',
    'a # b',
    '"quoted"',
    "it's",
    '- dash',
    '{ braces }',
    'no',
    'true',
    '2026',
    'два слова',
    'a\nb',
    '24/7',
  ),
  fc.string({ minLength: 1 }).filter((text) => text.trim() === text),
)
const Phones = fc.array(
  fc.record({ number: fc.constantFrom('111', '+7 700 000 00 00'), type: fc.constantFrom('short', 'voice') }),
  {
    maxLength: 3,
  },
)
const Locations = fc.array(
  fc.record({ city: fc.constant('almaty'), visibility: fc.constant('public'), address: Words }),
  { maxLength: 2 },
)
const Schedule = fc.oneof(
  fc.constant('24/7'),
  fc.array(fc.constant({ days: [1, 2], from: '09:00', to: '18:00' }), { minLength: 1, maxLength: 5 }),
)
const Fields = fc.record(
  {
    services: fc.array(fc.constantFrom('talk', 'safe-place'), { maxLength: 3 }),
    phones: fc.option(Phones),
    reason: fc.option(Words),
    everywhere: fc.boolean(),
    locations: fc.option(Locations),
    schedule: fc.option(Schedule),
    eligibility: fc.option(fc.dictionary(fc.constantFrom('women', 'men'), fc.constantFrom('yes', 'no'))),
    website: fc.option(fc.webUrl()),
    assured_date: fc.constantFrom('2026', '2026-11', '2026-11-21'),
    sources: fc.array(Words, { minLength: 1, maxLength: 4 }),
  },
  { requiredKeys: [] },
)

test('whatever is written reads back, and nothing else changes, not even a comment', () => {
  const changes = fc.uniqueArray(
    fc.record({ id: fc.oneof(fc.constantFrom(...IDS), fc.constantFrom('new-one', 'new-two')), fields: Fields }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 4 },
  )
  const comments = (text: string) => text.split('\n').filter((line) => line.trim().startsWith('#'))
  fc.assert(
    fc.property(changes, (each) => {
      const meaningful = each.filter(({ fields }) => Object.values(fields).some((value) => value !== null))
      const text = withEntries(TEXT, meaningful)
      const expected = structuredClone(entriesOf(TEXT))
      for (const { id, fields } of meaningful) {
        const all = Object.entries({ ...expected[id], ...fields }).filter(([, value]) => value !== null)
        expected[id] = Object.fromEntries(all)
      }
      expect(entriesOf(text)).toEqual(expected)
      expect(comments(text)).toEqual(comments(TEXT))
    }),
    { numRuns: 25 },
  )
})

test('the columns are the fields of an entry', () => {
  expect(COLUMNS.map(({ name }) => name)).toContain('phones')
  expect(withEntries(TEXT, [])).toBe(TEXT)
})
