/**
 * npm run content -- directory export [folder]     published entries as HSDS: JSON and a tabular package; .data/directory
 * npm run content -- directory import --template   the spreadsheet with all present entries, withheld ones too; .data/directory.csv
 * npm run content -- directory import <file.csv>   its rows into the files; all or nothing
 * npm run content -- directory merge               corrections made in the chat into content/directory.yaml, for review
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readConfig } from '../../config.ts'
import type { Content } from '../../content/load.ts'
import type { Entry } from '../../directory/register/register.ts'
import { openStore, registerOf } from './corrections.ts'
import { exportDirectory } from './export.ts'
import { importSheet, troubleLine } from './import.ts'
import { mergeOf } from './merge.ts'
import type { Files, ProblemsOf } from './proved.ts'
import { template } from './template.ts'
import { type Tell, tellChanges, tellPlanned } from './told.ts'

export type Ground = {
  /** The project. */
  root: string
  content: Content
  problemsOf: ProblemsOf
  environment: Record<string, string | undefined>
  /** A line for whoever typed the command. */
  tell: Tell
}

const FOLDER = '.data/directory'
const SHEET = '.data/directory.csv'
const USAGE =
  'Expected "export [folder]", "import <file.csv>", "import --template [file.csv]", or "merge" after "directory"'

const NOTHING = 'directory: nothing to change'
const changed = (count: number) => `directory: ${count} entries changed. Look at "git diff", then run "npm run content"`

/** The exit code. */
export async function directoryCommand([verb, word, file]: string[], ground: Ground): Promise<number> {
  if (verb === 'export') return exporting(ground, word ?? FOLDER)
  if (verb === 'import' && word === '--template') return templating(ground, file ?? SHEET)
  if (verb === 'import' && word !== undefined) return importing(ground, word)
  if (verb === 'merge' && word === undefined) return merging(ground)
  ground.tell(USAGE)
  return 1
}

/** A file of its own: what a terminal passes on may come out in another encoding. */
function templating({ content, tell }: Ground, path: string): number {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, template(content))
  tell(`${path}: ${Object.keys(content.directory.organizations).length} entries, withheld ones too: do not publish it`)
  return 0
}

function exporting({ content, tell }: Ground, folder: string): number {
  const { count, files } = exportDirectory(content, folder)
  tell(`${folder}: ${count} published entries in ${files.length} files`)
  return 0
}

function importing({ root, content, problemsOf, tell }: Ground, path: string): number {
  if (!existsSync(path)) {
    tell(`Expected a CSV file at ${path}, found none`)
    return 1
  }
  const outcome = importSheet(root, content, readFileSync(path), problemsOf)
  if ('refused' in outcome) {
    for (const trouble of outcome.refused) tell(troubleLine(trouble))
    tell(`directory: ${outcome.refused.length} problem(s); nothing was written`)
    return 1
  }
  if (outcome.planned.length === 0) tell(NOTHING)
  if (outcome.planned.length === 0) return 0
  write(root, outcome.files)
  for (const each of outcome.planned) tellPlanned(tell, content, each)
  for (const [id, codes] of Object.entries(outcome.untranslated))
    tell(`${id}: to be translated before the content check is satisfied: ${codes.join(', ')}`)
  tell(changed(outcome.planned.length))
  return 0
}

async function merging(ground: Ground): Promise<number> {
  const config = readConfig(ground.environment)
  const store = await openStore(config)
  if ('trouble' in store) {
    ground.tell(store.trouble)
    return 1
  }
  try {
    const { register, unread } = registerOf(store, ground.content, config.timeZone)
    const entries = await register.all()
    if (unread() > 0) {
      ground.tell(`Expected the DATA_KEY the bot runs with: ${unread()} record(s) cannot be read. Nothing was written`)
      return 1
    }
    return written(ground, entries)
  } finally {
    store.redis.disconnect()
  }
}

function written({ root, content, problemsOf, tell }: Ground, entries: Entry[]): number {
  const outcome = mergeOf(root, content, entries, problemsOf)
  if ('refused' in outcome) {
    for (const line of outcome.refused) tell(line)
    tell(`directory: ${outcome.refused.length} problem(s); nothing was written`)
    return 1
  }
  if (outcome.merged.length === 0) tell(NOTHING)
  if (outcome.merged.length === 0) return 0
  write(root, outcome.files)
  for (const { id, before, after } of outcome.merged) {
    tell(`${id}:`)
    tellChanges(tell, before, after)
  }
  tell(changed(outcome.merged.length))
  return 0
}

function write(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text)
}
