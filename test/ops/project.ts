/** A copy of content/ and of three languages to write into, and `npm run content -- directory …` over it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkContent } from '../../src/content/check.ts'
import { type Problem, problemLine } from '../../src/content/checks/problem.ts'
import { type Content, loadContent } from '../../src/content/load.ts'
import { directoryCommand } from '../../src/ops/directory/command.ts'
import { NOON } from '../world.ts'

export type Project = {
  root: string
  /** As the files say. Throws when they cannot be read. */
  content(): Content
  file(path: string): string
  /** The exit code, and what was printed. */
  runs(...words: string[]): Promise<{ code: number; said: string }>
  environment: Record<string, string | undefined>
  problemsOf(root: string): Problem[]
  writes(files: Record<string, string>): void
  remove(): void
}

/** Four languages less: the check reads everything several times. What it says of them was there before. */
const LANGUAGES = ['en', 'kk', 'ru']

export function project(): Project {
  const root = mkdtempSync(join(tmpdir(), 'pana-project-'))
  cpSync('content', join(root, 'content'), { recursive: true })
  for (const code of LANGUAGES) cpSync(`locales/${code}`, join(root, 'locales', code), { recursive: true })
  cpSync('locales/reviews.yaml', join(root, 'locales/reviews.yaml'))
  const environment: Project['environment'] = {}
  const known: { content?: Content | undefined; problems?: Problem[] | undefined } = {} // until something is written
  const content = () => (known.content ??= loaded(root))
  const problemsOf = (at: string) => (at === root ? (known.problems ??= problemsIn(root)) : problemsIn(at))
  const forget = () => Object.assign(known, { content: undefined, problems: undefined })
  return {
    root,
    environment,
    content,
    problemsOf,
    writes(files) {
      for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text)
      forget()
    },
    file: (path) => readFileSync(join(root, path), 'utf8'),
    async runs(...words) {
      const said: string[] = []
      const tell = (line: string) => void said.push(line)
      const code = await directoryCommand(words, { root, content: content(), problemsOf, environment, tell })
      if (code === 0) forget()
      return { code, said: said.join('\n') }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

function loaded(root: string): Content {
  const { content, problems } = loadContent(root)
  if (!content) throw new Error(problems.map(problemLine).join('\n'))
  return content
}

function problemsIn(root: string): Problem[] {
  const { content, problems } = loadContent(root)
  return content ? checkContent(content, NOON.slice(0, 'YYYY-MM-DD'.length)) : problems
}
