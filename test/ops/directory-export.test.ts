import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NEEDS, type Organization, PERSONS } from '../../src/content/directory.ts'
import type { Content } from '../../src/content/load.ts'
import { exported, JSON_FILE } from '../../src/ops/directory/export.ts'
import { TABLES, type TableName, tableNames } from '../../src/ops/directory/tables.ts'
import { withOrganizations } from '../entries.ts'
import { realContent } from '../world.ts'

type Cells = Record<string, string>
const tableOf = (files: Record<string, string>, name: TableName): Cells[] =>
  parse(files[TABLES[name].path] ?? '', { columns: true })

/** Entries of every kind; what must never leave has a mark of its own in it, however wrong the entry is. */
const SECRET = 'Hidden street'
const NUMBER = '+7 700 999 99 99'
const Publication = fc.constantFrom('publish', 'after-test-call', 'name-only', 'withheld')
const Visibility = fc.constantFrom('public', 'call-first', 'city')
const anOrganization: fc.Arbitrary<Partial<Organization>> = fc
  .record({
    publication: Publication,
    places: fc.array(fc.tuple(fc.constantFrom('almaty', 'astana', 'aktau'), Visibility), { maxLength: 3 }),
    services: fc.uniqueArray(fc.constantFrom(...NEEDS)),
    persons: fc.dictionary(fc.constantFrom(...PERSONS), fc.constantFrom('yes', 'no', 'ask'), { maxKeys: 3 }),
    everywhere: fc.boolean(),
    languages: fc.uniqueArray(fc.constantFrom('ru', 'kk', 'uz-Latn', 'uz-Cyrl')),
    schedule: fc.constantFrom('24/7', [{ days: [1, 7], from: '20:00', to: '06:00' }], undefined),
    assured: fc.constantFrom('2025', '2025-07', '2025-07-08'),
  })
  .map(({ publication, places, services, persons, everywhere, languages, schedule, assured }) => {
    const secret = places.some(([, visibility]) => visibility === 'call-first') || publication === 'withheld'
    return {
      publication,
      services,
      everywhere,
      languages,
      eligibility: persons,
      assured_date: assured,
      reason: 'Noted for editors only',
      sources: [secret ? `a page about ${SECRET}` : 'a page, with "quotes"'],
      phones: [{ number: publication === 'publish' ? '+7 700 000 00 00' : NUMBER, type: 'voice' }],
      ...(schedule !== undefined && { schedule: schedule as NonNullable<Organization['schedule']> }),
      locations: places.map(([city, visibility]) => ({
        city,
        visibility,
        latitude: 11.111,
        longitude: 22.222,
        address: visibility === 'public' && !secret && publication !== 'name-only' ? 'Open street 1' : SECRET,
      })),
    }
  })
const aDirectory = fc.array(anOrganization, { maxLength: 8 }).map((each) => {
  const organizations = Object.fromEntries(each.map((one, index) => [`entry-${index}`, one]))
  return withOrganizations(organizations)
})

const generated = (content: Content) =>
  Object.entries(content.directory.organizations).filter(([id]) => id.startsWith('entry-'))

