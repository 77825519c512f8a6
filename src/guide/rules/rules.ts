/** The rules that guides name, by their names. */
import type { Rule } from '../rule.ts'
import { asylum } from './asylum.ts'
import { citizen } from './citizen.ts'
import { stay } from './stay.ts'
import { stayDocument } from './stay-document.ts'
import { stayTrips } from './stay-trips.ts'
import { check } from './check.ts'
import { offer } from './offer.ts'
import { worry } from './worry.ts'
import { wages } from './wages.ts'

export const rules: Readonly<Record<string, Rule>> = {
  wages,
  worry,
  offer,
  check,
  stay,
  'stay-document': stayDocument,
  'stay-trips': stayTrips,
  asylum,
  citizen,
}

/** Throws for a name that is none: the content check refuses such a guide. */
export function ruleNamed(name: string): Rule {
  const rule = rules[name]
  if (!rule) throw new Error(`Expected a rule of src/guide/rules/, got "${name}"`)
  return rule
}
