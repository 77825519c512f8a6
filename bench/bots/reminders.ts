/** Reminders that fall due when the benchmark says so, by a clock on which it is always day. */
import type { Redis } from 'ioredis'
import { systemClock } from '../../src/clock.ts'
import { addDays } from '../../src/content/days.ts'
import { markOf, type Facts, ruleNamed } from '../../src/reminder/rules.ts'
import { createReminderStore, entryOf } from '../../src/reminder/store.ts'
import type { Due } from '../../src/store/due.ts'
import { keys } from '../../src/store/keys.ts'

const HOUR_MS = 3_600_000
const ALMATY = 'Asia/Almaty'
/** At the start it is 13 o'clock in Almaty: what the morning was to bring is due. */
const shift = (8 * HOUR_MS - (Date.now() % (24 * HOUR_MS)) + 24 * HOUR_MS) % (24 * HOUR_MS)
export const clock = { ...systemClock, now: () => Date.now() + shift }
const today = () => new Date(clock.now() + 5 * HOUR_MS).toISOString().slice(0, 10)

type Deps = { redis: Redis; dataKey: string; due: Due; facts: Facts }

/** So many other entries lie in the queue, for later. */
export async function waiting(redis: Redis, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1000) {
    const names = Array.from({ length: 1000 }, (_, each) => [
      clock.now() + 1000 * HOUR_MS,
      entryOf(`later-${index + each}`),
    ])
    await redis.zadd(keys.dueBulk, ...names.flat())
  }
}

/** Writes reminders of as many people, all of them due. */
export function fallDue({ redis, dataKey, due, facts }: Deps): (count: number) => Promise<void> {
  const momentOf = (person: string) => ({
    facts,
    pageMark: () => undefined,
    today: today(),
    now: clock.now(),
    timeZone: ALMATY,
    person,
  })
  const store = createReminderStore({ redis, clock, dataKey, momentOf, onChange: due.wake })
  const rule = ruleNamed('entry')
  let chat = 700_000_000
  const set = (id: number) => {
    const deadline = addDays(today(), 7)
    const mark = rule ? markOf(rule, facts, today()) : ''
    const reminder = { rule: 'entry', base: addDays(deadline, -29), deadline, mark, ahead: [7, 2] }
    return store.change(store.personOf(id), () => ({
      all: { chat: id, language: 'en', list: [reminder], follows: [] },
    }))
  }
  return async (count) => void (await Promise.all(Array.from({ length: count }, () => set((chat += 1)))))
}
