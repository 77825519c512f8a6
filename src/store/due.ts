/**
 * The one clock for everything that happens later: a sorted set of names by time. An entry is put by whoever changes
 * something, in the same transaction (`putDue`); it is taken by one replica at a time, under a lease, and stays until it was
 * handled: a process that dies leaves its lease to run out. A handler may run again, so it looks at what is, not at what it did.
 *
 * It has two lanes (`due-queue.ts`). What nobody waits for has its own set, its own hands, and turns of the shared limit: a
 * hundred thousand reminders delay no case.
 */
import type { Op } from './commit.ts'
import { createQueue, type DueDeps, type Queue } from './due-queue.ts'
import { keys } from './keys.ts'
import type { Turns } from './turns.ts'

export type Due = Queue

const FIRST = { due: keys.due, leases: keys.dueLeases, again: keys.dueAgain }
const BULK = { due: keys.dueBulk, leases: keys.dueBulkLeases, again: keys.dueBulkAgain }
/** Kinds that nobody waits for. Each of their handlers sends one message at most. */
const BULK_KINDS: ReadonlySet<string> = new Set(['remind'])
/** Entries in hand at a time. Of those nobody waits for: enough for 28 a second, when Telegram takes half a second. */
const AT_ONCE = 8
const BULK_AT_ONCE = 16

const isBulk = (kind: string) => BULK_KINDS.has(kind)
const laneOf = (name: string) => (isBulk(name.split(':')[0] ?? '') ? BULK : FIRST)

/** Writes an entry, or takes it away, as a step of a transaction. */
export function putDue(name: string, at: number | undefined): Op {
  const { due } = laneOf(name)
  if (at === undefined) return ['ZREM', due, name]
  return ['ZADD', due, at, name]
}

/**
 * An entry for `at` unless it comes earlier anyway, as steps of a transaction. One that is due already may be in hand, by a
 * handler that looked before this change: it is then handled once more.
 */
export function putSooner(name: string, at: number): Op[] {
  const { due, again } = laneOf(name)
  return [
    ['ZADD', due, 'LT', at, name],
    ['SADD', again, name],
  ]
}

/** `turns`: how fast that goes which nobody waits for; default: as fast as it can. */
export function createDue({ turns, ...deps }: DueDeps & { turns?: Pick<Turns, 'take'> }): Due {
  const first = createQueue({ ...deps, lane: FIRST, atOnce: AT_ONCE })
  const bulk = createQueue({ ...deps, lane: BULK, atOnce: BULK_AT_ONCE, ...(turns && { turns }) })
  const both = <Answer>(ask: (queue: Queue) => Answer) => [first, bulk].map(ask)
  return {
    on: (kind, handle) => (isBulk(kind) ? bulk : first).on(kind, handle),
    wake: () => void both((queue) => queue.wake()),
    run: async () => void (await Promise.all(both((queue) => queue.run()))),
    async next() {
      const times = (await Promise.all(both((queue) => queue.next()))).filter((at) => at !== undefined)
      return times.length === 0 ? undefined : Math.min(...times)
    },
    start: () => void both((queue) => queue.start()),
    stop: async (graceMs) => void (await Promise.all(both((queue) => queue.stop(graceMs)))),
  }
}
