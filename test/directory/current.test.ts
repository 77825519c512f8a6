/** The directory as it is now: what is known besides the file, for as long as it holds, and nothing else. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Directory, Organization } from '../../src/content/directory.ts'
import { corrected, currentDirectory, standingOf } from '../../src/directory/register/current.ts'
import { EntryRecord } from '../../src/directory/register/record.ts'
import { realContent } from '../world.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-22T12:00:00+05:00')
const days = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Almaty', dateStyle: 'short' })
const dayOf = (moment: number) => days.format(moment)

const OLD = [{ number: '+7 727 000 00 01', type: 'voice' as const }]
const NEW = [{ number: '+7 727 000 00 02', type: 'voice' as const }]
const made = (fields: object = {}): Organization =>
  Organization.parse({
    phones: OLD,
    publication: 'publish',
    services: ['safe-place'],
    locations: [{ city: 'almaty', visibility: 'city' }],
    confidence: 'high',
    assured_date: '2026-10-01',
    sources: ['a source'],
    ...fields,
  })
const record = (fields: object = {}): EntryRecord => EntryRecord.parse(fields)
const hidden = record({
  corrections: {
    publication: { value: 'withheld', base: 'publish' },
    reason: { value: 'Hidden by an editor.', base: null },
  },
})

/** A file in which `office` stands on no list, `card` and `spare` on the emergency card, `asked` under "ask a person". */
const file: Directory = {
  organizations: { office: made(), card: made(), spare: made(), asked: made() },
  emergency: { danger: ['card', 'spare'], held: ['card', 'spare'], violence: ['card'], child: ['spare', 'card'] },
  ask: ['asked'],
  afraid: [],
}
const only = (id: string, record: EntryRecord, now = NOW, of = file) =>
  currentDirectory(of, new Map([[id, record]]), now, dayOf)
const shown = (id: string, record: EntryRecord, now = NOW) =>
  only(id, record, now).directory.organizations[id]?.publication

describe('corrections', () => {
  const phones = record({ corrections: { phones: { value: NEW, base: OLD } } })

  test('apply while the file says what it said when they were made', () => {
    expect(corrected(made(), phones)).toEqual(made({ phones: NEW }))
  })

  test('are void when the file says something else', () => {
    const newer = made({ phones: [{ number: '+7 727 000 00 03', type: 'voice' }] })
    expect(corrected(newer, phones)).toBe(newer)
  })

  test('are void one by one: another field of the same entry stays corrected', () => {
    const both = record({
      corrections: {
        phones: { value: NEW, base: OLD },
        assured_date: { value: '2026-11-20', base: '2026-10-01' },
      },
    })
    const newer = made({ phones: [{ number: '+7 727 000 00 03', type: 'voice' }] })
    expect(corrected(newer, both)).toEqual({ ...newer, assured_date: '2026-11-20' })
  })

  test('a field that is nothing, and one that becomes nothing', () => {
    const opens = record({ corrections: { schedule: { value: '24/7', base: null } } })
    expect(corrected(made(), opens).schedule).toBe('24/7')
    expect(corrected(made({ schedule: [{ days: [1], from: '09:00', to: '18:00' }] }), opens).schedule).not.toBe('24/7')
    const closes = record({ corrections: { schedule: { value: null, base: '24/7' } } })
    expect(corrected(made({ schedule: '24/7' }), closes)).toEqual(made())
  })

  test('that no longer make an organization leave what the file says', () => {
    const street = record({
      corrections: {
        locations: { value: [{ city: 'almaty', visibility: 'call-first', address: 'a street' }], base: [] },
      },
    })
    const nowhere = made({ locations: [], everywhere: true })
    expect(corrected(nowhere, street)).toBe(nowhere)
    const silent = made({ publication: 'name-only', reason: 'no phone', phones: [] })
    const published = record({ corrections: { publication: { value: 'publish', base: 'name-only' } } })
    expect(corrected(silent, published)).toBe(silent)
  })

  test('what an editor hid stays hidden, whatever else fits no more', () => {
    const broken = record({
      corrections: { ...hidden.corrections, languages: { value: 7, base: [] } },
    })
    expect(corrected(made(), broken)).toEqual({ ...made(), publication: 'withheld' })
  })

  test('one record serves two files: neither gets what was worked out for the other', () => {
    const other = made({ everywhere: true })
    expect(corrected(made(), phones).everywhere).toBe(false)
    expect(corrected(other, phones).everywhere).toBe(true)
    const newer = made({ phones: [{ number: '102', type: 'short' }] })
    expect(corrected(newer, phones)).toBe(newer)
  })

  test('property: a correction of any field of any entry of the file applies through JSON, and is void on any other file', () => {
    const organizations = Object.values(realContent().directory.organizations)
    const dates = fc.constantFrom('2026-11-01', '2026-11-02', '2026-11')
    fc.assert(
      fc.property(fc.constantFrom(...organizations), dates, dates, (organization, date, newer) => {
        const made = { corrections: { assured_date: { value: date, base: organization.assured_date ?? null } } }
        const kept = record(JSON.parse(JSON.stringify(made)))
        expect(corrected(organization, kept)).toEqual({ ...organization, assured_date: date })
        expect(corrected({ ...organization, assured_date: newer }, kept).assured_date).toBe(newer)
      }),
    )
    for (const organization of organizations)
      for (const field of ['phones', 'locations', 'languages', 'eligibility', 'schedule'] as const) {
        const base = JSON.parse(JSON.stringify(organization[field] ?? null))
        const value = field === 'eligibility' ? { men: 'ask' } : field === 'languages' ? ['ru'] : base
        const now = corrected(organization, record({ corrections: { [field]: { value, base } } }))
        expect(now).toEqual({ ...organization, ...(value !== null && { [field]: value }) })
      }
  })
})

