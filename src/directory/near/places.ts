/** A town by any of its names: of any variant, old ones, misspelt ones. */
import MiniSearch from 'minisearch'

export type Named = { id: string; names: string[] }

/**
 * Towns by what somebody typed, the likeliest first; none for what resembles no name. `exact`: so many of them have this very name,
 * which is all that was typed; a name among other words is offered, never taken for certain.
 */
export type FindPlaces = (text: string) => { ids: string[]; exact: number }

/** So many are offered; more would not be read. */
const MOST = 6
/** Letters that may be wrong, as a share of the name. */
const WRONG = 0.25
/** A name is at most so many words. */
const MOST_WORDS = 3
/** One of several words names a town with an ending, or a letter wrong, only if it is as long as this. */
const LONG_WORD = 5

/** `fold`: see `language/fold.ts`. Larger towns first in `named`: among equals they win. */
export function placeFinder(named: Named[], fold: (text: string) => string): FindPlaces {
  const names = named.flatMap(({ id, names }) =>
    [...new Set(names.map((name) => joined(fold(name).split(' '))))].map((name) => ({ place: id, name })),
  )
  const byName = Map.groupBy(names, ({ name }) => name)
  const called = (name: string) => (byName.get(name) ?? []).map(({ place }) => place)
  const alike = resembling(names)
  return (text) => {
    const words = fold(text).split(' ')
    const whole = joined(words)
    if (whole === '') return { ids: [], exact: 0 }
    const same = new Set(called(whole))
    const near = [...swapped(whole), ...parts(words)].flatMap(called)
    const ids = [...same, ...near, ...alike(whole, WRONG)]
    if (ids.length === 0)
      ids.push(...words.filter((word) => word.length >= LONG_WORD).flatMap((word) => alike(word, 1)))
    return { ids: [...new Set(ids)].slice(0, MOST), exact: same.size }
  }
}

/** Towns whose name begins so, or has some letters more, fewer or others. `wrong`: how many, or their share. */
function resembling(names: { place: string; name: string }[]): (text: string, wrong: number) => string[] {
  const search = new MiniSearch<{ id: number; place: string; name: string }>({
    fields: ['name'],
    storeFields: ['place'],
    tokenize: (text) => [text], // a name is one word, however many it has
    processTerm: (term) => term,
    searchOptions: { prefix: (term) => term.length >= 3 },
  })
  search.addAll(names.map((each, id) => ({ id, ...each })))
  return (text, wrong) =>
    search.search(text, { fuzzy: (term) => (term.length >= 4 ? wrong : false) }).map(({ place }) => String(place))
}

/** People write a name of two words as one, and the other way round; letters that meet there count once, as elsewhere. */
function joined(words: string[]): string {
  return words.join('').replace(/(.)\1+/g, '$1')
}

/** With two letters that stand side by side in each other's place: one slip of a thumb, but two letters wrong. */
function swapped(name: string): string[] {
  return Array.from(name).flatMap((letter, index) => {
    const next = name.charAt(index + 1)
    return next === '' || next === letter ? [] : [name.slice(0, index) + next + letter + name.slice(index + 2)]
  })
}

/** Words that stand side by side among others, the longer ones first. */
function parts(words: string[]): string[] {
  return Array.from({ length: MOST_WORDS }, (_, index) => MOST_WORDS - index).flatMap((length) =>
    words.length <= length ? [] : words.slice(length - 1).map((_, from) => joined(words.slice(from, from + length))),
  )
}
