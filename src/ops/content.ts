/**
 * npm run content                      every problem of content/ and locales/ in one list
 * npm run content -- stale             what is due for review
 * npm run content -- at 2027-01-05 [--lang ru] [page]  what a person would see on that day
 * npm run content -- graph [language]  draws each guide as an SVG under .data/guides
 * npm run content -- derive            writes the variants that are another one in other letters
 * npm run content -- translated <language>             its texts were made from today's English texts
 * npm run content -- accept <language> <text>… --by <name>  a native reader has accepted these translations
 * npm run content -- export --lang <language> [file]   a table for translators
 * npm run content -- import <file> [--by <name>]       takes the table back
 * npm run content -- directory …       the directory out, in, and corrections back into its file (`directory/command.ts`)
 */
import { calendar } from '../calendar.ts'
import { systemClock } from '../clock.ts'
import { accept } from './content/accept.ts'
import { at } from './content/at.ts'
import { check } from './content/check.ts'
import type { Command } from './content/command.ts'
import { derive } from './content/derive.ts'
import { directory } from './content/directory.ts'
import { exportSheet } from './content/export.ts'
import { graph } from './content/graph.ts'
import { importSheet } from './content/import.ts'
import { stale } from './content/stale.ts'
import { translated } from './content/translated.ts'

const commands: Record<string, Command> = {
  check,
  stale,
  at,
  graph,
  derive,
  translated,
  accept,
  export: exportSheet,
  import: importSheet,
  directory,
}

const [name = 'check', ...words] = process.argv.slice(2).filter((word) => word !== '--')
const today = calendar(systemClock, process.env['TIME_ZONE'] || 'Asia/Almaty')()
try {
  const command = commands[name]
  if (!command) throw new Error(`Expected one of ${Object.keys(commands).join(', ')}, got ${name}`)
  const { lines, failed } = await command({ root: process.cwd(), today }, words)
  for (const line of lines) console.log(line)
  process.exitCode = failed ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
