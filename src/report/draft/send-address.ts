/**
 * The Send button carries the ids of the messages it sends, so that they can be passed on even while the store, and with it
 * the draft, is out of reach: `en:send:<draft>:<ids>`, the first in base 36, then the differences, as many as fit.
 */
import { address } from '../../telegram/buttons.ts'

/** Where a message belongs that no store could keep. */
export const NO_DRAFT = '-'

/** `how`: `r` to reopen the earlier case. `refs` must be message ids of one chat. */
export function sendAddress(tag: string, draft: string, refs: number[], how = ''): string {
  const sorted = [...new Set(refs)].sort((a, b) => a - b)
  const words = sorted.map((ref, index) => (ref - (index === 0 ? 0 : (sorted[index - 1] ?? 0))).toString(36))
  for (let count = words.length; count > 0; count -= 1) {
    const data = attempt(tag, draft, words.slice(0, count), how)
    if (data !== undefined) return data
  }
  return address(tag, 'send', draft, '', how)
}

/** What `sendAddress` wrote; an empty list for anything else. */
export function refsIn(words: string): number[] {
  if (!/^[0-9a-z]{1,9}(\.[0-9a-z]{1,9})*$/.test(words)) return []
  let last = 0
  return words.split('.').map((word) => (last += parseInt(word, 36)))
}

function attempt(tag: string, draft: string, words: string[], how: string): string | undefined {
  try {
    return address(tag, 'send', draft, words.join('.'), how)
  } catch {
    return undefined
  }
}
