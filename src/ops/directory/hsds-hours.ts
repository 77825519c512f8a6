/** Opening hours as HSDS writes them: weekly, by day, with the offset of the country. Pure. */
import type { Hours, Schedule } from '../../content/directory.ts'
import type { Row } from './tables.ts'
import { uuidOf } from './uuid.ts'

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
/** Of the whole country, since 1 March 2024, without summer time. */
const OFFSET_HOURS = 5
const OFFSET = '+05:00'
/** HSDS has no end of a day; this is how it says "until midnight". */
const LAST_MINUTE = '23:59'

export function scheduleRows(id: string, service: string, schedule: Schedule | undefined): Row[] {
  return stretches(schedule).map(({ days, from, to }, index) => ({
    id: uuidOf('schedule', id, index),
    service_id: service,
    timezone: OFFSET_HOURS,
    freq: 'WEEKLY',
    byday: days.map((day) => DAYS[day - 1]).join(','),
    opens_at: from + OFFSET,
    closes_at: to + OFFSET,
  }))
}

/** What goes past midnight is two: until midnight, and from midnight on the days after. */
function stretches(schedule: Schedule | undefined): Hours[] {
  if (schedule === undefined) return []
  if (schedule === '24/7') return [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: LAST_MINUTE }]
  return schedule.flatMap((each) => {
    if (each.to > each.from) return [each]
    const evening = { ...each, to: LAST_MINUTE }
    const next = each.days.map((day) => (day % 7) + 1).toSorted((one, other) => one - other)
    return each.to === '00:00' ? [evening] : [evening, { days: next, from: '00:00', to: each.to }]
  })
}
