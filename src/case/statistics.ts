/** The row that stays of a case when everything else is erased: coarse, without a person and without words. */
import { z } from 'zod'
import type { Case } from './case.ts'

const Count = z.number().int().nonnegative()
/** Minutes from the report, the last one that opened the case (again); -1: never. */
const Minutes = z.number().int().min(-1)

export const StatisticsRow = z.object({
  /** YYYY-MM-DD, of the day in Kazakhstan on which the case began. */
  day: z.iso.date(),
  language: z.string(),
  origin: z.string(),
  priority: z.number().int().min(0).max(3),
  state: z.string(),
  reason: z.string(),
  trafficking: z.string(),
  body: z.string(),
  who: z.string(),
  minor: z.string(),
  city: z.string(),
  /** How many messages the person sent: contacts and cases are counted apart. Older rows have none. */
  messages: Count.default(0),
  /** From the report to the first look, taking, answer since then. */
  toOpened: Minutes,
  toTaken: Minutes,
  toAnswered: Minutes,
  referrals: Count,
  referralsAccepted: Count,
  solved: z.string(),
})
export type StatisticsRow = z.infer<typeof StatisticsRow>

/** All of Kazakhstan keeps one time; days of different years must be comparable, so it is not a setting here. */
const KAZAKHSTAN = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Almaty', dateStyle: 'short' })
const YEARS_KEPT = 5

/** What may be counted about a case. Unknown is said as such, never left out. */
export function statisticsRow(each: Case): StatisticsRow {
  const minutes = (at: number | undefined) =>
    at === undefined ? -1 : Math.max(0, Math.round((at - (each.reopenedAt ?? each.createdAt)) / 60_000))
  return {
    day: KAZAKHSTAN.format(each.createdAt),
    language: each.language,
    origin: each.origin.split(':')[0] ?? '',
    priority: each.priority,
    state: each.hold && each.state !== 'closed' ? 'on_hold_unsafe' : each.state,
    reason: each.closed?.reason ?? '',
    trafficking: each.trafficking.status,
    body: each.trafficking.status === 'confirmed' ? each.trafficking.body : '',
    who: each.about.who ?? 'unknown',
    minor: each.about.under18 ? 'yes' : 'unknown',
    city: each.about.city ?? 'unknown',
    messages: Object.values(each.forms).reduce((sum, count) => sum + count, 0),
    toOpened: minutes(each.openedAt),
    toTaken: minutes(each.takenAt),
    toAnswered: minutes(each.answeredAt),
    referrals: each.referrals.length,
    referralsAccepted: each.referrals.filter(({ accepted }) => accepted).length,
    solved: each.person.feedback?.solved ?? 'unknown',
  }
}

/** Rows as they are stored (case number → JSON); those that cannot be read are counted, not guessed. */
export function readRows(stored: Record<string, string>): { rows: Map<string, StatisticsRow>; unreadable: number } {
  const rows = new Map<string, StatisticsRow>()
  for (const [number, text] of Object.entries(stored)) {
    const parsed = StatisticsRow.safeParse(json(text))
    if (parsed.success) rows.set(number, parsed.data)
  }
  return { rows, unreadable: Object.keys(stored).length - rows.size }
}

/** Numbers of the rows whose case began more than five years before `now` (ms): they are to be dropped. */
export function oldRows(rows: ReadonlyMap<string, StatisticsRow>, now: number): string[] {
  const today = KAZAKHSTAN.format(now)
  const oldest = `${Number(today.slice(0, 4)) - YEARS_KEPT}${today.slice(4)}`
  return [...rows].filter(([, { day }]) => day < oldest).map(([number]) => number)
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
