/**
 * What of a page can be heard and seen. A recording cannot be brought up to date, so it is played only while the page says what was
 * read: `locales/<language>/audio.yaml` notes of each page a hash of that.
 */
import { factOn } from './facts.ts'
import type { Content } from './load.ts'
import { factIdsOf } from './page-facts.ts'
import type { Recording } from './recordings.ts'
import { hashOf, isOlder } from './reviews.ts'
import type { Page } from './schema.ts'

/** The language whose recordings and videos `code` has: a variant in other letters sounds as the one it is made from. */
export function spokenAs({ words }: Pick<Content, 'words'>, code: string): string {
  return words[code]?.derived?.from ?? code
}

/** What a page tells on `day` besides its words: facts it rests on, phones it prints. These change without a word being changed. */
function toldBy(content: Content, code: string, page: string, day: string): unknown[] {
  const facts = factIdsOf(content, code, page).filter((id) => Object.hasOwn(content.facts, id))
  const text = JSON.stringify(content.words[code]?.pages[page] ?? '')
  const phones = [...text.matchAll(/\{\{phone\.([a-z0-9-]+)\}\}/g)].map((match) => match[1] ?? '')
  return [
    ...facts.map((id) => factOn(content.facts, id, day)),
    ...phones.map((id) => content.directory.organizations[id]?.phones[0]?.number ?? ''),
  ]
}

/** The hash of what somebody reads aloud on `day`: the words of the page in this language, and what it tells besides. */
export function spokenHash(content: Content, code: string, page: string, day: string): string {
  const said = [content.words[code]?.pages[page], ...toldBy(content, code, page, day)]
  return hashOf(said.map((part) => JSON.stringify(part)).join(''))
}

/** Whether a recording says what the page says on `day`. Without a note it does where nothing can change under it but words. */
export function isTrue(content: Content, code: string, page: string, day: string): boolean {
  const noted = content.words[code]?.recorded[page]
  if (noted === undefined) return toldBy(content, code, page, day).length === 0
  return noted === spokenHash(content, code, page, day)
}

/** What can be played of a page to a reader of `code`. The caller sees to facts that have expired: then nothing is played. */
export function recordingOf(content: Content, code: string, page: string, day: string): Recording | undefined {
  const spoken = spokenAs(content, code)
  const found = Object.hasOwn(content.audio, spoken) ? content.audio[spoken] : undefined
  if (!found || !Object.hasOwn(found, page) || isOlder(content, spoken, `pages/${page}`)) return undefined
  return isTrue(content, spoken, page, day) ? found[page] : undefined
}

/** The address of the page's film in sign language, for a reader of `code`. */
export function signVideoOf(content: Content, code: string, { sign_video: video }: Page): string | undefined {
  return typeof video === 'string' ? video : video?.[spokenAs(content, code)]
}
