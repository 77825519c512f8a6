/** Looks across all content files; every problem in one list. What a screen looks like is measured in `ops/screens.ts`. */
import { guideProblems } from './checks/guides.ts'
import { reviewProblems } from './checks/reviews.ts'
import { directoryProblems, holidayProblems } from './checks/directory.ts'
import { factProblems, menuProblems } from './checks/structure.ts'
import { wordProblems } from './checks/words.ts'
import type { Content } from './load.ts'
import type { Problem } from './checks/problem.ts'

/** `today` as YYYY-MM-DD decides which facts are due for review. */
export function checkContent(content: Content, today = new Date().toISOString().slice(0, 10)): Problem[] {
  return [
    ...menuProblems(content),
    ...guideProblems(content),
    ...factProblems(content, today),
    ...directoryProblems(content),
    ...holidayProblems(content, today),
    ...wordProblems(content),
    ...reviewProblems(content),
  ]
}
