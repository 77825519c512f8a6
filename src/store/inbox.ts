/**
 * The inbox: every update is stored before Telegram is told that it arrived, and is handled in its lane, one at a time,
 * by one replica, whoever took it in. A lane is a person's chat (or a second lane of that chat, for what goes ahead of it).
 *
 * Two trips to Redis an update: `accept` claims it, stores it, takes the lane and brings the session; `finish` writes
 * what came of it and brings the next. A replica that dies leaves its lease to run out; `overdue` finds such lanes.
 */
import { randomUUID } from 'node:crypto'
import type { Update } from '@grammyjs/types'
import type { Redis, Result } from 'ioredis'
import type { Clock } from '../clock.ts'
import { keys, ttlSeconds } from './keys.ts'
import type { Seal } from './sealed.ts'

/** How long a lane stays with a replica that gives no sign of life. Renewed while an update is in hand. */
export const LEASE_MS = 5000
/** An update that was begun this often and never finished is given up: it may be what ends the process. */
const MAX_TRIES = 10
/** Distinct counters kept; a flood of made-up link codes ends in `other`. */
const MAX_COUNTERS = 5000

/** An update and all that is needed to handle it. */
export type Turn = {
  lane: Lane
  /** As Telegram delivered it. */
  update: Update
  /** 1 for the first time; more when an earlier attempt ended without a result. */
  attempt: number
  /** The person has pressed SOS (or another key that goes ahead) after this one. */
  overtaken: boolean
  /** Session fields, each JSON. */
  session: Record<string, string>
}

/** `chat` owns session and trail; `id` is the queue: the chat itself, or its fast lane. */
export type Lane = { id: string; chat: string }

/** What handling an update changes in the store; written in one step with its completion. */
export type Effects = {
  /** Session fields to set (JSON) or remove (null). Only what changed, so that two lanes do not undo each other. */
  session: Record<string, string | null>
  /** Ids of messages that Hide must be able to remove. */
  trail: number[]
  /** Set by Hide: forget the ids there were. */
  clearTrail?: boolean
  /** Anonymous counters to raise by one. */
  counts: string[]
}

export type Accepted = { kind: 'seen' } | { kind: 'queued' } | { kind: 'turn'; turn: Turn }

export type Inbox = {
  /** Stores an update unless it was seen. `turn`: the caller must handle it (or an older one of the lane) and `finish`. */
  accept(update: Update, lane: Lane, options: { ahead: boolean }): Promise<Accepted>
  /** Completes the update in hand; the answer is the next of the lane, if there is one. */
  finish(lane: Lane, effects: Effects): Promise<Turn | undefined>
  /** Keeps lanes that take long. */
  renew(lanes: Lane[]): Promise<void>
  /** Takes over up to `limit` lanes whose holder is gone, but none that `inHand` says this process still works on. */
  overdue(limit: number, inHand: (lane: string) => boolean): Promise<Turn[]>
  /** Message ids of a chat that Hide can still remove. */
  trail(chat: string): Promise<number[]>
}

