/**
 * Delivery of cases into the staff group, for certain: the most urgent first, one step at a time, without end. While the
 * group cannot be used, staff on duty get everything in private.
 */
import { Composer } from 'grammy'
import type { Case, CaseNumber } from '../../case/case.ts'
import { UnreadableCase } from '../../case/unreadable.ts'
import type { Ctx } from '../../context.ts'
import { keys } from '../../store/keys.ts'
import { createDirect } from './direct.ts'
import { createHealth } from './health.ts'
import { createPrivateDelivery } from './private.ts'
import { createSteps } from './steps.ts'
import { createTopics } from './topic.ts'
import type { Wording } from './wording.ts'
import type { DeskParts } from '../desk.ts'
import { createIncidents } from './incidents.ts'

import { stepWaitsUntil } from './next-step.ts'

export { outboxOrder } from './next-step.ts'

export type Delivery = {
  /** Handles the due entry `desk`: one step for the most urgent case; when to come again. */
  deliver(): Promise<number | undefined>
  composer: Composer<Ctx>
  direct(chat: number, messageIds: number[], language: string): Promise<boolean>
  problems(): Promise<string[]>
  stop(): void
}

/** Cases looked at for one that can be worked on now; more wait behind them. */
const LOOK_AT = 50
/** After something nobody expected, this long; the case goes behind all others. */
const PAUSE_MS = 1000
const BEHIND_ALL = 1e14

/** What came of looking at one case: a step, with when to come again; it waits until then; there is no such case. */
type Stepped = { kind: 'done' | 'later'; at: number } | { kind: 'gone' }

/** Takes the entry out of the queue unless something was put into the outbox meanwhile. */
const REST = `if redis.call('ZCARD', KEYS[1]) == 0 then redis.call('ZREM', KEYS[2], 'desk:') end`

export function createDelivery(parts: DeskParts): Delivery {
  const { api, cases, clock, content, due, group, languages, log, redis, staff } = parts
  const desk = languages.byCode(content.desk.language) ?? languages.guess(undefined)
  const incidents = createIncidents(parts)
  const topics = createTopics(parts)
  const steps = createSteps({ ...parts, topics, incidents, wording })
  const nobody = async () => incidents.nobody(await cases.outboxSize())
  const inPrivate = createPrivateDelivery({ ...parts, wording, nobody })
  const health = createHealth({ ...parts, incidents })
  due.on('health', health.check)
  void health.start().catch(() => {}) // without a store now: an hour later
  /** The group all cases are known to stand in. */
  let settledIn: number | undefined

  async function wording({ desk: { recap } }: Case): Promise<Wording> {
    const names = recap === undefined ? [] : (await staff.all()).map(({ id, name }) => [id, name] as const)
    return { language: desk, names: new Map(names), recap, toldText: parts.toldText }
  }

  async function deliver(): Promise<number | undefined> {
    await followGroup()
    const numbers = await waiting()
    if (numbers.length === 0) return rest()
    const incident = await incidents.now()
    if (incident && clock.now() < incident.retryAt)
      return (await inPrivate.give(incident, await waiting(-1))) ?? incident.retryAt
    return stepFor(numbers)
  }

  async function waiting(last = LOOK_AT - 1): Promise<CaseNumber[]> {
    return (await redis.zrange(keys.outbox, '0', String(last))).map(Number)
  }

  async function rest(): Promise<number> {
    await redis.eval(REST, 2, keys.outbox, keys.due)
    return clock.now()
  }

  /** The first case that does not wait for an answer of Telegram. */
  async function stepFor(numbers: CaseNumber[]): Promise<number> {
    let soonest = Number.POSITIVE_INFINITY
    for (const number of numbers) {
      const next = await guarded(number, () => stepOf(number))
      if (next.kind === 'later') soonest = Math.min(soonest, next.at)
      if (next.kind === 'done') return next.at
    }
    return Number.isFinite(soonest) ? soonest : clock.now()
  }

  async function stepOf(number: CaseNumber): Promise<Stepped> {
    const each = await cases.read(number)
    if (!each) {
      await redis.zrem(keys.outbox, number)
      return { kind: 'gone' }
    }
    const until = Math.max(topics.waitsUntil(each) ?? 0, stepWaitsUntil(each) ?? 0)
    return until <= clock.now() ? { kind: 'done', at: await steps.take(each) } : { kind: 'later', at: until }
  }

  /** Something is wrong with one case, which may not even be readable: the others must not wait for it. */
  async function guarded(number: CaseNumber, task: () => Promise<Stepped>): Promise<Stepped> {
    try {
      return await task()
    } catch (error) {
      log.error({ kind: 'desk', error: error instanceof Error ? error.name : 'unknown' }, 'a case could not be shown')
      if (error instanceof UnreadableCase) await parts.readable([number]) // tells the admins
      await redis.zadd(keys.outbox, 'XX', BEHIND_ALL + clock.now(), number)
      return { kind: 'done', at: clock.now() + PAUSE_MS }
    }
  }

  /** The group has another id, or another group is set: what is open is shown there. */
  async function followGroup(): Promise<void> {
    const id = await group.id()
    if (id === undefined || id === settledIn) return
    const before = await redis.hget(keys.desk, 'group')
    if (before !== null && Number(before) !== id) {
      await topics.moveTo(id, [...new Set([...(await cases.open()), ...(await waiting(-1))])])
      await incidents.tellOnce('moved', String(id))
    }
    await redis.hset(keys.desk, 'group', id)
    settledIn = id
  }

  const composer = new Composer<Ctx>()
  composer.on('message:forum_topic_created', async (ctx, next) => {
    const { from, chat, message_thread_id, forum_topic_created } = ctx.message
    if (from?.id !== parts.botInfo.id || message_thread_id === undefined) return next()
    await topics.appeared(chat.id, message_thread_id, forum_topic_created.name)
  })
  composer.on('message:migrate_to_chat_id', async (ctx) => {
    await group.moved(ctx.message.migrate_to_chat_id)
    await health.soon()
    await redis.zadd(keys.due, 'LT', clock.now(), 'desk:')
  })
  composer.on('my_chat_member', () => health.soon())

  return {
    deliver,
    composer,
    direct: createDirect({ api, clock, languages, desk, groupId: group.lastId }),
    problems: health.problems,
    stop: health.stop,
  }
}
