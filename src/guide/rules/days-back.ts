/** Days that fall out of the sliding window and are given back. */
import { addDays } from '../../content/days.ts'
import type { Stay } from '../answers.ts'
import { daysCounted } from './days-counted.ts'

/** From `on` so many days fewer are counted than today, if none are added. */
export type DaysBack = { on: string; count: number }

/** When the oldest of the earlier `trips` is out of the window for good; undefined when none of them counts today. */
export function daysBack(trips: readonly Stay[], entry: string, today: string, length: number): DaysBack | undefined {
  const begin = addDays(today, 1 - length)
  const [oldest] = trips.filter(({ exit }) => exit >= begin).sort((one, other) => (one.exit < other.exit ? -1 : 1))
  if (!oldest) return undefined
  const on = addDays(oldest.exit, length)
  const known = [...trips, { entry, exit: today }]
  return { on, count: daysCounted(known, today, length) - daysCounted(known, on, length) }
}
