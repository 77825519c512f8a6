/**
 * The inbox: every update is stored before Telegram is told that it arrived, and is handled in its lane, one at a time,
 * by one replica, whoever took it in. A lane is a person's chat (or a second lane of that chat, for what goes ahead of it).
 *
 * Two trips to Redis an update: `accept` claims it, stores it, takes the lane and brings the session; `finish` writes
 * what came of it and brings the next. A replica that dies leaves its lease to run out; `overdue` finds such lanes.
 */
import { randomUUID } from 'node:crypto'
import type { Update } from '@grammyjs/types'
import type { Redis, Result } from 'ioredis'
import type { Clock } from '../clock.ts'
import { type Effects, written } from './effects.ts'
import { SCRIPTS } from './inbox-scripts.ts'
import { keys, ttlSeconds } from './keys.ts'
import { type Lane, laneOf } from './lane.ts'
import type { Seal } from './sealed.ts'

/** An update and all that is needed to handle it. */
export type Turn = {
  lane: Lane
  /** As Telegram delivered it; only its id when what was stored cannot be read any more (another DATA_KEY). */
  update: Update
  /** 1 for the first time; more when an earlier attempt ended without a result. */
  attempt: number
  /** The newest message ids when each attempt began. */
  begunAfter: number[]
  /** Session fields, each JSON. */
  session: Record<string, string>
  /** The open draft, sealed. */
  draft: string | undefined
}

export type Accepted = { kind: 'seen' } | { kind: 'queued'; withdraw(): Promise<void> } | { kind: 'turn'; turn: Turn }

export type Inbox = {
  /**
   * Stores an update unless it was seen. `turn`: the caller must handle it (or an older one of the lane) and `finish`.
   * `queued`: whoever has the lane will; `withdraw` takes it out again, for what was answered all the same.
   */
  accept(update: Update, lane: Lane): Promise<Accepted>
  /** Completes a turn, and may be repeated; the answer is the next turn of the lane, if there is one. */
  finish(turn: Turn, effects: Effects): Promise<Turn | undefined>
  /** Writes that an update was answered without a turn, and what came of it: nobody answers it again. */
  note(updateId: number, chat: string, effects: Effects): Promise<void>
  /** Tells each time the store can be reached again. */
  onBack(listener: () => void): void
  /** Keeps lanes that take long. */
  renew(lanes: Lane[]): Promise<void>
  /** Takes over up to `limit` lanes whose holder is gone, but none that `inHand` says this process still works on. */
  overdue(limit: number, inHand: (lane: string) => boolean): Promise<Turn[]>
  /** Message ids of a chat that Hide can still remove. */
  trail(chat: string): Promise<number[]>
}

export type InboxOptions = {
  /** Completions of taps are gathered for so long and written together: their screens are there already. */
  gatherMs?: number
}

declare module 'ioredis' {
  interface RedisCommander<Context> {
    inboxAccept(...args: (string | number)[]): Result<Answer, Context>
    inboxResume(...args: (string | number)[]): Result<Answer, Context>
    inboxFinish(...args: (string | number)[]): Result<Answer[], Context>
    inboxNote(...args: (string | number)[]): Result<unknown, Context>
    inboxRenew(...args: (string | number)[]): Result<unknown, Context>
    inboxOverdue(...args: (string | number)[]): Result<string[], Context>
  }
}

/** What the scripts return. */
type Answer = ['seen' | 'queued' | 'none' | 'lost'] | ['turn', string, number, string, string[], string | null]

/** A completion on its way to the store. */
type Completion = { turn: Turn; json: object; resolve(next: Turn | undefined): void; reject(error: unknown): void }

