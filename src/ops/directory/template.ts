/** The spreadsheet with all present entries, withheld ones too: for editors, never to be published. Pure. */
import { stringify } from 'csv-stringify/sync'
import { type Content, SOURCE_LANGUAGE } from '../../content/load.ts'
import { COLUMNS } from './columns.ts'
import { translations } from './tables.ts'

/** Of a language's columns: `name`, `note` are English, `name_kk` Kazakh. */
export function wordColumns(content: Content): { column: string; code: string; key: 'name' | 'note' }[] {
  const codes = [SOURCE_LANGUAGE, ...translations(content)]
  return codes.flatMap((code) =>
    (['name', 'note'] as const).map((key) => ({
      column: code === SOURCE_LANGUAGE ? key : `${key}_${code}`,
      code,
      key,
    })),
  )
}

/** With a mark at the beginning, and Windows line ends, so that Excel reads it. */
export function template(content: Content): string {
  const words = wordColumns(content)
  const [english, others] = [words.slice(0, 2), words.slice(2)]
  const text = (id: string, each: typeof words) =>
    each.map(({ code, key }) => content.words[code]?.directory[id]?.[key] ?? '')
  const rows = Object.entries(content.directory.organizations).map(([id, organization]) =>
    [id, ...text(id, english), ...COLUMNS.map(({ write }) => write(organization)), ...text(id, others)].map(inert),
  )
  const names = (each: typeof words) => each.map(({ column }) => column)
  const columns = ['id', ...names(english), ...COLUMNS.map(({ name }) => name), ...names(others)]
  return stringify(rows, { header: true, columns, bom: true, record_delimiter: 'windows', quoted_match: /[\n;\t]/ })
}

/** A spreadsheet computes what begins so; a phone number with spaces it leaves alone. */
function inert(cell: string): string {
  return /^[=+\-@]/.test(cell) && !/^\+\d[\d ]* /.test(cell) ? `'${cell}` : cell
}
