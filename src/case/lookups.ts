/** Which case: questions that the store answers without opening a document. */
import type { Redis } from 'ioredis'
import { keys } from '../store/keys.ts'
import type { CaseNumber } from './case.ts'

export type Lookups = {
  open(): Promise<CaseNumber[]>
  /** The case a message in a staff chat belongs to. Stored, never read out of a text. */
  byMessage(chat: number, message: number): Promise<{ number: CaseNumber; entry: number } | undefined>
  byTopic(chat: number, thread: number): Promise<CaseNumber | undefined>
  /** How many cases have something to show at the desk. */
  outboxSize(): Promise<number>
  /** The rows of all cases there ever were, by number. */
  statistics(): Promise<Record<string, string>>
}

export function createLookups(redis: Redis): Lookups {
  return {
    open: async () => (await redis.smembers(keys.openCases)).map(Number).sort((a, b) => a - b),
    async byMessage(chat, message) {
      const found = await redis.hget(keys.messages, `${chat}:${message}`)
      const [number, entry] = (found ?? '').split(':').map(Number)
      return number && entry !== undefined ? { number, entry } : undefined
    },
    async byTopic(chat, thread) {
      const number = await redis.hget(keys.topics, `${chat}:${thread}`)
      return number === null ? undefined : Number(number)
    },
    outboxSize: () => redis.zcard(keys.outbox),
    statistics: () => redis.hgetall(keys.statistics),
  }
}
