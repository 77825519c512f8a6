/**
 * npm run content -- accept <language> <text>… --by <name>: a native reader has read these translations and stands for them. A text
 * is a unit of `locales/reviews.yaml` (`pages/iin`), or many with a star (`pages/*`). All of them or none.
 */
import { parseArgs } from 'node:util'
import { withReviews } from '../../content/checks/reviews.ts'
import { type Content, type Review, SOURCE_LANGUAGE } from '../../content/load.ts'
import { englishHashes, isOlder, reviewOf, unitsOf } from '../../content/reviews.ts'
import { type Answer, failed, type Place, readable, translatable } from './command.ts'
import { REVIEWS, writeReviews } from './reviews-file.ts'

export function accept({ root, today }: Place, words: string[]): Answer {
  const { values, positionals } = parseArgs({
    args: words,
    options: { by: { type: 'string' } },
    allowPositionals: true,
  })
  const content = readable(root)
  const code = translatable(content, positionals[0], SOURCE_LANGUAGE)
  const by = nameOf(values.by)
  const units = chosen(content, positionals.slice(1))
  const refused = units.flatMap((unit) => refusals(content, code, unit))
  if (refused.length > 0) return failed(...refused, 'Nothing was changed.')
  const entries = units.map((unit): [string, Review] => [
    unit,
    { source: englishHashes(content).get(unit) ?? '', by, on: today },
  ])
  const reviews = { ...content.reviews[code], ...Object.fromEntries(entries) }
  writeReviews(root, content.words, withReviews(content.reviews, code, reviews))
  return {
    lines: [...units.map((unit) => `${code}: ${unit}: accepted`), `${REVIEWS}: ${units.length} accepted by ${by}`],
  }
}

function nameOf(by: string | undefined): string {
  const name = by?.trim() ?? ''
  if (name.length >= 2) return name
  throw new Error('Expected --by and the name or initials of the reader, of two characters at least')
}

/** The units that are named, each once. Throws for one that no English text has. */
function chosen({ words }: Content, patterns: string[]): string[] {
  const english = words[SOURCE_LANGUAGE]
  const all = english ? [...unitsOf(english).keys()] : []
  if (patterns.length === 0) throw new Error('Expected a text, as pages/iin or "pages/*", got nothing')
  const found = patterns.flatMap((pattern) => {
    const units = all.filter((unit) => matches(pattern, unit))
    if (units.length > 0) return units
    throw new Error(`Expected a text of ${REVIEWS}, as pages/iin or "pages/*", got "${pattern}"`)
  })
  return [...new Set(found)]
}

function matches(pattern: string, unit: string): boolean {
  return new RegExp(`^${pattern.split('*').map(RegExp.escape).join('.*')}$`).test(unit)
}

function refusals(content: Content, code: string, unit: string): string[] {
  const words = content.words[code]
  if (!words || !unitsOf(words).has(unit)) return [`${code}: ${unit}: expected a translation, found none`]
  if (reviewOf(content, code, unit) === undefined)
    return [`${code}: ${unit}: expected to know from which English text it was made; "translated ${code}" notes it`]
  return isOlder(content, code, unit)
    ? [`${code}: ${unit}: older than its English text: bring it up to date and run "translated ${code}" first`]
    : []
}
