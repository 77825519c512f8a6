/** What an editor typed, as the change of an entry it asks for. Pure. */
import type { Location, Organization } from '../../content/directory.ts'
import { takenFrom } from '../register/edits.ts'
import { type Correctable, Patch } from '../register/record.ts'
import { hoursText, NONE, phonesText, readHours, readPhones, readStreet } from '../register/written.ts'
import type { Question, Typed } from './asked.ts'
import { fingerprint } from '../ref.ts'

export const FIELD_OF: Record<Typed, Correctable> = { phones: 'phones', hours: 'schedule', address: 'locations' }

/** Undefined: it is none, or its place is there no more. */
export function patchOf(
  { field, place, office = false }: Question,
  now: Organization,
  text: string,
): Patch | undefined {
  if (field === 'phones') return either(readPhones(text), (phones) => ({ phones: phones ?? [] }))
  if (field === 'hours') return either(readHours(text), (schedule) => ({ schedule }))
  const found = placeOf(now, place)
  if (!found || (found.visibility !== 'public' && !office)) return undefined
  return either(readStreet(text), (address) =>
    Patch.parse({ locations: now.locations.map((each) => (each === found ? withAddress(found, address) : each)) }),
  )
}

function either<T>(value: T | undefined, patch: (value: T) => Patch): Patch | undefined {
  return value === undefined ? undefined : patch(value)
}

/** The point goes with the street it was that of. */
function withAddress(place: Location, address: string | null): Location {
  if (place.address === (address ?? undefined)) return place
  return { city: place.city, visibility: 'public', ...(address !== null && { address }) }
}

/** How it stands there, in the form in which it is typed. */
export function currentText({ field, place }: Pick<Question, 'field' | 'place'>, now: Organization): string {
  if (field === 'phones') return phonesText(now.phones)
  return field === 'hours' ? hoursText(now.schedule) : (placeOf(now, place)?.address ?? NONE)
}

/** Of what the change rests on. */
export function basePrint(field: Typed, now: Organization): string {
  return fingerprint(takenFrom(now, { [FIELD_OF[field]]: null }))
}

export function placePrint(place: Location): string {
  return fingerprint(place)
}

export function placeOf({ locations }: Organization, print: string | undefined): Location | undefined {
  return locations.find((place) => placePrint(place) === print)
}

/** The one thing a Save button saves. */
export function savePrint(question: Question, text: string): string {
  return fingerprint([question, text])
}
