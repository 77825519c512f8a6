/**
 * A variant that is another one in other letters: Uzbek in Cyrillic, made from Uzbek in Latin, word by word, with a list of what is
 * written otherwise. Nobody translates it, so it can never say something else.
 */
import lotinKirill from 'lotin-kirill'
import { isScalar, parseDocument, visit } from 'yaml'
import { z } from 'zod'

/** The package is CommonJS with a `default` of its own: Node's import gives the outer one, that of the tests the inner one. */
const LotinKirill = 'default' in lotinKirill ? lotinKirill.default : lotinKirill

/** `locales/<language>/derived.yaml`; a folder without it stands for itself. */
export const Derived = z.strictObject({
  from: z.string(),
  /** Words, or beginnings of words, that get other letters than the rules give them. */
  exceptions: z.record(z.string().min(1), z.string().min(1)),
})
export type Derived = z.infer<typeof Derived>

/** Files of the folder that are its own. It has no `audio.yaml`: it sounds as the other one. */
export const OWN_FILES = ['language.yaml', 'checks.yaml', 'derived.yaml', 'audio.yaml']

/** Placeholders, tags, commands, addresses of sites: they are no words. */
const KEPT = String.raw`\{\{.*?\}\}|<[^>]*>|(?<![\p{L}\d/])\/[a-z]+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,}(?:\/[^\s)»”]*)?`

/** A text in the other letters. An exception stands for the beginning of a word, with a small first letter and with a capital. */
export function deriver({ exceptions }: Derived): (text: string) => string {
  const engine = new LotinKirill()
  const beginnings = new Map(
    Object.entries(exceptions).flatMap(([latin, other]) => [
      [latin, other],
      [capital(latin), capital(other)],
    ]),
  )
  const longestFirst = [...beginnings.keys()].toSorted((one, other) => other.length - one.length)
  const pattern = new RegExp(`${KEPT}|(?<!\\p{L})(?:${longestFirst.map(RegExp.escape).join('|')})`, 'gu')
  return (text) => {
    const kept = text.match(pattern) ?? []
    return text
      .split(pattern)
      .map((words, index) => engine.textToCyrillic(words) + (beginnings.get(kept[index] ?? '') ?? kept[index] ?? ''))
      .join('')
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** A YAML file in the other letters: values only; keys, order and comments stay. */
export function derivedFile(source: string, derive: (text: string) => string): string {
  const document = parseDocument(source)
  visit(document, {
    Scalar(key, node) {
      if (key !== 'key' && typeof node.value === 'string') node.value = derive(node.value)
    },
    Pair(_, pair) {
      if (isScalar(pair.key)) return undefined
      throw new Error('Expected plain keys in a file of words')
    },
  })
  return document.toString({ lineWidth: 120 })
}
