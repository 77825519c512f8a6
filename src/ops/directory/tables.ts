/** The tables of HSDS that an export fills, with their columns in order; `pana_…` and translations are ours. */
import { type Content, SOURCE_LANGUAGE } from '../../content/load.ts'

/** What is absent is not known. */
export type Row = Record<string, string | number | undefined>

type Table = {
  /** File of the tabular package. */
  path: string
  columns: string[]
  /** Columns that are translated: one column more a language, `name_kk`. */
  translated?: string[]
  /** Column → table whose `id` it holds. */
  references?: Record<string, string>
}

/** In the order of HSDS. Without what we know nothing of: programs, contacts, fundings, costs, accessibility. */
export const TABLES = {
  organization: {
    path: 'organizations.csv',
    columns: ['id', 'name', 'description', 'website', 'pana_id'],
    translated: ['name', 'description'],
  },
  service: {
    path: 'services.csv',
    columns: [
      'id',
      'organization_id',
      'name',
      'description',
      'status',
      'application_process',
      'eligibility_description',
      'assured_date',
      'alert',
    ],
    translated: ['name', 'description'],
    references: { organization_id: 'organization' },
  },
  service_at_location: {
    path: 'service_at_location.csv',
    columns: ['id', 'service_id', 'location_id'],
    references: { service_id: 'service', location_id: 'location' },
  },
  location: {
    path: 'locations.csv',
    columns: ['id', 'location_type', 'organization_id', 'name', 'latitude', 'longitude', 'pana_city'],
    translated: ['name'],
    references: { organization_id: 'organization' },
  },
  address: {
    path: 'addresses.csv',
    columns: ['id', 'location_id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'],
    references: { location_id: 'location' },
  },
  phone: {
    path: 'phones.csv',
    columns: ['id', 'service_id', 'number', 'type', 'description', 'pana_type'],
    references: { service_id: 'service' },
  },
  schedule: {
    path: 'schedules.csv',
    columns: ['id', 'service_id', 'timezone', 'freq', 'byday', 'opens_at', 'closes_at'],
    references: { service_id: 'service' },
  },
  service_area: {
    path: 'service_areas.csv',
    columns: ['id', 'service_id', 'name'],
    references: { service_id: 'service' },
  },
  language: {
    path: 'languages.csv',
    columns: ['id', 'service_id', 'name', 'code'],
    references: { service_id: 'service' },
  },
  attribute: {
    path: 'attributes.csv',
    columns: ['id', 'link_id', 'taxonomy_term_id', 'link_type', 'link_entity', 'value'],
    references: { taxonomy_term_id: 'taxonomy_term' },
  },
  taxonomy: { path: 'taxonomies.csv', columns: ['id', 'name', 'description'] },
  taxonomy_term: {
    path: 'taxonomy_terms.csv',
    columns: ['id', 'code', 'name', 'description', 'taxonomy_id'],
    references: { taxonomy_id: 'taxonomy' },
  },
  metadata: {
    path: 'metadata.csv',
    columns: [
      'id',
      'resource_id',
      'resource_type',
      'last_action_date',
      'last_action_type',
      'field_name',
      'previous_value',
      'replacement_value',
      'updated_by',
    ],
  },
} satisfies Record<string, Table>
export type TableName = keyof typeof TABLES
export type Tables = Record<TableName, Row[]>

export const tableNames = Object.keys(TABLES) as TableName[]
const NUMBERS = ['latitude', 'longitude', 'timezone']

/** Languages besides English, in the order of the columns. */
export function translations({ words }: Content): string[] {
  return Object.keys(words)
    .filter((code) => code !== SOURCE_LANGUAGE)
    .sort()
}

export function columnsOf(name: TableName, languages: string[]): string[] {
  const { columns, translated = [] }: Table = TABLES[name]
  return [...columns, ...translated.flatMap((column) => languages.map((code) => `${column}_${code}`))]
}

/** `datapackage.json`: the files, their columns, and which column points where (Tabular Data Package). */
export function dataPackage(languages: string[]): object {
  const resources = tableNames.map((name) => {
    const { path, references = {} }: Table = TABLES[name]
    return {
      profile: 'tabular-data-resource',
      name,
      path,
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      schema: {
        fields: columnsOf(name, languages).map((column) => ({
          name: column,
          type: NUMBERS.includes(column) ? 'number' : 'string',
        })),
        primaryKey: 'id',
        foreignKeys: Object.entries(references).map(([fields, resource]) => ({
          fields,
          reference: { resource, fields: 'id' },
        })),
      },
    }
  })
  return { profile: 'tabular-data-package', name: 'pana-directory', hsds_version: '3.2', resources }
}
