/** Where somebody is, in the few characters of a button; and who is never shown to whom. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NEEDS, PERSONS } from '../../src/content/directory.ts'
import { ANYWHERE, type Ask, decodeAsk, encodeAsk } from '../../src/directory/near/ask.ts'
import { found } from '../../src/directory/near/found.ts'
import { indexed } from '../../src/directory/search.ts'
import { OUTSIDE, pointOf, whereaboutsOf } from '../../src/directory/near/whereabouts.ts'
import { realContent } from '../world.ts'

const content = realContent()
const point = whereaboutsOf({ latitude: 43.2389, longitude: 76.8897 })
const where = fc.constantFrom('', ANYWHERE, OUTSIDE, point, ...Object.values(content.places).map(({ code }) => code))
const asks: fc.Arbitrary<Ask> = fc.record({
  need: fc.option(fc.constantFrom(...NEEDS), { nil: undefined }),
  where,
  who: fc.subarray([...PERSONS]),
  whoSaid: fc.boolean(),
  index: fc.integer({ min: 0, max: 99 }),
  afraid: fc.constantFrom(undefined, true, false),
  country: fc.constant(undefined),
})

describe('a place', () => {
  test('is rounded to a tenth of a degree, in the country', () => {
    const point = pointOf(whereaboutsOf({ latitude: 43.2389, longitude: 76.8897 }))
    expect(point?.latitude).toBeCloseTo(43.2, 5)
    expect(point?.longitude).toBeCloseTo(76.9, 5)
  })

  test('outside is only that: no point, also close to the border', () => {
    for (const [latitude, longitude] of [
      [41.3, 69.28], // Tashkent
      [42.87, 74.59], // Bishkek
      [55.75, 37.62], // Moscow
    ] as const)
      expect(whereaboutsOf({ latitude, longitude })).toBe(OUTSIDE)
  })
})

describe('what is asked', () => {
  test('stands in a button and is read back', () => {
    fc.assert(
      fc.property(asks, (ask) => {
        expect(decodeAsk(content, encodeAsk(content, ask))).toEqual(ask)
      }),
    )
  })

  test('nobody who serves a state is found by somebody who is afraid, nor by whom no state was named', () => {
    const index = indexed(content.directory.organizations, content.places)
    const moment = { now: Date.parse('2026-11-22T07:00:00Z'), timeZone: 'Asia/Almaty', holidays: [] }
    fc.assert(
      fc.property(asks, fc.constantFrom(...Object.keys(content.countries)), (ask, country) => {
        const afraid = found({ content, index, moment }, { ...ask, need: 'consulate', afraid: true, country })
        const unnamed = found({ content, index, moment }, { ...ask, country: undefined })
        for (const { id } of [...afraid, ...unnamed])
          expect(content.directory.organizations[id]?.state, id).toBeUndefined()
      }),
    )
  })
})
