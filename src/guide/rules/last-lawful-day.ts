/** Until when somebody may stay on without leaving, when days are added up in a sliding window. */
import { addDays } from '../../content/days.ts'
import type { Stay } from '../answers.ts'
import { daysCounted } from './days-counted.ts'

export type Window = {
  /** So many days are allowed. */
  limit: number
  /** In any so many days. */
  length: number
}

/**
 * The last day on which no more than `limit` days are counted, if the person who came on `entry` stays on. Days of earlier
 * `trips` that fall out of the window on the way are given back. Staying on, the count never falls: each day adds itself and
 * drops one at most, so the first day too many is the end. The day before `entry` when the days were used up on arrival.
 */
export function lastLawfulDay(trips: readonly Stay[], entry: string, { limit, length }: Window): string {
  for (let more = 0; more < limit; more += 1) {
    const exit = addDays(entry, more)
    if (daysCounted([...trips, { entry, exit }], exit, length) > limit) return addDays(exit, -1)
  }
  return addDays(entry, limit - 1)
}
