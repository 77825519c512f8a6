/** What people do in guides. */
import type { Someone } from './world.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** Somebody opens the bot in English for the first time, on a phone of their own, and walks on. */
export async function arrives(someone: Someone, ...labels: string[]): Promise<void> {
  await someone.sends('/start')
  await someone.walks('English', 'Only I use it', ...labels)
}

/** Taps a day, YYYY-MM-DD, in the calendar of the newest message: perhaps the year, then the month, then the day. */
export async function picks(someone: Someone, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-')
  const name = `${MONTHS[Number(month) - 1] ?? ''} ${year}`
  if (!someone.buttons().includes(name)) await someone.walks('Another year', year)
  await someone.walks(name, String(Number(date)))
}
