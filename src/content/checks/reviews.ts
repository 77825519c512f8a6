/** `locales/reviews.yaml` against today's English texts: what has no note, what is older than its source. */
import { type Content, type Review, type Reviews, SOURCE_LANGUAGE, type Words } from '../load.ts'
import { hashOf, sourceOf, unitsOf } from '../reviews.ts'
import { error, type Problem, warning } from './problem.ts'

const FILE = 'locales/reviews.yaml'

/** Texts that somebody may act on in danger: their translations may never be older than the English text. */
const SAFETY =
  /^(ui\/(emergency|phone|error|hide|near\.(afraid|result))\.|directory\/|pages\/(unsafe|phone-safety|bot-safety)|guides\/(check|worry))/

export function reviewProblems(content: Content): Problem[] {
  const english = content.words[SOURCE_LANGUAGE]
  if (!english) return []
  const units = [...unitsOf(english)]
  return Object.values(content.words).flatMap((words) => {
    if (words.code === SOURCE_LANGUAGE) return []
    if (words.derived) return leftover(content, words.code, words.derived.from)
    const has = unitsOf(words) // a text that is missing is told as that
    return units
      .filter(([unit]) => has.has(unit))
      .flatMap(([unit, text]) => staleness(unit, content.reviews[words.code]?.[unit], hashOf(text), words))
  })
}

function leftover({ reviews }: Content, code: string, from: string): Problem[] {
  return code in reviews ? [warning(FILE, `${code}: expected no entries: what is noted of ${from} holds for it`)] : []
}

function staleness(unit: string, review: Review | undefined, current: string, { code }: Words): Problem[] {
  if (review === undefined)
    return [
      error(
        FILE,
        `${code}: ${unit}: expected the hash of its English text; "npm run content -- translated ${code}" notes it`,
      ),
    ]
  if (sourceOf(review) === current) return []
  const message = `${code}: ${unit}: the English text has changed since it was translated`
  return [SAFETY.test(unit) ? error(FILE, message) : warning(FILE, message)]
}

/**
 * The reviews with every translation that `code` has noted as made from today's English text, by a machine, unread.
 * A text that a person accepted stays accepted while its English text is the same.
 */
export function noted(content: Content, code: string): Reviews {
  const english = content.words[SOURCE_LANGUAGE]
  const words = content.words[code]
  if (!english || !words) return content.reviews
  const before = content.reviews[code] ?? {}
  const has = unitsOf(words)
  const translated = [...unitsOf(english)].filter(([unit]) => has.has(unit))
  const entries = translated.map(([unit, text]): [string, Review] => {
    const review = before[unit]
    const current = hashOf(text)
    return [unit, typeof review === 'object' && review.source === current ? review : current]
  })
  return withReviews(content.reviews, code, Object.fromEntries(entries))
}

/** The reviews with those of one language replaced, in the order of the file. */
export function withReviews(reviews: Reviews, code: string, of: Record<string, Review>): Reviews {
  return { ...reviews, [code]: Object.fromEntries(Object.entries(of).sort(([a], [b]) => a.localeCompare(b))) }
}
