/** What somebody found of an entry: that its number does not work, or that they were refused. Pure. */
import type { Content } from '../../content/load.ts'
import { type DayOf, FINDING_DAYS, standingOf } from '../register/current.ts'
import type { EntryRecord, Finding } from '../register/record.ts'
import type { Change } from '../register/register.ts'

const DAY = 86_400_000
/** An update that is handled once more comes soon. */
const REPEATED_WITHIN_MS = 3_600_000

/** What can be said of an entry that is shown: nothing of a number it does not have; emergency lines refuse nobody by their office. */
export function findable({ directory }: Content, id: string): Finding['kind'][] {
  const each = Object.hasOwn(directory.organizations, id) ? directory.organizations[id] : undefined
  if (!each || each.publication === 'withheld') return []
  return [
    ...(each.phones.length > 0 ? (['no-answer'] as const) : []),
    ...(directory.emergency.danger.includes(id) ? [] : (['refused'] as const)),
  ]
}

/** What the editors are told of it. `count`: findings of the last fortnight. */
export type News = { count: number; doubted: boolean; tell: boolean }

/**
 * The record with the finding in it, and without those that count no more. Undefined when the same person has found the same
 * within the time that findings count. `repeated`: this may be the second attempt at one update, whose news may be untold.
 */
export function foundBy(
  record: EntryRecord,
  finding: Finding,
  { dayOf, repeated }: { dayOf: DayOf; repeated: boolean },
): (Change & { news: News }) | undefined {
  const kept = record.findings.filter(({ at }) => at > finding.at - FINDING_DAYS * DAY)
  const same = kept.find(({ who, kind }) => who === finding.who && kind === finding.kind)
  if (same && !(repeated && same.at > finding.at - REPEATED_WITHIN_MS)) return undefined
  const before = { ...record, findings: kept.filter((each) => each !== same) }
  const after = { ...record, findings: [...before.findings, same ?? finding] }
  const isDoubted = (each: EntryRecord) => standingOf(each, finding.at, dayOf).doubted === true
  const today = before.findings.some(({ at }) => dayOf(at) === dayOf(finding.at))
  const tell = !today || (isDoubted(after) && !isDoubted(before))
  return {
    record: after,
    ...(!same && { log: [{ at: finding.at, by: 'people', what: 'found', detail: finding.kind }] }),
    news: { count: after.findings.length, doubted: isDoubted(after), tell },
  }
}
