/** Messages the bot sends by itself: their ids are kept like those of answers, so that Hide removes them too. */
import type { Redis } from 'ioredis'
import type { Clock } from '../../clock.ts'
import { keys, ttlSeconds } from '../../store/keys.ts'

/** Keeps ids for Hide, for as long as Telegram lets a bot delete them. Throws what the connection throws. */
export async function noteForHide(redis: Redis, clock: Clock, chat: number, messages: number[]): Promise<void> {
  if (messages.length === 0) return
  const key = keys.trail(String(chat))
  await redis
    .multi()
    .zadd(key, ...messages.flatMap((id) => [clock.now(), id]))
    .expire(key, ttlSeconds.trail)
    .exec()
}
