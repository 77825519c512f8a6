/** What a command of `npm run content` is given and what it answers. */
import { type Content, loadContent } from '../../content/load.ts'
import { problemLine } from '../../content/checks/problem.ts'

export type Place = {
  /** The folder that holds `content/` and `locales/`. */
  root: string
  /** Kazakhstan's day, YYYY-MM-DD. */
  today: string
}

/** Lines for the terminal; `failed`: nothing was done, or something is wrong. */
export type Answer = { lines: string[]; failed?: boolean }

/** `words`: what stands after the name of the command. Throws for words it does not understand. */
export type Command = (place: Place, words: string[]) => Answer | Promise<Answer>

export const failed = (...lines: string[]): Answer => ({ lines, failed: true })

/** The content, or an error with every problem that keeps it from being read. */
export function readable(root: string): Content {
  const { content, problems } = loadContent(root)
  if (content) return content
  throw new Error(problems.map(problemLine).join('\n'))
}

/** A language that somebody translates into: no source, no variant in other letters. Throws, naming the one to edit. */
export function translatable({ words }: Content, code: string | undefined, source: string): string {
  const own = Object.values(words).filter((each) => each.code !== source && !each.derived)
  const derived = words[code ?? '']?.derived
  if (derived)
    throw new Error(
      `Expected a language that is translated; ${code} is ${derived.from} in other letters: edit locales/${derived.from}, then "npm run content -- derive"`,
    )
  if (code !== undefined && own.some((each) => each.code === code)) return code
  throw new Error(`Expected one of ${own.map((each) => each.code).join(', ')}, got ${code ?? 'nothing'}`)
}