describe('what people found', () => {
  const found = (...findings: [who: string, daysAgo: number][]) =>
    standingOf(
      record({ findings: findings.map(([who, ago]) => ({ kind: 'no-answer', who, at: NOW - ago * DAY })) }),
      NOW,
      dayOf,
    ).doubted ?? false

  test('two people within a fortnight make it doubtful', () => {
    expect(found(['a', 0], ['b', 13.9])).toBe(true)
  })

  test('one person counts once, however often they say it', () => {
    expect(found(['a', 0], ['a', 1], ['a', 2])).toBe(false)
  })

  test('what was found a fortnight ago counts no more', () => {
    expect(found(['a', 0], ['b', 14])).toBe(false)
    expect(found(['a', 14], ['b', 15])).toBe(false)
  })

  test('property: doubted exactly when two different people speak within the window', () => {
    const daysAgo = fc.integer({ min: 0, max: 30 * 24 }).map((hours) => hours / 24)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), daysAgo), { maxLength: 6 }), (findings) => {
        const recent = findings.filter(([, ago]) => ago < 14)
        expect(found(...findings)).toBe(recent.some(([who]) => recent.some(([other]) => other !== who)))
      }),
    )
  })
})

describe('an entry whose own person says nothing', () => {
  const asked = (contact: object) => record({ contact: { chat: 5, name: 'A', language: 'ru', ...contact } })
  const since = (ago: number) => asked({ since: NOW - ago * DAY })

  test('is known by its days, and shown until the 120th', () => {
    for (const ago of [0, 29, 30, 59, 60, 119]) {
      expect(only('office', since(ago)).standings).toEqual({ office: { unconfirmedDays: ago } })
      expect(shown('office', since(ago))).toBe('publish')
    }
    expect(shown('office', since(119.99))).toBe('publish')
    expect(shown('office', since(120))).toBe('withheld')
    expect(shown('office', since(500))).toBe('withheld')
  })

  test('counts from the last time they confirmed it', () => {
    const confirmed = asked({ since: NOW - 300 * DAY, confirmedAt: NOW - 31.5 * DAY })
    expect(only('office', confirmed).standings['office']).toEqual({ unconfirmedDays: 31 })
    expect(shown('office', confirmed)).toBe('publish')
  })

  test('by a clock that goes ahead: never less than no day', () => {
    expect(only('office', since(-0.01)).standings['office']).toEqual({ unconfirmedDays: 0 })
  })

  test('says nothing of an entry that nobody is asked about', () => {
    expect(only('office', record()).standings).toEqual({})
  })
})

describe('closed for now', () => {
  test('is not shown, and is as it was when it opens', () => {
    expect(shown('office', record({ closedAt: NOW - DAY }))).toBe('withheld')
    expect(only('office', record()).directory.organizations['office']).toBe(file.organizations['office'])
  })

  test('keeps what was corrected', () => {
    const both = record({ closedAt: NOW, corrections: { phones: { value: NEW, base: OLD } } })
    const office = only('office', both).directory.organizations['office']
    expect(office).toEqual({ ...made({ phones: NEW }), publication: 'withheld' })
  })
})

