import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NEEDS, Organization, PERSONS, type Standing, type Standings } from '../../src/content/directory.ts'
import { kilometres } from '../../src/directory/distance.ts'
import { opening } from '../../src/directory/opening.ts'
import { indexed, type Request, search } from '../../src/directory/search.ts'

const NOW = Date.parse('2026-11-23T10:00:00+05:00')
const moment = { now: NOW, timeZone: 'Asia/Almaty', holidays: [] }
const places = {
  almaty: { code: 'al', region: 'almaty', latitude: 43.24, longitude: 76.95, large: true, also: [] },
  shymkent: { code: 'sh', region: 'shymkent', latitude: 42.32, longitude: 69.59, large: true, also: [] },
  aktau: { code: 'ak', region: 'mangystau', latitude: 43.65, longitude: 51.16, large: true, also: [] },
  turkistan: { code: 'tu', region: 'turkistan', latitude: 43.3, longitude: 68.25, large: false, also: [] },
}
const base = {
  phones: [{ number: '111', type: 'short' }],
  confidence: 'high',
  assured_date: '2026',
  sources: ['a source'],
} as const
const made = (fields: object) =>
  Organization.parse({ ...base, publication: 'publish', reason: 'in doubt', services: ['safe-place'], ...fields })
const at = (city: keyof typeof places) => ({ latitude: places[city].latitude, longitude: places[city].longitude })
const ask = (request: Partial<Request>): Request => ({ need: 'safe-place', who: [], moment, ...request })

describe('somebody looks for a safe place', () => {
  test('the nearest comes first, with whole kilometres; lines of the country last', () => {
    const index = indexed(
      {
        line: made({ everywhere: true, schedule: '24/7' }),
        far: made({ locations: [{ city: 'aktau', visibility: 'call-first' }] }),
        near: made({ locations: [{ city: 'turkistan', visibility: 'call-first' }] }),
      },
      places,
    )
    const found = search(index, ask({ at: at('shymkent') }))
    expect(found.map(({ id }) => id)).toEqual(['near', 'far', 'line'])
    expect(found[0]).toMatchObject({ kilometres: 154, city: 'turkistan', fits: 'ask' })
    expect(found[2]?.kilometres).toBeUndefined()
  })

  test('the nearest band comes before who surely takes the person: nothing far stands above what is here', () => {
    const index = indexed(
      {
        far: made({
          locations: [{ city: 'shymkent', visibility: 'city' }],
          schedule: '24/7',
          eligibility: { men: 'yes' },
        }),
        here: made({
          locations: [{ city: 'almaty', visibility: 'city' }],
          publication: 'name-only',
          phones: [],
          schedule: [{ days: [7], from: '09:00', to: '10:00' }],
        }),
      },
      places,
    )
    const doubted = { here: { doubted: true } }
    const found = search(index, ask({ at: at('almaty'), who: ['men'] }), doubted)
    expect(found.map(({ id }) => id)).toEqual(['here', 'far'])
  })

  test('who does not take the person is not shown; who certainly does is first', () => {
    const index = indexed(
      {
        women: made({
          locations: [{ city: 'almaty', visibility: 'call-first' }],
          eligibility: { men: 'no', women: 'yes' },
        }),
        unsure: made({ locations: [{ city: 'almaty', visibility: 'call-first' }] }),
        all: made({
          locations: [{ city: 'aktau', visibility: 'call-first' }],
          eligibility: { men: 'yes', foreigners: 'yes' },
        }),
      },
      places,
    )
    const found = (who: Request['who']) =>
      search(index, ask({ at: at('almaty'), who })).map(({ id, fits }) => `${id} ${fits}`)
    expect(found(['men', 'foreigners'])).toEqual(['unsure ask', 'all yes']) // the other is on the other side of the country
    expect(found(['women'])).toEqual(['women yes', 'unsure ask', 'all ask'])
  })

  test('what is doubted, full today, or long unconfirmed stands below its neighbours; who has a place today above them', () => {
    const here = () => made({ locations: [{ city: 'almaty', visibility: 'call-first' }] })
    const index = indexed({ silent: here(), doubted: here(), full: here(), marked: here(), free: here() }, places)
    const standings: Standings = {
      silent: { unconfirmedDays: 60 },
      doubted: { doubted: true },
      full: { places: { free: false, at: NOW } },
      marked: { unconfirmedDays: 59 },
      free: { places: { free: true, at: NOW } },
    }
    const found = search(index, ask({ at: at('almaty') }), standings)
    expect(found.map(({ id }) => id)).toEqual(['free', 'marked', 'full', 'silent', 'doubted'])
  })

  test('whether a shelter is full says nothing to somebody who looks for a lawyer', () => {
    const index = indexed({ full: made({ services: ['lawyer'] }), other: made({ services: ['lawyer'] }) }, places)
    const found = search(index, ask({ need: 'lawyer' }), { full: { places: { free: false, at: NOW } } })
    expect(found.map(({ id }) => id)).toEqual(['full', 'other'])
  })

  test('what may not be shown is not: withheld, of another state', () => {
    const index = indexed(
      {
        withheld: made({ publication: 'withheld', phones: [] }),
        consulate: made({ services: ['consulate'], state: 'uzbekistan' }),
        other: made({ services: ['consulate'], state: 'tajikistan' }),
        silent: made({}),
      },
      places,
    )
    expect(search(index, ask({ need: 'consulate', state: 'uzbekistan' })).map(({ id }) => id)).toEqual(['consulate'])
    expect(search(index, ask({ need: 'consulate' }))).toEqual([])
    const lawyer = indexed({ agency: made({ state: 'uzbekistan' }) }, places)
    expect(search(lawyer, ask({}))).toEqual([])
    expect(search(lawyer, ask({ state: 'tajikistan' }))).toEqual([])
    expect(search(lawyer, ask({ state: 'uzbekistan' })).map(({ id }) => id)).toEqual(['agency'])
  })

  test('from outside the country only those who answer from there', () => {
    const index = indexed({ here: made({}), both: made({ abroad: true }) }, places)
    expect(search(index, ask({ abroad: true })).map(({ id }) => id)).toEqual(['both'])
  })
})

