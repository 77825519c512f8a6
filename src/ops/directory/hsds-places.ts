/** Where an entry is, as HSDS writes it: locations by the name of their town, addresses of public offices only. Pure. */
import { type Content, SOURCE_LANGUAGE } from '../../content/load.ts'
import type { Language } from '../../language/language.ts'
import type { Shown } from './shown.ts'
import { type Row, translations } from './tables.ts'
import { uuidOf } from './uuid.ts'

/** What rows of an entry are made from. */
export type Ground = { content: Content; english: Language; id: string; each: Shown }

export const COUNTRY = 'KZ'

export type Place = Shown['locations'][number] & { key: string }

/** `key`: the entry, the town, and which of several in it: the same when others are added before it. */
export function placesOf(id: string, { locations }: Shown): Place[] {
  const before = (city: string, index: number) => locations.slice(0, index).filter((each) => each.city === city).length
  return locations.map((place, index) => ({ ...place, key: `${id}/${place.city}/${before(place.city, index)}` }))
}

export const locationId = ({ key }: Place) => uuidOf('location', key)

export function locationRow({ content, id }: Ground, place: Place): Row {
  const { city, latitude, longitude } = place
  const name = (code: string) => content.words[code]?.ui[`places.${city}`]
  return {
    id: locationId(place),
    location_type: 'physical',
    organization_id: uuidOf('organization', id),
    name: name(SOURCE_LANGUAGE) ?? city,
    latitude,
    longitude,
    pana_city: city,
    ...Object.fromEntries(translations(content).map((code) => [`name_${code}`, name(code)])),
  }
}

/** HSDS asks for a street: what has none has no address. Postal codes are not known. */
export function addressRows({ content }: Ground, place: Place): Row[] {
  if (place.address === undefined) return []
  const ui = content.words[SOURCE_LANGUAGE]?.ui ?? {}
  const address: Row = {
    id: uuidOf('address', place.key),
    location_id: locationId(place),
    address_1: place.address,
    city: ui[`places.${place.city}`] ?? place.city,
    state_province: ui[`cities.${content.places[place.city]?.region}`] ?? '',
    postal_code: '',
    country: COUNTRY,
    address_type: 'physical',
  }
  return [address]
}
