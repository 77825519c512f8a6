/**
 * Words as they sound, whatever alphabet and apostrophe they are typed with: Chimkent and Shymkent, in Latin or Cyrillic, fold to
 * nearly the same. For finding only, never for showing.
 */

/** Part of a letter in Latin Uzbek and elsewhere; some of them are letters to Unicode, some end a word. */
const APOSTROPHES = /['\u2018\u2019\u02bb\u02bc`\u00b4]/g

/** `letters`: `content/letters.yaml`; longer ones are replaced first, those between spaces only where they are whole words. */
export function folder(letters: Record<string, string>): (text: string) => string {
  const entries = Object.entries(letters).toSorted(([one], [other]) => other.length - one.length)
  const isWord = ([letter]: [string, string]) => letter.startsWith(' ')
  const words = replacing(entries.filter(isWord), (word) => `(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`)
  const sounds = replacing(
    entries.filter((entry) => !isWord(entry)),
    (letter) => letter,
  )
  return (text) =>
    sounds(words(text.toLowerCase().normalize('NFC').replace(APOSTROPHES, '')))
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '') // marks over letters
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .replace(/(.)\1+/g, '$1')
      .trim()
}

/** `entries`: what is found, and what stands in its place. */
function replacing(entries: [string, string][], pattern: (found: string) => string): (text: string) => string {
  if (entries.length === 0) return (text) => text
  const sounds = new Map(entries.map(([found, sound]) => [found.trim(), sound]))
  const any = new RegExp(entries.map(([found]) => pattern(found.trim())).join('|'), 'gu')
  return (text) => text.replace(any, (found) => sounds.get(found) ?? found)
}
