/** Corrections that editors made in the chat, written back to the file for review; and those forgotten that the file has taken over. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ZodError } from 'zod'
import type { Organization } from '../../content/directory.ts'
import { type Problem, problemLine } from '../../content/checks/problem.ts'
import type { Content } from '../../content/load.ts'
import { patched, standingPatch } from '../../directory/register/current.ts'
import type { Patch } from '../../directory/register/record.ts'
import type { Entry } from '../../directory/register/register.ts'
import { withEntries } from './entry-text.ts'
import { DIRECTORY_FILE } from './import.ts'
import { type Files, newErrors, type ProblemsOf } from './proved.ts'

export type Merged = { id: string; before: Organization; after: Organization; fields: Record<string, unknown> }
export type Merge = { refused: string[] } | { files: Files; merged: Merged[] }

/** Writes nothing. `entries`: all of the register, over `content` as it is read from `root`. */
export function mergeOf(root: string, content: Content, entries: Entry[], problemsOf: ProblemsOf): Merge {
  const outcomes = entries.map(mergedEntry)
  const refused = outcomes.flatMap((each) => (each && 'refused' in each ? [each.refused] : []))
  if (refused.length > 0) return { refused }
  const merged = outcomes.flatMap((each) => (each && 'after' in each ? [each] : []))
  if (merged.length === 0) return { files: {}, merged }
  const files = { [DIRECTORY_FILE]: withEntries(readFileSync(join(root, DIRECTORY_FILE), 'utf8'), merged) }
  const expected = { ...content.directory.organizations }
  for (const { id, after } of merged) expected[id] = after
  const errors: Problem[] = newErrors(root, files, expected, problemsOf)
  return errors.length > 0 ? { refused: errors.map(problemLine) } : { files, merged }
}

function mergedEntry({ id, file, record }: Entry): Merged | { refused: string } | undefined {
  const patch = standingPatch(file, record)
  if (Object.keys(patch).length === 0) return undefined
  try {
    const corrected = patched(file, patch)
    const sources = sourcesOf(corrected, patch)
    const after = { ...corrected, sources }
    const changed = sources === corrected.sources ? patch : { ...patch, sources }
    return { id, before: file, after, fields: { ...changed } }
  } catch (error) {
    if (!(error instanceof ZodError)) throw error
    return { refused: `${id}: ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}` }
  }
}

const ASSURED = { team: 'Called by the team', organization: 'Confirmed by the organization' }

/** A confirmation is a source of its own, in the place of an earlier one of the same kind; never who it was. */
function sourcesOf({ sources, assured_by: by, assured_date: day }: Organization, patch: Patch): string[] {
  if (by === 'source' || day === undefined || !('assured_date' in patch || 'assured_by' in patch)) return sources
  const line = `${ASSURED[by]}, ${day}`
  return sources.includes(line) ? sources : [...sources.filter((each) => !each.startsWith(`${ASSURED[by]}, `)), line]
}
