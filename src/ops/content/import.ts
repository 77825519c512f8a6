/**
 * npm run content -- import <file> [--by <name>]: takes a translator's table back into `locales/`, all of it or nothing. `--by`: who
 * stands for the texts whose status is "accepted".
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkContent } from '../../content/check.ts'
import { type Problem, problemLine } from '../../content/checks/problem.ts'
import { withReviews } from '../../content/checks/reviews.ts'
import { type Content, loadContent, SOURCE_LANGUAGE } from '../../content/load.ts'
import { deriveAll } from '../derive.ts'
import { type Answer, failed, type Place, readable, translatable } from './command.ts'
import { oldSources } from './english-history.ts'
import { REVIEWS, writeReviews } from './reviews-file.ts'
import { rowsOf } from './row.ts'
import { sheetRows } from './sheet.ts'
import { type Pair, paired, pairProblems, said } from './sheet-problems.ts'
import { type Taken, taken } from './taken.ts'
import { withTexts } from './yaml-texts.ts'

export function importSheet({ root, today }: Place, words: string[]): Answer {
  const { values, positionals } = parseArgs({
    args: words,
    options: { by: { type: 'string' }, lang: { type: 'string' } },
    allowPositionals: true,
  })
  const content = readable(root)
  const file = positionals[0]
  if (file === undefined) throw new Error('Expected the file that "export" wrote and a translator filled')
  const code = translatable(content, values.lang ?? languageIn(file), SOURCE_LANGUAGE)
  const rows = rowsOf(content, code, oldSources(root, content, code))
  const { pairs, problems } = paired(rows, sheetRows(readFileSync(resolve(root, file))))
  const by = values.by?.trim() || undefined
  const found = [...problems, ...pairProblems(pairs, rows, by)]
  if (found.length > 0) return failed(...found.toSorted(byRow), refused(file))
  const change = taken(content, code, rows, pairs, { by, today })
  const broken = change.texts.size === 0 ? [] : brokenBy({ root, today }, content, code, change, pairs)
  if (broken.length > 0) return failed(...broken, refused(file))
  write(root, content, code, change)
  return { lines: summary(code, change) }
}

/** `.data/uz-Latn.csv`, and `uz-Latn (2).csv` as a browser names the second one. */
function languageIn(file: string): string | undefined {
  return basename(file).split(/[ ._(]/)[0]
}

const byRow = (one: string, other: string) => rowIn(one) - rowIn(other)
const rowIn = (problem: string) => Number(/^row (\d+)/.exec(problem)?.[1] ?? 0)

const refused = (file: string) => `${file}: nothing was imported`

function write(root: string, content: Content, code: string, { texts, reviews }: Taken): void {
  for (const [file, of] of texts) {
    const path = join(root, file)
    const source = existsSync(path) ? readFileSync(path, 'utf8') : undefined
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, withTexts(source, file, of))
  }
  if (reviews.size > 0) {
    const all = { ...content.reviews[code], ...Object.fromEntries(reviews) }
    writeReviews(root, content.words, withReviews(content.reviews, code, all))
  }
  if (texts.size > 0) deriveAll(root)
}

/** Errors that the content would have afterwards and has not now: it is tried on a copy, by the check itself. */
function brokenBy({ root, today }: Place, content: Content, code: string, change: Taken, pairs: Pair[]): string[] {
  const before = new Set(errorsOf(checkContent(content, today)).map(problemLine))
  const copy = mkdtempSync(join(tmpdir(), 'pana-import-'))
  try {
    for (const folder of ['content', 'locales']) cpSync(join(root, folder), join(copy, folder), { recursive: true })
    write(copy, content, code, change)
    const after = loadContent(copy)
    const problems = after.content ? checkContent(after.content, today) : after.problems
    return errorsOf(problems)
      .filter((problem) => !before.has(problemLine(problem)))
      .map((problem) => withRow(problem, code, pairs))
  } finally {
    rmSync(copy, { recursive: true })
  }
}

function errorsOf(problems: Problem[]): Problem[] {
  return problems.filter(({ level }) => level === 'error')
}

/** The problem at the row of the text it is about. */
function withRow(problem: Problem, code: string, pairs: Pair[]): string {
  const about = problem.file.startsWith(`locales/${code}`)
    ? pairs.find(({ row }) => problem.message.startsWith(`${row.key}:`))
    : undefined
  return about
    ? said(about.given, 'translation', problem.message.slice(about.row.key.length + 2))
    : problemLine(problem)
}

function summary(code: string, { texts, reviews, left }: Taken): string[] {
  const count = [...texts.values()].reduce((sum, { size }) => sum + size, 0)
  const accepted = [...reviews.values()].filter((review) => typeof review === 'object').length
  return [
    ...left.map((key) => `${code}: ${key}: still older than its English; change it, or take "older" out of its status`),
    `locales/${code}: ${count} text(s) changed in ${texts.size} file(s); ${REVIEWS}: ${reviews.size} noted, ${accepted} of them accepted`,
  ]
}