describe('against a list made the long way', () => {
  const city = fc.constantFrom(...Object.keys(places))
  const entry = fc.record({
    publication: fc.constantFrom('publish', 'after-test-call', 'name-only', 'withheld'),
    services: fc.uniqueArray(fc.constantFrom(...NEEDS), { maxLength: 3 }),
    everywhere: fc.boolean(),
    abroad: fc.boolean(),
    state: fc.constantFrom(undefined, undefined, 'uzbekistan', 'tajikistan'),
    locations: fc.array(
      city.map((city) => ({ city, visibility: 'city' })),
      { maxLength: 2 },
    ),
    eligibility: fc.dictionary(fc.constantFrom(...PERSONS), fc.constantFrom('yes', 'no', 'ask')),
    schedule: fc.constantFrom(
      undefined,
      '24/7',
      [{ days: [1], from: '12:00', to: '13:00' }],
      [{ days: [1], from: '09:00', to: '18:00' }],
    ),
  })
  const request = fc.record({
    need: fc.constantFrom(...NEEDS),
    at: fc.option(
      city.map((name) => at(name as keyof typeof places)),
      { nil: undefined },
    ),
    abroad: fc.boolean(),
    state: fc.constantFrom(undefined, 'uzbekistan'),
    who: fc.uniqueArray(fc.constantFrom(...PERSONS), { maxLength: 3 }),
  })
  const standing = fc.record(
    {
      doubted: fc.boolean(),
      unconfirmedDays: fc.integer({ min: 0, max: 119 }),
      places: fc.record({ free: fc.boolean(), at: fc.constant(0) }),
    },
    { requiredKeys: [] },
  )

  test('the same entries in the same order; those of equal worth as the file has them', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 12 }),
        request,
        fc.array(standing, { maxLength: 12 }),
        (entries, wanted, known) => {
          const organizations = Object.fromEntries(
            entries.map((each, index) => [`o${index}`, made({ ...each, schedule: each.schedule })]),
          )
          const standings: Standings = Object.fromEntries(known.map((each, index) => [`o${index}`, each]))
          const found = search(indexed(organizations, places), ask(wanted), standings)
          expect(found.map(({ id }) => id)).toEqual(brute(organizations, wanted, standings))
        },
      ),
      { numRuns: 1000 },
    )
  })

  type Wanted = {
    need: string
    at?: { latitude: number; longitude: number } | undefined
    abroad: boolean
    state?: string | undefined
    who: (typeof PERSONS)[number][]
  }

  function brute(all: Record<string, Organization>, wanted: Wanted, standings: Standings): string[] {
    return Object.entries(all)
      .filter(([, each]) => {
        const shown = each.publication !== 'withheld' && (!wanted.abroad || each.abroad)
        return (
          shown &&
          (each.state === undefined || each.state === wanted.state) &&
          each.services.some((need) => need === wanted.need) &&
          !wanted.who.some((who) => each.eligibility[who] === 'no')
        )
      })
      .map(([id], order) => ({
        id,
        worth: `${worth(all, id, wanted, standings[id])} ${String(order).padStart(3, '0')}`,
      }))
      .sort((one, other) => (one.worth < other.worth ? -1 : 1))
      .map(({ id }) => id)
  }

  /** What decides the order, as text that sorts. */
  function worth(all: Record<string, Organization>, id: string, wanted: Wanted, standing: Standing = {}): string {
    const each = all[id]
    if (!each) throw new Error('Expected an entry')
    const taken = wanted.who.length > 0 && wanted.who.every((who) => each.eligibility[who] === 'yes')
    const distances = each.locations
      .map(({ city }) => places[city as keyof typeof places])
      .map((point) => (wanted.at ? chord(wanted.at, point) : 0))
    const known = wanted.at !== undefined && !each.everywhere && distances.length > 0
    const away = known ? Math.max(1, Math.round(Math.min(...distances))) : 99999
    const room = wanted.need === 'safe-place' ? standing.places?.free : undefined
    const digits = [
      Number(each.everywhere),
      away <= 20 ? 0 : away <= 50 ? 1 : away <= 200 ? 2 : 3,
      Number((standing.doubted ?? false) || (standing.unconfirmedDays ?? 0) >= 60),
      Number(room === false),
      Number(!taken),
      Number(room !== true),
      Number(opening(each.schedule, moment).state === 'closed'),
      { publish: 0, 'after-test-call': 1, 'name-only': 2, withheld: 3 }[each.publication],
      String(away).padStart(5, '0'),
    ]
    return digits.join(' ')
  }
})

/** Kilometres between two points of a ball, by the straight line through it: another way to the same number. */
function chord(one: { latitude: number; longitude: number }, other: { latitude: number; longitude: number }): number {
  const vector = ({ latitude, longitude }: typeof one) => {
    const [up, round] = [(latitude / 180) * Math.PI, (longitude / 180) * Math.PI]
    return [Math.cos(up) * Math.cos(round), Math.cos(up) * Math.sin(round), Math.sin(up)]
  }
  const ends = vector(other)
  const straight = Math.hypot(...vector(one).map((value, axis) => value - (ends[axis] ?? 0)))
  return 6371 * 2 * Math.asin(straight / 2)
}

test('distances are those of a map', () => {
  expect(Math.round(kilometres(at('almaty'), at('shymkent')))).toBeGreaterThan(590)
  expect(Math.round(kilometres(at('almaty'), at('shymkent')))).toBeLessThan(620)
  expect(kilometres(at('aktau'), at('aktau'))).toBe(0)
})
