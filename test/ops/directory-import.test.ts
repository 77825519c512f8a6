import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { template } from '../../src/ops/directory/template.ts'
import { project } from './project.ts'

let here = project()
/** One is enough for all that write nothing. */
const anew = () => {
  here.remove()
  here = project()
}
afterAll(() => here.remove())

const FILES = ['content/directory.yaml', 'locales/en/directory.yaml', 'locales/kk/directory.yaml']
const allFiles = () => FILES.map(here.file).join('\n')

/** Rows with these columns; what is not said is empty. */
function sheet(...rows: Record<string, string>[]): string {
  const columns = [...new Set(rows.flatMap(Object.keys))]
  return stringify(rows, { header: true, columns })
}

/** Bytes as an editor saved them, imported. */
function imports(text: string | Uint8Array) {
  const path = join(here.root, 'rows.csv')
  writeFileSync(path, text)
  return here.runs('import', path)
}

const NEW = {
  id: 'new-house',
  name: 'New House, Almaty',
  note: 'For women. A place to stay.',
  services: 'safe-place, talk',
  phones: '+7 700 123 45 67, WhatsApp +7 700 123 45 68',
  publication: 'publish',
  locations: 'almaty call-first',
  schedule: '1-5 09:00-18:00; 6 10:00-14:00',
  eligibility: 'women yes, men no',
  confidence: 'high',
  assured_date: '2026-11-01',
  assured_by: 'team',
  sources: 'Called by the team, 2026-11-01',
}

describe('the spreadsheet of the present entries', () => {
  test('comes back without a change', async () => {
    const before = allFiles()
    const { code, said } = await imports(template(here.content()))
    expect([code, said]).toEqual([0, 'directory: nothing to change'])
    expect(allFiles()).toBe(before)
  })

  test('comes back with semicolons, other line ends and a mark, as Excel saves it', async () => {
    const rows = parse(template(here.content()), { bom: true })
    for (const delimiter of [';', '\t']) {
      const saved = stringify(rows, { delimiter, record_delimiter: '\r\n', bom: true, quoted_match: /\n/ })
      expect((await imports(saved)).said).toBe('directory: nothing to change')
    }
  })

  test('is written to a file, withheld entries too', async () => {
    const { said } = await here.runs('import', '--template', join(here.root, 'all.csv'))
    expect(said).toMatch(/all\.csv: \d+ entries, withheld ones too/)
    expect(here.file('all.csv')).toContain('line-11616')
  })

  test('lets no cell be computed', () => {
    const content = structuredClone(here.content())
    Object.assign(content.words['en']?.directory['rodnik'] ?? {}, { name: '=1+1', note: '-' })
    const rows: Record<string, string>[] = parse(template(content), { bom: true, columns: true })
    expect(rows.find(({ id }) => id === 'rodnik')).toMatchObject({ name: "'=1+1", note: "'-" })
  })
})

describe('a row', () => {
  beforeEach(anew)

  test('makes no office of a secret place', async () => {
    const before = allFiles()
    for (const locations of ['almaty city', 'almaty public | Abai 10', '-']) {
      const { code, said } = await imports(sheet({ id: 'rodnik', locations, everywhere: 'yes' }))
      expect([code, said], locations).toEqual([1, expect.stringMatching(/column locations: .*call-first.* stay/)])
    }
    expect(allFiles()).toBe(before)
  })

  test('changes what it says, and not one line besides', async () => {
    const before = here.file('content/directory.yaml').split('\n')
    const { code, said } = await imports(
      sheet({
        id: 'line-1402',
        phones: '1402, +7 717 271 41 10',
        schedule: '1-5 09:00-18:00',
        abroad: 'yes',
        website: '-',
      }),
    )
    expect(code).toBe(0)
    expect(said).toContain('phones: 1402, +7 7172 71 41 09 → 1402, +7 717 271 41 10')
    expect(here.content().directory.organizations['line-1402']).toMatchObject({
      phones: [
        { number: '1402', type: 'short' },
        { number: '+7 717 271 41 10', type: 'voice' },
      ],
      schedule: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
      abroad: true,
    })
    const after = here.file('content/directory.yaml').split('\n')
    const lost = before.filter((line) => !after.includes(line))
    expect(lost).toEqual(['      - { number: "+7 7172 71 41 09", type: voice }'])
    expect(after.length).toBe(before.length + 1)
  })

  test('takes a field away with a dash, and leaves an empty cell alone', async () => {
    await imports(sheet({ id: 'line-1402', schedule: '-', phones: '', reason: 'Called in November.' }))
    const entry = here.content().directory.organizations['line-1402']
    expect(entry?.schedule).toBeUndefined()
    expect(entry?.phones).toHaveLength(2)
    expect(entry?.reason).toBe('Called in November.')
  })

  test('with an unknown id is a new entry; what is to be translated is said', async () => {
    const { code, said } = await imports(sheet(NEW))
    expect(said).toContain('new-house: to be translated before the content check is satisfied: kk, ru')
    expect(code).toBe(0)
    const { directory, words } = here.content()
    expect(directory.organizations['new-house']).toMatchObject({
      locations: [{ city: 'almaty', visibility: 'call-first' }],
      eligibility: { women: 'yes', men: 'no' },
      assured_by: 'team',
    })
    expect(words['en']?.directory['new-house']).toEqual({ name: NEW.name, note: NEW.note })
    expect(here.file('content/directory.yaml')).toMatch(/^ {2}new-house:\n[^]*\n\nemergency:/m)
  })

  test('with words of other languages writes them there', async () => {
    await imports(sheet({ ...NEW, name_kk: 'Үй', note_kk: 'Тұратын жер.' }))
    expect(here.content().words['kk']?.directory['new-house']).toEqual({ name: 'Үй', note: 'Тұратын жер.' })
  })

  test('with several places and a street', async () => {
    await imports(
      sheet({
        id: 'lprc',
        locations: 'almaty public | Abay avenue 10, floor 3; left door | 43.238, 76.945\nastana city',
      }),
    )
    expect(here.content().directory.organizations['lprc']?.locations).toEqual([
      {
        city: 'almaty',
        visibility: 'public',
        address: 'Abay avenue 10, floor 3; left door',
        latitude: 43.238,
        longitude: 76.945,
      },
      { city: 'astana', visibility: 'city' },
    ])
    expect((await imports(template(here.content()))).said).toBe('directory: nothing to change')
  })
})

