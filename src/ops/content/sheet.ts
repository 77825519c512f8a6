/**
 * The table as a file: CSV in UTF-8 with a mark at its beginning, by which Excel knows that, and CRLF. Read back as spreadsheets
 * write it: with a comma, a semicolon or a tab, with or without the mark, lines ended in any way.
 */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { limitOf } from '../../content/checks/limits.ts'
import { notesOf, type Row } from './row.ts'

export const COLUMNS = ['key', 'source', 'old source', 'translation', 'status', 'notes', 'limit'] as const
type Column = (typeof COLUMNS)[number]
/** What reading a table back needs; the other columns are for the reader. */
const NEEDED: Column[] = ['key', 'source', 'translation']

/** `number`: as the spreadsheet counts, the head being row 1. A cell of a column that is not there is undefined. */
export type SheetRow = { number: number; key: string; source: string; translation: string; status: string | undefined }

export function sheetText(rows: Row[], delimiter: ',' | ';' = ','): string {
  const cells = rows.map((row) =>
    [row.key, row.source, row.oldSource, row.translation, row.status, notesOf(row), String(limitOf(row.key) ?? '')].map(
      inert,
    ),
  )
  return stringify([[...COLUMNS], ...cells], {
    bom: true,
    delimiter,
    record_delimiter: '\r\n',
    quoted_match: /[,;\t\r\n]/,
  })
}

/** Throws for what is no such table, saying what to do. */
export function sheetRows(bytes: Uint8Array): SheetRow[] {
  const text = decoded(bytes)
  const [head = [], ...records] = recordsOf(text)
  const place = new Map(head.map((name, index) => [name.trim().toLowerCase(), index]))
  const missing = NEEDED.filter((column) => !place.has(column))
  if (missing.length > 0)
    throw new Error(`row 1: expected the columns ${COLUMNS.join(', ')}, found no ${missing.join(', no ')}`)
  return records.flatMap((record, index) => {
    const cell = (column: Column) => written(record[place.get(column) ?? -1] ?? '')
    if (record.every((each) => each.trim() === '')) return []
    const status = place.has('status') ? cell('status') : undefined
    return [{ number: index + 2, key: cell('key'), source: cell('source'), translation: cell('translation'), status }]
  })
}

function recordsOf(text: string): string[][] {
  const head = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter =
    [',', ';', '\t'].toSorted((one, other) => head.split(other).length - head.split(one).length)[0] ?? ','
  return parse(text, { delimiter, relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] })
}

/** UTF-8, or UTF-16 as Excel saves "Unicode text". */
function decoded(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Error('Expected a table in UTF-8: in Excel choose "CSV UTF-8" when saving', { cause })
  }
}

/** A spreadsheet computes what begins with one of these: an apostrophe before it makes it text. */
const FORMULA = /^'*[=+\-@\t\r]/

function inert(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

/** As it was written into `inert`; ends of lines as ours, nothing around it. */
function written(cell: string): string {
  const text = cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
  return normal(text)
}

/** A text as both sides compare it: spreadsheets add ends of lines and blanks. */
export function normal(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim()
}
