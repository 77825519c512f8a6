/**
 * A topic for a case, and never two. Before Telegram is asked, the name is noted; when there is no answer, Telegram's own
 * service message says whether the topic exists, and it is claimed by that name. One that turns up too late is removed.
 */
import type { Case, CaseNumber } from '../../case/case.ts'
import { withoutTopic } from '../../case/topic.ts'
import { keys, ttlSeconds } from '../../store/keys.ts'
import type { DeskParts } from '../desk.ts'
import type { GroupOutcome } from '../group.ts'
import { topicName } from './stub.ts'

/** For so long an unanswered request may still turn out to have been carried out. */
const LATE_MS = 10_000

export type Topics = {
  /** Until when this case waits for an answer that may still come. */
  waitsUntil(each: Case): number | undefined
  create(each: Case, limit: number): Promise<GroupOutcome<unknown>>
  /** Telegram says that this bot made a topic. */
  appeared(chat: number, thread: number, name: string): Promise<void>
  /** The topic is gone: everything is to be shown again, answers and notes too. */
  lost(each: Case): Promise<void>
  /** Topics of another group are of no use: each open case gets one in `group`. */
  moveTo(group: number, numbers: CaseNumber[]): Promise<void>
}

type TopicsParts = Pick<DeskParts, 'cases' | 'readable' | 'group' | 'redis' | 'clock'>

export function createTopics({ cases, readable, group, redis, clock }: TopicsParts): Topics {
  async function create(each: Case, limit: number): Promise<GroupOutcome<unknown>> {
    const name = topicName(each)
    const made = await group.call(limit, async (api, chat) => {
      await redis.set(keys.askedTopic(name), each.number, 'EX', ttlSeconds.once)
      await patch(each.number, { asked: { name, at: clock.now() } })
      return { chat, ...(await api.createForumTopic(chat, name)) }
    })
    if (made.kind === 'ok') await claim(each.number, made.value.chat, made.value.message_thread_id, name)
    else if (made.kind !== 'trouble' || made.cause !== 'no-answer') await forgetAsked(each.number)
    return made
  }

  async function claim(number: CaseNumber, chat: number, thread: number, name: string): Promise<void> {
    const mine = await cases.claimTopic(number, chat, thread)
    if (mine !== thread) return removeTopic(thread)
    await cases.change(number, (each) =>
      each.desk.thread === thread && each.desk.topic === undefined
        ? { case: { ...each, desk: { ...each.desk, topic: name } } }
        : undefined,
    )
  }

  async function removeTopic(thread: number): Promise<void> {
    const deleted = await group.call(20, (api, chat) => api.deleteForumTopic(chat, thread))
    if (deleted.kind === 'trouble') await group.call(20, (api, chat) => api.closeForumTopic(chat, thread))
  }

  async function patch(number: CaseNumber, desk: Partial<Case['desk']>): Promise<void> {
    await cases.change(number, (each) => ({ case: { ...each, desk: { ...each.desk, ...desk } } }))
  }

  async function forgetAsked(number: CaseNumber): Promise<void> {
    await cases.change(number, (each) => {
      const { asked, ...desk } = each.desk
      return asked && { case: { ...each, desk } }
    })
  }

  return {
    create,
    waitsUntil: ({ desk }) =>
      desk.thread === undefined && desk.asked && clock.now() < desk.asked.at + LATE_MS
        ? desk.asked.at + LATE_MS
        : undefined,
    async appeared(chat, thread, name) {
      const number = await redis.get(keys.askedTopic(name))
      if (number !== null && (await cases.byTopic(chat, thread)) === undefined)
        await claim(Number(number), chat, thread, name)
    },
    async lost({ number, desk }) {
      const { chat, thread } = desk
      if (chat === undefined || thread === undefined) return
      await cases.releaseTopic(chat, thread)
      await cases.change(number, (each) => (each.desk.thread === thread ? { case: anew(each) } : undefined))
    },
    async moveTo(to, numbers) {
      for (const { number, desk } of (await readable(numbers)).cases) {
        const { chat, thread } = desk
        if (chat === undefined || chat === to) continue
        await cases.change(number, (each) => (each.desk.chat === chat ? { case: elsewhere(each) } : undefined))
        if (thread !== undefined) await cases.releaseTopic(chat, thread)
      }
    },
  }
}

function anew(each: Case): Case {
  return { ...each, desk: { ...withoutTopic(each.desk), recap: each.entries } }
}

/** In another group not even the stub stands. */
function elsewhere(each: Case): Case {
  const { stub: _, chat: __, ...desk } = anew(each).desk
  return { ...each, desk }
}
