/** Forgets corrections that the file has taken over, or that it says otherwise by now. Run at the start, and every hour. */
import { isDeepStrictEqual } from 'node:util'
import type { Organization } from '../../content/directory.ts'
import { valueOf } from './current.ts'
import { CORRECTABLE, type EntryRecord } from './record.ts'
import type { Register } from './register.ts'

/** While a new file is rolled out, bots with the older one still need it. */
const HOUR_MS = 3_600_000

/** Undefined: nothing to change. Pure. */
export function tidied(file: Organization, record: EntryRecord, now: number): EntryRecord | undefined {
  const corrections = { ...record.corrections }
  let isChanged = false
  for (const field of CORRECTABLE) {
    const correction = corrections[field]
    if (!correction || isDeepStrictEqual(correction.base, valueOf(file, field))) continue
    const { voidSince = now } = correction
    if (now - voidSince >= HOUR_MS) delete corrections[field]
    else if (correction.voidSince === undefined) corrections[field] = { ...correction, voidSince }
    else continue
    isChanged = true
  }
  return isChanged ? { ...record, corrections } : undefined
}

/** Throws what the store throws. */
export async function tidy(register: Register, now: number): Promise<void> {
  for (const { id, file, record } of await register.all()) {
    if (!tidied(file, record, now)) continue
    await register.change(id, (entry) => {
      const next = tidied(entry.file, entry.record, now)
      return next && { record: next }
    })
  }
}