describe('what is wrong is told with its row and column, and nothing is written', () => {
  beforeAll(anew)
  const GOOD = { id: 'line-1402', reason: 'Called in November.' }
  const WRONG: [string, Record<string, string>, RegExp][] = [
    ['a plus that the spreadsheet dropped', { phones: '77001234567' }, /row 3, column phones: .*dropped the "\+"/],
    ['a number made of a number', { phones: '7.70012E+10' }, /row 3, column phones: .*made it a number/],
    ['hours in words', { schedule: 'all day' }, /row 3, column schedule: expected hours as/],
    [
      'a date turned around',
      { assured_date: '01.10.2026' },
      /row 3, column assured_date: expected a day as 2026-10-01/,
    ],
    ['a need nobody knows', { services: 'safe-place, food' }, /row 3, column services: /],
    ['a publication nobody knows', { publication: 'maybe' }, /row 3, column publication: /],
    ['a town nobody knows', { locations: 'atlantis city' }, /row 3, column locations: .*got "atlantis"/],
    ['a location without its visibility', { locations: 'almaty' }, /row 3, column locations: expected one a line/],
    ['the street of a secret place', { locations: 'almaty call-first | Secret street 1' }, /row 3, column locations: /],
    ['a person nobody knows', { eligibility: 'dogs yes' }, /row 3, column eligibility: /],
    ['a state nobody knows', { state: 'atlantis' }, /row 3, column state: expected a country/],
    ['a language nobody has', { languages: 'tlh' }, /row 3, column languages: /],
    [
      'something else than yes or no',
      { everywhere: 'TRUE' },
      /row 3, column everywhere: expected yes or no, got "TRUE"/,
    ],
    ['low confidence of what is shown', { confidence: 'low', assured_by: 'source' }, /row 3, column confidence: /],
    ['a name too long', { name: 'A name that is much too long for a phone' }, /row 3, column name: /],
    ['a name with a number', { name: 'House 5' }, /row 3, column name: expected no digit/],
    ['a name without its note', { name_kk: 'Үй' }, /row 3, column note_kk: expected words/],
    ['a new entry without a name', { name: '' }, /row 3, column name: expected words/],
    ['a new entry without a source', { sources: '' }, /row 3, column sources: /],
    ['an id that is none', { id: 'New House' }, /row 3, column id: /],
    ['an id twice', { id: 'line-1402' }, /row 3, column id: expected each id once/],
    ['a column nobody knows', { phone: '111' }, /row 1, column phone: expected one of id, services/],
  ]
  test.each(WRONG)('%s', async (_name, wrong, said) => {
    const before = allFiles()
    const outcome = await imports(sheet(GOOD, { ...NEW, ...wrong }))
    expect(outcome.said).toMatch(said)
    expect(outcome.said).toMatch(/problem\(s\); nothing was written/)
    expect(outcome.code).toBe(1)
    expect(allFiles()).toBe(before)
  })

  const FILES_WRONG: [string, string | Uint8Array, RegExp][] = [
    ['no id', 'phones\n111\n', /row 1: expected a column "id"/],
    ['an empty file', '', /expected a column "id", got nothing/],
    ['a column twice', 'id,phones,phones\nline-111,111,111\n', /row 1, column phones: .*found it twice/],
    ['more cells than columns', 'id,phones\nline-111,111,112\n', /row 2: expected 2 cells, got more/],
    ['a quotation mark left open', 'id,phones\nline-111,"111\n', /quotation mark/],
    ['another encoding', Uint8Array.from([0x69, 0x64, 0x0a, 0xcf, 0xf0, 0xe8]), /CSV UTF-8/],
  ]
  test.each(FILES_WRONG)('a file with %s', async (_name, bytes, said) => {
    expect((await imports(bytes)).said).toMatch(said)
  })

  test('every problem at once; empty rows count as rows', async () => {
    const { said } = await imports('id;phones;schedule\r\n;;\r\nline-111;77001234567;never\r\nline-150;1;-\r\n')
    expect(said).toMatch(/row 3, column phones[^]*row 3, column schedule[^]*row 4, column phones/)
  })

  test('the last number of the emergency card is never taken away', async () => {
    const { code, said } = await imports(
      sheet(...['line-111', 'line-150'].map((id) => ({ id, publication: 'withheld', reason: 'Nobody answers.' }))),
    )
    expect(said).toContain('child: expected at least one confirmed number')
    expect(code).toBe(1)
  })
})

test('a file that is not there, or a word that is no command, is told', async () => {
  expect((await here.runs('import', 'nowhere.csv')).said).toContain('Expected a CSV file at nowhere.csv')
  expect((await here.runs('import')).said).toContain('Expected "export [folder]"')
})
