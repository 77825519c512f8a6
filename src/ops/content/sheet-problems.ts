/** What is wrong with a table that came back, row by row, as `row 12, translation: expected …`. Pure. */
import { limitOf } from '../../content/checks/limits.ts'
import { placeholdersIn } from '../../content/checks/texts.ts'
import { type Row, tagsIn } from './row.ts'
import { normal, type SheetRow } from './sheet.ts'

/** A row of the table with what stands in `locales/` today. */
export type Pair = { row: Row; given: SheetRow; changed: boolean }

/** The rows that name a text, each once; the others are problems. */
export function paired(rows: Row[], sheet: SheetRow[]): { pairs: Pair[]; problems: string[] } {
  const known = new Map(rows.map((row) => [row.key, row]))
  const first = new Map<string, number>()
  const problems: string[] = []
  const pairs = sheet.flatMap((given): Pair[] => {
    const row = known.get(given.key)
    const before = first.get(given.key)
    if (!row) problems.push(said(given, 'key', `expected a text that English has, got "${given.key}"`))
    else if (before !== undefined)
      problems.push(said(given, 'key', `expected "${given.key}" once, it is in row ${before} too`))
    first.set(given.key, before ?? given.number)
    return row && before === undefined ? [{ row, given, changed: isChanged(row, given) }] : []
  })
  return { pairs, problems }
}

function isChanged({ translation }: Row, given: SheetRow): boolean {
  return normal(given.translation) !== normal(translation)
}

/** `by`: who stands for the accepted ones, if somebody does. */
export function pairProblems(pairs: Pair[], rows: Row[], by: string | undefined): string[] {
  return [
    ...pairs.flatMap((pair) => [...sourceProblems(pair), ...statusProblems(pair, by), ...textProblems(pair)]),
    ...wholeProblems(pairs, rows),
  ]
}

function sourceProblems({ row, given }: Pair): string[] {
  return normal(row.source) === normal(given.source)
    ? []
    : [said(given, 'source', `the English text has changed since the export; export again. It is now "${row.source}"`)]
}

const STATUS = /^(missing|older|machine|accepted( by .+)?|)$/i

function statusProblems({ row, given }: Pair, by: string | undefined): string[] {
  const status = given.status ?? ''
  if (!STATUS.test(status))
    return [said(given, 'status', `expected missing, older, machine or accepted, got "${status}"`)]
  const isNew = isAccepted(status) && !isAccepted(row.status)
  return isNew && by === undefined
    ? [said(given, 'status', 'expected --by and the name of the reader who has accepted it')]
    : []
}

export const isAccepted = (status: string) => /^accepted/i.test(status)

/** Of texts that were changed only: what stands in `locales/` is for the check to tell. */
function textProblems({ row, given, changed }: Pair): string[] {
  if (!changed) return []
  const text = given.translation
  if (text === '') return [said(given, 'translation', 'expected a text, got none')]
  const limit = limitOf(row.key)
  return [
    ...kept(given, 'placeholders', placeholdersIn(row.source).map(braced), placeholdersIn(text).map(braced)),
    ...kept(given, 'tags', tagsIn(row.source).toSorted(), tagsIn(text).toSorted()),
    ...(limit !== undefined && text.length > limit
      ? [said(given, 'translation', `expected at most ${limit} characters, got ${text.length}`)]
      : []),
  ]
}

const braced = (name: string) => `{{${name}}}`

function kept(given: SheetRow, what: string, expected: string[], got: string[]): string[] {
  const list = (names: string[]) => names.join(' ') || 'none'
  return list(expected) === list(got)
    ? []
    : [said(given, 'translation', `expected the ${what} ${list(expected)}, got ${list(got)}`)]
}

/** A page that was not there comes whole, and steps without a hole: half of them could not be shown. */
function wholeProblems(pairs: Pair[], rows: Row[]): string[] {
  const given = new Map(pairs.map((pair) => [pair.row.key, pair.given]))
  const text = ({ key, translation }: Row) => given.get(key)?.translation ?? translation
  return [...Map.groupBy(rows, ({ unit }) => unit)].flatMap(([unit, of]) => {
    const isNew = of.every(({ status }) => status === 'missing')
    const last = of.findLastIndex((row) => row.status === 'missing' && text(row) !== '')
    const start = given.get(of[last]?.key ?? '')
    if (unit === undefined || !start) return []
    return of
      .filter((row, index) => text(row) === '' && (isNew || (index < last && STEP.test(row.key))))
      .map(({ key }) => said(given.get(key) ?? start, 'translation', `expected all of ${unit}: ${key} has no text`))
  })
}
const STEP = /^pages\.[^.]+\.steps\.\d+$/

export function said({ number }: SheetRow, column: string, message: string): string {
  return `row ${number}, ${column}: ${message}`
}
