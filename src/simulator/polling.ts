/** getUpdates: one waiting request at a time. */
import type { Update } from '@grammyjs/types'
import type { Clock } from '../clock.ts'
import { type ApiResponse, failure } from './refusal.ts'
import type { Updates } from './updates.ts'

export type PollRequest = { offset: number; limit: number; timeoutSeconds: number }
export type Polling = {
  /** Answers at once when there is something or no timeout, else when something comes or the time is over. */
  poll: (request: PollRequest, signal?: AbortSignal) => Promise<ApiResponse> | ApiResponse
  /** Answers the waiting request, if there is something for it. */
  wake: () => void
  /** Ends the waiting request with 409. */
  terminate: (reason: string) => void
  close: () => void
}

type Waiting = { request: PollRequest; answer: (response: ApiResponse) => void; stop: () => void }

/** Long polling of these updates. `deliver` hears of each update handed out. */
export function createPolling(clock: Clock, updates: Updates, deliver: (update: Update) => void): Polling {
  let waiting: Waiting | undefined
  let waking = false

  const finish = (response: ApiResponse) => {
    const ended = waiting
    waiting = undefined
    ended?.stop()
    ended?.answer(response)
  }
  const fetch = ({ offset, limit }: PollRequest): ApiResponse => {
    const found = updates.from(offset, limit)
    found.forEach(deliver)
    return { ok: true, result: found }
  }
  const terminate = (reason: string) => {
    if (waiting) finish(failure(409, `Conflict: terminated by ${reason}`))
  }

  return {
    poll(request, signal) {
      terminate('other getUpdates request; make sure that only one bot instance is running')
      const ready = updates.from(request.offset, request.limit)
      if (ready.length > 0 || request.timeoutSeconds === 0 || signal?.aborted) {
        ready.forEach(deliver)
        return { ok: true, result: ready }
      }
      return new Promise((resolve) => {
        const empty = () => finish({ ok: true, result: [] })
        const cancel = clock.after(request.timeoutSeconds * 1000, empty)
        signal?.addEventListener('abort', empty, { once: true })
        const stop = () => {
          cancel()
          signal?.removeEventListener('abort', empty)
        }
        waiting = { request, answer: resolve, stop }
      })
    },
    wake() {
      if (!waiting || waking) return
      waking = true
      // What is sent together, like an album, is fetched together.
      queueMicrotask(() => {
        waking = false
        if (waiting && updates.count() > 0) finish(fetch(waiting.request))
      })
    },
    terminate,
    close: () => finish({ ok: true, result: [] }),
  }
}
