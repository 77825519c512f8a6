/** Whose case it is: from a person's chat to their last case, under a keyed hash, so that the store alone names nobody. */
import { createHmac, hkdfSync } from 'node:crypto'
import type { Redis } from 'ioredis'
import { keys } from '../store/keys.ts'
import type { CaseNumber } from './case.ts'

export type Persons = {
  /** Where the number of their case stands. */
  keyOf(chat: number): string
  caseOf(chat: number): Promise<CaseNumber | undefined>
  link(chat: number, number: CaseNumber): Promise<void>
  /** Only if it is still their case: they may have begun another this moment. */
  forget(chat: number, number: CaseNumber): Promise<void>
}

const FORGET = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`

/** `dataKey` is DATA_KEY: with another one nobody is found. */
export function createPersons(redis: Redis, dataKey: string): Persons {
  const secret = Buffer.from(hkdfSync('sha256', Buffer.from(dataKey, 'base64'), '', 'persons', 32))
  const keyOf = (chat: number) => keys.personCase(createHmac('sha256', secret).update(String(chat)).digest('base64url'))
  return {
    keyOf,
    async caseOf(chat) {
      const number = await redis.get(keyOf(chat))
      return number === null ? undefined : Number(number)
    },
    async link(chat, number) {
      await redis.set(keyOf(chat), number)
    },
    async forget(chat, number) {
      await redis.eval(FORGET, 1, keyOf(chat), number)
    },
  }
}
