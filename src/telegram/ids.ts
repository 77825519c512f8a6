/**
 * Message ids in the data of a button, so that they are at hand even while the store is away: base 36, the first id, then
 * the step from each to the next; equal steps that follow each other are counted. `2s.1*4` is 100, 101, 102, 103, 104. A `+`
 * at the end: there are more that did not fit.
 */

/** Telegram copies or deletes at most so many at a time (Bot API, copyMessages, deleteMessages). */
export const MAX_IDS = 100

/** Message ids are below 2^31: six digits each. Nothing else is read. */
const SHAPE = /^[1-9a-z][0-9a-z]{0,5}(\*[0-9a-z]{1,2})?(\.[1-9a-z][0-9a-z]{0,5}(\*[0-9a-z]{1,2})?)*\+?$/

/** `whole`: every id is there. */
export type Ids = { ids: number[]; whole: boolean }

/** The lowest of `ids`, as many as fit into so many bytes, at most `MAX_IDS`; `+` alone when none fits. Read by `readIds`. */
export function packIds(ids: number[], bytes: number): string {
  const sorted = ascending(ids)
  for (let count = Math.min(sorted.length, MAX_IDS); count > 0; count -= 1) {
    const words = stepsOf(sorted.slice(0, count)) + (count < sorted.length ? '+' : '')
    if (words.length <= bytes) return words
  }
  return sorted.length > 0 ? '+' : ''
}

/** All of `ids`, in as many words as it takes. Throws when not even one fits into so many bytes. */
export function packAllIds(ids: number[], bytes: number): string[] {
  const packed: string[] = []
  for (let rest = ascending(ids); rest.length > 0; ) {
    const words = packIds(rest, bytes)
    const count = readIds(words).ids.length
    if (count === 0) throw new Error(`Expected room for a message id, got ${bytes} bytes`)
    packed.push(words)
    rest = rest.slice(count)
  }
  return packed
}

/** What `packIds` wrote, ascending; none, and not whole, for anything else. */
export function readIds(words: string): Ids {
  const ids = SHAPE.test(words) ? idsOf(words.replace('+', '')) : []
  return { ids, whole: ids.length > 0 && !words.endsWith('+') }
}

function ascending(ids: number[]): number[] {
  return [...new Set(ids)].sort((one, other) => one - other)
}

function stepsOf(sorted: number[]): string {
  const runs: { step: number; times: number }[] = []
  for (const [index, id] of sorted.entries()) {
    const step = id - (sorted[index - 1] ?? 0)
    const last = runs.at(-1)
    if (last?.step === step) last.times += 1
    else runs.push({ step, times: 1 })
  }
  return runs.map(({ step, times }) => step.toString(36) + (times > 1 ? `*${times.toString(36)}` : '')).join('.')
}

/** None when there would be more than `MAX_IDS`: that was not written here. */
function idsOf(words: string): number[] {
  const ids: number[] = []
  for (const word of words.split('.')) {
    const [step = '', times = '1'] = word.split('*')
    for (let left = parseInt(times, 36); left > 0; left -= 1) ids.push((ids.at(-1) ?? 0) + parseInt(step, 36))
  }
  return ids.length > MAX_IDS ? [] : ids
}
