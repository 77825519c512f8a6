/**
 * Transactions: a list of Redis commands that run together, or not at all. `version` guards against a change in between;
 * `once` makes the whole safe to repeat when its reply was lost, or when an update is handled a second time.
 */
import type { Redis, Result } from 'ioredis'
import { keys, ttlSeconds } from './keys.ts'

/** A command with its arguments; the second word is its key, without prefix. */
export type Op = [command: string, key: string, ...args: (string | number)[]]

export type Guard = {
  /** A key of the hash field that counts versions, and what it must be: 0 when it must not exist. */
  version?: { key: string; is: number }
  /** A name of this change: a second commit with it does nothing. */
  once?: string
}

/** `done`: an earlier commit with the same `once` has taken effect. */
export type Committed = 'ok' | 'conflict' | 'done'

declare module 'ioredis' {
  interface RedisCommander<Context> {
    panaCommit(...args: (string | number)[]): Result<Committed, Context>
  }
}

const SCRIPT = `
  local prefix, versionKey, version, once = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
  if once ~= '' and redis.call('EXISTS', prefix .. '${keys.once('')}' .. once) == 1 then return 'done' end
  if versionKey ~= '' then
    if (redis.call('HGET', prefix .. versionKey, 'v') or '0') ~= version then return 'conflict' end
    redis.call('HINCRBY', prefix .. versionKey, 'v', 1)
  end
  for _, op in ipairs(cjson.decode(ARGV[5])) do
    op[2] = prefix .. op[2]
    redis.call(unpack(op))
  end
  if once ~= '' then redis.call('SET', prefix .. '${keys.once('')}' .. once, 1, 'EX', ${ttlSeconds.once}) end
  return 'ok'`

/** Runs `ops` as one. Throws what the connection throws; then it is unknown whether it took effect. */
export async function commit(redis: Redis, ops: Op[], { version, once = '' }: Guard = {}): Promise<Committed> {
  if (!('panaCommit' in redis)) (redis as Redis).defineCommand('panaCommit', { lua: SCRIPT, numberOfKeys: 0 })
  const prefix = redis.options.keyPrefix ?? ''
  const words = ops.map((op) => op.map(String))
  return redis.panaCommit(prefix, version?.key ?? '', version?.is ?? '', once, JSON.stringify(words))
}