const LUA = {
  /** KEYS seen queue leases holders tries session overtaken · ARGV id update lane holder lease ahead seenTtl overtakenTtl */
  inboxAccept: `
    if not redis.call('SET', KEYS[1], 1, 'NX', 'EX', ARGV[7]) then return {'seen'} end
    redis.call('RPUSH', KEYS[2], ARGV[2])
    if ARGV[6] == '1' then redis.call('SET', KEYS[7], ARGV[1], 'EX', ARGV[8]) end
    local t = redis.call('TIME')
    local now = t[1] * 1000 + math.floor(t[2] / 1000)
    local lease = redis.call('ZSCORE', KEYS[3], ARGV[3])
    if lease and tonumber(lease) > now then return {'queued'} end
    redis.call('ZADD', KEYS[3], now + ARGV[5], ARGV[3])
    redis.call('HSET', KEYS[4], ARGV[3], ARGV[4])
    local tries = redis.call('HINCRBY', KEYS[5], ARGV[3], 1)
    return {'turn', redis.call('LINDEX', KEYS[2], 0), tries, redis.call('GET', KEYS[7]) or '', redis.call('HGETALL', KEYS[6])}`,

  /** KEYS queue leases holders tries session overtaken · ARGV lane holder lease maxTries → takes a lane whose lease has run out */
  inboxResume: `
    local t = redis.call('TIME')
    local now = t[1] * 1000 + math.floor(t[2] / 1000)
    local lease = redis.call('ZSCORE', KEYS[2], ARGV[1])
    if not lease or tonumber(lease) > now then return {'none'} end
    if tonumber(redis.call('HGET', KEYS[4], ARGV[1]) or '0') >= tonumber(ARGV[4]) then
      redis.call('LPOP', KEYS[1])
      redis.call('HDEL', KEYS[4], ARGV[1])
    end
    local head = redis.call('LINDEX', KEYS[1], 0)
    if not head then
      redis.call('ZREM', KEYS[2], ARGV[1])
      redis.call('HDEL', KEYS[3], ARGV[1])
      return {'none'}
    end
    redis.call('ZADD', KEYS[2], now + ARGV[3], ARGV[1])
    redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])
    return {'turn', head, redis.call('HINCRBY', KEYS[4], ARGV[1], 1), redis.call('GET', KEYS[6]) or '', redis.call('HGETALL', KEYS[5])}`,

  /** KEYS queue leases holders tries session overtaken trail counts · ARGV lane holder lease effects sessionTtl trailTtl maxCounters trailTime */
  inboxFinish: `
    if redis.call('HGET', KEYS[3], ARGV[1]) ~= ARGV[2] then return {'lost'} end
    local t = redis.call('TIME')
    local now = t[1] * 1000 + math.floor(t[2] / 1000)
    local effects = cjson.decode(ARGV[4])
    for _, field in ipairs(effects.set) do redis.call('HSET', KEYS[5], field[1], field[2]) end
    for _, field in ipairs(effects.unset) do redis.call('HDEL', KEYS[5], field) end
    redis.call('EXPIRE', KEYS[5], ARGV[5])
    if effects.clearTrail then redis.call('DEL', KEYS[7]) end
    if #effects.trail > 0 then
      for _, id in ipairs(effects.trail) do redis.call('ZADD', KEYS[7], ARGV[8], id) end
      redis.call('ZREMRANGEBYSCORE', KEYS[7], '-inf', ARGV[8] - ARGV[6] * 1000)
      redis.call('EXPIRE', KEYS[7], ARGV[6])
    end
    for _, name in ipairs(effects.counts) do
      if redis.call('HEXISTS', KEYS[8], name) == 0 and redis.call('HLEN', KEYS[8]) >= tonumber(ARGV[7]) then name = 'other' end
      redis.call('HINCRBY', KEYS[8], name, 1)
    end
    redis.call('LPOP', KEYS[1])
    redis.call('HDEL', KEYS[4], ARGV[1])
    local head = redis.call('LINDEX', KEYS[1], 0)
    if not head then
      redis.call('ZREM', KEYS[2], ARGV[1])
      redis.call('HDEL', KEYS[3], ARGV[1])
      return {'none'}
    end
    redis.call('ZADD', KEYS[2], now + ARGV[3], ARGV[1])
    return {'turn', head, redis.call('HINCRBY', KEYS[4], ARGV[1], 1), redis.call('GET', KEYS[6]) or '', redis.call('HGETALL', KEYS[5])}`,

  /** KEYS leases holders · ARGV holder lease lane… */
  inboxRenew: `
    local t = redis.call('TIME')
    local now = t[1] * 1000 + math.floor(t[2] / 1000)
    for i = 3, #ARGV do
      if redis.call('HGET', KEYS[2], ARGV[i]) == ARGV[1] then redis.call('ZADD', KEYS[1], 'XX', now + ARGV[2], ARGV[i]) end
    end`,

  /** KEYS leases · ARGV limit */
  inboxOverdue: `
    local t = redis.call('TIME')
    return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', t[1] * 1000 + math.floor(t[2] / 1000), 'LIMIT', 0, ARGV[1])`,
}

declare module 'ioredis' {
  interface RedisCommander<Context> {
    inboxAccept(...args: (string | number)[]): Result<Answer, Context>
    inboxResume(...args: (string | number)[]): Result<Answer, Context>
    inboxFinish(...args: (string | number)[]): Result<Answer, Context>
    inboxRenew(...args: (string | number)[]): Result<unknown, Context>
    inboxOverdue(...args: (string | number)[]): Result<string[], Context>
  }
}

