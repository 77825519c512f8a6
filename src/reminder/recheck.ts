/** Once a day and at the start: has anything changed that reminders rest on? Then every pending one is looked at again. */
import type { Redis } from 'ioredis'
import type { Clock } from '../clock.ts'
import type { Content } from '../content/load.ts'
import { pageMarks } from '../content/page-facts.ts'
import { keys } from '../store/keys.ts'
import { addDays } from '../content/days.ts'
import { startOf } from './hours.ts'
import { markOfAll } from './rules.ts'
import type { ReminderStore } from './store.ts'

/** The kind of its entry in the due queue; there is one. */
export const RECHECK = 'remind-rules'

export type RecheckDeps = {
  redis: Redis
  clock: Clock
  content: Content
  timeZone: string
  today(): string
  store: ReminderStore
}

/** Handles the due entry; when to come again: shortly after midnight. Ending in between means that it is done again. */
export async function recheck({ redis, content, timeZone, today, store }: RecheckDeps): Promise<number> {
  const pages = pageMarks(content, today())
  const mark = [markOfAll(content.facts, today()), ...Object.keys(content.menu.pages).map(pages)].join(' ')
  const known = await redis.get(keys.reminderRules)
  if (known !== mark) {
    if (known !== null) await store.wakeAll()
    await redis.set(keys.reminderRules, mark)
  }
  return startOf(addDays(today(), 1), timeZone)
}
