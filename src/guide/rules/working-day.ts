/** Working days are Monday to Friday. Holidays are not known here: a deadline without them is the earlier one (decision 16). */
import { dayNumber, dayOf } from '../../content/days.ts'

/** The `count`th working day from `first` on, which counts itself when it is one. */
export function workingDay(first: string, count: number): string {
  let number = dayNumber(first)
  for (let left = isWorking(number) ? count - 1 : count; left > 0; left -= isWorking(number) ? 1 : 0) number += 1
  return dayOf(number)
}

/** Day 0, 1970-01-01, was a Thursday: day 4 was a Monday. */
function isWorking(number: number): boolean {
  return (((number - 4) % 7) + 7) % 7 < 5
}
