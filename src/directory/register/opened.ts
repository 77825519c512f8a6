/** Sealed records and lines of history, opened. One that cannot be read hides no other. */
import type { Log } from '../../context.ts'
import { EntryRecord, LogLine } from './record.ts'

export type Records = ReadonlyMap<string, EntryRecord>

export type Opened = {
  /** All that can be read, by id. What is still sealed as before is not opened again: thousands take a tenth of a second. */
  all(sealed: Record<string, string>): Records
  /** Undefined for one that cannot be read: it is as if nothing were known of the entry. */
  one(sealed: string): EntryRecord | undefined
  /** Throws for one that cannot be read: what is to be changed is never taken for empty. */
  orThrow(id: string, sealed: string): EntryRecord
  /** Those that can be read. */
  lines(sealed: string[]): LogLine[]
}

export function createOpened(open: (sealed: string) => string, log: Pick<Log, 'error'>): Opened {
  let last = new Map<string, { sealed: string; record: EntryRecord | undefined }>()

  function one(sealed: string): EntryRecord | undefined {
    try {
      return EntryRecord.parse(JSON.parse(open(sealed)))
    } catch {
      log.error({ kind: 'directory' }, 'a record of the directory cannot be read')
      return undefined
    }
  }

  function line(sealed: string): LogLine[] {
    try {
      return [LogLine.parse(JSON.parse(open(sealed)))]
    } catch {
      log.error({ kind: 'directory' }, 'a line of the history of the directory cannot be read')
      return []
    }
  }

  return {
    one,
    all(sealed) {
      const next = Object.entries(sealed).map(([id, each]) => {
        const before = last.get(id)
        return [id, before?.sealed === each ? before : { sealed: each, record: one(each) }] as const
      })
      last = new Map(next)
      return new Map(next.flatMap(([id, { record }]) => (record ? [[id, record] as const] : [])))
    },
    orThrow(id, sealed) {
      try {
        return EntryRecord.parse(JSON.parse(open(sealed)))
      } catch (cause) {
        throw new Error(
          `Expected a record of "${id}" that this DATA_KEY and this version read, found another; it is left as it is`,
          { cause },
        )
      }
    },
    lines: (sealed) => sealed.flatMap(line),
  }
}