describe('numbers of the emergency card and of "ask a person"', () => {
  const silent = record({
    closedAt: NOW - DAY,
    contact: { chat: 5, name: 'A', language: 'ru', since: NOW - 400 * DAY },
    findings: ['a', 'b', 'c'].map((who) => ({ kind: 'no-answer', who, at: NOW })),
  })

  test('are neither withheld nor doubted by themselves; how long nobody confirmed them is known', () => {
    for (const id of ['card', 'spare', 'asked']) {
      expect(shown(id, silent)).toBe('publish')
      expect(only(id, silent).standings[id]).toEqual({ unconfirmedDays: 400 })
    }
    expect(shown('office', silent)).toBe('withheld')
  })

  test('are when an editor hides them and another number remains', () => {
    expect(shown('spare', hidden)).toBe('withheld')
  })

  test('the last of a list stays, although it is hidden: two editors at once, or a newer file', () => {
    const both = currentDirectory(
      file,
      new Map([
        ['card', hidden],
        ['spare', hidden],
      ]),
      NOW,
      dayOf,
    ).directory
    expect(both.organizations['card']?.publication).toBe('publish')
    expect(shown('card', hidden)).toBe('publish') // the only one of `violence`
    expect(shown('asked', hidden)).toBe('publish')
  })

  test('and keeps its corrected number', () => {
    const moved = record({ corrections: { ...hidden.corrections, phones: { value: NEW, base: OLD } } })
    expect(only('asked', moved).directory.organizations['asked']).toEqual(made({ phones: NEW }))
    const bare = record({ corrections: { ...hidden.corrections, phones: { value: [], base: OLD } } })
    expect(only('asked', bare).directory.organizations['asked']).toEqual(made())
  })
})

describe('places that are free', () => {
  const said = (at: string) => record({ places: { free: true, at: Date.parse(at) } })
  const known = (at: string, now: string) => only('office', said(at), Date.parse(now)).standings['office']?.places?.free

  test('hold through the night of the day on which they were said, until six in the morning in Almaty', () => {
    expect(known('2026-11-22T06:00:00+05:00', '2026-11-23T05:59:59+05:00')).toBe(true)
    expect(known('2026-11-22T23:30:00+05:00', '2026-11-23T00:10:00+05:00')).toBe(true)
    expect(known('2026-11-22T23:59:59+05:00', '2026-11-23T06:00:00+05:00')).toBeUndefined()
    expect(known('2026-11-23T01:00:00+05:00', '2026-11-23T06:00:00+05:00')).toBeUndefined()
  })

  test('whatever day it is in Greenwich', () => {
    expect(known('2026-11-22T23:00:00+05:00', '2026-11-23T05:30:00+05:00')).toBe(true) // the 22nd and the 23rd there
    expect(known('2026-11-23T05:30:00+05:00', '2026-11-23T06:30:00+05:00')).toBeUndefined() // the 23rd there, both
  })
})

describe('nothing else changes', () => {
  const { directory } = realContent()

  test('without records the directory is the file, and nothing is known besides', () => {
    expect(currentDirectory(directory, new Map(), NOW, dayOf)).toEqual({ directory, standings: {} })
    const empty = new Map(Object.keys(directory.organizations).map((id) => [id, record()]))
    expect(currentDirectory(directory, empty, NOW, dayOf)).toEqual({ directory, standings: {} })
  })

  test('a record of an entry that the file has no more changes nothing', () => {
    expect(only('gone', hidden, NOW, directory)).toEqual({ directory, standings: {} })
  })

  const moment = fc.integer({ min: NOW - 200 * DAY, max: NOW })
  const any = fc
    .record(
      {
        corrections: fc.constantFrom(
          {},
          hidden.corrections,
          { phones: { value: NEW, base: OLD } },
          { schedule: { value: 'never', base: null } },
        ),
        contact: fc.record({
          chat: fc.constant(5),
          name: fc.constant('A'),
          language: fc.constant('ru'),
          since: moment,
        }),
        places: fc.record({ free: fc.boolean(), at: moment }),
        closedAt: moment,
        findings: fc.array(fc.record({ kind: fc.constant('refused'), who: fc.constantFrom('a', 'b'), at: moment })),
      },
      { requiredKeys: [] },
    )
    .map(record)

  test('property: with any records the file stays as it was, the lists too, and no list loses its last number', () => {
    const before = structuredClone(directory)
    const ids = Object.keys(directory.organizations)
    const records = fc.dictionary(fc.constantFrom(...ids), any, { maxKeys: ids.length })
    fc.assert(
      fc.property(records, moment, (some, now) => {
        const known = new Map(Object.entries(some))
        const current = currentDirectory(directory, known, now, dayOf)
        expect(directory).toEqual(before)
        const { organizations, ...lists } = current.directory
        const { organizations: _, ...listsBefore } = before
        expect(lists).toEqual(listsBefore)
        expect(Object.keys(organizations)).toEqual(ids)
        for (const [id, organization] of Object.entries(organizations)) {
          if (!known.has(id)) expect(organization).toBe(directory.organizations[id])
          if (organization.publication !== 'withheld') Organization.parse(organization)
        }
        for (const list of [...Object.values(before.emergency), before.ask])
          expect(list.some((id) => organizations[id]?.publication === 'publish')).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('property: an entry is never shown more openly than its file and its corrections say', () => {
    fc.assert(
      fc.property(any, (each) => {
        const now = only('office', each).directory.organizations['office']
        const asCorrected = corrected(made(), each)
        if (asCorrected.publication === 'withheld') expect(now?.publication).toBe('withheld')
        expect({ ...now, publication: asCorrected.publication }).toEqual(asCorrected)
      }),
    )
  })
})
