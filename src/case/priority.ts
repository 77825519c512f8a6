/** How urgent a report is, from where it began and what the person chose to say. Never from what they wrote. */
import type { About, Priority } from './case.ts'

export type Urgency = { priority: Priority; why: string }

/**
 * Danger now, and SOS unless it "can wait": P0. A child: at least P1. Somebody worried about another person counts as
 * that person. Everything else: P2. `why` is a word of the case (`case.ts`).
 */
export function urgencyOf(origin: string, about: About): Urgency {
  if (about.danger === 'now') return { priority: 0, why: 'danger' }
  if (origin === 'sos' && about.danger !== 'later') return { priority: 0, why: 'sos' }
  if (about.under18) return { priority: 1, why: 'child' }
  if (origin === 'sos') return { priority: 1, why: 'sos' }
  return { priority: 2, why: about.who === 'other' ? 'other-person' : 'ask' }
}
