/**
 * Pages and guides by what somebody types: words of the text itself and of everyday speech (`locales/<language>/search.yaml`), in
 * the language they read first, then in the others, since people ask in the one they speak. Holds no more than the content.
 * The numbers were chosen by the questions of `test/find-questions.yaml`; nearby ones do about as well, words matter more.
 */
import MiniSearch from 'minisearch'
import type { Content, Words } from '../content/load.ts'
import { folder } from '../language/fold.ts'
import { dangerIn } from './danger.ts'
import { soundsOf, stemOf } from './stems.ts'

export type Found = {
  kind: 'page' | 'guide'
  id: string
}

export type Finder = {
  /** The likeliest first, at most `most`; none for what resembles nothing. `code`: the language they read. */
  find(text: string, code: string, most: number): Found[]
  /** Something that is said in danger, in any language. */
  isDanger(text: string): boolean
  /** How much can be found, in all languages together. */
  size: number
}

/** What a word counts by where it stands. Everyday words, the label and the title say what a page is about; the law names much else. */
const BOOST = { words: 4, button: 4, title: 4, text: 2, steps: 1.5, law: 0.5 }
/** A hit in a language that is not theirs, against one in theirs; there a wrong letter is another word. */
const OTHER = 0.6
/** Letters that may be wrong, as a share of the stem: one of five. Shorter words must be right. */
const WRONG = 0.2
const MIN_FUZZY = 5
/** A stem with a wrong letter, against a right one: among so many short stems most neighbours are other words. */
const MISTYPED = 0.25
/** Less than this share of the best is another matter. */
const WORTH = 0.25
/** Overviews help less than what they lead to. */
const OVERVIEW = 0.7
/** What a word counts at least that stands on nearly every page. */
const COMMON = 0.05
/** Longer texts tell a story: no more of it is looked at, so that a search takes milliseconds. */
const MAX_WORDS = 60

type Document = Record<keyof typeof BOOST, string> & { id: string }
type Stems = (...texts: (string | undefined)[]) => string

export function createFinder(content: Content): Finder {
  const fold = folder(content.letters)
  const indexes = new Map(Object.values(content.words).map((words) => [words.code, indexOf(content, words, fold)]))
  const ignored = ignoredIn(content, fold)
  const isOverview = (id: string) =>
    id.startsWith('page/') && content.menu.pages[id.slice('page/'.length)]?.legal === false

  return {
    isDanger: dangerIn(content, fold),
    size: [...indexes.values()].reduce((sum, index) => sum + index.documentCount, 0),
    find(text, code, most) {
      const stems = soundsOf(text, fold)
        .filter((sound) => !ignored.has(sound))
        .slice(0, MAX_WORDS)
        .map(stemOf)
      const best = new Map<string, number>()
      for (const [each, index] of indexes) {
        const share = each === code ? 1 : OTHER
        for (const { id, score } of stems.length === 0
          ? []
          : index.search(stems.join(' '), each === code ? {} : { fuzzy: false })) {
          const worth = score * share * (isOverview(String(id)) ? OVERVIEW : 1)
          best.set(String(id), Math.max(best.get(String(id)) ?? 0, worth))
        }
      }
      return worthwhile(best).slice(0, most).map(foundOf)
    },
  }
}

/** By their sound; but not what is all that is said for a page somewhere: Tajik "this" sounds as the Russian word for IIN. */
function ignoredIn({ words }: Content, fold: (text: string) => string): Set<string> {
  const all = Object.values(words).map(({ search }) => search)
  const sounds = (texts: string[]) => texts.map((text) => soundsOf(text, fold).join(' '))
  const said = new Set(all.flatMap((search) => sounds(Object.values(search.words).flat())))
  return new Set(all.flatMap((search) => sounds(search.ignored)).filter((sound) => !said.has(sound)))
}

/** The ids, the best first, without those that are far from it. */
function worthwhile(best: Map<string, number>): string[] {
  const ranked = [...best].toSorted(([, one], [, other]) => other - one)
  const top = ranked[0]?.[1] ?? 0
  return ranked.filter(([, worth]) => worth >= top * WORTH).map(([id]) => id)
}

function indexOf(content: Content, words: Words, fold: (text: string) => string): MiniSearch<Document> {
  const documents = documentsOf(content, words, (...texts) =>
    texts
      .flatMap((text) => soundsOf((text ?? '').replace(/\{\{.*?\}\}/g, ' '), fold))
      .map(stemOf)
      .join(' '),
  )
  const spread = spreadOf(documents)
  const index = new MiniSearch<Document>({
    fields: Object.keys(BOOST),
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: {
      boost: BOOST,
      boostTerm: (term) => Math.max(COMMON, 1 - (spread.get(term) ?? 0)),
      weights: { fuzzy: MISTYPED, prefix: 0 },
      fuzzy: (term) => (term.length >= MIN_FUZZY ? WRONG : false),
    },
  })
  index.addAll(documents)
  return index
}

function documentsOf(content: Content, { pages, guides, search }: Words, stems: Stems): Document[] {
  const spoken = (id: string) => stems(...(search.words[id] ?? []))
  return [
    ...Object.entries(pages)
      .filter(([id]) => id !== content.menu.home)
      .map(([id, { button, title, text, steps = [], law }]) => ({
        id: `page/${id}`,
        words: spoken(id),
        button: stems(button),
        title: stems(title),
        text: stems(text),
        steps: stems(...steps),
        law: stems(law),
      })),
    ...Object.entries(guides).map(([id, { button, title, intro }]) => ({
      id: `guide/${id}`,
      words: spoken(id),
      button: stems(button),
      title: stems(title),
      text: stems(intro),
      steps: '',
      law: '',
    })),
  ]
}

/** The share of documents that a stem is in: MiniSearch counts each field alone, where a common word can be rare. */
function spreadOf(documents: Document[]): Map<string, number> {
  const spread = new Map<string, number>()
  for (const { id: _, ...fields } of documents)
    for (const stem of new Set(Object.values(fields).flatMap((field) => field.split(' '))))
      spread.set(stem, (spread.get(stem) ?? 0) + 1 / documents.length)
  return spread
}

function foundOf(id: string): Found {
  const [kind = '', ...rest] = id.split('/')
  return { kind: kind === 'guide' ? 'guide' : 'page', id: rest.join('/') }
}