/** An inbox on `redis`. What waits is sealed: it holds a person's words and ways. Throws what the connection throws. */
export function createInbox(redis: Redis, seal: Seal, clock: Clock, { gatherMs = 100 }: InboxOptions = {}): Inbox {
  for (const [name, lua] of Object.entries(SCRIPTS)) redis.defineCommand(name, { lua, numberOfKeys: 0 })
  const prefix = redis.options.keyPrefix ?? ''
  const holder = randomUUID()
  let gathered: Completion[] = []
  let timer: NodeJS.Timeout | undefined

  async function resume(id: string): Promise<Turn | undefined> {
    const lane = laneOf(id)
    return turnFrom(lane, await redis.inboxResume(prefix, lane.id, lane.chat, holder))
  }

  function turnFrom(lane: Lane, answer: Answer, known?: { kept: string; update: Update }): Turn | undefined {
    if (answer[0] !== 'turn') return undefined
    const [, head, attempt, begun, pairs, draft] = answer
    const update = head === known?.kept ? known.update : restore(head, seal)
    const begunAfter = begun.split(',').slice(0, -1).map(Number)
    return { lane, update, attempt, begunAfter, session: fieldsOf(pairs), draft: draft ?? undefined }
  }

  async function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const batch = gathered
    gathered = []
    try {
      const answers = await redis.inboxFinish(
        prefix,
        holder,
        clock.now(),
        JSON.stringify(batch.map(({ json }) => json)),
      )
      for (const [index, { turn, resolve }] of batch.entries()) resolve(turnFrom(turn.lane, answers[index] ?? ['none']))
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  return {
    async accept(update, lane) {
      const kept = keep(update, seal)
      const answer = await redis.inboxAccept(
        prefix,
        update.update_id,
        kept,
        lane.id,
        lane.chat,
        holder,
        clock.now(),
        messageId(update),
      )
      if (answer[0] === 'queued' && gathered.some(({ turn }) => turn.lane.id === lane.id)) void write() // the lane is only waiting for that
      const turn = turnFrom(lane, answer, { kept, update })
      if (turn) return { kind: 'turn', turn }
      if (answer[0] === 'seen') return { kind: 'seen' }
      return { kind: 'queued', withdraw: async () => void (await redis.lrem(keys.queue(lane.id), 1, kept)) }
    },
    finish(turn, effects) {
      return new Promise((resolve, reject) => {
        gathered.push({ turn, json: completion(turn, effects), resolve, reject })
        if (!turn.update.callback_query || gatherMs === 0) void write()
        else timer ??= setTimeout(() => void write(), gatherMs)
      })
    },
    async note(updateId, chat, effects) {
      await redis.inboxNote(prefix, clock.now(), JSON.stringify({ id: String(updateId), chat, ...written(effects) }))
    },
    onBack: (listener) => void redis.on('ready', listener),
    async renew(lanes) {
      if (lanes.length > 0) await redis.inboxRenew(prefix, holder, ...lanes.map(({ id }) => id))
    },
    async overdue(limit, inHand) {
      const ids = await redis.inboxOverdue(prefix, limit)
      const turns = await Promise.all(ids.filter((id) => !inHand(id)).map(resume))
      return turns.filter((turn) => turn !== undefined)
    },
    async trail(chat) {
      const oldest = clock.now() - ttlSeconds.trail * 1000
      return (await redis.zrangebyscore(keys.trail(chat), oldest, '+inf')).map(Number)
    },
  }
}

/** What is stored of an update while it waits: its id in clear, for the scripts, and the rest sealed. */
function keep(update: Update, seal: Seal): string {
  return `${update.update_id}|${seal.seal(JSON.stringify(update))}`
}

/** What `keep` stored. Sealed with another key it cannot be handled by anybody: only its id is left. */
function restore(kept: string, seal: Seal): Update {
  const [id = '', sealed = ''] = kept.split('|')
  try {
    return JSON.parse(seal.open(sealed)) as Update
  } catch {
    return { update_id: Number(id) }
  }
}

/** A person's message is noted for Hide when it arrives, not when it is answered. */
function messageId({ message }: Update): number | '' {
  return message?.chat.type === 'private' ? message.message_id : ''
}

function completion({ lane, update }: Turn, effects: Effects): object {
  return { lane: lane.id, chat: lane.chat, id: String(update.update_id), ...written(effects) }
}

function fieldsOf(pairs: string[]): Record<string, string> {
  const fields: Record<string, string> = {}
  for (let index = 0; index + 1 < pairs.length; index += 2) fields[pairs[index] ?? ''] = pairs[index + 1] ?? ''
  return fields
}
