/** Updates waiting to be delivered, in order, each until it is confirmed or its time is over. */
import type { Update } from '@grammyjs/types'
import type { Clock } from '../clock.ts'

export type UpdateKind = Exclude<keyof Update, 'update_id'>
export type Pending = { update: Update; queue: string; expiresAt: number }
export type Updates = {
  /** Queues an update of an allowed kind; updates of one `queue` are delivered in order, queues overlap. */
  add: <K extends UpdateKind>(kind: K, content: NonNullable<Update[K]>, queue: string) => void
  /** Kinds to queue from now on; undefined leaves the choice, an empty list restores Telegram's default. */
  allow: (kinds: readonly string[] | undefined) => void
  allowed: () => readonly string[] | undefined
  /** Up to `limit` updates from `offset` on; those before it are forgotten. A negative offset counts from the end. */
  from: (offset: number, limit: number) => Update[]
  remove: (updateId: number) => void
  all: () => Pending[]
  count: () => number
  clear: () => void
  /** Tells who delivers that an update was queued. */
  listen: (listener: (pending: Pending) => void) => void
}

/** Kinds a bot must ask for (Bot API, `allowed_updates` of setWebhook). */
const NOT_BY_DEFAULT = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])
const DAY_MS = 86_400_000
/** Callback queries nobody fetched in 150 s are dropped (Client::add_new_callback_query of tdlib/telegram-bot-api). */
export const QUERY_LIFE_MS = 150_000

/** An empty queue. */
export function createUpdates(clock: Clock): Updates {
  const pending = new Map<number, Pending>()
  let nextId = Math.floor(clock.now() / 1000) // begins anew at each start, but never at an id that was used
  let nextExpiry = Infinity
  let allowed: Set<string> | undefined
  let added: (pending: Pending) => void = () => {}

  const dropExpired = () => {
    const now = clock.now()
    if (now < nextExpiry) return
    nextExpiry = Infinity
    for (const [id, { expiresAt }] of pending) {
      if (expiresAt <= now) pending.delete(id)
      else nextExpiry = Math.min(nextExpiry, expiresAt)
    }
  }

  return {
    add(kind, content, queue) {
      if (allowed ? !allowed.has(kind) : NOT_BY_DEFAULT.has(kind)) return
      const update = { update_id: nextId++, [kind]: content } as Update
      const life = kind === 'callback_query' ? QUERY_LIFE_MS : DAY_MS
      const entry = { update, queue, expiresAt: clock.now() + life }
      pending.set(update.update_id, entry)
      nextExpiry = Math.min(nextExpiry, entry.expiresAt)
      added(entry)
    },
    allow(kinds) {
      if (kinds) allowed = kinds.length === 0 ? undefined : new Set(kinds)
    },
    allowed: () => allowed && [...allowed],
    from(offset, limit) {
      dropExpired()
      const first = offset < 0 ? ([...pending.keys()].at(offset) ?? [...pending.keys()][0] ?? 0) : offset
      const found: Update[] = []
      for (const [id, { update }] of pending) {
        if (id < first) pending.delete(id)
        else if (found.length < limit) found.push(update)
        else break
      }
      return found
    },
    remove: (updateId) => void pending.delete(updateId),
    all() {
      dropExpired()
      return [...pending.values()]
    },
    count() {
      dropExpired()
      return pending.size
    },
    clear: () => pending.clear(),
    listen: (listener) => void (added = listener),
  }
}
