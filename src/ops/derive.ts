/** Writes every file of the variants that are another one in other letters. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { Derived, derivedFile, deriver, OWN_FILES } from '../content/derived.ts'
import { parse } from 'yaml'

/** The names of the variants that were written. */
export function deriveAll(root: string): string[] {
  const locales = join(root, 'locales')
  const folders = readdirSync(locales).filter((name) => isFile(join(locales, name, 'derived.yaml')))
  for (const folder of folders) derive(locales, folder)
  return folders
}

function derive(locales: string, folder: string): void {
  const mine = join(locales, folder)
  const rules = Derived.parse(parse(readFileSync(join(mine, 'derived.yaml'), 'utf8')))
  const other = join(locales, rules.from)
  const words = deriver(rules)
  const names = filesIn(other)
    .map((file) => relative(other, file))
    .filter((name) => !OWN_FILES.includes(name))
  for (const file of filesIn(mine)) {
    const name = relative(mine, file)
    if (!OWN_FILES.includes(name) && !names.includes(name)) rmSync(file)
  }
  for (const name of names) {
    mkdirSync(dirname(join(mine, name)), { recursive: true })
    writeFileSync(join(mine, name), derivedFile(readFileSync(join(other, name), 'utf8'), words))
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return isFile(path) ? [path] : filesIn(path)
  })
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
