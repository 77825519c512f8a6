import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Hours, Organization } from '../../src/content/directory.ts'
import { hoursText, phonesText, readHours, readPhones, readStreet } from '../../src/directory/register/written.ts'
import { realContent } from '../world.ts'

const number = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((digits) => digits.join(''))
const phone: fc.Arbitrary<Organization['phones'][number]> = fc.oneof(
  number(3, 6).map((digits) => ({ number: digits, type: 'short' as const })),
  fc.record({
    number: fc.tuple(fc.integer({ min: 1, max: 9 }), number(9, 12)).map(([first, rest]) => `+${first} ${rest}`),
    type: fc.constantFrom('voice' as const, 'whatsapp' as const),
  }),
)
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const hours: fc.Arbitrary<Hours> = fc.record({
  days: fc
    .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
    .map((days) => days.toSorted((one, other) => one - other)),
  from: time,
  to: time,
})

describe('phones', () => {
  test('what is written is read as what it was', () => {
    fc.assert(
      fc.property(fc.array(phone, { maxLength: 4 }), (phones) => {
        expect(readPhones(phonesText(phones))).toEqual(phones.length === 0 ? null : phones)
      }),
    )
  })

  test('of every entry of the file', () => {
    for (const [id, { phones }] of Object.entries(realContent().directory.organizations))
      expect(readPhones(phonesText(phones)), id).toEqual(phones.length === 0 ? null : phones)
  })

  test.each([
    ['8 (727) 258-45-98', '+7 727 258 45 98', 'voice'],
    ['87272584598', '+77272584598', 'voice'],
    ['+7‑727‑258‑45‑98', '+7 727 258 45 98', 'voice'],
    ['8 800 080 77 77', '8 800 080 77 77', 'voice'],
    ['whatsapp: +7 701 000 00 00', '+7 701 000 00 00', 'whatsapp'],
    ['14 14', '14 14', 'short'],
    ['102', '102', 'short'],
  ])('%s', (text, expected, type) => {
    expect(readPhones(text)).toEqual([{ number: expected, type }])
  })

  test.each([
    '',
    'no',
    '+7',
    '+7 1 2',
    '258 45 98 10',
    'WhatsApp 111',
    '111, no',
    '1, 2, 3, 4, 5',
    '+7 727 258 45 98 77 77 77',
  ])('"%s" is none', (text) => {
    expect(readPhones(text)).toBeUndefined()
  })
})

describe('hours', () => {
  test('what is written is read as what it was', () => {
    const schedule = fc.oneof(fc.constant('24/7' as const), fc.array(hours, { minLength: 1, maxLength: 6 }))
    fc.assert(
      fc.property(schedule, (each) => {
        expect(readHours(hoursText(each))).toEqual(each)
      }),
    )
    expect(readHours(hoursText(undefined))).toBeNull()
  })

  test('of every entry of the file', () => {
    for (const [id, { schedule }] of Object.entries(realContent().directory.organizations))
      expect(readHours(hoursText(schedule)), id).toEqual(schedule ?? null)
  })

  test('as people write them', () => {
    const week = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }
    expect(readHours('1–5 9:00 – 18:00')).toEqual([week])
    expect(readHours('1-5 09:00-18:00;\n6, 7 10:00-24:00')).toEqual([
      week,
      { days: [6, 7], from: '10:00', to: '00:00' },
    ])
  })

  test.each(['', 'always', '5-1 09:00-18:00', '1-8 09:00-18:00', '1-5 9-18', '1-5 25:00-26:00', '1-5'])(
    '"%s" is none',
    (text) => {
      expect(readHours(text)).toBeUndefined()
    },
  )
})

test('a street has letters, one line, and an end', () => {
  expect(readStreet('  Abai   10 ')).toBe('Abai 10')
  expect(readStreet('-')).toBeNull()
  for (const none of ['', 'ab', '12', 'Abai\n10', 'A'.repeat(121)]) expect(readStreet(none)).toBeUndefined()
})

test('nothing that is typed makes it fail', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const read of [readPhones, readHours, readStreet]) read(text)
    }),
  )
})
