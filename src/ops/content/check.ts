/** npm run content: every problem of `content/` and `locales/` in one list. */
import { checkContent } from '../../content/check.ts'
import { type Problem, problemLine } from '../../content/checks/problem.ts'
import { type Loaded, loadContent } from '../../content/load.ts'
import { guideRuleProblems } from '../../guide/rule-problems.ts'
import { rules } from '../../reminder/rules.ts'
import { screenProblems } from '../screens.ts'
import type { Answer, Place } from './command.ts'
import { dueFacts, NOTICE_DAYS } from './stale.ts'

/** What is due soon is one line: the check stays quiet, `stale` tells. */
export function check({ root, today }: Place): Answer {
  const problems = allProblems(root, today)
  const errors = problems.filter(({ level }) => level === 'error').length
  return {
    lines: [...problems.map(problemLine), ...soon(root, today), summary(errors, problems.length - errors)],
    failed: errors > 0,
  }
}

/** All problems; those of the screens only once the files themselves are sound. */
export function allProblems(root: string, day: string): Problem[] {
  return checked(root, day).problems
}

/** The content with all its problems; none where a file could not be read. */
export function checked(root: string, day: string): Loaded {
  const { content, problems } = loadContent(root)
  if (!content) return { content, problems }
  const found = [...checkContent(content, day), ...guideRuleProblems(content, Object.keys(rules))]
  const sound = !found.some(({ level }) => level === 'error')
  return { content, problems: sound ? [...found, ...screenProblems(content, day)] : found }
}

function soon(root: string, today: string): string[] {
  const { content } = loadContent(root)
  const count = content ? dueFacts(content.facts, today).length : 0
  return count === 0
    ? []
    : [`content: ${count} fact(s) due for review within ${NOTICE_DAYS} days; "npm run content -- stale" lists them`]
}

const summary = (errors: number, warnings: number) => `content: ${errors} error(s), ${warnings} warning(s)`
