/**
 * The token's shared limit: Telegram takes about 30 messages a second from a bot in all (core.telegram.org/bots/faq). Answers
 * to people never ask; what nobody waits for (reminders, posts) takes turns, and gets what answers have left of it. Kept in
 * the store, so that all replicas share it.
 */
import type { Redis, Result } from 'ioredis'
import type { Clock } from '../clock.ts'
import { keys } from './keys.ts'

export type Turns = {
  /** How many of `most` may go out now; when none, how long to wait (milliseconds). */
  take(most: number): Promise<{ granted: number; waitMs: number }>
  /** Telegram asked this lane for a pause (`retry_after`): nothing of it goes out so long. Answers are not held up. */
  pause(seconds: number): Promise<void>
  /** An answer went out from this process: the lane yields to it. */
  answered(): void
}

/** A second's turns, answers included: a little under Telegram's 30, so that it never has to refuse. */
const PER_SECOND = 28
/** However busy the bot is, so many a second still go out. */
const LEAST_PER_SECOND = 1
/** Turns that were missed, since the store took its time, are made up for, so many at once. */
const BURST = 8
const WINDOW_MS = 1000
const TTL_MS = 60_000

declare module 'ioredis' {
  interface RedisCommander<Context> {
    turnsTake(...args: (string | number)[]): Result<[number, number], Context>
  }
}

/**
 * hash: free (when the next turn comes, ms) and taken (times of the last second); paused; now, turns a second, most → granted, ms
 * to wait. Turns come evenly; the window keeps a second from holding more than its share although missed ones are made up for.
 */
const SCRIPT = `
  local now, limit, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
  local interval = ${WINDOW_MS} / limit
  local paused = tonumber(redis.call('GET', KEYS[2]) or '0')
  if paused > now then return {0, paused - now} end
  local free = math.max(tonumber(redis.call('HGET', KEYS[1], 'free') or '0'), now - ${BURST - 1} * interval)
  local taken = {}
  for at in string.gmatch(redis.call('HGET', KEYS[1], 'taken') or '', '%d+') do
    if tonumber(at) > now - ${WINDOW_MS} then taken[#taken + 1] = at end
  end
  local granted = 0
  while granted < most and free <= now and #taken < limit do
    granted = granted + 1
    free = free + interval
    taken[#taken + 1] = ARGV[1]
  end
  if granted == 0 then
    local full = #taken >= limit and tonumber(taken[#taken - math.ceil(limit) + 1]) + ${WINDOW_MS} - now or 0
    return {0, math.max(1, math.ceil(math.max(free - now, full)))}
  end
  redis.call('HSET', KEYS[1], 'free', string.format('%.3f', free), 'taken', table.concat(taken, ' '))
  redis.call('PEXPIRE', KEYS[1], ${TTL_MS})
  return {granted, 0}`

/** `perSecond`: for a bot that Telegram allows more. */
export function createTurns(redis: Redis, clock: Clock, perSecond = PER_SECOND): Turns {
  redis.defineCommand('turnsTake', { lua: SCRIPT, numberOfKeys: 2 })
  let answers: number[] = []
  return {
    async take(most) {
      const now = clock.now()
      answers = answers.filter((at) => at > now - 1000)
      const left = Math.max(LEAST_PER_SECOND, perSecond - answers.length)
      const [granted, waitMs] = await redis.turnsTake(keys.turns, keys.turnsPaused, now, left, most)
      return { granted, waitMs }
    },
    async pause(seconds) {
      await redis.set(keys.turnsPaused, clock.now() + seconds * 1000, 'EX', Math.ceil(seconds) + 60)
    },
    answered() {
      if (answers.length >= perSecond) answers.shift() // more say nothing more
      answers.push(clock.now())
    },
  }
}
