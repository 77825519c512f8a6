/**
 * Cases in the words of IOM's Human Trafficking Case Data Standard, version 2.0 (CC BY 4.0): names of fields and values as
 * the standard's own tables give them, so that other organizations can read the file. What the standard has no name for
 * begins with `pana_`.
 */
import { CLOSE_REASONS } from '../../case/case.ts'
import type { StatisticsRow } from '../../case/statistics.ts'
import { quarterOf } from './period.ts'

export type Dimension = {
  /** In button data. */
  letter: string
  /** In `figures.dimension.*`. */
  name: string
  /** The head of the column. */
  header: string
  /** Values that always have a line; others as they come. */
  values: readonly string[]
  of(row: StatisticsRow): string
}

/** A test is no case, a duplicate is counted where it was reported first. */
const NOT_COUNTED: ReadonlySet<string> = new Set(['test', 'duplicate'])
/** Closed, since somebody else has it now. */
const REFERRED = new Set(['referred_accepted', 'emergency_handed_over'])
const TRAFFICKING: Record<string, string> = {
  possible: 'PossibleVictimOfTrafficking',
  confirmed: 'ActualVictimOfTrafficking',
  not: 'NotAVictimOfTrafficking',
}
const UNKNOWN = 'Unknown'
const PRIORITIES = ['P0', 'P1', 'P2', 'P3']

/** What a table may be broken down by: never a day, never a town. */
export const DIMENSIONS: readonly Dimension[] = [
  { letter: 'q', name: 'quarter', header: 'pana_Quarter', values: [], of: ({ day }) => quarterOf(day) },
  {
    letter: 's',
    name: 'status',
    header: 'cas_Status',
    values: ['Active', 'FollowUp', 'Closed', 'ClosedReferred'],
    of: caseStatus,
  },
  {
    letter: 't',
    name: 'assessment',
    header: 'vic_TraffickingStatus',
    values: [...Object.values(TRAFFICKING), UNKNOWN],
    of: ({ trafficking }) => TRAFFICKING[trafficking] ?? UNKNOWN,
  },
  {
    letter: 'r',
    name: 'reason',
    header: 'pana_CloseReason',
    values: [...CLOSE_REASONS.filter((reason) => !NOT_COUNTED.has(reason)), 'not_closed'],
    of: ({ reason }) => reason || 'not_closed',
  },
  { letter: 'l', name: 'language', header: 'pana_Language', values: [UNKNOWN], of: ({ language }) => known(language) },
  { letter: 'p', name: 'priority', header: 'pana_Priority', values: PRIORITIES, of: ({ priority }) => `P${priority}` },
  {
    letter: 'a',
    name: 'age',
    header: 'pana_MajorityStatus',
    values: ['Minor', UNKNOWN],
    of: ({ minor }) => (minor === 'yes' ? 'Minor' : UNKNOWN),
  },
  { letter: 'c', name: 'region', header: 'pana_Region', values: [UNKNOWN], of: ({ city }) => known(city) },
]

/** Whether the row counts as a case. */
export function isCounted({ reason }: StatisticsRow): boolean {
  return !NOT_COUNTED.has(reason)
}

function caseStatus({ state, reason }: StatisticsRow): string {
  if (state === 'closed') return REFERRED.has(reason) ? 'ClosedReferred' : 'Closed'
  return state === 'follow_up' ? 'FollowUp' : 'Active'
}

function known(value: string): string {
  return value === 'unknown' || value === '' ? UNKNOWN : value
}
