/** Entries by what an editor typed: a part of a name in any language, of a phone, or a town. */
import type { Content } from '../../content/load.ts'
import { folder } from '../../language/fold.ts'
import { townFinder } from '../near/near.ts'
import type { FindPlaces } from '../near/places.ts'
import type { Entry } from '../register/register.ts'

export type FindEntries = (entries: Entry[], typed: string) => Entry[]

/** Fewer digits stand in too many numbers. */
const LEAST_DIGITS = 2
/** One letter stands in each name; one typed many times sounds like one. */
const LEAST_LETTERS = 2

/** Those whose name holds it, then those of the town, then those whose number holds it. Names do not change while it runs. */
export function entryFinder(content: Content): FindEntries {
  const fold = folder(content.letters)
  const names = new Map<string, string>()
  let towns: FindPlaces | undefined

  function foldedName(id: string): string {
    const known = names.get(id)
    if (known !== undefined) return known
    const all = Object.values(content.words).flatMap(({ directory }) => directory[id]?.name ?? [])
    const folded = [id, ...all].map(fold).join('\n')
    names.set(id, folded)
    return folded
  }

  return (entries, typed) => {
    const asked = fold(typed)
    const named = asked.length < LEAST_LETTERS ? [] : entries.filter(({ id }) => foldedName(id).includes(asked))
    towns ??= townFinder(content)
    const { ids, exact } = towns(typed)
    const cities = new Set(exact > 0 ? ids.slice(0, exact) : named.length > 0 ? [] : ids)
    const there = entries.filter(({ now }) => now.locations.some(({ city }) => cities.has(city)))
    return [...new Set([...named, ...there, ...byNumber(entries, typed)])]
  }
}

/** `8 727 …` and `+7 727 …` are one number. */
function byNumber(entries: Entry[], typed: string): Entry[] {
  if (!/^[+\d\s()-]+$/.test(typed)) return []
  const digits = typed.replace(/\D/g, '').replace(/^8(?=\d{10}$)/, '7')
  if (digits.length < LEAST_DIGITS) return []
  return entries.filter(({ now }) => now.phones.some(({ number }) => number.replace(/\D/g, '').includes(digits)))
}
