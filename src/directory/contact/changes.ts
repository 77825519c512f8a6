/** What an organization's person does to their entry. Pure: from the entry as it is to its record and the lines of its history. */
import { isDeepStrictEqual } from 'node:util'
import type { Location, Organization } from '../../content/directory.ts'
import type { Content } from '../../content/load.ts'
import { edited, type Edited, takenFrom } from '../register/edits.ts'
import type { Contact, LogLine, Patch } from '../register/record.ts'
import type { Change, Entry } from '../register/register.ts'

/** Who they are now: kept anew with each answer. */
export type Answering = Pick<Contact, 'chat' | 'name' | 'language' | 'hushed'>

const line = (at: number, what: LogLine['what'], more: Partial<LogLine> = {}): LogLine => ({
  at,
  by: 'contact',
  what,
  ...more,
})

/** Somebody answers for the entry from now on, in the place of whoever did. */
export function linked({ record }: Entry, who: Answering, at: number): Change {
  const contact: Contact = { ...who, since: at, toldHidden: false, unreachable: false }
  return { record: { ...record, contact }, log: [line(at, 'linked')] }
}

export type Said = {
  at: number
  /** The day of `at`, YYYY-MM-DD. */
  day: string
  who: Answering
  /** Of a place to stay: whether it has room today. */
  free?: boolean | undefined
}

/** The entry is right as it stands. Whether it is published, and what people found, stays as it is: nobody at the desk has tried the phone. */
export function confirmed(content: Content, entry: Entry, said: Said): Change {
  const { at, day, who, free } = said
  const patch: Patch = { assured_date: day, assured_by: 'organization' }
  const outcome = edited(content, entry, patch, { at, by: 'contact', what: 'confirmed' })
  const { record, log = [] } = 'change' in outcome ? outcome.change : { record: entry.record }
  const places = free === undefined ? [] : [line(at, 'places', { detail: free ? 'free' : 'full' })]
  return {
    record: {
      ...record,
      ...(record.contact && { contact: { ...record.contact, ...who, confirmedAt: at, toldHidden: false } }),
      ...(free !== undefined && { places: { free, at } }),
    },
    log: [...log, ...places],
  }
}

/** Undefined: it is closed already. */
export function closed({ record }: Entry, at: number): Change | undefined {
  if (record.closedAt !== undefined) return undefined
  const { places: _over, ...rest } = record
  return { record: { ...rest, closedAt: at }, log: [line(at, 'closed')] }
}

/** Undefined: it is open already. */
export function opened({ record }: Entry, at: number): Change | undefined {
  if (record.closedAt === undefined) return undefined
  const { closedAt: _over, ...rest } = record
  return { record: rest, log: [line(at, 'opened')] }
}

export type Proposed = Change & { before: Patch; after: Patch }

/**
 * What an editor decides. A newer one takes the place of what waits about the same fields; one that asks for what stands there takes
 * it back. `id`: short, of the update. Undefined: nothing to decide.
 */
export function proposed(
  { now, record }: Entry,
  patch: Patch,
  { at, id }: { at: number; id: string },
): Proposed | undefined {
  const before = takenFrom(now, patch)
  const isSame = sameAs({ now }, patch)
  const others = record.proposals.filter((each) => !Object.keys(patch).some((field) => field in each.patch))
  if (isSame && others.length === record.proposals.length) return undefined
  const proposals = isSame ? others : [...others, { id, patch, at }]
  const log = isSame ? [] : [line(at, 'proposed', { before, after: patch })]
  return { record: { ...record, proposals }, log, before, after: patch }
}

/** Whether the entry says so already. */
export function sameAs({ now }: Pick<Entry, 'now'>, patch: Patch): boolean {
  return isDeepStrictEqual(takenFrom(now, patch), patch)
}

/** Applies at once; editors may undo it. */
export function applied(content: Content, entry: Entry, patch: Patch, at: number): Edited {
  return edited(content, entry, patch, { at, by: 'contact' })
}

/** The one place of an entry that may have a street; never one where people stay unless everybody may know it already. */
export function streetPlace({ locations, services }: Organization): Location | undefined {
  const [place, ...others] = locations
  if (!place || others.length > 0 || place.visibility === 'call-first') return undefined
  return place.visibility === 'public' || !services.includes('safe-place') ? place : undefined
}

/** The old point is not that of the new street. */
export function addressPatch(organization: Organization, address: string): Patch | undefined {
  const place = streetPlace(organization)
  if (!place) return undefined
  const patch: Patch = { locations: [{ city: place.city, visibility: 'public', address }] }
  return place.address === address ? takenFrom(organization, patch) : patch
}
