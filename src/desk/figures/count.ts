/** What the rows of statistics add up to: totals, weeks, waiting times, and how many of each kind. */
import { CLOSE_REASONS } from '../../case/case.ts'
import type { StatisticsRow } from '../../case/statistics.ts'
import { mondayOf } from './period.ts'

/** States as a picture can tell them apart. */
export const STAGES = ['new', 'work', 'follow', 'hold', 'closed'] as const
export type Stage = (typeof STAGES)[number]
const STAGE_OF: Record<string, Stage> = {
  new: 'new',
  triaged: 'new',
  active: 'work',
  waiting_user: 'work',
  referring: 'work',
  follow_up: 'follow',
  on_hold_unsafe: 'hold',
  closed: 'closed',
}

export const WAITS = ['opened', 'taken', 'answered'] as const
export type Wait = (typeof WAITS)[number]
/** Minutes; `known` cases got there, `never` have not yet. Undefined times: nobody got there. */
export type Waiting = { known: number; never: number; median: number | undefined; p90: number | undefined }
export type Tally = { name: string; count: number }

export type Figures = {
  total: number
  open: number
  messages: number
  weeks: { monday: string; stages: Record<Stage, number> }[]
  waits: Record<Wait, Waiting>
  languages: Tally[]
  priorities: Tally[]
  /** By reason; those not closed last. */
  reasons: Tally[]
}

/** The figures of `rows` in the weeks that begin on `mondays`. */
export function countFigures(rows: readonly StatisticsRow[], mondays: readonly string[]): Figures {
  const within = rows.filter(({ day }) => mondays.includes(mondayOf(day)))
  const sum = (of: (row: StatisticsRow) => number) => within.reduce((total, row) => total + of(row), 0)
  return {
    total: within.length,
    open: sum(({ state }) => (state === 'closed' ? 0 : 1)),
    messages: sum(({ messages }) => messages),
    weeks: mondays.map((monday) => ({
      monday,
      stages: stagesOf(within.filter(({ day }) => mondayOf(day) === monday)),
    })),
    waits: {
      opened: waiting(within.map(({ toOpened }) => toOpened)),
      taken: waiting(within.map(({ toTaken }) => toTaken)),
      answered: waiting(within.map(({ toAnswered }) => toAnswered)),
    },
    languages: tally(within.map(({ language }) => language || 'unknown')).sort((a, b) => b.count - a.count),
    priorities: tally(
      within.map(({ priority }) => `P${priority}`),
      ['P0', 'P1', 'P2', 'P3'],
    ),
    reasons: tally(
      within.map(({ reason }) => reason || 'open'),
      [...CLOSE_REASONS, 'open'],
    ).filter(({ name, count }) => count > 0 || name === 'open'),
  }
}

function stagesOf(rows: StatisticsRow[]): Record<Stage, number> {
  const count = (stage: Stage) => rows.filter(({ state }) => (STAGE_OF[state] ?? 'work') === stage).length
  return {
    new: count('new'),
    work: count('work'),
    follow: count('follow'),
    hold: count('hold'),
    closed: count('closed'),
  }
}

function waiting(minutes: number[]): Waiting {
  const known = minutes.filter((each) => each >= 0)
  return {
    known: known.length,
    never: minutes.length - known.length,
    median: quantile(known, 0.5),
    p90: quantile(known, 0.9),
  }
}

/** The smallest value that at least this share of `values` does not exceed (nearest rank); undefined for none. */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
}

/** How often each name occurs; `always` first and in this order, even when there is none. */
function tally(names: string[], always: readonly string[] = []): Tally[] {
  const all = [...new Set([...always, ...names])]
  return all.map((name) => ({ name, count: names.filter((each) => each === name).length }))
}
