/** A directory as large as may ever be, and people who look for help in it; the same ones each time. */
import { type Directory, NEEDS, Organization, type Person, PERSONS } from '../src/content/directory.ts'
import type { Content } from '../src/content/load.ts'
import { NOTHING_ASKED, type Ask } from '../src/directory/near/ask.ts'
import { OUTSIDE, whereaboutsOf } from '../src/directory/near/whereabouts.ts'
import { ANYWHERE } from '../src/directory/near/ask.ts'
import { EntryRecord } from '../src/directory/register/record.ts'

export type Chance = {
  /** 0 ≤ x < 1. */
  next(): number
  oneOf<T>(choices: readonly [T, ...T[]]): T
  /** Each with this likelihood. */
  some<T>(choices: readonly T[], likelihood: number): T[]
}

/** Mulberry32: the same numbers for the same seed. */
export function chance(seed: number): Chance {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    oneOf: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
    some: (choices, likelihood) => choices.filter(() => next() < likelihood),
  }
}

const WEEKDAYS = [1, 2, 3, 4, 5]
const SCHEDULES = [
  undefined,
  '24/7',
  [{ days: WEEKDAYS, from: '09:00', to: '18:00' }],
  [
    { days: WEEKDAYS, from: '09:00', to: '13:00' },
    { days: WEEKDAYS, from: '14:00', to: '18:00' },
    { days: [6], from: '10:00', to: '14:00' },
  ],
  [{ days: [1, 2, 3, 4, 5, 6, 7], from: '20:00', to: '08:00' }],
] as const
const PUBLICATIONS = ['publish', 'publish', 'publish', 'publish', 'after-test-call', 'name-only', 'withheld'] as const
const ANSWERS = ['yes', 'yes', 'no', 'ask'] as const

/** As they would stand in the file: an entry in 20 answers everywhere, one in 20 serves a state, most are in one town, a third in large ones. */
export function generatedEntries(content: Content, count: number): Directory['organizations'] {
  const { next, oneOf, some } = chance(1)
  const towns = Object.keys(content.places)
  const large = towns.filter((id) => content.places[id]?.large)
  const states = Object.keys(content.countries)
  const entry = (index: number) => {
    const [everywhere, ofState] = [index % 20 === 0, index % 20 === 1]
    const publication = oneOf(PUBLICATIONS)
    const number = `+7 7${String(index).padStart(2, '0').slice(-2)} ${String(1_000_000 + index)}`
    return Organization.parse({
      services: ofState ? ['consulate', 'papers'] : [...new Set([oneOf(NEEDS), ...some(NEEDS.slice(0, 7), 0.2)])],
      phones: publication === 'name-only' ? [] : [{ number, type: 'voice' }],
      publication,
      reason: `Found in one source only, entry ${index}.`,
      everywhere,
      abroad: next() < 0.1,
      locations: Array.from({ length: everywhere ? 0 : next() < 0.85 ? 1 : 3 }, () =>
        locationIn(content, next() < 0.3 ? large : towns, next),
      ),
      schedule: structuredClone(oneOf(SCHEDULES)),
      languages: ['ru', ...some(Object.keys(content.words), 0.3)],
      eligibility: Object.fromEntries(some(PERSONS, 0.5).map((person) => [person, oneOf(ANSWERS)])),
      ...(ofState && { state: states[index % states.length] }),
      confidence: 'medium',
      assured_date: '2026-05-01',
      sources: [`A list of organizations, 2026-05-01, https://example.org/organizations/${index}`],
    })
  }
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`organization-${index}`, entry(index)]))
}

/** A public office with its street and point, a secret place, or only a town. */
function locationIn({ places }: Content, towns: string[], next: () => number): object {
  const city = towns[Math.floor(next() * towns.length)] ?? 'almaty'
  const kind = next()
  if (kind > 0.5) return { city, visibility: kind > 0.75 ? 'city' : 'call-first' }
  const { latitude = 0, longitude = 0 } = places[city] ?? {}
  const near = (degrees: number) => Number((degrees + next() / 10 - 0.05).toFixed(4))
  return {
    city,
    visibility: 'public',
    address: `${Math.floor(next() * 200)} Abay Street`,
    latitude: near(latitude),
    longitude: near(longitude),
  }
}

/** The words of entries, in every language, as long as those of the file. */
export function generatedWords(ids: string[], language: string): Record<string, { name: string; note: string }> {
  const words = (id: string) => ({
    name: `Centre ${id.slice(-14)} ${language}`.slice(0, 32),
    note: `${'Қызметкерлер тегін көмектеседі: '.repeat(3)}${id}`.slice(0, 120),
  })
  return Object.fromEntries(ids.map((id) => [id, words(id)]))
}

/** What is known of an entry that somebody answers for, was corrected, and found wrong once. */
export function generatedRecord(organization: Organization, index: number, now: number): EntryRecord {
  return EntryRecord.parse({
    corrections: {
      assured_date: { value: '2026-11-20', base: organization.assured_date ?? null },
      assured_by: { value: 'team', base: organization.assured_by },
    },
    contact: { chat: 500_000_000 + index, name: 'Aigul', language: 'ru', since: now - index * 60_000 },
    places: { free: index % 2 === 0, at: now },
    findings: [{ kind: 'no-answer', who: `${index}`.padStart(16, 'x'), at: now }],
  })
}

/** People: most in a town, some at a point that they sent, some outside or nowhere; who they are is said by half. */
export function generatedPeople(content: Content, count: number): Ask[] {
  const { next, oneOf, some } = chance(2)
  const codes = Object.values(content.places).map(({ code }) => code)
  const countries = Object.keys(content.countries)
  const where = () => {
    const kind = next()
    if (kind < 0.05) return OUTSIDE
    if (kind < 0.1) return ANYWHERE
    if (kind < 0.4) return whereaboutsOf({ latitude: 41 + next() * 13, longitude: 48 + next() * 38 })
    return codes[Math.floor(next() * codes.length)] ?? ANYWHERE
  }
  const who = (): Person[] => (next() < 0.5 ? [] : some(PERSONS, 0.25))
  return Array.from({ length: count }, () => {
    const need = oneOf(NEEDS)
    const isConsulate = need === 'consulate'
    const country = isConsulate ? countries[Math.floor(next() * countries.length)] : undefined
    return {
      ...NOTHING_ASKED,
      need,
      where: where(),
      who: who(),
      whoSaid: true,
      country,
      ...(isConsulate && { afraid: next() < 0.2 }),
    }
  })
}
