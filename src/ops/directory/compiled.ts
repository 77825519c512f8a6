/** The tables nested as HSDS nests them: organizations with their services and locations. Pure. */
import type { Row, TableName, Tables } from './tables.ts'

type Nested = { [key: string]: Row[string] | Nested | Nested[] }

export function compiled(tables: Tables): Nested[] {
  return tables.organization.map((organization) => {
    const of = (table: TableName) => tables[table].filter(({ organization_id: id }) => id === organization['id'])
    return {
      ...organization,
      services: of('service').map((service) => serviceOf(tables, service)),
      locations: of('location').map((location) => locationOf(tables, location)),
    }
  })
}

function serviceOf(tables: Tables, service: Row): Nested {
  const of = (table: TableName) =>
    tables[table].filter(({ service_id: id }) => id === service['id']).map((row) => without(row, 'service_id'))
  const places = tables.service_at_location.filter(({ service_id: id }) => id === service['id'])
  return {
    ...without(service, 'organization_id'),
    phones: of('phone'),
    schedules: of('schedule'),
    service_areas: of('service_area'),
    languages: of('language'),
    service_at_locations: places.map(({ id, location_id: at }) => ({
      id,
      location: locationOf(tables, tables.location.find((location) => location['id'] === at) ?? {}),
    })),
    ...described(tables, service),
  }
}

function locationOf(tables: Tables, location: Row): Nested {
  const addresses = tables.address.filter(({ location_id: id }) => id === location['id'])
  return {
    ...without(location, 'organization_id'),
    addresses: addresses.map((address) => without(address, 'location_id')),
    ...described(tables, location),
  }
}

function described(tables: Tables, { id }: Row): Nested {
  const metadata = tables.metadata.filter(({ resource_id: of }) => of === id)
  return {
    attributes: tables.attribute
      .filter(({ link_id: of }) => of === id)
      .map(({ taxonomy_term_id: term, ...attribute }) => ({ ...attribute, taxonomy_term: termOf(tables, term) })),
    ...(metadata.length > 0 && { metadata: metadata.map((row) => without(row, 'resource_id')) }),
  }
}

function termOf(tables: Tables, id: Row[string]): Nested {
  const { taxonomy_id: taxonomy, ...term } = tables.taxonomy_term.find((row) => row['id'] === id) ?? {}
  return { ...term, taxonomy_detail: { ...tables.taxonomy.find((row) => row['id'] === taxonomy) } }
}

function without(row: Row, column: string): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== column))
}
