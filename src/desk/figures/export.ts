/** The table that may leave the desk: counts of finished quarters, protected, as CSV. Never a row per case. */
import { stringify } from 'csv-stringify/sync'
import type { StatisticsRow } from '../../case/statistics.ts'
import { protect, type ShownCell, shownAt, type Table } from './disclosure.ts'
import { finishedQuarters, quarterOf } from './period.ts'
import { type Dimension, DIMENSIONS, isCounted } from './htcds.ts'

/** More would single people out, however few are hidden. */
export const MOST_DIMENSIONS = 3
/** What stands in hidden cells. */
export const FEW = '<11'
export const MORE = 'hidden'
const TOTAL = 'Total'
const COUNT = 'pana_Cases'

/** The dimensions of these letters, in the order of the standard list; unknown and surplus letters are passed over. */
export function dimensionsOf(letters: string): Dimension[] {
  return DIMENSIONS.filter(({ letter }) => letters.includes(letter)).slice(0, MOST_DIMENSIONS)
}

/**
 * The CSV (UTF-8 with a mark, so that spreadsheets read it) of the cases of the last four finished quarters; undefined when
 * there are too few of them to show anything. The running quarter is left out: two files of it would tell their difference.
 */
export function exportCsv(rows: readonly StatisticsRow[], dimensions: Dimension[], today: string): string | undefined {
  const quarters = finishedQuarters(today)
  const counted = rows.filter((row) => isCounted(row) && quarters.includes(quarterOf(row.day)))
  const categories = dimensions.map((dimension) => categoriesOf(dimension, counted, quarters))
  const sizes = categories.map(({ length }) => length)
  const table = protect(sizes, countsOf(counted, dimensions, categories))
  if (!table) return undefined
  return stringify(records(table, categories), {
    header: true,
    columns: [...dimensions.map(({ header }) => header), COUNT],
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  })
}

function categoriesOf({ letter, values, of }: Dimension, rows: readonly StatisticsRow[], quarters: string[]): string[] {
  if (letter === 'q') return quarters
  const found = [...new Set(rows.map(of))].filter((value) => !values.includes(value)).sort()
  return [...found, ...values]
}

function countsOf(rows: readonly StatisticsRow[], dimensions: Dimension[], categories: string[][]): number[] {
  const counts = Array.from({ length: categories.reduce((product, { length }) => product * length, 1) }, () => 0)
  for (const row of rows) {
    const cell = dimensions.reduce((index, { of }, axis) => {
      const names = categories[axis] ?? []
      return index * names.length + names.indexOf(of(row))
    }, 0)
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  return counts
}

/** A line for each combination, totals last within each. */
function records(table: Table, categories: string[][]): string[][] {
  const places = categories.reduce<number[][]>(
    (before, { length }) =>
      before.flatMap((place) => Array.from({ length: length + 1 }, (_, index) => [...place, index])),
    [[]],
  )
  return places.map((place) => [
    ...place.map((index, axis) => categories[axis]?.[index] ?? TOTAL),
    inFile(shownAt(table, place)),
  ])
}

function inFile(cell: ShownCell): string {
  if (cell.kind === 'count') return String(cell.value)
  return cell.kind === 'few' ? FEW : MORE
}
