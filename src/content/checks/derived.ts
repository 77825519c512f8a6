/** A variant in other letters says what the other one says, word for word. */
import { type Derived, deriver } from '../derived.ts'
import type { Content, Words } from '../load.ts'
import { error, type Problem } from './problem.ts'
import { textsOf } from './texts.ts'

export function derivedProblems({ words }: Content): Problem[] {
  return Object.values(words).flatMap((each) => (each.derived ? differences(each, each.derived, words) : []))
}

function differences(mine: Words, derived: Derived, words: Content['words']): Problem[] {
  const other = words[derived.from]
  const file = `locales/${mine.code}/derived.yaml`
  if (!other) return [error(file, `from: expected a folder of locales/, got "${derived.from}"`)]
  const derive = deriver(derived)
  const expected = new Map(textsOf(other).map(({ key, text }) => [key, derive(text)]))
  const wrong = textsOf(mine).filter(({ key, text }) => expected.get(key) !== text)
  return wrong.map(({ file: where, key }) =>
    error(where, `${key}: expected the text of ${other.code} in other letters; "npm run content -- derive" writes it`),
  )
}
