/** Changed files of content, tried in a copy before anything is written: what the content check says of them that it does not say now. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Organization } from '../../content/directory.ts'
import { type Problem, problemLine } from '../../content/checks/problem.ts'
import { loadContent } from '../../content/load.ts'

/** Texts by path, relative to the project. */
export type Files = Record<string, string>
/** The whole content check over the project at `root`. */
export type ProblemsOf = (root: string) => Problem[]

/**
 * Errors that `files` would make. Those that are there already are nobody's fault here, and must not keep a correction back.
 * Throws when the directory that was written does not read as `expected`: then nothing may be written.
 */
export function newErrors(
  root: string,
  files: Files,
  expected: Record<string, Organization>,
  problemsOf: ProblemsOf,
): Problem[] {
  const copy = mkdtempSync(join(tmpdir(), 'pana-directory-'))
  try {
    for (const folder of ['content', 'locales']) cpSync(join(root, folder), join(copy, folder), { recursive: true })
    for (const [path, text] of Object.entries(files)) writeFileSync(join(copy, path), text)
    const after = errorsOf(problemsOf(copy))
    const before = new Set(after.length > 0 ? errorsOf(problemsOf(root)).map(withoutLine) : [])
    const errors = after.filter((problem) => !before.has(withoutLine(problem)))
    if (errors.length === 0) compare(copy, expected)
    return errors
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

function compare(copy: string, expected: Record<string, Organization>): void {
  const { content } = loadContent(copy)
  const written = content?.directory.organizations
  const wrong = Object.keys(expected).filter((id) => !isDeepStrictEqual(written?.[id], expected[id]))
  if (wrong.length > 0 || Object.keys(written ?? {}).length !== Object.keys(expected).length)
    throw new Error(`Expected the written directory to say what was meant, got something else: ${wrong.join(', ')}`)
}

function errorsOf(problems: Problem[]): Problem[] {
  return problems.filter(({ level }) => level === 'error')
}

function withoutLine({ level, file, message }: Problem): string {
  return problemLine({ level, file, message })
}
