/**
 * A spreadsheet into the files, all of it or nothing. The whole content is checked with the rows in before anything is written;
 * what is wrong is told with its row and column.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import type { Problem } from '../../content/checks/problem.ts'
import { type Content, SOURCE_LANGUAGE } from '../../content/load.ts'
import { COLUMNS } from './columns.ts'
import { withEntries } from './entry-text.ts'
import { type Planned, plannedOf } from './planned.ts'
import { type Files, newErrors, type ProblemsOf } from './proved.ts'
import { readSheet, type Trouble } from './spreadsheet.ts'
import { translations } from './tables.ts'

export type Import =
  | { refused: Trouble[] }
  /** `files` are to be written. `untranslated`: entry → languages whose words are not in them. */
  | { files: Files; planned: Planned[]; untranslated: Record<string, string[]> }

export const DIRECTORY_FILE = 'content/directory.yaml'
const REVIEWS = 'locales/reviews.yaml'
const wordsFile = (code: string) => `locales/${code}/directory.yaml`

/** Writes nothing. `content`: as it is read from `root`. */
export function importSheet(root: string, content: Content, bytes: Uint8Array, problemsOf: ProblemsOf): Import {
  const read = readSheet(bytes)
  if ('troubles' in read) return { refused: read.troubles }
  const { planned, troubles } = plannedOf(content, read.sheet)
  if (troubles.length > 0) return { refused: troubles }
  const files = filesOf(root, planned)
  const expected = { ...content.directory.organizations }
  for (const { id, organization } of planned) expected[id] = organization
  const untranslated = untranslatedOf(content, planned)
  const errors = newErrors(root, files, expected, problemsOf).filter((problem) => !isAwaited(problem, untranslated))
  if (errors.length > 0) return { refused: errors.map((problem) => troubleOf(problem, planned)) }
  return { files, planned, untranslated }
}

function filesOf(root: string, planned: Planned[]): Files {
  const text = (path: string) => readFileSync(join(root, path), 'utf8')
  const changes = planned.filter(({ fields }) => Object.keys(fields).length > 0)
  const files: Files = changes.length > 0 ? { [DIRECTORY_FILE]: withEntries(text(DIRECTORY_FILE), changes) } : {}
  for (const code of new Set(planned.flatMap(({ words }) => Object.keys(words)))) {
    const document = parseDocument(text(wordsFile(code)))
    for (const { id, words } of planned)
      for (const [key, said] of Object.entries(words[code] ?? {})) document.setIn([id, key], said)
    files[wordsFile(code)] = document.toString({ lineWidth: 0 })
  }
  return files
}

/** Whose English words are new, or that is shown from now on: the languages in which nothing was written with it. */
function untranslatedOf(content: Content, planned: Planned[]): Record<string, string[]> {
  return Object.fromEntries(
    planned.flatMap(({ id, words, organization }) => {
      const missing = (code: string) => organization.publication !== 'withheld' && !content.words[code]?.directory[id]
      const codes = translations(content).filter((code) => !words[code] && (words[SOURCE_LANGUAGE] || missing(code)))
      return codes.length > 0 ? [[id, codes]] : []
    }),
  )
}

/** Translations come later, and so does the note that they were made. */
function isAwaited({ file, message }: Problem, untranslated: Record<string, string[]>): boolean {
  if (file === REVIEWS) return /: directory\//.test(message)
  return Object.entries(untranslated).some(
    ([id, codes]) =>
      codes.some((code) => file === `locales/${code}` || file === wordsFile(code)) &&
      (message.startsWith(`${id}: expected a name`) || message.startsWith(`directory.${id}.`)),
  )
}

/** What a message speaks of, when it does not name the column. */
const SPEAKS_OF: [RegExp, string][] = [
  [/"reason"/, 'reason'],
  [/confidence/, 'confidence'],
  [/phone/, 'phones'],
  [/locations|address|town/, 'locations'],
  [/"open_on_holidays"/, 'open_on_holidays'],
  [/languages/, 'languages'],
  [/state/, 'state'],
]

function troubleOf({ file, message }: Problem, planned: Planned[]): Trouble {
  const of = planned.find(({ id }) => new RegExp(`(^|[.\\s"/])${id}([.:\\s"]|$)`).test(message))
  if (!of) return { message: `${file}: ${message}` }
  const path = message.split(': ')[0]?.split('.') ?? []
  const said = message.slice(message.indexOf(': ') + 2)
  const named = path.find((part) => COLUMNS.some(({ name }) => name === part))
  const column = named ?? wordColumn(file, path) ?? SPEAKS_OF.find(([pattern]) => pattern.test(said))?.[1]
  return { row: of.row, ...(column !== undefined && { column }), message: said }
}

function wordColumn(file: string, path: string[]): string | undefined {
  const code = /^locales\/([^/]+)/.exec(file)?.[1]
  const key = path.find((part) => part === 'name' || part === 'note')
  if (code === undefined || key === undefined) return undefined
  return code === SOURCE_LANGUAGE ? key : `${key}_${code}`
}

/** As one line: `row 5, column phones: expected …`. */
export function troubleLine({ row, column, message }: Trouble): string {
  const where = [row === undefined ? '' : `row ${row}`, column === undefined ? '' : `column ${column}`].filter(Boolean)
  return where.length > 0 ? `${where.join(', ')}: ${message}` : message
}
