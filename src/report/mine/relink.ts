/** The case on another phone: a code from this one opens it there, for new messages only. Guessing is slow, and told. */
import type { Redis } from 'ioredis'
import { commit } from '../../store/commit.ts'
import { keys, ttlSeconds } from '../../store/keys.ts'
import { hashOfCode, newRelinkCode } from './relink-code.ts'

/** Wrong codes in an hour: of one chat, and of everybody. */
const MAX_TRIES = 5
const MAX_TRIES_OF_ALL = 50

export type Tried =
  | { kind: 'right'; number: number }
  /** The same whether the code is wrong, too old, or was not looked at; `report`: somebody guesses. */
  | { kind: 'wrong'; report: boolean }

/** A new code of this case, valid for a day; an older one is void. */
export async function makeRelinkCode(redis: Redis, number: number): Promise<string> {
  const code = newRelinkCode()
  const hash = (await hashOfCode(code)) ?? ''
  const before = await redis.get(keys.relinkOf(number))
  await commit(redis, [
    ...(before === null ? [] : [['DEL', keys.relinkCode(before)] as [string, string]]),
    ['SET', keys.relinkCode(hash), number, 'EX', ttlSeconds.relinkCode],
    ['SET', keys.relinkOf(number), hash, 'EX', ttlSeconds.relinkCode],
  ])
  return code
}

/** Tries a code on a phone. A right one is used up by it: only the same update, handled again, finds it right once more. */
export async function tryRelinkCode(redis: Redis, chat: number, updateId: number, typed: string): Promise<Tried> {
  const [mine, all] = await Promise.all([triesOf(redis, chat), triesOf(redis, 'all')])
  if (mine >= MAX_TRIES || all >= MAX_TRIES_OF_ALL) return { kind: 'wrong', report: false }
  const number = await lookUp(redis, `${chat}:${updateId}`, typed)
  if (number !== undefined) return { kind: 'right', number }
  const [wrong, wrongOfAll] = await Promise.all([count(redis, chat), count(redis, 'all')])
  return { kind: 'wrong', report: wrong === MAX_TRIES || wrongOfAll === MAX_TRIES_OF_ALL }
}

/** By its hash; `user`: who uses it up. */
async function lookUp(redis: Redis, user: string, typed: string): Promise<number | undefined> {
  const hash = await hashOfCode(typed)
  const number = hash === undefined ? null : await redis.get(keys.relinkCode(hash))
  if (hash === undefined || number === null) return undefined
  await redis.set(keys.relinkUsed(hash), user, 'EX', ttlSeconds.relinkCode, 'NX')
  return (await redis.get(keys.relinkUsed(hash))) === user ? Number(number) : undefined
}

async function triesOf(redis: Redis, chat: number | 'all'): Promise<number> {
  return Number((await redis.get(keys.relinkTries(chat))) ?? 0)
}

async function count(redis: Redis, chat: number | 'all'): Promise<number> {
  const tries = await redis.incr(keys.relinkTries(chat))
  if (tries === 1) await redis.expire(keys.relinkTries(chat), ttlSeconds.relinkTries)
  return tries
}
