/**
 * What the clock (`due.ts`) does in Redis in one step: take entries under a lease, give them back, keep the lease. Leases run
 * by the clock of Redis, which all replicas share; what is due is told by the bot's.
 */
import type { Result } from 'ioredis'

declare module 'ioredis' {
  interface RedisCommander<Context> {
    dueClaim(...args: (string | number)[]): Result<string[], Context>
    dueDone(...args: (string | number)[]): Result<number, Context>
    dueRenew(...args: (string | number)[]): Result<unknown, Context>
  }
}

/** How long an entry is in the hands of whoever took it, unless that is renewed. */
const LEASE_MS = 5000

export const SCRIPTS = {
  /** due, leases, again, now (bot's clock), holder, how many: claims entries nobody has in hand → name, score, name, score … */
  dueClaim: {
    numberOfKeys: 3,
    lua: `
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
  },
  /** due, leases, again, name, holder, score when claimed, next or '': what was put or asked for meanwhile stays */
  dueDone: {
    numberOfKeys: 3,
    lua: `
    local lease = redis.call('HGET', KEYS[2], ARGV[1])
    if not lease or string.match(lease, ' (.*)$') ~= ARGV[2] then return 0 end
    redis.call('HDEL', KEYS[2], ARGV[1])
    local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
    if score and tonumber(score) == tonumber(ARGV[3]) then
      if ARGV[4] ~= '' then redis.call('ZADD', KEYS[1], ARGV[4], ARGV[1])
      elseif redis.call('SREM', KEYS[3], ARGV[1]) == 0 then redis.call('ZREM', KEYS[1], ARGV[1]) end
    end
    return 1`,
  },
  /** leases, holder, names… */
  dueRenew: {
    numberOfKeys: 1,
    lua: `
    local t = redis.call('TIME')
    local real = t[1] * 1000 + math.floor(t[2] / 1000)
    for index = 2, #ARGV do
      local lease = redis.call('HGET', KEYS[1], ARGV[index])
      if lease and string.match(lease, ' (.*)$') == ARGV[1] then
        redis.call('HSET', KEYS[1], ARGV[index], string.format('%d', real + ${LEASE_MS}) .. ' ' .. ARGV[1])
      end
    end`,
  },
}
