/** How late somebody is, in the steps of the Code of Administrative Offences, art. 517(3) and (4). */
import { daysBetween } from '../../content/days.ts'

export const LATE_MARKS = ['late-warning', 'late-first', 'late-second', 'late-third'] as const
export const LATE_FACTS = ['late-warning-days', 'late-first-fine-days', 'late-second-fine-days'] as const

export type Late = (typeof LATE_MARKS)[number]

/** Days after `last`; zero up to that day itself. */
export function daysLate(last: string, today: string): number {
  return Math.max(0, daysBetween(last, today))
}

/** Undefined for nobody who is late. */
export function late(count: number, number: (fact: string) => number): Late | undefined {
  if (count === 0) return undefined
  if (count <= number('late-warning-days')) return 'late-warning'
  if (count <= number('late-first-fine-days')) return 'late-first'
  return count <= number('late-second-fine-days') ? 'late-second' : 'late-third'
}
