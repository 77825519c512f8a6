/** Counts what goes out as an answer, so that what nobody waits for yields to it (`store/turns.ts`). */
import type { Transformer } from 'grammy'

/** What Telegram counts as messages: what stands in a chat anew or changed. */
const MESSAGES = /^(send|copy|forward|edit)/

/** Calls `count` for each. */
export function counting(count: () => void): Transformer {
  return (previous, method, payload, signal) => {
    if (MESSAGES.test(method)) count()
    return previous(method, payload, signal)
  }
}
