/**
 * How hard a text is to read: warnings for pages and guides in each language.
 *
 * The measure is LIX: words per sentence + percent of long words, those of more than six letters (C. H. Björnsson, "Läsbarhet", 1968;
 * "Readability of newspapers in 11 languages", Reading Research Quarterly, 1983). Formulas that count syllables are fitted to one
 * language each and do not exist for Kazakh, Kyrgyz, Tajik and Uzbek; sentence and word length can be counted in all. What is easy
 * differs by language (words of Turkic languages carry their endings), so each `checks.yaml` has limits of its own, `reading`:
 * measured on the texts that were there and a little above them. They find what is more long-winded than the rest; they prove nothing.
 */
import type { Content, Words } from '../load.ts'
import { type Problem, warning } from './problem.ts'
import { type Text, textsOf } from './texts.ts'

const LONG_WORD_LETTERS = 6
/** A shorter text has no steady share of long words. */
const FEWEST_WORDS = 20
/** So many things after a colon are a list. */
const LIST_ITEMS = 4
/** Legal detail is folded away, for who wants it. */
const LAW_FACTOR = 1.25

/** Texts of sentences: no labels. */
const READ =
  /^pages\.[^.]+\.(text|steps|law)|^guides\.[^.]+\.(intro$|(questions|asides)\.[^.]+\.(text|help)$|outcomes\.)/

/** A variant in other letters is measured in the letters it is made from. */
export function readingProblems({ words }: Content): Problem[] {
  return Object.values(words).flatMap((each) => (each.derived ? [] : inLanguage(each)))
}

function inLanguage(words: Words): Problem[] {
  const limits = words.lists.reading
  if (!limits) return []
  const texts = textsOf(words).filter(({ key }) => READ.test(key) && !/\.(title|options\..*)$/.test(key))
  const long = texts.flatMap((text) => longSentences(text, limits.longest_sentence))
  const screens = [...Map.groupBy(texts, ({ key }) => screenOf(key))]
  const hard = screens.flatMap(([screen, parts]) => hardText(screen, parts, limits.lix))
  return [...long, ...hard]
}

function longSentences({ file, key, text }: Text, limit: number): Problem[] {
  const most = key.endsWith('.law') ? Math.floor(limit * LAW_FACTOR) : limit
  return sentencesOf(text)
    .filter(({ words }) => words.length > most)
    .map(({ said, words }) =>
      warning(file, `${key}: expected at most ${most} words in a sentence, got ${words.length}: "${said}"`),
    )
}

function hardText(screen: string, parts: Text[], limit: number): Problem[] {
  const sentences = parts.flatMap(({ text }) => sentencesOf(text).map(({ words }) => words))
  const got = Math.round(lix(sentences))
  if (sentences.flat().length < FEWEST_WORDS || got <= limit) return []
  return [
    warning(
      parts[0]?.file ?? '',
      `${screen}: expected shorter sentences or words (LIX ${limit} at most), got LIX ${got}`,
    ),
  ]
}

/** Words of each sentence → LIX; 0 of nothing. */
export function lix(sentences: string[][]): number {
  const words = sentences.flat()
  if (words.length === 0) return 0
  const long = words.filter((word) => [...word.matchAll(/\p{L}/gu)].length > LONG_WORD_LETTERS)
  return words.length / sentences.length + (100 * long.length) / words.length
}

/**
 * Sentences with their words. A colon and a semicolon end one, and of a list after a colon each item is one; a fact is one word; a
 * term in brackets is not counted.
 */
function sentencesOf(text: string): { said: string; words: string[] }[] {
  const parts = text.replace(/<[^>]*>/g, '').split(/(?<=[.!?…:;])\s+|\n/)
  return parts
    .flatMap((part, index) => (isList(part, parts[index - 1]) ? part.split(/,\s/) : [part]))
    .map((said) => ({ said: said.trim(), words: wordsOf(said) }))
    .filter(({ words }) => words.length > 0)
}

function isList(part: string, before = ''): boolean {
  return before.endsWith(':') && part.split(/,\s/).length >= LIST_ITEMS
}

function wordsOf(sentence: string): string[] {
  return (
    sentence
      .replace(/\{\{.*?\}\}/g, 'x')
      .replace(/\([^)]*\)/g, ' ')
      .match(/[\p{L}\p{M}'’ʻʼ-]+/gu) ?? []
  )
}

/** The screen a text stands on: a page, a question or an outcome of a guide. */
function screenOf(key: string): string {
  return key
    .split('.')
    .slice(0, key.startsWith('pages.') ? 2 : 4)
    .join('.')
}
