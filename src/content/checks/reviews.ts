/** `locales/reviews.yaml`: from which English text each translation was made, and who has read it. */
import { createHash } from 'node:crypto'
import { type Content, type Review, type Reviews, SOURCE_LANGUAGE, type Words } from '../load.ts'
import { error, type Problem, warning } from './problem.ts'

const FILE = 'locales/reviews.yaml'

/** Texts that somebody may act on in danger: their translations may never be older than the English text. */
const SAFETY =
  /^(ui\/(emergency|phone|error|hide|near\.(afraid|result))\.|directory\/|pages\/(unsafe|phone-safety|bot-safety)|guides\/(check|worry))/

/** The texts of a language by unit (`pages/host-notice`, `ui/page.checked`, `directory/police-102`), each as one string. */
export function unitsOf({ ui, pages, guides, directory }: Words): Map<string, string> {
  // names of towns are not made from the English ones
  const plain = Object.entries(ui).filter(([key]) => !/_(zero|one|two|few|many)$|^places\./.test(key))
  return new Map([
    ...plain.map(([key, text]): [string, string] => [`ui/${key.replace(/_other$/, '')}`, text]),
    ...Object.entries(pages).map(([id, page]): [string, string] => [`pages/${id}`, JSON.stringify(page)]),
    ...Object.entries(guides).map(([id, guide]): [string, string] => [`guides/${id}`, JSON.stringify(guide)]),
    ...Object.entries(directory).map(([id, words]): [string, string] => [`directory/${id}`, JSON.stringify(words)]),
  ])
}

/** Eight hex digits that change when the text does. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

export function reviewProblems(content: Content): Problem[] {
  const english = content.words[SOURCE_LANGUAGE]
  if (!english) return []
  const units = [...unitsOf(english)]
  return translations(content).flatMap(({ code }) =>
    units.flatMap(([unit, text]) => staleness(unit, content.reviews[code]?.[unit], hashOf(text), code)),
  )
}

function staleness(unit: string, review: Review | undefined, current: string, code: string): Problem[] {
  if (review === undefined)
    return [
      error(
        FILE,
        `${code}: ${unit}: expected the hash of its English text; "npm run content -- translated ${code}" notes it`,
      ),
    ]
  const source = typeof review === 'string' ? review : review.source
  if (source === current) return []
  const message = `${code}: ${unit}: the English text has changed since it was translated`
  return [SAFETY.test(unit) ? error(FILE, message) : warning(FILE, message)]
}

/**
 * The reviews with every translation of `code` noted as made from today's English text, by a machine, unread.
 * A text that a person accepted stays accepted while its English text is the same.
 */
export function noted(content: Content, code: string): Reviews {
  const english = content.words[SOURCE_LANGUAGE]
  if (!english) return content.reviews
  const before = content.reviews[code] ?? {}
  const entries = [...unitsOf(english)].map(([unit, text]): [string, Review] => {
    const review = before[unit]
    const current = hashOf(text)
    return [unit, typeof review === 'object' && review.source === current ? review : current]
  })
  return { ...content.reviews, [code]: Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b))) }
}

function translations({ words }: Content): Words[] {
  return Object.values(words).filter(({ code }) => code !== SOURCE_LANGUAGE)
}
