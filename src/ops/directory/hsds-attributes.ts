/** What HSDS has no field for, and who confirmed an entry when: attributes and metadata. Pure. */
import { type Ground, locationId, type Place } from './hsds-places.ts'
import { firstDay, type Shown } from './shown.ts'
import type { Row } from './tables.ts'
import { type EntryTerm, type TaxonomyName, termId } from './terms.ts'
import { uuidOf } from './uuid.ts'

export function attributeRows({ id, each }: Ground, places: Place[]): Row[] {
  const service = { link_id: uuidOf('service', id), link_entity: 'service' }
  const flags = {
    everywhere: each.everywhere,
    abroad: each.abroad,
    authority: each.authority,
    open_on_holidays: each.open_on_holidays,
  }
  const said: [EntryTerm, string][] = [
    ['publication', each.publication],
    ['assured_date', each.assured_date],
    ['assured_by', each.assured_by],
    ['confidence', each.confidence],
    ...Object.entries(flags).flatMap(([term, is]): [EntryTerm, string][] => (is ? [[term as EntryTerm, 'yes']] : [])),
    ...(each.state === undefined ? [] : [['state', each.state] satisfies [EntryTerm, string]]),
    ...each.sources.map((source): [EntryTerm, string] => ['source', source]),
  ]
  return [
    ...each.services.map((need) => attribute(service, 'need', need)),
    ...Object.entries(each.eligibility).map(([person, takes]) => attribute(service, 'person', person, takes)),
    ...said.map(([term, value], index) => attribute(service, 'entry', term, value, index)),
    ...places.map((place) =>
      attribute({ link_id: locationId(place), link_entity: 'location' }, 'entry', 'visibility', place.visibility),
    ),
  ]
}

type Link = { link_id: string; link_entity: string }

function attribute(link: Link, taxonomy: TaxonomyName, code: string, value?: string, index = 0): Row {
  return {
    id: uuidOf('attribute', link.link_id, taxonomy, code, index),
    ...link,
    taxonomy_term_id: termId(taxonomy, code),
    link_type: taxonomy,
    value,
  }
}

/** When it was confirmed, and by whom: never by which person. */
export function assuranceRow(id: string, { assured_date: assured, assured_by: by }: Shown): Row {
  return {
    id: uuidOf('metadata', id),
    resource_id: uuidOf('service', id),
    resource_type: 'service',
    last_action_date: firstDay(assured),
    last_action_type: 'assured',
    field_name: 'assured_date',
    previous_value: '',
    replacement_value: assured,
    updated_by: by,
  }
}
