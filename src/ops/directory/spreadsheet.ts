/**
 * A spreadsheet saved as CSV, as rows of cells. Takes what Excel, LibreOffice and Google write: a mark at the beginning, commas,
 * semicolons or tabs, any line ends. What may be read in two ways is refused. Pure.
 */
import { CsvError, parse } from 'csv-parse/sync'

/** Where something is wrong: the row as spreadsheets number it, 1 is the head. */
export type Trouble = { row?: number; column?: string; message: string }
export type Sheet = { columns: string[]; rows: { row: number; cells: Record<string, string> }[] }

const DELIMITERS = [',', ';', '\t']
const UTF8 = 'expected a file saved as "CSV UTF-8"'

/** Empty rows and cells of space are passed over; cells are trimmed. */
export function readSheet(bytes: Uint8Array): { sheet: Sheet } | { troubles: Trouble[] } {
  const text = decoded(bytes)
  if (text === undefined) return { troubles: [{ message: `${UTF8}, got another encoding` }] }
  const records = parsed(text, delimiterOf(text))
  if ('message' in records) return { troubles: [records] }
  const [head = [], ...rest] = records.map((cells) => cells.map(plain))
  const columns = head
    .toReversed()
    .slice(head.toReversed().findIndex((name) => name !== ''))
    .toReversed()
  const rows = rest
    .map((cells, index) => ({ row: index + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const troubles = [...headTroubles(columns), ...rows.flatMap((row) => widthTroubles(row, columns))]
  if (troubles.length > 0) return { troubles }
  return { sheet: { columns, rows: rows.map(({ row, cells }) => ({ row, cells: named(columns, cells) })) } }
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

/** The one that parts the head most often: its names hold none of them. */
function delimiterOf(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1)
  const count = (delimiter: string) => head.split(delimiter).length
  return DELIMITERS.toSorted((one, other) => count(other) - count(one))[0] ?? ','
}

function parsed(text: string, delimiter: string): string[][] | Trouble {
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error['lines'] === 'number' ? ` (line ${error['lines']} of the file)` : ''
    return { message: `expected a CSV file, got something else${line}: is a quotation mark not closed?` }
  }
}

/** An apostrophe before what a spreadsheet would compute is only there against that. */
function plain(cell: string): string {
  return cell
    .replace(/\r\n?/g, '\n')
    .trim()
    .replace(/^'(?=[=+\-@])/, '')
}

function headTroubles(columns: string[]): Trouble[] {
  const twice = columns.filter((name, index) => columns.indexOf(name) !== index)
  return [
    ...(columns.includes('id')
      ? []
      : [{ row: 1, message: `expected a column "id", got ${columns.join(', ') || 'nothing'}` }]),
    ...(columns.includes('') ? [{ row: 1, message: 'expected a name over each column, found one without' }] : []),
    ...twice.map((name) => ({ row: 1, column: name, message: 'expected this column once, found it twice' })),
  ]
}

function widthTroubles({ row, cells }: { row: number; cells: string[] }, columns: string[]): Trouble[] {
  const over = cells.slice(columns.length).some((cell) => cell !== '')
  return over
    ? [{ row, message: `expected ${columns.length} cells, got more: is a comma or semicolon not in quotes?` }]
    : []
}

function named(columns: string[], cells: string[]): Record<string, string> {
  return Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? '']))
}
