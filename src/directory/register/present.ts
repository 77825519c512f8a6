/** `content.directory` as it is now, on this replica: read anew when somebody changed a record anywhere, and as time passes. */
import type { Redis } from 'ioredis'
import type { Clock } from '../../clock.ts'
import type { Directory } from '../../content/directory.ts'
import type { Content } from '../../content/load.ts'
import { keys } from '../../store/keys.ts'
import { currentDirectory, type DayOf } from './current.ts'
import type { Records } from './opened.ts'

export type PresentDeps = {
  redis: Redis
  clock: Clock
  content: Content
  file: Directory
  dayOf: DayOf
  load(): Promise<Records>
}

/** The name of the last change; null: nothing was ever changed; undefined: the store was never read. */
type Last = string | null | undefined

/** Even if nobody changed anything, time does: what was said today, what was not confirmed for long. */
const STALE_MS = 60_000

/** What the file said, however often its content was brought to the present: a bot that starts anew in this process begins there. */
const files = new WeakMap<Content, Directory>()

/** The directory of the file; `content` says from here on what the file says, until it is brought to the present. */
export function fileOf(content: Content): Directory {
  const file = files.get(content) ?? content.directory
  files.set(content, file)
  Object.assign(content, { directory: file, standings: {} })
  return file
}

/** The answer brings `content` to the present and never fails: without the store what was last known ages on. One command when nothing changed. */
export function createPresent({ redis, clock, content, file, dayOf, load }: PresentDeps): () => Promise<void> {
  let known: { last: Last; at: number; records: Records } = {
    last: undefined,
    at: Number.NEGATIVE_INFINITY,
    records: new Map(),
  }
  let reading: { last: Last; done: Promise<void> } | undefined

  function present(records: Records, last: Last): void {
    const now = clock.now()
    known = { last, at: now, records }
    Object.assign(content, currentDirectory(file, records, now, dayOf))
  }

  /** Once for all who ask at the same time. A failure is asked again next time. */
  function readAfter(last: Last): Promise<void> {
    if (reading && reading.last === last) return reading.done
    const begun = { last, done: load().then((records) => present(records, last)) }
    begun.done = begun.done
      .catch(() => undefined)
      .finally(() => {
        if (reading === begun) reading = undefined
      })
    reading = begun
    return begun.done
  }

  /** The name of the last change is read first: a change in between makes the records newer than it, and they are read once more. */
  return async () => {
    const last = await redis.get(keys.directoryLast).catch(() => known.last)
    if (last !== known.last) await readAfter(last)
    if (clock.now() - known.at >= STALE_MS) present(known.records, known.last)
  }
}
