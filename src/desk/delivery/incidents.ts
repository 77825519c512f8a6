/**
 * When the staff group cannot be used: since when, why, when it is tried again, who was told. Kept in the store, since a
 * restart must neither forget it nor tell it twice.
 */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Clock } from '../../clock.ts'
import type { Language } from '../../language/language.ts'
import { backOffSeconds } from '../../store/due-queue.ts'
import { keys } from '../../store/keys.ts'
import type { GroupTrouble } from '../group.ts'
import type { Notify } from '../notify.ts'
import type { Staff } from '../staff.ts'

const CAUSES = ['no-group', 'no-forum', 'no-rights', 'no-answer', 'refused'] as const
export type Cause = (typeof CAUSES)[number]

const Incident = z.object({
  cause: z.enum(CAUSES),
  failures: z.number(),
  retryAt: z.number(),
  toldAt: z.number().optional(),
  nobodyAt: z.number().optional(),
})
export type Incident = z.infer<typeof Incident>

export type Incidents = {
  /** Undefined: the group works, as far as is known. */
  now(): Promise<Incident | undefined>
  /** The group failed again; `waiting`: how many cases wait for it. */
  failed(cause: GroupTrouble, waiting: number): Promise<Incident>
  /** The group works. */
  over(): Promise<void>
  /** Nobody could be reached in private either. */
  nobody(waiting: number): Promise<void>
  /** Tells admins and leads something, at most once a day. */
  tellOnce(what: 'general-closed' | 'moved', about?: string): Promise<void>
}

/** While it lasts, it is told again after so long. */
const AGAIN_MS = 6 * 3600 * 1000
const DAY_MS = 24 * 3600 * 1000
/** Silence of Telegram is common for a moment. */
const SILENCES = 4

export type IncidentsDeps = { redis: Redis; clock: Clock; staff: Staff; notify: Notify }

export function createIncidents({ redis, clock, staff, notify }: IncidentsDeps): Incidents {
  async function now(): Promise<Incident | undefined> {
    const kept = await redis.hget(keys.desk, 'incident')
    return kept === null ? undefined : Incident.safeParse(JSON.parse(kept)).data
  }

  async function keep(incident: Incident): Promise<Incident> {
    await redis.hset(keys.desk, 'incident', JSON.stringify(incident))
    return incident
  }

  async function tell(screen: (language: Language) => string): Promise<boolean> {
    const leads = (await staff.all()).filter(({ roles }) => roles.includes('lead')).map(({ id }) => id)
    const reached = await notify([...staff.admins, ...leads], (language) => ({ text: screen(language), rows: [] }))
    return reached.length > 0
  }

  return {
    now,
    async failed(cause, waiting) {
      const before = await now()
      const failures = (before?.failures ?? 0) + 1
      const retryAt = clock.now() + backOffSeconds(failures) * 1000
      const incident = await keep({ ...before, cause: causeOf(cause), failures, retryAt })
      if (!isToBeTold(incident, clock.now())) return incident
      const text = (language: Language) =>
        `${language.t(`staff.incident.${incident.cause}`)}\n${language.t('staff.incident.private', { count: waiting })}`
      return (await tell(text)) ? keep({ ...incident, toldAt: clock.now() }) : incident
    },
    async over() {
      const incident = await now()
      if (!incident) return
      await redis.hdel(keys.desk, 'incident')
      if (incident.toldAt !== undefined) await tell((language) => language.t('staff.incident.over'))
    },
    async nobody(waiting) {
      const incident = await now()
      if (!incident || clock.now() - (incident.nobodyAt ?? -Infinity) < AGAIN_MS) return
      await keep({ ...incident, nobodyAt: clock.now() })
      await notify(staff.admins, (language) => ({
        text: language.t('staff.incident.nobody', { count: waiting }),
        rows: [],
      }))
    },
    async tellOnce(what, about = '') {
      const field = `told:${what}:${about}`
      if (clock.now() - Number((await redis.hget(keys.desk, field)) ?? '-Infinity') < DAY_MS) return
      if (await tell((language) => language.t(`staff.incident.${what}`)))
        await redis.hset(keys.desk, field, clock.now())
    },
  }
}

function isToBeTold({ cause, failures, toldAt }: Incident, now: number): boolean {
  if (toldAt !== undefined) return now - toldAt >= AGAIN_MS
  return cause !== 'no-answer' || failures >= SILENCES
}

function causeOf(cause: GroupTrouble): Cause {
  return CAUSES.find((known) => known === cause) ?? 'refused'
}

/** Whether a case goes to staff in private: a P0 after the first failure of the group, others after the second; after a silence always the second. */
export function goesPrivate({ cause, failures }: Incident, priority: number): boolean {
  return failures >= 2 || (priority === 0 && cause !== 'no-answer')
}
