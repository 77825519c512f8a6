/**
 * npm run content                      every problem of content/ and locales/ in one list
 * npm run content -- stale             what is due for review
 * npm run content -- graph [language]  draws each guide as an SVG under .data/guides
 * npm run content -- translated <lang> notes that the texts of <lang> were made from today's English texts
 * npm run content -- directory …       the directory out, in, and corrections back into its file (`directory/command.ts`)
 */
import { writeFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { checkContent } from '../content/check.ts'
import { noted } from '../content/checks/reviews.ts'
import { type Content, loadContent } from '../content/load.ts'
import { type Problem, problemLine } from '../content/checks/problem.ts'
import { guideRuleProblems } from '../guide/rule-problems.ts'
import { rules } from '../reminder/rules.ts'
import { directoryCommand } from './directory/command.ts'
import { drawGuides } from './graph.ts'
import { screenProblems } from './screens.ts'

const REVIEWS = 'locales/reviews.yaml'
const REVIEWS_HEAD = `# From which English text each translation was made (a hash), and who accepted it. A hash alone: made by a machine, not yet
# read by a native reviewer. Written by "npm run content -- translated <language>".
`
const today = new Date().toISOString().slice(0, 10)
const [command = 'check', language, ...more] = process.argv.slice(2).filter((word) => word !== '--')

/** All problems; those of the screens only once the files themselves are sound. */
function allProblems(root: string, day: string): Problem[] {
  const { content, problems } = loadContent(root)
  if (!content) return problems
  const found = checkContent(content, day)
  const problemsFound = [...found, ...guideRuleProblems(content, Object.keys(rules))]
  const sound = !problemsFound.some(({ level }) => level === 'error')
  return sound ? [...problemsFound, ...screenProblems(content, day)] : problemsFound
}

function check(): number {
  const problems = allProblems(process.cwd(), today)
  const errors = problems.filter(({ level }) => level === 'error').length
  for (const problem of problems) console.log(problemLine(problem))
  console.log(`content: ${errors} error(s), ${problems.length - errors} warning(s)`)
  return errors > 0 ? 1 : 0
}

function stale(): number {
  const { facts } = readable()
  const due = Object.entries(facts).filter(([, fact]) => fact.review <= today)
  for (const [id, fact] of due)
    console.log(`${id}: due since ${fact.review}, last checked ${fact.checked}. ${fact.says}`)
  console.log(`${due.length} of ${Object.keys(facts).length} facts are due for review`)
  return 0
}

function translated(code: string | undefined): number {
  const content = readable()
  if (code === undefined || !(code in content.words)) {
    console.error(`Expected one of ${Object.keys(content.words).join(', ')}, got ${code ?? 'nothing'}`)
    return 1
  }
  writeFileSync(REVIEWS, REVIEWS_HEAD + stringify(noted(content, code)))
  console.log(`${REVIEWS}: ${code} is noted as made from today's English texts`)
  return 0
}

function readable(): Content {
  const { content, problems } = loadContent(process.cwd())
  if (content) return content
  throw new Error(problems.map(problemLine).join('\n'))
}

async function graph(): Promise<number> {
  for (const file of await drawGuides(readable(), language)) console.log(file)
  return 0
}

function directory(): Promise<number> {
  const words = [language, ...more].filter((word) => word !== undefined)
  const problemsOf = (root: string) => allProblems(root, today)
  const tell = (line: string) => console.log(line)
  return directoryCommand(words, {
    root: process.cwd(),
    content: readable(),
    problemsOf,
    environment: process.env,
    tell,
  })
}

const commands: Record<string, () => number | Promise<number>> = {
  check,
  stale,
  graph,
  translated: () => translated(language),
  directory,
}
try {
  process.exitCode = (await commands[command]?.()) ?? usage()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function usage(): number {
  console.error(`Expected one of ${Object.keys(commands).join(', ')}, got ${command}`)
  return 1
}
