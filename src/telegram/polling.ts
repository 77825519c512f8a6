/** Long polling: each batch is made safe before the next is asked for, since asking confirms it to Telegram. */
import type { Update } from '@grammyjs/types'
import { type Api, GrammyError } from 'grammy'
import { described } from './boundary.ts'

/** What the bot handles; anything else Telegram need not send. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'chat_member'] as const

export type PollingDeps = {
  api: Api
  receive(update: Update): Promise<void>
  log: { warn(fields: object, message: string): void }
}

/** How long one request waits for news, in seconds; Telegram allows 50. */
const POLL_SECONDS = 25
const LONGEST_PAUSE_MS = 15_000
/** With a store a batch is safe in a moment; without one, a slow answer must not hold back everybody else's updates. */
const BATCH_MS = 2000

export type Polling = { stop(): Promise<void> }

/** Starts polling and goes on until stopped, whatever fails on the way. */
export function startPolling({ api, receive, log }: PollingDeps): Polling {
  const stopping = new AbortController()
  const done = poll()

  async function poll(): Promise<void> {
    let offset = 0
    let failures = 0
    while (!stopping.signal.aborted) {
      try {
        const request = { offset, limit: 100, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES }
        const updates = await api.getUpdates(request, stopping.signal as never)
        await Promise.race([Promise.all(updates.map(receive)), pause(BATCH_MS, stopping.signal)])
        offset = (updates.at(-1)?.update_id ?? offset - 1) + 1
        failures = 0
      } catch (error) {
        if (stopping.signal.aborted) return
        log.warn(described(error), 'polling failed, trying again')
        await pause(pauseMs(error, (failures += 1)), stopping.signal)
      }
    }
  }
  return {
    async stop() {
      stopping.abort()
      await done
    },
  }
}

function pauseMs(error: unknown, failures: number): number {
  const told = error instanceof GrammyError ? error.parameters.retry_after : undefined
  return told === undefined ? Math.min(250 * 2 ** failures, LONGEST_PAUSE_MS) : told * 1000
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true })
  })
}
