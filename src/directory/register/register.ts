/**
 * What is known of entries besides the file, in the store: one sealed record an entry, and its history. Each change is a pure
 * function of the entry as it is, written in one transaction with its lines of history and what is due, and decided anew when
 * somebody else changed an entry in between. `content.directory` is kept as it is now on every replica.
 */
import { createHmac, hkdfSync, randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Clock } from '../../clock.ts'
import type { Organization } from '../../content/directory.ts'
import type { Content } from '../../content/load.ts'
import type { Log } from '../../context.ts'
import { commit, type Op } from '../../store/commit.ts'
import { putDue } from '../../store/due.ts'
import { keys, ttlSeconds } from '../../store/keys.ts'
import { createSeal } from '../../store/sealed.ts'
import { corrected, type DayOf } from './current.ts'
import { EMPTY, EntryRecord, LogLine } from './record.ts'
import { createOpened } from './opened.ts'
import { createPresent, fileOf } from './present.ts'

export type Entry = {
  id: string
  /** As the file says, and as it is now: corrected, whether shown or not. */
  file: Organization
  now: Organization
  record: EntryRecord
}

/** What a change makes of a record, and what its history says of it. */
export type Change = { record: EntryRecord; log?: LogLine[] }

export type Register = {
  /** Everything that is known, by id. */
  all(): Promise<Entry[]>
  /** Undefined: the file has no such entry. */
  read(id: string): Promise<Entry | undefined>
  /** Newest first. */
  history(id: string): Promise<LogLine[]>
  /**
   * `decide` may run several times and must be pure; undefined: nothing to change. `once`: a name under which it happens at most
   * once; when it has happened, `decide` sees the entry as it became, and what it says is not written. The answer is what `decide`
   * said; undefined when nothing was changed, or there is no such entry. Throws without the store, and for a record that cannot be
   * read: it is not overwritten.
   */
  change<T extends Change>(id: string, decide: (entry: Entry) => T | undefined, once?: string): Promise<T | undefined>
  /** Brings `content.directory` to the present; never throws: without the store it stays as it was last known. Cheap when nothing changed. */
  refresh(): Promise<void>
  /** A keyed hash: whether the same person found two things about one entry; tells nothing else. */
  pseudonym(chat: number, id: string): string
}

export type RegisterDeps = {
  redis: Redis
  clock: Clock
  log: Log
  /** DATA_KEY. */
  dataKey: string
  /** The app's own copy: its `directory` and `standings` are replaced. */
  content: Content
  /** The day of a moment, YYYY-MM-DD, where the people are. */
  dayOf: DayOf
  /** When the contact of an entry is to be looked after next (ms); undefined: never. */
  nextLook(record: EntryRecord): number | undefined
  /** Told after each change, so that what is due now is not waited for. */
  onChange(): void
}

/** The entry of the due queue that looks after the contact of an organization. */
export const dueEntry = (id: string) => `confirm:${id}`

/** Lines of history of an entry; older ones are of no use to anybody. */
const MOST_LINES = 500
const MAX_CONFLICTS = 50

export function createRegister(deps: RegisterDeps): Register {
  const { redis, content, dataKey, log } = deps
  const file = fileOf(content)
  const { seal, open } = createSeal(dataKey, 'directory')
  const secret = Buffer.from(hkdfSync('sha256', Buffer.from(dataKey, 'base64'), '', 'directory-people', 32))
  const opened = createOpened(open, log)
  const load = async () => opened.all(await redis.hgetall(keys.directoryRecords))
  const refresh = createPresent({ ...deps, file, load })

  function entryOf(id: string, record: EntryRecord = EMPTY): Entry | undefined {
    const organization = file.organizations[id]
    return organization && { id, file: organization, now: corrected(organization, record), record }
  }

  function written({ id }: Entry, { record, log: lines = [] }: Change): Op[] {
    const history = lines.map((line): Op => ['LPUSH', keys.directoryLog(id), seal(JSON.stringify(LogLine.parse(line)))])
    const kept: Op[] =
      history.length > 0
        ? [
            ['LTRIM', keys.directoryLog(id), 0, MOST_LINES - 1],
            ['EXPIRE', keys.directoryLog(id), ttlSeconds.audit],
          ]
        : []
    return [
      ['SET', keys.directoryLast, randomUUID()],
      ['HSET', keys.directoryRecords, id, seal(JSON.stringify(EntryRecord.parse(record)))],
      ...history,
      ...kept,
      putDue(dueEntry(id), deps.nextLook(record)),
    ]
  }

  return {
    refresh,
    all: async () => {
      const records = await load()
      return Object.keys(file.organizations).flatMap((id) => entryOf(id, records.get(id)) ?? [])
    },
    read: async (id) => {
      const sealed = await redis.hget(keys.directoryRecords, id)
      return entryOf(id, sealed === null ? undefined : opened.one(sealed))
    },
    history: async (id) => opened.lines(await redis.lrange(keys.directoryLog(id), 0, -1)),
    async change(id, decide, once) {
      for (let attempt = 0; attempt < MAX_CONFLICTS; attempt += 1) {
        const [version, sealed] = await Promise.all([
          redis.hget(keys.directoryVersion(id), 'v'), // first: a record that is newer than its version makes a conflict
          redis.hget(keys.directoryRecords, id),
        ])
        const entry = entryOf(id, sealed === null ? undefined : opened.orThrow(id, sealed))
        const change = entry && decide(entry)
        if (!change) return undefined
        const isSame = { key: keys.directoryVersion(id), is: Number(version ?? 0) }
        const guard = { version: isSame, ...(once !== undefined && { once }) }
        if ((await commit(redis, written(entry, change), guard)) === 'conflict') continue
        deps.onChange()
        await refresh()
        return change
      }
      throw new Error(`Expected a moment in which nobody else changes ${id}, found none in ${MAX_CONFLICTS} tries`)
    },
    pseudonym: (chat, id) => createHmac('sha256', secret).update(`${id}:${chat}`).digest('base64url').slice(0, 16),
  }
}
