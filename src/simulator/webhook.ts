/**
 * Delivery by HTTP POST, with the rules of WebhookActor.cpp in tdlib/telegram-bot-api: each queue in order, a failed update holds
 * up only its own queue, and is sent again at once, then after 2, 4, 8 … 60 seconds, or after Retry-After.
 */
import type { Update } from '@grammyjs/types'
import type { Clock } from '../clock.ts'
import type { Payload } from './parameters.ts'
import { createTimers } from './timers.ts'
import type { Pending, Updates } from './updates.ts'
import { type Arrived, createPost, type Failed, type Post } from './webhook-post.ts'
import type { WebhookHealth, WebhookSettings } from './webhook-settings.ts'

export type WebhookState = WebhookHealth
/** Carries out a Bot API call found in the body of a webhook's answer. */
export type WebhookCall = (method: string, payload: Payload) => void
export type Webhook = {
  /** Starts delivering to this address, with what is pending; undefined stops. */
  set: (settings: WebhookSettings | undefined) => void
  state: () => WebhookState | undefined
  add: (pending: Pending) => void
  close: () => void
}
type Parts = { clock: Clock; updates: Updates; record: (update: Update) => void; call: WebhookCall }
type Queue = { name: string; waiting: Pending[]; failures: number; delaySeconds: number }

const MAX_DELAY_SECONDS = 60
const MAX_RETRY_AFTER_SECONDS = 3600

/** A webhook that is not set yet. */
export function createWebhook({ clock, updates, record, call }: Parts): Webhook {
  let state: WebhookState | undefined
  let post: Post | undefined
  let queues = new Map<string, Queue>()
  let ready: Queue[] = []
  let busy = 0
  const timers = createTimers(clock)

  const stop = () => {
    timers.clear()
    post?.close()
    queues = new Map()
    ready = []
    busy = 0
    post = undefined
    state = undefined
  }
  const nextReady = () => (state && busy < state.maxConnections ? ready.shift() : undefined)
  const run = () => {
    for (let queue = nextReady(); queue; queue = nextReady()) {
      busy++
      void send(queue, queues)
    }
  }
  const send = async (queue: Queue, mine: Map<string, Queue>) => {
    const pending = queue.waiting[0]
    if (!pending || !post || !state) return
    if (pending.expiresAt <= clock.now()) {
      busy--
      finish(queue, pending)
      run()
      return
    }
    const outcome = await post.send(pending.update, timers.after)
    if (mine !== queues) return
    busy--
    if (outcome.ok) arrived(queue, pending, outcome)
    else failed(queue, pending, outcome)
    run()
  }
  const arrived = (queue: Queue, pending: Pending, { method, payload }: Arrived) => {
    record(pending.update)
    finish(queue, pending)
    if (method) call(method, payload)
  }
  const finish = (queue: Queue, pending: Pending) => {
    updates.remove(pending.update.update_id)
    queue.waiting.shift()
    queue.failures = 0
    queue.delaySeconds = 1
    if (queue.waiting.length > 0) ready.push(queue)
    else queues.delete(queue.name)
  }
  const failed = (queue: Queue, pending: Pending, { reason, retryAfterSeconds }: Failed) => {
    if (state) state.lastError = { at: Math.floor(clock.now() / 1000), message: reason }
    const retryAfter = Math.min(retryAfterSeconds, MAX_RETRY_AFTER_SECONDS)
    const waitSeconds = retryAfter || nextDelay(queue)
    queue.failures++
    if (clock.now() + waitSeconds * 1000 > pending.expiresAt) return finish(queue, pending)
    const again = () => {
      ready.push(queue)
      run()
    }
    if (waitSeconds === 0) ready.push(queue)
    else timers.after(waitSeconds * 1000, again)
  }
  const add = (pending: Pending) => {
    const known = queues.get(pending.queue)
    if (known) {
      known.waiting.push(pending)
      return
    }
    const queue = { name: pending.queue, waiting: [pending], failures: 0, delaySeconds: 1 }
    queues.set(queue.name, queue)
    ready.push(queue)
    run()
  }

  return {
    set(settings) {
      stop()
      if (!settings) return
      state = { ...settings, lastError: undefined }
      post = createPost(settings)
      updates.all().forEach(add)
    },
    state: () => state,
    add,
    close: stop,
  }
}

/** Seconds to wait after a failure: none the first time, then twice as long each time. */
function nextDelay(queue: Queue): number {
  if (queue.failures === 0) return 0
  queue.delaySeconds = Math.min(queue.delaySeconds * 2, MAX_DELAY_SECONDS)
  return queue.delaySeconds
}
