/** The directory as it is now: the file, corrected by what is known besides. Pure. */
import { isDeepStrictEqual } from 'node:util'
import { type Directory, Organization, type Standing, type Standings } from '../../content/directory.ts'
import { CORRECTABLE, type Correctable, EMPTY, type EntryRecord, type Patch } from './record.ts'

const DAY = 86_400_000
/** Who looks for a place at one o'clock looks for tonight: a day ends at six in the morning. */
const NIGHT_MS = 6 * 3_600_000
/** Findings count for so long, and so many people must have found something. */
export const FINDING_DAYS = 14
export const FINDINGS_TO_DOUBT = 2
/** An entry that its own person has not confirmed for so many days says so; is lower; is shown no more. */
export const MARKED_AFTER_DAYS = 30
export const LOWER_AFTER_DAYS = 60
export const HIDDEN_AFTER_DAYS = 120

/** What the file says, as a correction remembers it. */
export function valueOf(organization: Organization, field: Correctable): NonNullable<Patch[Correctable]> | null {
  return (organization[field] ?? null) as NonNullable<Patch[Correctable]> | null
}

/** `file` with `patch` in it. Throws a ZodError for what is no organization. */
export function patched(file: Organization, patch: Patch): Organization {
  const changed = Object.entries({ ...file, ...patch }).filter(([, value]) => value !== null && value !== undefined)
  return Organization.parse(Object.fromEntries(changed))
}

/** Corrections that still apply: the file says what it said when they were made. */
export function standingPatch(file: Organization, { corrections }: EntryRecord): Patch {
  return Object.fromEntries(
    CORRECTABLE.flatMap((field) => {
      const correction = corrections[field]
      return correction && isDeepStrictEqual(correction.base, valueOf(file, field)) ? [[field, correction.value]] : []
    }),
  )
}

/**
 * The file's entry as corrected; as it is where a correction fits it no more, but never shown against an editor who hid it.
 * A record is not changed after it was made: what it makes of an entry is worked out once, since thousands take a while.
 */
export function corrected(file: Organization, record: EntryRecord): Organization {
  if (Object.keys(record.corrections).length === 0) return file
  const earlier = worked.get(record)
  if (earlier?.file === file) return earlier.now
  const now = correctedBy(file, standingPatch(file, record))
  worked.set(record, { file, now })
  return now
}
const worked = new WeakMap<EntryRecord, { file: Organization; now: Organization }>()

function correctedBy(file: Organization, patch: Patch): Organization {
  if (Object.keys(patch).length === 0) return file
  try {
    return patched(file, patch)
  } catch {
    return patch.publication === 'withheld' ? { ...file, publication: 'withheld' } : file
  }
}

/** What is known of an entry besides what it says. `dayOf`: the day of a moment, where the people are. */
export function standingOf({ contact, findings, places }: EntryRecord, now: number, dayOf: DayOf): Standing {
  const people = new Set(findings.filter(({ at }) => at > now - FINDING_DAYS * DAY).map(({ who }) => who))
  return {
    ...(people.size >= FINDINGS_TO_DOUBT && { doubted: true }),
    ...(contact && { unconfirmedDays: unconfirmedDays(contact, now) }),
    ...(places && dayOf(places.at - NIGHT_MS) === dayOf(now - NIGHT_MS) && { places }),
  }
}
export type DayOf = (moment: number) => string

/** Whole days since the contact confirmed the entry, or was linked. */
export function unconfirmedDays(
  { since, confirmedAt }: { since: number; confirmedAt?: number | undefined },
  now: number,
): number {
  return Math.max(0, Math.floor((now - (confirmedAt ?? since)) / DAY)) // clocks of replicas differ
}

export type Current = { directory: Directory; standings: Standings }

/**
 * Everything as it is now. What is closed, or was not confirmed for too long, is withheld; numbers of the emergency card and of
 * "ask a person" never are by themselves: an editor decides. A list of them never loses its last one.
 */
export function currentDirectory(
  file: Directory,
  records: ReadonlyMap<string, EntryRecord>,
  now: number,
  dayOf: DayOf,
): Current {
  const lists = [...Object.values(file.emergency), file.ask]
  const kept = new Set(lists.flat())
  const standings: Standings = {}
  const organizations: Directory['organizations'] = {}
  for (const [id, organization] of Object.entries(file.organizations)) {
    const record = records.get(id) ?? EMPTY
    const known = standingOf(record, now, dayOf)
    const standing = kept.has(id) ? sure(known) : known
    const isGone = record.closedAt !== undefined || (standing.unconfirmedDays ?? 0) >= HIDDEN_AFTER_DAYS
    const each = corrected(organization, record)
    organizations[id] = isGone && !kept.has(id) ? { ...each, publication: 'withheld' } : each
    if (Object.keys(standing).length > 0) standings[id] = standing
  }
  for (const ids of lists) Object.assign(organizations, lastNumber(ids, file, organizations, records))
  return { directory: { ...file, organizations }, standings }
}

/** Two accounts are enough to doubt an entry: not one of a list that people in danger rely on. Editors hear of each finding. */
function sure(standing: Standing): Standing {
  const { doubted: _, ...rest } = standing
  return rest
}

/**
 * Each correction was right when it was made; two made at the same moment, or a newer file, may leave a list without a number.
 * The first that the file shows is then shown again.
 */
function lastNumber(
  ids: string[],
  file: Directory,
  organizations: Directory['organizations'],
  records: ReadonlyMap<string, EntryRecord>,
): Directory['organizations'] {
  if (ids.some((id) => organizations[id]?.publication === 'publish')) return {}
  const last = ids.find((id) => file.organizations[id]?.publication === 'publish')
  const organization = last === undefined ? undefined : file.organizations[last]
  if (last === undefined || !organization) return {}
  const { publication: _, reason: __, ...patch } = standingPatch(organization, records.get(last) ?? EMPTY)
  return { [last]: correctedBy(organization, patch) }
}
