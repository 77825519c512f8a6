/**
 * How fast a group may be written to, kept in the store so that all replicas and restarts share it: Telegram takes 20
 * messages a minute into a group, edits and topics included, about one a second after a short burst, and says with
 * `retry_after` when it wants none at all.
 */
import type { Redis, Result } from 'ioredis'
import type { Clock } from '../clock.ts'
import { keys } from './keys.ts'

export type Pace = {
  /**
   * 0: go, and it is counted; otherwise milliseconds to wait. At most `limit` a minute, whatever took them; `count`
   * messages at once (an album counts as its parts, at most `limit`).
   */
  take(chat: number, limit: number, count?: number): Promise<number>
  /** Nothing goes to this chat until `retry_after` is over. */
  pause(chat: number, seconds: number): Promise<void>
}

/** Telegram's limit for a group (core.telegram.org/bots/faq). */
export const GROUP_LIMIT = 20
const WINDOW_MS = 60_000
/** Clocks are not exact: a little longer than Telegram's minute. */
const MARGIN_MS = 500
/** "One message a second to a chat, short bursts pass": so many, then one each second. */
const BURST = 5
const INTERVAL_MS = 1000

declare module 'ioredis' {
  interface RedisCommander<Context> {
    paceTake(...args: (string | number)[]): Result<number, Context>
  }
}

/** sent, paused; now, limit, window, name, count */
const SCRIPT = `
  local now, limit, window, count = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[5])
  local paused = tonumber(redis.call('GET', KEYS[2]) or '0')
  if paused > now then return paused - now end
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
  local sent = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
  local number = #sent / 2
  local over = number + count - limit
  if over > 0 then return math.max(1, tonumber(sent[math.min(over, number) * 2]) + window - now) end
  local free = 0
  for index = 2, #sent, 2 do free = math.max(free, tonumber(sent[index])) + ${INTERVAL_MS} end
  local early = free - now - ${(BURST - 1) * INTERVAL_MS}
  if early > 0 then return early end
  for index = 1, count do redis.call('ZADD', KEYS[1], now, ARGV[1] .. ':' .. ARGV[4] .. ':' .. index) end
  redis.call('PEXPIRE', KEYS[1], window)
  return 0`

export function createPace(redis: Redis, clock: Clock): Pace {
  redis.defineCommand('paceTake', { lua: SCRIPT, numberOfKeys: 2 })
  const mine = Math.random().toString(36).slice(2)
  let taken = 0
  return {
    take(chat, limit, count = 1) {
      taken += 1
      const [sent, paused] = [keys.pace(chat), keys.paused(chat)]
      const most = Math.min(count, limit)
      return redis.paceTake(sent, paused, clock.now(), limit, WINDOW_MS + MARGIN_MS, `${mine}${taken}`, most)
    },
    async pause(chat, seconds) {
      await redis.set(keys.paused(chat), clock.now() + seconds * 1000, 'EX', Math.ceil(seconds) + 60)
    },
  }
}
