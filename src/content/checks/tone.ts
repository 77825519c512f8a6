/** Short, and without words that label, frighten or betray. */
import type { Words } from '../load.ts'
import { error, type Problem } from './problem.ts'
import { textsOf } from './texts.ts'

/** At most three short sentences before the buttons. */
const MAX_SENTENCES = 3

export function toneProblems({ code, lists, pages, guides, ui, frames, directory }: Words): Problem[] {
  const long = Object.entries(pages)
    .filter(([, page]) => sentences(page.text) > MAX_SENTENCES)
    .map(([id, page]) =>
      error(
        `locales/${code}/pages/${id}.yaml`,
        `text: expected at most ${MAX_SENTENCES} sentences, got ${sentences(page.text)}`,
      ),
    )
  const longGuides = textsOf({ code, pages: {}, guides, ui: {}, frames, directory: {} })
    .filter(({ key, text }) => GUIDE_TEXTS.test(key) && sentences(text) > MAX_SENTENCES)
    .map(({ file, key, text }) =>
      error(file, `${key}: expected at most ${MAX_SENTENCES} sentences, got ${sentences(text)}`),
    )
  const texts = textsOf({ code, pages, guides, ui, frames, directory })
  const [bannedStems, firstStems] = [stemsOf(lists.banned), stemsOf(lists.not_in_first_line)]
  const banned = texts.flatMap(({ file, key, text }) =>
    found(text, bannedStems).map((word) => error(file, `${key}: expected another word than "${word}"`)),
  )
  const first = texts
    .filter(({ key }) => FIRST_LINES.test(key))
    .flatMap(({ file, key, text }) =>
      found(text.split(/(?<=[.!?])\s/)[0] ?? '', firstStems).map((word) =>
        error(file, `${key}: expected a neutral first line, got "${word}"`),
      ),
    )
  return [...long, ...longGuides, ...banned, ...first]
}

/** Texts of guides that stand before the buttons. */
const GUIDE_TEXTS = /^guides\.[^.]+\.(intro|(questions|asides|outcomes)\.[^.]+\.text)$/

/** Texts that begin a message. */
const FIRST_LINES =
  /^pages\.[^.]+\.title$|^guides\.[^.]+\.(title|outcomes\.[^.]+\.title)$|^ui\.(language\.choose|phone\.title|ask\.title|emergency\.title|page\.expired-title|page\.sources-title|hide\.done|stop\.done|unread\.\w+|error\.text|command\.\w+|bot\.\w+)$/

function found(text: string, stems: Stem[]): string[] {
  const lower = plain(text)
  const words = ` ${lower.replace(/[^\p{L}\p{M}'-]+/gu, ' ')}`
  return stems
    .filter(({ letters }) => (letters.includes(' ') ? lower.includes(letters) : words.includes(` ${letters}`)))
    .map(({ stem }) => stem)
}

/** As the list has it, and as it is looked for. */
type Stem = { stem: string; letters: string }
const stemsOf = (list: string[]): Stem[] => list.map((stem) => ({ stem, letters: plain(stem) }))

/** Small letters, and one apostrophe for the many that Uzbek is written with. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[’‘ʻʼ`´]/g, "'")
}

/** Counts ends of sentences; a colon before a fact is no end. */
function sentences(text: string): number {
  return text
    .replace(/\{\{.*?\}\}/g, 'x')
    .split(/[.!?…]+(?=\s|$)/)
    .filter((part) => part.trim() !== '').length
}
