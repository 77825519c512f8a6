/** npm run content -- export --lang <language> [file] [--semicolon]: the table of a language, for a translator and a spreadsheet. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Content, SOURCE_LANGUAGE } from '../../content/load.ts'
import { isOlder } from '../../content/reviews.ts'
import { type Answer, type Place, readable, translatable } from './command.ts'
import { oldSources } from './english-history.ts'
import { type Row, rowsOf } from './row.ts'
import { sheetText } from './sheet.ts'

/** `--semicolon`: for an Excel whose country writes a decimal comma. */
export function exportSheet({ root }: Place, words: string[]): Answer {
  const { values, positionals } = parseArgs({
    args: words,
    options: { lang: { type: 'string' }, semicolon: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const content = readable(root)
  const code = translatable(content, values.lang, SOURCE_LANGUAGE)
  const file = positionals[0] ?? `.data/${code}.csv`
  const old = oldSources(root, content, code)
  const rows = rowsOf(content, code, old)
  mkdirSync(dirname(resolve(root, file)), { recursive: true })
  writeFileSync(resolve(root, file), sheetText(rows, values.semicolon ? ';' : ','))
  return { lines: [...unknownLines(content, code, rows, old.size), `${file}: ${counts(rows)}`] }
}

function counts(rows: Row[]): string {
  const kinds = Map.groupBy(rows, ({ status }) => status.replace(/ by .*/, '') || 'names')
  return `${rows.length} texts (${[...kinds].map(([kind, { length }]) => `${length} ${kind}`).join(', ')})`
}

/** Where the old English text is not known, all rows of a page count as older. */
function unknownLines(content: Content, code: string, rows: Row[], known: number): string[] {
  const units = new Set(rows.flatMap(({ unit }) => (unit !== undefined && isOlder(content, code, unit) ? [unit] : [])))
  return units.size === known
    ? []
    : [`The old English text of ${units.size - known} of ${units.size} older texts is not known: the history has none`]
}
