/** The page's switches for bad days: Telegram slow, Telegram refusing, connections dropping, Redis down. */
import type { Fault, Faults } from './faults.ts'

export const TROUBLES = ['slow', 'too-many', 'drops', 'redis'] as const
export type Trouble = (typeof TROUBLES)[number]
/** The part of a private Redis that the switch needs. */
export type RedisSwitch = { stop(): Promise<void>; start(): Promise<void> }
export type Troubles = {
  set(trouble: Trouble, on: boolean): Promise<void>
  /** What is switched on; `redis` is absent when there is no Redis to stop. */
  now(): Partial<Record<Trouble, boolean>>
}

/** What the bot does to people and groups. Fetching updates stays well: else nothing of what one does here would reach the bot. */
const MET_BY = (
  'sendMessage sendPhoto sendVoice sendVideo sendVideoNote sendAudio sendAnimation sendSticker sendDocument sendLocation ' +
  'sendVenue sendContact sendMediaGroup sendChatAction copyMessage copyMessages forwardMessage forwardMessages ' +
  'editMessageText editMessageCaption editMessageMedia editMessageReplyMarkup deleteMessage deleteMessages ' +
  'answerCallbackQuery pinChatMessage unpinChatMessage setMessageReaction createForumTopic editForumTopic ' +
  'closeForumTopic reopenForumTopic deleteForumTopic getFile'
).split(' ')

const FAULTS: Record<Exclude<Trouble, 'redis'>, { fault: Fault; probability: number }> = {
  slow: { fault: { kind: 'slow', ms: 2000 }, probability: 1 },
  'too-many': { fault: { kind: 'too-many', retryAfterSeconds: 5 }, probability: 1 },
  drops: { fault: { kind: 'drop-after' }, probability: 0.5 },
}

/** All switches off. `changed` is called after each turn of a switch. */
export function createTroubles(faults: Faults, redis: RedisSwitch | undefined, changed: () => void): Troubles {
  const running = new Map<Trouble, () => void>()
  let redisDown = false
  let redisTurn: Promise<void> = Promise.resolve()

  const switchRedis = async (down: boolean) => {
    if (!redis) throw new Error('there is no Redis of our own to stop: REDIS_URL is set')
    const before = redisTurn
    const turn = async () => {
      await before
      if (down !== redisDown) await (down ? redis.stop() : redis.start())
      redisDown = down
    }
    const mine = turn()
    redisTurn = mine.catch(() => {})
    await mine
  }
  const switchFault = (trouble: keyof typeof FAULTS, on: boolean) => {
    if (on === running.has(trouble)) return
    running.get(trouble)?.()
    running.delete(trouble)
    if (on) running.set(trouble, begin(faults, trouble))
  }

  return {
    async set(trouble, on) {
      if (trouble === 'redis') await switchRedis(on)
      else switchFault(trouble, on)
      changed()
    },
    now: () => ({
      slow: running.has('slow'),
      'too-many': running.has('too-many'),
      drops: running.has('drops'),
      ...(redis && { redis: redisDown }),
    }),
  }
}

function begin(faults: Faults, trouble: keyof typeof FAULTS): () => void {
  const { fault, probability } = FAULTS[trouble]
  const ends = MET_BY.map((method) => faults.random(probability, fault, Math.random, { method }))
  return () => ends.forEach((end) => end())
}
