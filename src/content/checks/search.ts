/** The words that pages are found by: do they lead somewhere, and is danger told by more than a word? */
import type { Content, Words } from '../load.ts'
import { error, type Problem, warning } from './problem.ts'

/** More single words, and everyday sentences would offer the emergency card. */
const MAX_DANGER_WORDS = 10

export function searchProblems(content: Content): Problem[] {
  return Object.values(content.words).flatMap((words) => [...idProblems(content, words), ...dangerProblems(words)])
}

/** An id that is nothing is an error; a page that nobody can ask for by an everyday word can still be found by its text. */
function idProblems(content: Content, words: Words): Problem[] {
  const known = new Set([...Object.keys(content.menu.pages), ...Object.keys(content.guides)])
  const legal = Object.entries(content.menu.pages).filter(([, page]) => page.legal)
  return [
    ...Object.keys(words.search.words)
      .filter((id) => !known.has(id))
      .map((id) => error(file(words), `words: expected a page or a guide, got "${id}"`)),
    ...legal
      .filter(([id]) => !(id in words.search.words))
      .map(([id]) => warning(file(words), `words: expected what people type when they mean "${id}", found nothing`)),
  ]
}

function dangerProblems(words: Words): Problem[] {
  const { danger, danger_words: single } = words.search
  const isPhrase = (text: string) => /\S\s+\S/.test(text)
  return [
    ...danger
      .filter((text) => !isPhrase(text))
      .map((text) =>
        error(file(words), `danger: expected two words or more, got "${text}": see danger_words and cries`),
      ),
    ...single.filter(isPhrase).map((text) => error(file(words), `danger_words: expected one word, got "${text}"`)),
    ...(single.length > MAX_DANGER_WORDS
      ? [error(file(words), `danger_words: expected at most ${MAX_DANGER_WORDS}, got ${single.length}`)]
      : []),
  ]
}

function file({ code }: Words): string {
  return `locales/${code}/search.yaml`
}
