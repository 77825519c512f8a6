/** Whether somebody says that they are in danger: phrases of every language, whatever the person reads. A false alarm is one button too many. */
import type { Content } from '../content/load.ts'
import { soundsOf } from './stems.ts'

/** Words that may stand between two of a phrase: "they hold me", "they still hold me". */
const GAP = 1
/** Endings do not matter: so many last letters of a long word may be others. */
const ENDING = 2
/** Below this a word is itself or another. */
const LONG = 6
/** A cry with a greeting or a name is still a cry; with more it asks for something: "help me with the registration". */
const MORE_THAN_CRY = 1

/** `fold`: `language/fold.ts`. */
export function dangerIn(content: Content, fold: (text: string) => string): (text: string) => boolean {
  const all = Object.values(content.words).map(({ search }) => search)
  const phrases = all.flatMap(({ danger, danger_words: words }) => [...danger, ...words]).map(sounds)
  const cries = all.flatMap((each) => each.cries).map(sounds)
  return (text) => {
    const said = sounds(text)
    const isShort = (cry: string[]) => said.length <= cry.length + MORE_THAN_CRY
    return phrases.some((phrase) => holds(said, phrase)) || cries.some((cry) => isShort(cry) && holds(said, cry))
  }

  function sounds(text: string): string[] {
    return soundsOf(text, fold)
  }
}

/** All words of the phrase, in order, nearly next to each other. */
function holds(said: string[], phrase: string[]): boolean {
  const [first, ...rest] = phrase
  return first !== undefined && said.some((word, at) => isSame(word, first) && follows(said, rest, at + 1))
}

function follows(said: string[], [next, ...rest]: string[], from: number): boolean {
  if (next === undefined) return true
  const near = said.slice(from, from + GAP + 1).findIndex((word) => isSame(word, next))
  return near >= 0 && follows(said, rest, from + near + 1)
}

function isSame(said: string, word: string): boolean {
  return said === word || (word.length >= LONG && said.startsWith(word.slice(0, Math.max(LONG, word.length - ENDING))))
}