describe('of any directory', () => {
  test('nothing that is withheld or secret leaves, in no file', () => {
    fc.assert(
      fc.property(aDirectory, (content) => {
        const files = exported(content)
        const all = Object.values(files).join('\n')
        expect(all).not.toContain(SECRET)
        expect(all).not.toContain('Noted for editors')
        const ids = tableOf(files, 'organization').map((row) => row['pana_id'])
        for (const [id, { publication }] of generated(content))
          expect(ids.includes(id)).toBe(publication !== 'withheld')
        for (const [id, { publication }] of generated(content))
          if (publication === 'withheld') expect(all).not.toContain(`Name of ${id}`)
      }),
      { numRuns: 40 },
    )
  })

  test('a point and a street are those of public offices only, a number never that of a mere name', () => {
    fc.assert(
      fc.property(aDirectory, (content) => {
        const files = exported(content)
        const may = generated(content).filter(
          ([, { publication, locations }]) =>
            ['publish', 'after-test-call'].includes(publication) &&
            !locations.some(({ visibility }) => visibility === 'call-first'),
        )
        const offices = may.flatMap(([, { locations }]) =>
          locations.filter(({ visibility }) => visibility === 'public'),
        )
        expect(tableOf(files, 'address')).toHaveLength(offices.length)
        expect(tableOf(files, 'location').filter((row) => row['latitude'] !== '')).toHaveLength(offices.length)
        const numbers = tableOf(files, 'phone').filter((row) => row['number'] === NUMBER)
        const unsure = generated(content).filter(([, { publication }]) => publication === 'after-test-call')
        expect(numbers).toHaveLength(unsure.length)
      }),
      { numRuns: 40 },
    )
  })

  test('ids are unique, and each points to a row that is there', () => {
    fc.assert(
      fc.property(aDirectory, (content) => {
        const files = exported(content)
        const ids = Object.fromEntries(tableNames.map((name) => [name, tableOf(files, name).map((row) => row['id'])]))
        for (const name of tableNames) expect(new Set(ids[name]).size).toBe(ids[name]?.length)
        const { resources } = JSON.parse(files['datapackage.json'] ?? '') as Package
        for (const { name, schema } of resources)
          for (const { fields, reference } of schema.foreignKeys)
            for (const row of tableOf(files, name)) expect(ids[reference.resource]).toContain(row[fields])
        for (const row of tableOf(files, 'attribute')) expect(ids[row['link_entity'] ?? '']).toContain(row['link_id'])
        for (const row of tableOf(files, 'metadata'))
          expect(ids[row['resource_type'] ?? '']).toContain(row['resource_id'])
      }),
      { numRuns: 30 },
    )
  })
})
type Package = {
  resources: {
    name: TableName
    path: string
    schema: { fields: { name: string }[]; foreignKeys: { fields: string; reference: { resource: string } }[] }
  }[]
}

describe('the real directory', () => {
  const files = exported(realContent())

  test('two runs write the same bytes', () => {
    expect(exported(structuredClone(realContent()))).toEqual(files)
  })

  test('the package names every file with its columns', () => {
    const { resources } = JSON.parse(files['datapackage.json'] ?? '') as Package
    expect(resources.map(({ path }) => path).sort()).toEqual(
      Object.keys(files)
        .filter((file) => file.endsWith('.csv'))
        .sort(),
    )
    for (const { path, schema } of resources) {
      const [head] = parse(files[path] ?? '')
      expect(head).toEqual(schema.fields.map(({ name }) => name))
    }
  })

  test('JSON says the same as the tables, nested', () => {
    const organizations = JSON.parse(files[JSON_FILE] ?? '') as { id: string; pana_id: string; services: Nested[] }[]
    expect(organizations.map(({ id }) => id)).toEqual(tableOf(files, 'organization').map((row) => row['id']))
    const phones = organizations.flatMap(({ services }) => services.flatMap((each) => each.phones))
    expect(phones.map(({ number }) => number)).toEqual(tableOf(files, 'phone').map((row) => row['number']))
    const police = organizations.find(({ pana_id: id }) => id === 'police-102')?.services[0]
    expect(police).toMatchObject({ status: 'active', phones: [{ number: '102' }], schedules: [{ freq: 'WEEKLY' }] })
    expect(police?.attributes.map(({ taxonomy_term: term }) => term.code)).toContain('police')
  })

  test('fields that HSDS requires are there', () => {
    for (const row of tableOf(files, 'organization')) expect(row['name'] && row['description']).toBeTruthy()
    for (const row of tableOf(files, 'service'))
      expect(row['name'] && row['status'] && row['assured_date']).toMatch(/^\d{4}-\d\d-\d\d$/)
    const unsure = tableOf(files, 'attribute').filter((row) => row['value'] === 'after-test-call')
    expect(tableOf(files, 'service').filter((row) => row['alert'] !== '')).toHaveLength(unsure.length)
  })
})
type Nested = { phones: { number: string }[]; attributes: { taxonomy_term: { code: string } }[] }

test('hours past midnight are two stretches, the second on the days after', () => {
  const content = withOrganizations({ night: { schedule: [{ days: [5, 7], from: '20:00', to: '06:00' }] } })
  const services = tableOf(exported(content), 'service').filter((row) => row['name'] === 'Name of night')
  const rows = tableOf(exported(content), 'schedule').filter((row) => row['service_id'] === services[0]?.['id'])
  expect(rows.map((row) => [row['byday'], row['opens_at'], row['closes_at']])).toEqual([
    ['FR,SU', '20:00+05:00', '23:59+05:00'],
    ['MO,SA', '00:00+05:00', '06:00+05:00'],
  ])
})
