/** How long somebody may stay without a visa, by citizenship; of two rules the shorter one (decision 16). */
import type { Answers } from '../answers.ts'
import { optionOf } from '../answers.ts'
import type { Window } from './last-lawful-day.ts'

export type StayLimits = {
  /** Days after one entry. */
  entry: number
  /** Days of all stays together. */
  total: Window
}

const EAEU = ['kyrgyzstan', 'russia', 'armenia', 'belarus']
/** Agreements of two states: days without registration, then a permit is needed. */
const AGREEMENTS: Readonly<Record<string, string>> = {
  uzbekistan: 'uzbekistan-free-days',
  tajikistan: 'tajikistan-free-days',
}

/** Facts the limits are read from. */
export const LIMIT_FACTS = [
  'visa-free-entry-days',
  'visa-free-total-days',
  'visa-free-window-days',
  'eaeu-stay-days',
  ...Object.values(AGREEMENTS),
]

/** By the answer to `citizenship`; every citizenship that is not named has the general rule. */
export function stayLimits(answers: Answers, number: (fact: string) => number): StayLimits {
  const citizenship = optionOf(answers, 'citizenship') ?? ''
  const length = number('visa-free-window-days')
  if (EAEU.includes(citizenship)) {
    const limit = number('eaeu-stay-days')
    return { entry: limit, total: { limit, length } }
  }
  const agreement = AGREEMENTS[citizenship]
  const general = number('visa-free-entry-days')
  const entry = agreement === undefined ? general : Math.min(general, number(agreement))
  return { entry, total: { limit: number('visa-free-total-days'), length } }
}
