/**
 * One lane of the clock (`due.ts`): a sorted set of names by time, taken by one replica at a time, under a lease. With `turns`
 * no more entries are begun than these grant; what must wait for a turn stays in the store, in nobody's hands.
 */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Clock } from '../clock.ts'
import { SCRIPTS } from './due-scripts.ts'
import type { Turns } from './turns.ts'

/** Handles one entry; the answer is when it is to be handled again (ms since 1970), undefined when it is done. */
export type DueHandler = (id: string) => Promise<number | undefined>

export type DueDeps = {
  redis: Redis
  clock: Clock
  log: { warn(fields: object, message: string): void }
}

export type QueueDeps = DueDeps & {
  /** Names in the store: the set, who has what in hand, what was asked for again. */
  lane: { due: string; leases: string; again: string }
  /** Entries in hand at a time. */
  atOnce: number
  /** Each entry that is begun takes one. */
  turns?: Pick<Turns, 'take'>
}

export type Queue = {
  /** Entries are named `<kind>:<id>`; every kind has one handler. */
  on(kind: string, handle: DueHandler): void
  /** Looks for entries now, not at the next second. */
  wake(): void
  /** Handles everything that is due now, and what becomes due by it. */
  run(): Promise<void>
  /** When the next entry is due. */
  next(): Promise<number | undefined>
  start(): void
  stop(graceMs: number): Promise<void>
}

/** Several times within a lease (`due-scripts.ts`). */
const RENEW_MS = 1500
const LOOK_MS = 1000
/** A handler that fails is tried again after so many seconds, without end. */
const BACK_OFF_SECONDS = [1, 2, 5, 15, 30, 60]

export function createQueue({ redis, clock, log, lane, atOnce, turns }: QueueDeps): Queue {
  for (const [name, script] of Object.entries(SCRIPTS)) redis.defineCommand(name, script)
  const handlers = new Map<string, DueHandler>()
  const holder = randomUUID()
  const inHand = new Map<string, Promise<void>>()
  const failures = new Map<string, number>()
  let running: Promise<void> | undefined
  let again = false
  let nudge: () => void = () => {}
  let looking: NodeJS.Timeout | undefined
  let renewing: NodeJS.Timeout | undefined
  let restingUntil = 0
  let resting: NodeJS.Timeout | undefined
  const stopping = new AbortController()

  async function handle(name: string, score: string): Promise<void> {
    try {
      const next = await attempt(name)
      await redis.dueDone(lane.due, lane.leases, lane.again, name, holder, score, next ?? '')
    } catch (error) {
      log.warn({ kind: 'due', error: error instanceof Error ? error.name : 'unknown' }, 'an entry stays due')
    } finally {
      inHand.delete(name)
    }
  }

  async function attempt(name: string): Promise<number | undefined> {
    const [kind = '', ...id] = name.split(':')
    const handler = handlers.get(kind)
    if (!handler) return clock.now() + 60_000 // of another version: whoever knows it will come
    try {
      const next = await handler(id.join(':'))
      failures.delete(name)
      return next
    } catch (error) {
      const failed = (failures.get(name) ?? 0) + 1
      failures.set(name, failed)
      const described = error instanceof Error ? error.name : 'unknown'
      log.warn({ kind, error: described, count: failed }, 'something that is due failed, trying again')
      return clock.now() + backOffSeconds(failed) * 1000
    }
  }

  async function claim(count: number): Promise<[string, string][]> {
    const flat = await redis.dueClaim(lane.due, lane.leases, lane.again, clock.now(), holder, count)
    return flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : [])) as [string, string][]
  }

  /** Takes up what is due, as far as hands are free. Whether there was anything. */
  async function takeUp(): Promise<boolean> {
    const count = await allowed(atOnce - inHand.size)
    if (count === 0) return false
    const found = await claim(count)
    for (const [name, score] of found) {
      // A lease of our own that ran out while we were at it was only renewed by this claim.
      if (!inHand.has(name)) inHand.set(name, handle(name, score))
    }
    return found.length > 0
  }

  /** How many of `free` hands may take something up. A turn is asked for only when something is due. */
  async function allowed(free: number): Promise<number> {
    if (!turns) return free
    if (clock.now() < restingUntil) return 0
    const wanted = Math.min(free, (await redis.zcount(lane.due, '-inf', clock.now())) - inHand.size)
    if (wanted <= 0) return 0
    const { granted, waitMs } = await turns.take(wanted)
    if (granted === 0) rest(waitMs)
    return granted
  }

  /** The next turn comes in so many milliseconds. */
  function rest(milliseconds: number): void {
    restingUntil = clock.now() + milliseconds
    if (looking) resting = setTimeout(rested, milliseconds)
  }

  function rested(): void {
    restingUntil = 0 // a timer may be a moment early
    void run()
  }

  /** Until nothing is due and nothing in hand; a slow one holds up no other. What another replica has is left to it. */
  async function drain(): Promise<void> {
    try {
      while ((again || inHand.size > 0) && !stopping.signal.aborted) {
        again = false
        while (inHand.size < atOnce && (await takeUp()) && !stopping.signal.aborted);
        if (again || inHand.size === 0) continue
        const asked = new Promise<void>((resume) => (nudge = resume))
        await Promise.race([asked, ...inHand.values()])
        again = true // what was handled may have made something due
      }
      await Promise.all(inHand.values())
    } finally {
      running = undefined // in the step that saw nothing more to do: a call of run() after it begins anew
    }
  }

  function run(): Promise<void> {
    again = true
    nudge()
    running ??= drain().catch((error: unknown) =>
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the clock stood'),
    )
    return running
  }

  return {
    on: (kind, handler) => void handlers.set(kind, handler),
    wake: () => void (looking && run()),
    run,
    async next() {
      const [, score] = await redis.zrange(lane.due, '0', '0', 'WITHSCORES')
      return score === undefined ? undefined : Math.max(Number(score), restingUntil)
    },
    start() {
      looking = setInterval(() => void run(), LOOK_MS)
      renewing = setInterval(() => void renew().catch(() => {}), RENEW_MS)
    },
    async stop(graceMs) {
      stopping.abort()
      clearInterval(looking)
      clearTimeout(resting)
      looking = undefined
      await Promise.race([running, new Promise((done) => setTimeout(done, graceMs).unref())])
      clearInterval(renewing)
    },
  }

  async function renew(): Promise<void> {
    if (inHand.size > 0) await redis.dueRenew(lane.leases, holder, ...inHand.keys())
  }
}

/** 1, 2, 5, 15, 30, 60, 60 … seconds after the first, second … failure. */
export function backOffSeconds(failures: number): number {
  return BACK_OFF_SECONDS[Math.min(failures, BACK_OFF_SECONDS.length) - 1] ?? 1
}
