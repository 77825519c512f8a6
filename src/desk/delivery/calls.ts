/**
 * Calls into the staff group on behalf of one case, and what follows from each outcome: every kind of trouble has its remedy
 * here, and none of them loses what is to be shown.
 */
import type { Message } from '@grammyjs/types'
import type { Api } from 'grammy'
import type { Case } from '../../case/case.ts'
import type { Change } from '../../case/change.ts'
import type { Topics } from './topic.ts'
import type { Wording } from './wording.ts'
import type { DeskParts } from '../desk.ts'
import type { GroupOutcome, GroupTrouble } from '../group.ts'
import type { Incidents } from './incidents.ts'
import type { Step } from './next-step.ts'

export type StepsParts = Pick<DeskParts, 'cases' | 'group' | 'clock' | 'staff' | 'download' | 'timeZone'> & {
  topics: Topics
  incidents: Incidents
  wording(each: Case): Promise<Wording>
}

/** Of the group's twenty messages a minute, how many may be used by then: a P0 always finds room. */
const LIMIT = { urgent: 20, content: 14, edit: 10 }
const MAX_ALBUM = 10
/** The head of the queue may change while one waits. */
const LOOK_AGAIN_MS = 1000
/** See `BatchOptions.refused`. */
const PLAINEST = 3

type Sending = { message_thread_id: number; disable_notification: boolean }
export type Calls = ReturnType<typeof createCalls>

export function createCalls({ cases, group, clock, topics, incidents }: StepsParts) {
  /** How often Telegram refused what is next of a case, by case and place in the log. */
  const refusals = new Map<string, number>()

  /** Sends into the topic. Before, it is noted that something may have been sent, so that a second one can say so. */
  async function send(
    each: Case,
    step: Step['do'],
    task: (api: Api, chat: number, options: Sending) => Promise<Message[]>,
    count = 1,
  ): Promise<GroupOutcome<Message[]>> {
    const { thread = 0, unsure } = each.desk
    const options = { message_thread_id: thread, disable_notification: each.priority > 1 }
    const outcome = await group.call(
      limitOf(each, step),
      async (api, chat) => {
        if (!unsure) await setUnsure(each, true)
        return task(api, chat, options)
      },
      Math.min(count, MAX_ALBUM),
    )
    const unknown = outcome.kind === 'ok' || (outcome.kind === 'trouble' && outcome.cause === 'no-answer')
    if (!unknown && !unsure) await setUnsure(each, false)
    return misplaced(outcome, thread)
  }

  /** Telegram once put messages for a dead topic into General in silence (tdlib/telegram-bot-api #854). */
  async function misplaced(sent: GroupOutcome<Message[]>, thread: number): Promise<GroupOutcome<Message[]>> {
    if (sent.kind !== 'ok' || sent.value.every((each) => each.message_thread_id === thread)) return sent
    for (const { message_id } of sent.value)
      await group.call(LIMIT.urgent, (api, chat) => api.deleteMessage(chat, message_id))
    return { kind: 'trouble', cause: 'no-topic', error: undefined }
  }

  async function setUnsure(each: Case, unsure: boolean): Promise<void> {
    await cases.change(each.number, (latest) =>
      latest.desk.unsure === unsure ? undefined : { case: { ...latest, desk: { ...latest.desk, unsure } } },
    )
  }

  /** Keeps what came of a call; `done` must fit the case as it is by then. A topic that was lost meanwhile takes nothing. */
  async function finish<T>(
    each: Case,
    outcome: GroupOutcome<T>,
    done: (value: T) => (each: Case) => Change,
  ): Promise<number> {
    if (outcome.kind !== 'ok') return otherwise(each, outcome)
    await keep(each, done(outcome.value))
    return settled()
  }

  async function keep(each: Case, done: (latest: Case) => Change): Promise<number> {
    const { chat, thread } = each.desk
    await cases.change(each.number, (latest) =>
      latest.desk.chat === chat && latest.desk.thread === thread ? done(latest) : undefined,
    )
    return clock.now()
  }

  async function settled(): Promise<number> {
    await incidents.over()
    return clock.now()
  }

  /** Tried in a plainer form; when even the plainest is refused, it is not the content. */
  async function again(key: string): Promise<number> {
    const refused = (refusals.get(key) ?? 0) + 1
    if (refused > PLAINEST) return failed('refused')
    refusals.set(key, refused)
    return clock.now()
  }

  async function otherwise(each: Case, outcome: Exclude<GroupOutcome<unknown>, { kind: 'ok' }>): Promise<number> {
    if (outcome.kind === 'wait') return clock.now() + Math.min(outcome.milliseconds, LOOK_AGAIN_MS)
    if (outcome.kind === 'same') return keep(each, (latest) => ({ case: latest }))
    if (outcome.cause === 'no-topic') return lost(each)
    if (outcome.cause === 'topic-closed') return reopen(each)
    return failed(outcome.cause)
  }

  async function lost(each: Case): Promise<number> {
    await topics.lost(each)
    return clock.now()
  }

  async function reopen(each: Case): Promise<number> {
    const { thread = 0 } = each.desk
    const opened = await group.call(limitOf(each, 'topic'), (api, chat) => api.reopenForumTopic(chat, thread))
    if (opened.kind === 'ok') return clock.now()
    if (opened.kind === 'wait') return otherwise(each, opened)
    return isGone(opened) ? lost(each) : failed('no-rights')
  }

  async function failed(cause: GroupTrouble): Promise<number> {
    await incidents.failed(cause, await cases.outboxSize())
    return clock.now()
  }

  return {
    send,
    finish,
    keep,
    settled,
    otherwise,
    failed,
    again,
    /** How often it was refused so far. */
    refused: (key: string) => refusals.get(key) ?? 0,
    taken: (key: string) => void refusals.delete(key),
  }
}

export const HTML = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const

export function limitOf({ priority }: Case, step: Step['do']): number {
  const isEdit = step === 'edit-card' || step === 'edit-stub' || step === 'rename'
  if (priority === 0) return isEdit ? LIMIT.content : LIMIT.urgent
  return isEdit ? LIMIT.edit : LIMIT.content
}

export function mapped({ desk }: Case, message: Message | undefined, entry: number) {
  return message && desk.chat !== undefined ? [{ chat: desk.chat, message: message.message_id, entry }] : []
}

export function isRefused(outcome: GroupOutcome<unknown>): boolean {
  return outcome.kind === 'trouble' && outcome.cause === 'refused'
}

export function isClosed(outcome: GroupOutcome<unknown>): boolean {
  return outcome.kind === 'trouble' && outcome.cause === 'topic-closed'
}

export function isGone(outcome: GroupOutcome<unknown>): boolean {
  return outcome.kind === 'trouble' && outcome.cause === 'no-topic'
}
