/**
 * The one clock for everything that happens later: a sorted set of names by time. An entry is put by whoever changes
 * something, in the same transaction (`putDue`); it is taken by one replica at a time, under a lease, and stays until it was
 * handled: a process that dies leaves its lease to run out. A handler may run again, so it looks at what is, not at what it did.
 */
import { randomUUID } from 'node:crypto'
import type { Redis, Result } from 'ioredis'
import type { Clock } from '../clock.ts'
import type { Op } from './commit.ts'
import { keys } from './keys.ts'

/** Handles one entry; the answer is when it is to be handled again (ms since 1970), undefined when it is done. */
export type DueHandler = (id: string) => Promise<number | undefined>

export type Due = {
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

export type DueDeps = {
  redis: Redis
  clock: Clock
  log: { warn(fields: object, message: string): void }
}

declare module 'ioredis' {
  interface RedisCommander<Context> {
    dueClaim(...args: (string | number)[]): Result<string[], Context>
    dueDone(...args: (string | number)[]): Result<number, Context>
    dueRenew(...args: (string | number)[]): Result<unknown, Context>
  }
}

const LEASE_MS = 5000
const RENEW_MS = 1500
const LOOK_MS = 1000
/** Entries in hand at a time. */
const AT_ONCE = 8
/** A handler that fails is tried again after so many seconds, without end. */
const BACK_OFF_SECONDS = [1, 2, 5, 15, 30, 60]

const SCRIPTS = {
  /** due, leases, again, now (bot's clock), holder, how many: claims entries nobody has in hand → name, score, name, score … */
  dueClaim: `
    local t = redis.call('TIME')
    local real = t[1] * 1000 + math.floor(t[2] / 1000)
    local found = {}
    for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, 200)) do
      if #found >= ARGV[3] * 2 then break end
      local lease = redis.call('HGET', KEYS[2], name)
      if not lease or tonumber(string.match(lease, '^%d+')) < real then
        redis.call('HSET', KEYS[2], name, string.format('%d', real + ${LEASE_MS}) .. ' ' .. ARGV[2])
        redis.call('SREM', KEYS[3], name)
        found[#found + 1] = name
        found[#found + 1] = redis.call('ZSCORE', KEYS[1], name)
      end
    end
    return found`,
  /** due, leases, again, name, holder, score when claimed, next or '': what was put or asked for meanwhile stays */
  dueDone: `
    local lease = redis.call('HGET', KEYS[2], ARGV[1])
    if not lease or string.match(lease, ' (.*)$') ~= ARGV[2] then return 0 end
    redis.call('HDEL', KEYS[2], ARGV[1])
    local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
    if score and tonumber(score) == tonumber(ARGV[3]) then
      if ARGV[4] ~= '' then redis.call('ZADD', KEYS[1], ARGV[4], ARGV[1])
      elseif redis.call('SREM', KEYS[3], ARGV[1]) == 0 then redis.call('ZREM', KEYS[1], ARGV[1]) end
    end
    return 1`,
  /** leases, holder, names… */
  dueRenew: `
    local t = redis.call('TIME')
    local real = t[1] * 1000 + math.floor(t[2] / 1000)
    for index = 2, #ARGV do
      local lease = redis.call('HGET', KEYS[1], ARGV[index])
      if lease and string.match(lease, ' (.*)$') == ARGV[1] then
        redis.call('HSET', KEYS[1], ARGV[index], string.format('%d', real + ${LEASE_MS}) .. ' ' .. ARGV[1])
      end
    end`,
}

/** Writes an entry, or takes it away, as a step of a transaction. */
export function putDue(name: string, at: number | undefined): Op {
  if (at === undefined) return ['ZREM', keys.due, name]
  return ['ZADD', keys.due, at, name]
}

/**
 * An entry for `at` unless it comes earlier anyway, as steps of a transaction. One that is due already may be in hand, by a
 * handler that looked before this change: it is then handled once more.
 */
export function putSooner(name: string, at: number): Op[] {
  return [
    ['ZADD', keys.due, 'LT', at, name],
    ['SADD', keys.dueAgain, name],
  ]
}

export function createDue({ redis, clock, log }: DueDeps): Due {
  redis.defineCommand('dueClaim', { lua: SCRIPTS.dueClaim, numberOfKeys: 3 })
  redis.defineCommand('dueDone', { lua: SCRIPTS.dueDone, numberOfKeys: 3 })
  redis.defineCommand('dueRenew', { lua: SCRIPTS.dueRenew, numberOfKeys: 1 })
  const handlers = new Map<string, DueHandler>()
  const holder = randomUUID()
  const inHand = new Map<string, Promise<void>>()
  const failures = new Map<string, number>()
  let running: Promise<void> | undefined
  let again = false
  let nudge: () => void = () => {}
  let looking: NodeJS.Timeout | undefined
  let renewing: NodeJS.Timeout | undefined
  const stopping = new AbortController()

  async function handle(name: string, score: string): Promise<void> {
    try {
      const next = await attempt(name)
      await redis.dueDone(keys.due, keys.dueLeases, keys.dueAgain, name, holder, score, next ?? '')
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
    const flat = await redis.dueClaim(keys.due, keys.dueLeases, keys.dueAgain, clock.now(), holder, count)
    return flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : [])) as [string, string][]
  }

  /** Takes up what is due, as far as hands are free. Whether there was anything. */
  async function takeUp(): Promise<boolean> {
    const found = await claim(AT_ONCE - inHand.size)
    for (const [name, score] of found) {
      // A lease of our own that ran out while we were at it was only renewed by this claim.
      if (!inHand.has(name)) inHand.set(name, handle(name, score))
    }
    return found.length > 0
  }

  /** Until nothing is due and nothing in hand; a slow one holds up no other. What another replica has is left to it. */
  async function drain(): Promise<void> {
    try {
      while ((again || inHand.size > 0) && !stopping.signal.aborted) {
        again = false
        while (inHand.size < AT_ONCE && (await takeUp()) && !stopping.signal.aborted);
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
      const [, score] = await redis.zrange(keys.due, '0', '0', 'WITHSCORES')
      return score === undefined ? undefined : Number(score)
    },
    start() {
      looking = setInterval(() => void run(), LOOK_MS)
      renewing = setInterval(() => void renew().catch(() => {}), RENEW_MS)
    },
    async stop(graceMs) {
      stopping.abort()
      clearInterval(looking)
      looking = undefined
      await Promise.race([running, new Promise((done) => setTimeout(done, graceMs).unref())])
      clearInterval(renewing)
    },
  }

  async function renew(): Promise<void> {
    if (inHand.size > 0) await redis.dueRenew(keys.dueLeases, holder, ...inHand.keys())
  }
}

/** 1, 2, 5, 15, 30, 60, 60 … seconds after the first, second … failure. */
export function backOffSeconds(failures: number): number {
  return BACK_OFF_SECONDS[Math.min(failures, BACK_OFF_SECONDS.length) - 1] ?? 1
}
