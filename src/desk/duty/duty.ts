/** Who is on duty when: the rota leads keep with /duty; while it is empty, everybody of the staff in the hours of the desk. */
import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Clock } from '../../clock.ts'
import type { Content } from '../../content/load.ts'
import { keys } from '../../store/keys.ts'
import { type Holidays, nextOn, Shift, staffOn } from './rota.ts'
import { instantOf, type WallTime, wallTime } from './time.ts'
import type { Staff } from '../staff.ts'

export type { Shift } from './rota.ts'

export type Duty = {
  /** Who is on duty at this moment, those who speak `language` first; on a holiday only shifts that say so. */
  onDuty(at: number, language?: string): Promise<number[]>
  backup(at: number, language?: string): Promise<number[]>
  leads(): Promise<number[]>
  /** When somebody is on duty: `at` if somebody is, else the next moment; undefined when nobody is for two months. */
  nextOpening(at: number): Promise<number | undefined>
  /** The lines of the rota, in a fixed order. */
  shifts(): Promise<Shift[]>
  /** The same time of the same person twice is one line, with what was said last. */
  addShift(shift: Omit<Shift, 'id'>): Promise<void>
  removeShift(id: string): Promise<void>
  /** Takes somebody out of the rota. */
  removeStaff(staff: number): Promise<void>
  /** Days that were set with /duty, in order. */
  holidays(): Promise<string[]>
  setHoliday(day: string, isHoliday: boolean): Promise<void>
}

export type DutyDeps = { redis: Redis; staff: Staff; content: Content; clock: Clock; timeZone: string }

export function createDuty({ redis, staff, content, timeZone }: DutyDeps): Duty {
  const { hours, holidays: fixed } = content.desk

  async function shifts(): Promise<Shift[]> {
    const lines = (await redis.hvals(keys.rota)).map((line) => Shift.parse(JSON.parse(line)))
    return lines.sort((one, other) => order(one).localeCompare(order(other)))
  }

  /** A line of somebody who sees no cases any more does not count. */
  async function working(): Promise<{ rota: Shift[]; holidays: Holidays }> {
    const [lines, members, set] = await Promise.all([shifts(), staff.all(), redis.smembers(keys.holidays)])
    const ids = members
      .filter(({ roles }) => roles.includes('staff') || roles.includes('lead'))
      .map(({ id }) => id)
      .sort((one, other) => one - other)
    const rota = lines.length > 0 ? lines : ids.map(deskHours)
    return { rota: rota.filter((shift) => ids.includes(shift.staff)), holidays: new Set([...fixed, ...set]) }
  }

  function deskHours(id: number): Shift {
    return { id: '', staff: id, ...hours, as: 'duty', languages: [], holidays: false }
  }

  const as = async (role: Shift['as'], at: number, language?: string) => {
    const { rota, holidays } = await working()
    const lines = rota.filter((shift) => shift.as === role)
    return staffOn(lines, wallTime(at, timeZone), holidays, language)
  }

  return {
    onDuty: (at, language) => as('duty', at, language),
    backup: (at, language) => as('backup', at, language),
    leads: async () => (await staff.all()).filter(({ roles }) => roles.includes('lead')).map(({ id }) => id),
    async nextOpening(at) {
      const { rota, holidays } = await working()
      const now = wallTime(at, timeZone)
      const next = nextOn(
        rota.filter((shift) => shift.as === 'duty'),
        now,
        holidays,
      )
      return next && (same(next, now) ? at : instantOf(next, timeZone))
    },
    shifts,
    async addShift(shift) {
      const id = createHash('sha256').update(order(shift)).digest('base64url').slice(0, 8)
      await redis.hset(keys.rota, id, JSON.stringify(Shift.parse({ ...shift, id })))
    },
    removeShift: async (id) => void (await redis.hdel(keys.rota, id)),
    async removeStaff(id) {
      const gone = (await shifts()).filter((shift) => shift.staff === id)
      if (gone.length > 0) await redis.hdel(keys.rota, ...gone.map((shift) => shift.id))
    },
    holidays: async () => (await redis.smembers(keys.holidays)).sort(),
    async setHoliday(day, isHoliday) {
      await (isHoliday ? redis.sadd(keys.holidays, day) : redis.srem(keys.holidays, day))
    },
  }
}

/** What makes a line one of its own, and its place. */
function order({ days, from, to, as, staff }: Omit<Shift, 'id'>): string {
  return [days.join(''), from, to, as, staff].join(' ')
}

function same(one: WallTime, other: WallTime): boolean {
  return one.day === other.day && one.minute === other.minute
}
