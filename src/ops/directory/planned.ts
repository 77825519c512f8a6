/** What the rows of a spreadsheet change: each cell against the entry as it is. Pure; nothing is looked at across entries. */
import { isDeepStrictEqual } from 'node:util'
import { Organization } from '../../content/directory.ts'
import { openedSecrets } from '../../content/checks/directory.ts'
import { type Content, SOURCE_LANGUAGE } from '../../content/load.ts'
import { Id } from '../../content/schema.ts'
import { NONE } from '../../directory/register/written.ts'
import { COLUMNS, type Field } from './columns.ts'
import type { Sheet, Trouble } from './spreadsheet.ts'
import { wordColumns } from './template.ts'

type Words = { name?: string; note?: string }
/** One row that changes something. */
export type Planned = {
  row: number
  id: string
  isNew: boolean
  /** Fields with what they become; null: the field goes. */
  fields: Record<string, unknown>
  /** By folder of `locales/`. */
  words: Record<string, Words>
  /** As it becomes. */
  organization: Organization
}
export type Plan = { planned: Planned[]; troubles: Trouble[] }

export function plannedOf(content: Content, { columns, rows }: Sheet): Plan {
  const known: string[] = [
    'id',
    ...COLUMNS.map(({ name }) => name),
    ...wordColumns(content).map(({ column }) => column),
  ]
  const unknown = columns.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    return {
      planned: [],
      troubles: unknown.map((column) => ({ row: 1, column, message: `expected one of ${known.join(', ')}` })),
    }
  const plans = rows.map((row) => rowPlan(content, row))
  const ids = rows.map(({ cells }) => cells['id'])
  const twice = rows.filter(({ cells }, index) => cells['id'] !== '' && ids.indexOf(cells['id']) !== index)
  return {
    planned: plans.flatMap(({ planned }) => planned),
    troubles: [
      ...plans.flatMap(({ troubles }) => troubles),
      ...twice.map(({ row, cells }) => ({
        row,
        column: 'id',
        message: `expected each id once, got "${cells['id']}" again`,
      })),
    ].toSorted((one, other) => (one.row ?? 0) - (other.row ?? 0)),
  }
}

function rowPlan(content: Content, { row, cells }: Sheet['rows'][number]): Plan {
  const id = cells['id'] ?? ''
  if (!Id.safeParse(id).success)
    return {
      planned: [],
      troubles: [{ row, column: 'id', message: `expected lower-case words joined by "-", got "${id}"` }],
    }
  const before = content.directory.organizations[id]
  const { values, troubles: unread } = readCells(row, cells)
  const words = wordsOf(content, id, cells)
  const parsed = Organization.safeParse(without(null, { ...before, ...values }))
  const troubles = [
    ...unread,
    ...wordTroubles(content, { row, id, isNew: before === undefined, words }),
    ...(before && parsed.success ? secretTroubles(row, openedSecrets(before, parsed.data)) : []),
    ...(parsed.success || unread.length > 0
      ? []
      : parsed.error.issues.map(({ path, message }) => ({ row, ...columnAt(path), message }))),
  ]
  if (troubles.length > 0 || !parsed.success) return { planned: [], troubles }
  const fields = changedFields(before, parsed.data, values)
  const nothing = Object.keys(fields).length === 0 && Object.keys(words).length === 0
  const planned = { row, id, isNew: before === undefined, fields, words, organization: parsed.data }
  return { planned: nothing ? [] : [planned], troubles: [] }
}

/** A spreadsheet is filled in fast: it makes no office of a place where people hide. */
function secretTroubles(row: number, towns: string[]): Trouble[] {
  return towns.map((town) => ({
    row,
    column: 'locations',
    message: `expected "${town} call-first" to stay: whoever is sure that it is no secret changes content/directory.yaml itself`,
  }))
}

/** An empty cell leaves the entry as it is. */
function readCells(
  row: number,
  cells: Record<string, string>,
): { values: Record<string, unknown>; troubles: Trouble[] } {
  const troubles: Trouble[] = []
  const values: Record<string, unknown> = {}
  for (const { name, read, expects } of COLUMNS) {
    const cell = cells[name] ?? ''
    if (cell === '') continue
    const value = read(cell)
    if (value === undefined)
      troubles.push({ row, column: name, message: `expected ${expects}, got "${cell}"${hint(name, cell)}` })
    else values[name] = value
  }
  return { values, troubles }
}

/** What a spreadsheet makes of a number. */
function hint(name: Field, cell: string): string {
  if (name !== 'phones') return ''
  if (/^\d[.,]\d+E\+?\d+$/i.test(cell))
    return ': the spreadsheet has made it a number; format the column as text and type it anew'
  if (/(?:^|[,;]\s*)\d{7,}/.test(cell.replaceAll(' ', '')))
    return ': a "+" and the code of the country stand before a long number; the spreadsheet may have dropped the "+"'
  return ''
}

function changedFields(before: Organization | undefined, after: Organization, values: Record<string, unknown>) {
  const isSame = (field: Field) =>
    before ? isDeepStrictEqual(before[field], after[field]) : [false, null].some((none) => none === values[field])
  const changed = COLUMNS.filter(({ name }) => name in values && !isSame(name))
  return Object.fromEntries(changed.map(({ name }) => [name, values[name]]))
}

function wordsOf(content: Content, id: string, cells: Record<string, string>): Planned['words'] {
  const words: Planned['words'] = {}
  for (const { column, code, key } of wordColumns(content)) {
    const cell = cells[column] ?? ''
    if (cell === '' || cell === content.words[code]?.directory[id]?.[key]) continue
    words[code] = { ...words[code], [key]: cell }
  }
  return words
}

/** A new entry says in English what it is; a name never comes without its note. */
function wordTroubles(
  content: Content,
  { row, id, isNew, words }: Pick<Planned, 'row' | 'id' | 'isNew' | 'words'>,
): Trouble[] {
  return wordColumns(content).flatMap(({ column, code, key }) => {
    const [said, there] = [words[code]?.[key], content.words[code]?.directory[id]?.[key]]
    if (said === NONE) return [{ row, column, message: 'expected words: what an entry is called cannot be taken away' }]
    const needed = words[code] !== undefined || (isNew && code === SOURCE_LANGUAGE)
    return needed && said === undefined && there === undefined
      ? [{ row, column, message: `expected words for the new entry "${id}", found none` }]
      : []
  })
}

function columnAt([field]: PropertyKey[]): { column?: string } {
  return field === undefined ? {} : { column: String(field) }
}

function without(value: unknown, fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, each]) => each !== value))
}
