/** Several cases at once: one that cannot be read hides none of the others, and the admins hear of it once. */
import type { Redis } from 'ioredis'
import { type Case, caseName, type CaseNumber } from '../case/case.ts'
import type { Cases } from '../case/cases.ts'
import { UnreadableCase } from '../case/unreadable.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../context.ts'
import { keys } from '../store/keys.ts'
import type { Notify } from './notify.ts'
import type { Staff } from './staff.ts'

export type Readable = (numbers: readonly CaseNumber[]) => Promise<{
  cases: Case[]
  /** They exist, and cannot be read. Cases that are gone are in neither list. */
  unreadable: CaseNumber[]
}>

export type ReadableDeps = { cases: Cases; redis: Redis; clock: Clock; staff: Staff; notify: Notify; log: Log }

/** Throws what the store throws. */
export function createReadable({ cases, redis, clock, staff, notify, log }: ReadableDeps): Readable {
  async function read(number: CaseNumber): Promise<Case | undefined | UnreadableCase> {
    try {
      return await cases.read(number)
    } catch (error) {
      if (error instanceof UnreadableCase) return error
      throw error
    }
  }

  /** Once a case; again only when nobody was reached. */
  async function tell(number: CaseNumber): Promise<void> {
    const field = `told:unreadable:${number}`
    if ((await redis.hexists(keys.desk, field)) === 1) return
    log.error({ kind: 'unreadable' }, 'a case cannot be read')
    const name = caseName(number)
    const reached = await notify(staff.admins, (language) => ({
      text: language.t('staff.alarm.unreadable', { name }),
      rows: [],
    }))
    if (reached.length > 0) await redis.hset(keys.desk, field, clock.now())
  }

  return async (numbers) => {
    const found = await Promise.all(numbers.map(read))
    const unreadable = found.flatMap((each) => (each instanceof UnreadableCase ? [each.number] : []))
    for (const number of unreadable) await tell(number)
    return { cases: found.flatMap((each) => (!each || each instanceof UnreadableCase ? [] : [each])), unreadable }
  }
}
