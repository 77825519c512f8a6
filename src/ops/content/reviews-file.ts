/** Writes `locales/reviews.yaml`: a line a text, an accepted one as `{ source, by, on }`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Document, isMap, visit } from 'yaml'
import type { Content, Reviews } from '../../content/load.ts'

export const REVIEWS = 'locales/reviews.yaml'
const HEAD = `# From which English text each translation was made (a hash), and who accepted it. A hash alone: made by a machine, not yet
# read by a native reviewer. Written by "npm run content -- translated <language>", "accept" and "import". A variant in other letters
# has no entries: what is noted of the language it is made from holds for it.
`

/** `words`: for the languages there are; entries of any other are dropped. */
export function writeReviews(root: string, words: Content['words'], reviews: Reviews): void {
  writeFileSync(join(root, REVIEWS), reviewsText(words, reviews))
}

export function reviewsText(words: Content['words'], reviews: Reviews): string {
  const kept = Object.entries(reviews).filter(([code]) => words[code] && !words[code].derived)
  const document = new Document(Object.fromEntries(kept))
  visit(document, {
    Map(_, node) {
      if (isMap(node) && node.has('source')) node.flow = true
    },
  })
  return HEAD + document.toString({ lineWidth: 0 })
}