/** What the scripts above return. */
type Answer = ['seen' | 'queued' | 'none' | 'lost'] | ['turn', string, number, string, string[]]

/** An inbox on `redis`, whose updates are sealed: they hold a person's words. Each call makes one trip and throws what the connection throws. */
export function createInbox(redis: Redis, seal: Seal, clock: Clock, { leaseMs = LEASE_MS } = {}): Inbox {
  for (const [name, lua] of Object.entries(LUA)) redis.defineCommand(name, { lua })
  const holder = randomUUID()
  const laneKeys = (lane: Lane) => [
    keys.queue(lane.id),
    keys.leases,
    keys.holders,
    keys.tries,
    keys.session(lane.chat),
    keys.overtaken(lane.chat),
  ]

  async function resume(id: string): Promise<Turn | undefined> {
    const lane = laneOf(id)
    const answer = await redis.inboxResume(6, ...laneKeys(lane), lane.id, holder, leaseMs, MAX_TRIES)
    return turnFrom(lane, answer)
  }

  function turnFrom(lane: Lane, answer: Answer, known?: { sealed: string; update: Update }): Turn | undefined {
    if (answer[0] !== 'turn') return undefined
    const [, head, attempt, overtakenBy, pairs] = answer
    const update = head === known?.sealed ? known.update : (JSON.parse(seal.open(head)) as Update) // ours: stored by `accept`
    const overtaken = lane.id === lane.chat && overtakenBy !== '' && update.update_id < Number(overtakenBy)
    return { lane, update, attempt, overtaken, session: fieldsOf(pairs) }
  }

  return {
    async accept(update, lane, { ahead }) {
      const [queue, ...rest] = laneKeys(lane)
      const sealed = seal.seal(JSON.stringify(update))
      const answer = await redis.inboxAccept(
        ...[7, keys.seen(update.update_id), queue ?? '', ...rest],
        ...[update.update_id, sealed, lane.id, holder, leaseMs, ahead ? 1 : 0, ttlSeconds.seen, ttlSeconds.overtaken],
      )
      const turn = turnFrom(lane, answer, { sealed, update })
      if (turn) return { kind: 'turn', turn }
      return { kind: answer[0] === 'seen' ? 'seen' : 'queued' }
    },
    async finish(lane, effects) {
      const answer = await redis.inboxFinish(
        ...[8, ...laneKeys(lane), keys.trail(lane.chat), keys.counts],
        ...[lane.id, holder, leaseMs, encode(effects), ttlSeconds.session, ttlSeconds.trail, MAX_COUNTERS, clock.now()],
      )
      return turnFrom(lane, answer)
    },
    async renew(lanes) {
      if (lanes.length > 0)
        await redis.inboxRenew(2, keys.leases, keys.holders, holder, leaseMs, ...lanes.map(({ id }) => id))
    },
    async overdue(limit, inHand) {
      const ids = await redis.inboxOverdue(1, keys.leases, limit)
      const turns = await Promise.all(ids.filter((id) => !inHand(id)).map(resume))
      return turns.filter((turn) => turn !== undefined)
    },
    async trail(chat) {
      const oldest = clock.now() - ttlSeconds.trail * 1000
      return (await redis.zrangebyscore(keys.trail(chat), oldest, '+inf')).map(Number)
    },
  }
}

/** The lane of a chat; `ahead` is its second lane, which does not wait for the first. */
export function laneFor(chat: string, ahead: boolean): Lane {
  return { id: ahead ? `${chat}:ahead` : chat, chat }
}

function laneOf(id: string): Lane {
  return { id, chat: id.replace(/:ahead$/, '') }
}

/** Lists, not objects: Lua's cjson cannot tell an empty object from an empty list. */
function encode({ session, trail, clearTrail = false, counts }: Effects): string {
  const fields = Object.entries(session)
  const set = fields.filter(([, value]) => value !== null)
  const unset = fields.filter(([, value]) => value === null).map(([field]) => field)
  return JSON.stringify({ set, unset, trail, clearTrail, counts })
}

function fieldsOf(pairs: string[]): Record<string, string> {
  const fields: Record<string, string> = {}
  for (let index = 0; index + 1 < pairs.length; index += 2) fields[pairs[index] ?? ''] = pairs[index + 1] ?? ''
  return fields
}
