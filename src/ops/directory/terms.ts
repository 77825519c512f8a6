/** What HSDS has no field for, as attributes: three small taxonomies of ours and their terms. */
import { NEEDS, PERSONS } from '../../content/directory.ts'
import type { Row } from './tables.ts'
import { uuidOf } from './uuid.ts'

/** Of a whole entry, or of one of its locations. */
const ENTRY_TERMS = {
  publication:
    'publish: confirmed. after-test-call: show it below the confirmed ones, with its year. name-only: it has no number yet.',
  assured_date: 'The day, month or year of the last confirmation, as exactly as it is known.',
  assured_by: 'Who confirmed it: a public source, the team after a call, or the organization itself.',
  confidence: 'How sure the source is: high or medium.',
  everywhere: 'Answers in the whole country.',
  abroad: 'Answers people outside Kazakhstan too.',
  authority: 'An office of the state of Kazakhstan.',
  open_on_holidays: 'Holidays are days like others.',
  state: 'Whose consulate it is. Never send somebody there who fears their own state.',
  visibility:
    'Of a location. public: an office. city: the street is not known. call-first: secret, name the town only.',
  source: 'Where it was read.',
}
export type EntryTerm = keyof typeof ENTRY_TERMS

const TAXONOMIES = {
  need: { description: 'What somebody may need.', terms: plainTerms(NEEDS) },
  person: { description: 'Whom it takes: yes, no, or ask. What is not said is "ask".', terms: plainTerms(PERSONS) },
  entry: { description: 'How sure an entry is, and how it may be shown.', terms: ENTRY_TERMS },
}
export type TaxonomyName = keyof typeof TAXONOMIES

export const taxonomyRows: Row[] = Object.entries(TAXONOMIES).map(([name, { description }]) => ({
  id: uuidOf('taxonomy', name),
  name,
  description,
}))

export const termRows: Row[] = Object.entries(TAXONOMIES).flatMap(([taxonomy, { terms }]) =>
  Object.entries(terms).map(([code, description]) => ({
    id: termId(taxonomy as TaxonomyName, code),
    code,
    name: code.replaceAll('-', ' '),
    description,
    taxonomy_id: uuidOf('taxonomy', taxonomy),
  })),
)

export function termId(taxonomy: TaxonomyName, code: string): string {
  return uuidOf('term', taxonomy, code)
}

function plainTerms(codes: readonly string[]): Record<string, string> {
  return Object.fromEntries(codes.map((code) => [code, code.replaceAll('-', ' ')]))
}
