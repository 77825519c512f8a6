/** How urgent a report is, from where it began and what the person chose to say. Never from what they wrote. */
import type { About } from './about.ts'
import type { Told } from './told.ts'

export type Urgency = { priority: 0 | 1 | 2; why: string }

/** Whoever writes from one of these without sending answers was offered a person because of an answer. */
const OFFERED_IN = ['guide:check', 'guide:worry']

/**
 * Danger now, and SOS unless it "can wait": P0. A child: at least P1. Somebody worried about another person counts as
 * that person. Answers of a guide: as urgent as its rule says, and danger that "can wait" is P1. Everything else: P2. `why`
 * is a word of the case (`case.ts`).
 */
export function urgencyOf(origin: string, about: About, told: Told[] = []): Urgency {
  const answered = answeredPriority(origin, about, told)
  if (about.danger === 'now') return { priority: 0, why: 'danger' }
  if (origin === 'sos' && about.danger !== 'later') return { priority: 0, why: 'sos' }
  if (answered === 0) return { priority: 0, why: 'guide' }
  if (about.under18) return { priority: 1, why: 'child' }
  if (origin === 'sos') return { priority: 1, why: 'sos' }
  if (answered === 1) return { priority: 1, why: 'guide' }
  return { priority: 2, why: about.who === 'other' ? 'other-person' : 'ask' }
}

function answeredPriority(origin: string, about: About, told: Told[]): Urgency['priority'] {
  if (told.length === 0) return OFFERED_IN.includes(origin) ? 1 : 2
  const highest = told.reduce<Urgency['priority']>((most, { priority }) => (priority < most ? priority : most), 2)
  return highest === 0 && about.danger === 'later' ? 1 : highest
}
