/** The day it is, where the people are. */
import type { Clock } from './clock.ts'

/** Today's date in `timeZone`, YYYY-MM-DD, computed once a minute at most. */
export function calendar(clock: Clock, timeZone: string): () => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  let minute = -1
  let day = ''
  return () => {
    const now = Math.floor(clock.now() / 60_000)
    if (now !== minute) {
      minute = now
      day = format.format(clock.now())
    }
    return day
  }
}
