/** What Telegram asks for is done: a refused call waits as long as it was told, if that is short, and is tried once more. */
import type { Transformer } from 'grammy'
import type { Clock } from '../clock.ts'

/** A person waits for the answer: longer than this the error is told at once instead. */
const PATIENCE_SECONDS = 3

/**
 * 429 only. A call that got no answer is never repeated here: it may have taken effect (decision 11).
 */
export function patience(clock: Clock): Transformer {
  return async (previous, method, payload, signal) => {
    const answer = await previous(method, payload, signal)
    const seconds = answer.ok ? undefined : answer.parameters?.retry_after
    if (seconds === undefined || seconds > PATIENCE_SECONDS) return answer
    await new Promise<void>((resume) => clock.after(seconds * 1000, resume))
    return previous(method, payload, signal)
  }
}
