/**
 * What of an entry may leave the house. Withheld: nothing. By name only: no number, no street. Where a secret place is part of it:
 * no street, no point, and nothing to read that might lead there. What editors note is never part of it. Pure.
 */
import type { Organization } from '../../content/directory.ts'

export type Shown = Omit<Organization, 'reason' | 'assured_date'> & { assured_date: string }

/** Undefined: it may not. Asks nothing of the checks of the content: what is wrong there is kept back here too. */
export function shownOf(organization: Organization): Shown | undefined {
  const { reason: _, website, assured_date: assured, ...each } = organization
  if (each.publication === 'withheld' || assured === undefined) return undefined
  const secret = each.locations.some(({ visibility }) => visibility === 'call-first')
  const nameOnly = each.publication === 'name-only'
  return {
    ...each,
    assured_date: assured,
    phones: nameOnly ? [] : each.phones,
    locations: each.locations.map((place) =>
      secret || nameOnly || place.visibility !== 'public' ? { city: place.city, visibility: place.visibility } : place,
    ),
    sources: secret ? [] : each.sources,
    ...(website !== undefined && !secret && { website }),
  }
}

/** HSDS knows whole days only: the first that was meant, never a later one. */
export function firstDay(assured: string): string {
  return assured + '-01-01'.slice(assured.length - 'YYYY'.length)
}
