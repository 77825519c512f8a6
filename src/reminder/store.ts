/**
 * Reminders in the store: one sealed document a person, under a keyed hash of the chat, so that the store alone says neither who
 * nor when. Each change writes the document and its entry of the due queue in one transaction, and is decided anew when somebody
 * else changed it in between. Gone a month after the last date.
 */
import { createHmac, hkdfSync } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Clock } from '../clock.ts'
import { commit, type Op } from '../store/commit.ts'
import { putDue } from '../store/due.ts'
import { keys, ttlSeconds } from '../store/keys.ts'
import { createSeal } from '../store/sealed.ts'
import { isEmpty, nextLook, Reminders, type Moment } from './reminder.ts'

export type StoreDeps = {
  redis: Redis
  clock: Clock
  /** DATA_KEY. */
  dataKey: string
  /** The moment, for this person. */
  momentOf(person: string): Moment
  /** Told after each change, so that what is due now is not waited for. */
  onChange(): void
}

/** What the session says: whether the person asked for silence, and the language they last chose. */
export type Consent = { hushed: boolean; language: string | undefined }

export type ReminderStore = {
  personOf(chat: number): string
  /** By person, as the due queue names them. */
  load(person: string): Promise<Loaded>
  /**
   * `decide` may run several times and must be pure; undefined: nothing to change. An empty list removes everything. The answer
   * is what `decide` said; undefined when nothing was changed. `known`: as it was loaded just now.
   */
  change<T extends Decided>(
    person: string,
    decide: (all: Reminders | undefined, moment: Moment) => T | undefined,
    known?: Loaded,
  ): Promise<T | undefined>
  forget(person: string): Promise<void>
  consent(chat: number): Promise<Consent>
  /** A message stands in the chat: Hide must be able to remove it. */
  noteSent(chat: number, message: number): Promise<void>
  /** Everybody is looked after soon; nobody is missed, and doing it twice is harmless. */
  wakeAll(): Promise<void>
}
export type Loaded = { version: number; all: Reminders | undefined }
/**
 * `notBefore`: nothing is looked at sooner (ms). `heard`: the person asks to be written to; the session forgets that they asked for
 * silence, in the same transaction, so that whoever looks sees both or neither.
 */
export type Decided = { all: Reminders; notBefore?: number; heard?: boolean }

const DAY_SECONDS = 86_400
/** Kept so long after the last date. */
const KEPT_DAYS = 30
const MAX_CONFLICTS = 20
const BATCH = 500

export const entryOf = (person: string) => `remind:${person}`

export function createReminderStore({ redis, clock, dataKey, momentOf, onChange }: StoreDeps): ReminderStore {
  const seal = createSeal(dataKey, 'reminders')
  const secret = Buffer.from(hkdfSync('sha256', Buffer.from(dataKey, 'base64'), '', 'reminder-persons', 32))

  async function load(person: string): Promise<Loaded> {
    const { v, doc } = await redis.hgetall(keys.reminders(person))
    const all = doc === undefined ? undefined : Reminders.parse(JSON.parse(seal.open(doc)))
    return { version: Number(v ?? 0), all }
  }

  function written(person: string, { all, notBefore = 0, heard = false }: Decided): Op[] {
    const key = keys.reminders(person)
    const session: Op[] = heard ? [['HDEL', keys.session(String(all.chat)), 'hushed']] : []
    if (isEmpty(all)) return [...session, ...gone(person)]
    const look = nextLook(all, momentOf(person))
    return [
      ...session,
      ['HSET', key, 'doc', seal.seal(JSON.stringify(all))],
      ['EXPIREAT', key, lastSecond(all, clock.now())],
      putDue(entryOf(person), look && Math.max(look, notBefore)),
    ]
  }

  return {
    personOf: (chat) => createHmac('sha256', secret).update(String(chat)).digest('base64url').slice(0, 22),
    load,
    async change(person, decide, known) {
      for (let attempt = 0; attempt < MAX_CONFLICTS; attempt += 1) {
        const { version, all } = attempt === 0 && known ? known : await load(person)
        const decided = decide(all, momentOf(person))
        if (!decided) return undefined
        const guard = { version: { key: keys.reminders(person), is: version } }
        if ((await commit(redis, written(person, decided), guard)) === 'conflict') continue
        onChange()
        return decided
      }
      throw new Error(`Expected a moment in which nobody else changes these reminders, found none`)
    },
    forget: async (person) => void (await commit(redis, gone(person))),
    async consent(chat) {
      const [hushed = null, chosen = null] = await redis.hmget(keys.session(String(chat)), 'hushed', 'language')
      const language = fromJson(chosen)
      return { hushed: hushed !== null, language: typeof language === 'string' ? language : undefined }
    },
    async noteSent(chat, message) {
      const key = keys.trail(String(chat))
      await commit(redis, [
        ['ZADD', key, clock.now(), message],
        ['EXPIRE', key, ttlSeconds.trail],
      ])
    },
    async wakeAll() {
      let cursor = '0'
      do {
        const [next, flat] = await redis.zscan(keys.dueBulk, cursor, 'MATCH', entryOf('*'), 'COUNT', BATCH)
        const names = flat.filter((_, index) => index % 2 === 0)
        const scores = names.flatMap((name) => [clock.now(), name])
        if (names.length > 0) await commit(redis, [['ZADD', keys.dueBulk, 'XX', 'LT', ...scores]])
        cursor = next
      } while (cursor !== '0')
      onChange()
    },
  }
}

function gone(person: string): Op[] {
  return [['DEL', keys.reminders(person)], putDue(entryOf(person), undefined)]
}

/** When it is removed by itself (seconds since 1970). */
function lastSecond({ list, follows }: Reminders, now: number): number {
  const days = [...list.map(({ deadline, base }) => deadline ?? base), ...follows.map(({ until }) => until)]
  const last = Math.max(now, ...days.map((day) => Date.parse(day)))
  const unknown = list.some(({ deadline }) => deadline === undefined)
  return Math.ceil(last / 1000) + (unknown ? 400 + KEPT_DAYS : KEPT_DAYS) * DAY_SECONDS
}

function fromJson(json: string | null): unknown {
  try {
    return json === null ? undefined : (JSON.parse(json) as unknown)
  } catch {
    return undefined
  }
}
