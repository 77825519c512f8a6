/**
 * `locales/reviews.yaml`: from which English text each translation was made, and who has read it. A variant in other letters has no
 * reviews of its own: it says what the other one says, and is as old.
 */
import { createHash } from 'node:crypto'
import { type Content, type Review, SOURCE_LANGUAGE, type Words } from './load.ts'

type Texts = Pick<Words, 'ui' | 'pages' | 'guides' | 'directory'>

/** The texts of a language by unit (`pages/host-notice`, `ui/page.checked`, `directory/police-102`), each as one string. */
export function unitsOf({ ui, pages, guides, directory }: Texts): Map<string, string> {
  const plain = Object.entries(ui).filter(([key]) => !/_(zero|one|two|few|many)$|^places\./.test(key))
  return new Map([
    ...plain.map(([key, text]): [string, string] => [`ui/${key.replace(/_other$/, '')}`, text]),
    ...Object.entries(pages).map(([id, page]): [string, string] => [`pages/${id}`, JSON.stringify(page)]),
    ...Object.entries(guides).map(([id, guide]): [string, string] => [`guides/${id}`, JSON.stringify(guide)]),
    ...Object.entries(directory).map(([id, words]): [string, string] => [`directory/${id}`, JSON.stringify(words)]),
  ])
}

/** The unit of a text key: `pages.iin.text` is of `pages/iin`. None for names of towns: they are not made from the English ones. */
export function unitOf(key: string): string | undefined {
  const [kind = '', ...rest] = key.split('.')
  if (kind !== 'ui') return `${kind}/${rest[0] ?? ''}`
  return rest[0] === 'places' ? undefined : `ui/${rest.join('.').replace(/_(zero|one|two|few|many|other)$/, '')}`
}

/** Eight hex digits that change when the text does. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

/** What is noted of a translation; of a variant in other letters, what is noted of the one it is made from. */
export function reviewOf({ words, reviews }: Content, code: string, unit: string): Review | undefined {
  return reviews[words[code]?.derived?.from ?? code]?.[unit]
}

/** The hash of the English text that a translation was made from. */
export function sourceOf(review: Review): string {
  return typeof review === 'string' ? review : review.source
}

/** Has the English text changed since this was translated? Nothing noted says nothing: the content check asks for it. */
export function isOlder(content: Content, code: string, unit: string): boolean {
  const review = reviewOf(content, code, unit)
  const current = englishHashes(content).get(unit)
  return code !== SOURCE_LANGUAGE && review !== undefined && current !== undefined && sourceOf(review) !== current
}

/** The hashes of today's English texts by unit, made once for texts that are read and never changed. */
export function englishHashes({ words }: Content): Map<string, string> {
  const english = words[SOURCE_LANGUAGE]
  if (!english) return new Map()
  const known = made.get(english)
  if (known) return known
  const hashes = new Map([...unitsOf(english)].map(([unit, text]) => [unit, hashOf(text)]))
  made.set(english, hashes)
  return hashes
}
const made = new WeakMap<Words, Map<string, string>>()
