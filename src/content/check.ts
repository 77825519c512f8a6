/** Looks across all content files; every problem in one list. What a screen looks like is measured in `ops/screens.ts`. */
import { audioProblems } from './checks/audio.ts'
import { cardProblems } from './checks/cards.ts'
import { confidenceProblems } from './checks/confidence.ts'
import { derivedProblems } from './checks/derived.ts'
import { guideProblems } from './checks/guides.ts'
import { reviewProblems } from './checks/reviews.ts'
import { directoryProblems, holidayProblems } from './checks/directory.ts'
import { readingProblems } from './checks/reading.ts'
import { searchProblems } from './checks/search.ts'
import { factProblems, menuProblems } from './checks/structure.ts'
import { wordProblems } from './checks/words.ts'
import type { Content } from './load.ts'
import type { Problem } from './checks/problem.ts'

/** `today` as YYYY-MM-DD decides which facts are due for review. */
export function checkContent(content: Content, today = new Date().toISOString().slice(0, 10)): Problem[] {
  return [
    ...menuProblems(content),
    ...cardProblems(content),
    ...audioProblems(content, today),
    ...guideProblems(content),
    ...factProblems(content, today),
    ...derivedProblems(content),
    ...directoryProblems(content),
    ...holidayProblems(content, today),
    ...wordProblems(content),
    ...confidenceProblems(content),
    ...readingProblems(content),
    ...searchProblems(content),
    ...reviewProblems(content),
  ]
}
