/**
 * How often a sensitive guide ended how, by day and language: never answers, never whose. Best effort: a count is lost while
 * the store is away, and a tap that is handled twice counts twice.
 */
import type { Redis } from 'ioredis'
import type { Content } from '../content/load.ts'
import type { Ctx } from '../context.ts'
import { keys, ttlSeconds } from '../store/keys.ts'
import type { Taps } from '../telegram/taps.ts'
import { walk } from './walk.ts'

export type CountDeps = { content: Content; today(): string; redis: Redis }

/** Counts what the taps of `guide` end in. Outcomes for Kazakhstan and for elsewhere are one. */
export function counted({ guide = async () => {} }: Taps, { content, today, redis }: CountDeps): Taps {
  return {
    async guide(ctx) {
      await guide(ctx)
      const [day, ending] = [today(), endingOf(content, ctx, today())]
      if (ending === undefined) return
      const key = keys.guideEnds(day.slice(0, 4))
      const field = [day, ctx.language.code, ending].join(':')
      void redis
        .multi()
        .hincrby(key, field, 1)
        .expire(key, ttlSeconds.guideEnds)
        .exec()
        .catch(() => {})
    },
  }
}

/** `check:strong`; undefined for what is no answer, or ends nothing, and for guides that are not sensitive. */
export function endingOf(content: Content, { address }: Pick<Ctx, 'address'>, today: string): string | undefined {
  const [id = '', version = '', answers = '', tap = ''] = address?.args ?? []
  const guide = Object.hasOwn(content.guides, id) ? content.guides[id] : undefined
  if (!guide?.sensitive || !tap.startsWith('!')) return undefined
  const place = walk(guide, { version, answers, tap }, { facts: content.facts, today })
  return place.at === 'outcome' ? `${id}:${place.id.replace(/-abroad$/, '')}` : undefined
}
