/**
 * The staff group: the one way into it. Every call keeps the group's pace, and trouble comes back as a value with its
 * cause, since each has a remedy of its own. The group's id may change when Telegram upgrades it; it is followed.
 */
import { type Api, GrammyError } from 'grammy'
import type { Redis } from 'ioredis'
import { keys } from '../store/keys.ts'
import type { Pace } from '../store/pace.ts'
import { trouble } from '../telegram/errors.ts'

export type GroupTrouble =
  /** The topic is gone. */
  | 'no-topic'
  /** The topic, or General, was closed by somebody. */
  | 'topic-closed'
  /** Topics are switched off, or it is no supergroup. */
  | 'no-forum'
  | 'no-rights'
  /** The bot was removed from the group, or there is none. */
  | 'no-group'
  /** No answer: the call may have taken effect. */
  | 'no-answer'
  /** Telegram does not take this content; trying again would change nothing. */
  | 'refused'

export type GroupOutcome<T> =
  | { kind: 'ok'; value: T }
  /** Telegram wants a pause: nothing was sent. */
  | { kind: 'wait'; milliseconds: number }
  | { kind: 'trouble'; cause: GroupTrouble; error: unknown }
  /** Nothing to do: what was to be changed is so already, or (`gone`) is no more. */
  | { kind: 'same'; gone?: true }

export type Group = {
  /** The group's present id; undefined when none is configured. */
  id(): Promise<number | undefined>
  /** The id as it was last read: for the time in which the store cannot be asked. */
  lastId(): number | undefined
  /**
   * Runs one call when the pace allows: `limit` of the group's messages a minute may be used by then (see `store/pace.ts`).
   * `count`: the messages it makes, for an album its parts.
   */
  call<T>(limit: number, task: (api: Api, chat: number) => Promise<T>, count?: number): Promise<GroupOutcome<T>>
  /** Telegram gave the group another id. */
  moved(to: number): Promise<void>
}

export type GroupDeps = {
  api: Api
  pace: Pace
  redis: Redis
  /** STAFF_CHAT_ID. */
  staffChatId: number | undefined
  /** Told when the id changed, so that admins can be told. */
  onMoved(from: number, to: number): void
}

const CAUSES: [RegExp, GroupTrouble][] = [
  // One kind of content is not wanted in this group; texts are.
  [/not enough rights to send (?!text)|CHAT_SEND_\w+_FORBIDDEN/, 'refused'],
  [/message thread not found|TOPIC_DELETED|TOPIC_ID_INVALID/i, 'no-topic'],
  [/TOPIC_CLOSED/, 'topic-closed'],
  [/not a forum/, 'no-forum'],
  [/not enough rights|CHAT_ADMIN_REQUIRED|CHAT_WRITE_FORBIDDEN|have no rights|CHAT_RESTRICTED/, 'no-rights'],
  [/chat not found|bot was kicked|bot is not a member|CHANNEL_PRIVATE|group chat was deactivated/, 'no-group'],
]

export function createGroup({ api, pace, redis, staffChatId, onMoved }: GroupDeps): Group {
  let last = staffChatId

  async function id(): Promise<number | undefined> {
    if (staffChatId === undefined) return undefined
    last = Number((await redis.hget(keys.desk, `moved:${staffChatId}`)) ?? staffChatId)
    return last
  }

  async function moved(to: number): Promise<void> {
    const from = await id()
    if (staffChatId === undefined || from === to) return
    await redis.hset(keys.desk, `moved:${staffChatId}`, to)
    onMoved(staffChatId, to)
  }

  async function call<T>(
    limit: number,
    task: (api: Api, chat: number) => Promise<T>,
    count = 1,
  ): Promise<GroupOutcome<T>> {
    const chat = await id()
    if (chat === undefined) return { kind: 'trouble', cause: 'no-group', error: undefined }
    const milliseconds = await pace.take(chat, limit, count)
    if (milliseconds > 0) return { kind: 'wait', milliseconds }
    try {
      return { kind: 'ok', value: await task(api, chat) }
    } catch (error) {
      return failed(error, chat)
    }
  }

  async function failed<T>(error: unknown, chat: number): Promise<GroupOutcome<T>> {
    const cause = trouble(error)
    if (!cause) throw error
    const to = error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined
    if (to !== undefined) {
      await moved(to)
      return { kind: 'wait', milliseconds: 0 }
    }
    if (cause.kind === 'too-many') {
      await pace.pause(chat, cause.retryAfterSeconds)
      return { kind: 'wait', milliseconds: cause.retryAfterSeconds * 1000 }
    }
    if (cause.kind === 'not-modified' || cause.kind === 'cannot-delete') return { kind: 'same' }
    if (cause.kind === 'cannot-edit') return { kind: 'same', gone: true }
    return { kind: 'trouble', cause: groupTrouble(error) ?? 'refused', error }
  }
  return { id, lastId: () => last, call, moved }
}

/** The cause of an error of a call about the group; undefined when it is none of Telegram's. */
export function groupTrouble(error: unknown): GroupTrouble | undefined {
  const cause = trouble(error)
  if (!cause || cause.kind === 'no-answer') return cause && 'no-answer'
  const description = error instanceof GrammyError ? error.description : ''
  const known = CAUSES.find(([pattern]) => pattern.test(description))?.[1]
  return known ?? (cause.kind === 'unreachable' ? 'no-group' : 'refused')
}
