/** Published entries as files that others can read: HSDS as JSON and as a tabular package. Two runs write the same bytes. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import type { Content } from '../../content/load.ts'
import { compiled } from './compiled.ts'
import { hsdsTables } from './hsds.ts'
import { columnsOf, dataPackage, TABLES, tableNames, translations } from './tables.ts'

export const JSON_FILE = 'organizations.json'

/** The files by name. Cells stand as they are: for programs, not for a spreadsheet. */
export function exported(content: Content): Record<string, string> {
  const tables = hsdsTables(content)
  const languages = translations(content)
  const csv = tableNames.map((name) => [
    TABLES[name].path,
    stringify(tables[name], { header: true, columns: columnsOf(name, languages) }),
  ])
  return {
    [JSON_FILE]: json(compiled(tables)),
    'datapackage.json': json(dataPackage(languages)),
    ...Object.fromEntries(csv),
  }
}

/** Writes them; the number of entries, and the files. */
export function exportDirectory(content: Content, folder: string): { count: number; files: string[] } {
  const files = exported(content)
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return { count: hsdsTables(content).organization.length, files: Object.keys(files) }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
