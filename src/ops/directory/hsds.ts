/**
 * The directory in the shape of Open Referral's HSDS 3: an entry is an organization with one service, which answers several needs
 * and has all numbers, hours and languages of it. Pure: the same content gives the same rows, in the order of the file.
 */
import type { Organization } from '../../content/directory.ts'
import { type Content, SOURCE_LANGUAGE } from '../../content/load.ts'
import { createLanguages, type Language } from '../../language/language.ts'
import { scheduleRows } from './hsds-hours.ts'
import { attributeRows, assuranceRow } from './hsds-attributes.ts'
import { addressRows, COUNTRY, type Ground, locationId, locationRow, placesOf } from './hsds-places.ts'
import { firstDay, type Shown, shownOf } from './shown.ts'
import { type Row, type Tables, tableNames } from './tables.ts'
import { taxonomyRows, termRows } from './terms.ts'
import { uuidOf } from './uuid.ts'

const inEnglish = (type: 'language' | 'region', code: string) =>
  new Intl.DisplayNames(['en'], { type }).of(code) ?? code

export function hsdsTables(content: Content): Tables {
  const english = createLanguages(content).byCode(SOURCE_LANGUAGE)
  if (!english) throw new Error(`Expected locales/${SOURCE_LANGUAGE}, found none`)
  const tables = Object.fromEntries(tableNames.map((name): [string, Row[]] => [name, []])) as Tables
  tables.taxonomy = taxonomyRows
  tables.taxonomy_term = termRows
  for (const [id, organization] of Object.entries(content.directory.organizations)) {
    const each = shownOf(organization)
    if (each) add(tables, { content, english, id, each })
  }
  return tables
}

function add(tables: Tables, ground: Ground): void {
  const { id, each } = ground
  const service = uuidOf('service', id)
  const places = placesOf(id, each)
  tables.organization.push(organizationRow(ground))
  tables.service.push(serviceRow(ground))
  for (const place of places) {
    tables.location.push(locationRow(ground, place))
    tables.service_at_location.push({
      id: uuidOf('service-at-location', place.key),
      service_id: service,
      location_id: locationId(place),
    })
    tables.address.push(...addressRows(ground, place))
  }
  tables.phone.push(...each.phones.map((phone, index) => phoneRow(id, phone, index)))
  tables.schedule.push(...scheduleRows(id, service, each.schedule))
  tables.service_area.push(...(each.everywhere ? [areaRow(id, service)] : []))
  tables.language.push(...languageRows(ground))
  tables.attribute.push(...attributeRows(ground, places))
  tables.metadata.push(assuranceRow(id, each))
}

function organizationRow({ content, id, each }: Ground): Row {
  return { id: uuidOf('organization', id), ...wordsOf(content, id), website: each.website, pana_id: id }
}

function serviceRow({ content, english, id, each }: Ground): Row {
  const unconfirmed = each.publication === 'after-test-call' && each.assured_by !== 'organization'
  return {
    id: uuidOf('service', id),
    organization_id: uuidOf('organization', id),
    ...wordsOf(content, id),
    status: 'active',
    application_process: howToCome(english, each),
    eligibility_description: Object.entries(each.eligibility)
      .map(([person, takes]) => `${person}: ${takes}`)
      .join('; '),
    assured_date: firstDay(each.assured_date),
    alert: unconfirmed ? english.plain('near.result.unconfirmed', { year: each.assured_date.slice(0, 4) }) : undefined,
  }
}

/** Only of a place whose street is secret. */
function howToCome(english: Language, { locations, phones }: Shown): string | undefined {
  if (!locations.some(({ visibility }) => visibility === 'call-first')) return undefined
  if (phones.length === 0) return english.plain('near.result.secret')
  return `${english.plain('near.result.call-first')} "${english.plain('near.result.say')}"`
}

/** Name and note in English, and in columns of their own in the other languages: HSDS has no place for translations. */
function wordsOf({ words }: Content, id: string): Row {
  const english = words[SOURCE_LANGUAGE]?.directory[id]
  const others = Object.entries(words).filter(([code]) => code !== SOURCE_LANGUAGE)
  return {
    name: english?.name ?? id,
    description: english?.note ?? '',
    ...Object.fromEntries(others.map(([code, { directory }]) => [`name_${code}`, directory[id]?.name])),
    ...Object.fromEntries(others.map(([code, { directory }]) => [`description_${code}`, directory[id]?.note])),
  }
}

function phoneRow(id: string, { number, type }: Organization['phones'][number], index: number): Row {
  return {
    id: uuidOf('phone', id, index),
    service_id: uuidOf('service', id),
    number,
    type: type === 'whatsapp' ? 'cell' : 'voice',
    description: type === 'whatsapp' ? 'WhatsApp' : undefined,
    pana_type: type,
  }
}

function areaRow(id: string, service: string): Row {
  return { id: uuidOf('service-area', id), service_id: service, name: inEnglish('region', COUNTRY) }
}

/** Two scripts of one language are one that is spoken. */
function languageRows({ content, id, each }: Ground): Row[] {
  const codes = each.languages.map((folder) => (content.words[folder]?.file.intl ?? folder).split('-')[0] ?? folder)
  return [...new Set(codes)].map((code) => ({
    id: uuidOf('language', id, code),
    service_id: uuidOf('service', id),
    name: inEnglish('language', code),
    code,
  }))
}
