/**
 * Who works here: roles belong to persons, not to the group. An admin invites by a link that works once; leaving the group
 * ends every role. Whoever acts is looked up at each press.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { commit, type Op } from '../store/commit.ts'
import { putDue } from '../store/due.ts'
import { keys, ttlSeconds } from '../store/keys.ts'
import { createSeal } from '../store/sealed.ts'

/** `lead` may do all that `staff` may. `organizer` and `editor` see no cases. */
export const ROLES = ['staff', 'lead', 'organizer', 'editor'] as const
export type Role = (typeof ROLES)[number]

const Member = z.strictObject({
  id: z.number().int(),
  /** The first name, as others at the desk know them. */
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  /** Of the texts they get in private: a folder of `locales/`. */
  language: z.string().optional(),
})
export type Member = z.infer<typeof Member>

export type Staff = {
  get(id: number): Promise<Member | undefined>
  all(): Promise<Member[]>
  /** Whether this person has the role now; a lead is staff too. */
  may(id: number, role: Role): Promise<boolean>
  /** ADMIN_IDS: they invite and get the alarms; they see no case unless they are staff. */
  isAdmin(id: number): boolean
  admins: number[]
  /** The first name of somebody who works here or did within the last year; undefined for others. */
  nameOf(id: number): Promise<string | undefined>
  /** Gives these roles, beside those the person has. */
  appoint(member: Member): Promise<void>
  /** Takes one role away. Who may see no cases any more has the due entry `left:<id>`, which gives back what they had in hand. */
  retire(id: number, role: Role): Promise<void>
  /** Takes every role away, as `retire` does. Whether there was one. */
  dismiss(id: number): Promise<boolean>
  /** The code of a link for somebody not yet known; works once, for a day. */
  invite(roles: Role[]): Promise<string>
  /**
   * Uses an invitation: the roles it gave, or undefined when it was used, is too old or never was. `once` names the update:
   * handled a second time, it has the same answer.
   */
  accept(code: string, member: Pick<Member, 'id' | 'name' | 'language'>, once?: string): Promise<Role[] | undefined>
}

export const INVITATION_HOURS = 24
const USED = 'used by '

export type StaffDeps = { redis: Redis; dataKey: string; adminIds: number[] }

export function createStaff({ redis, dataKey, adminIds }: StaffDeps): Staff {
  const seal = createSeal(dataKey, 'staff')
  const read = (sealed: string) => Member.parse(JSON.parse(seal.open(sealed)))
  const write = (member: Member): Op => ['HSET', keys.staff, String(member.id), seal.seal(JSON.stringify(member))]

  async function get(id: number): Promise<Member | undefined> {
    const sealed = await redis.hget(keys.staff, String(id))
    return sealed === null ? undefined : read(sealed)
  }

  async function appoint(member: Member, added: Op[] = [], once = ''): Promise<boolean> {
    const before = await get(member.id)
    const roles = ROLES.filter((role) => before?.roles.includes(role) || member.roles.includes(role))
    return (await commit(redis, [write({ ...member, roles }), ...added], { once })) === 'ok'
  }

  /** The name is kept as long as the audit speaks of it; due since ever, so that it happens at once. */
  async function left(member: Member): Promise<void> {
    const name = seal.seal(JSON.stringify({ ...member, roles: [] }))
    await commit(redis, [
      ['SET', keys.formerStaff(member.id), name, 'EX', ttlSeconds.audit],
      member.roles.length > 0 ? write(member) : ['HDEL', keys.staff, String(member.id)],
      ...(seesCases(member) ? [] : [putDue(`left:${member.id}`, 0)]),
    ])
  }

  async function accept(code: string, given: Omit<Member, 'roles'>, once: string): Promise<Role[] | undefined> {
    const hash = createHash('sha256').update(code).digest('base64url')
    const key = keys.invitation(hash)
    const stored = await redis.get(key)
    if (stored === `${USED}${once}`) return (await get(given.id))?.roles
    if (stored === null || stored.startsWith(USED)) return undefined
    const roles = ROLES.filter((role) => stored.split(',').includes(role))
    const use: Op = ['SET', key, `${USED}${once}`, 'KEEPTTL', 'XX']
    return (await appoint({ ...given, roles }, [use], `join:${hash}`)) ? roles : undefined
  }

  return {
    get,
    all: async () => (await redis.hvals(keys.staff)).map(read),
    async may(id, role) {
      const member = await get(id)
      return member !== undefined && (member.roles.includes(role) || (role === 'staff' && seesCases(member)))
    },
    isAdmin: (id) => adminIds.includes(id),
    admins: adminIds,
    async nameOf(id) {
      const former = async () => {
        const sealed = await redis.get(keys.formerStaff(id))
        return sealed === null ? undefined : read(sealed)
      }
      return ((await get(id)) ?? (await former()))?.name
    },
    appoint: async (member) => void (await appoint(member)),
    async retire(id, role) {
      const member = await get(id)
      if (member?.roles.includes(role)) await left({ ...member, roles: member.roles.filter((each) => each !== role) })
    },
    async dismiss(id) {
      const member = await get(id)
      if (member) await left({ ...member, roles: [] })
      return member !== undefined
    },
    async invite(roles) {
      const code = randomBytes(18).toString('base64url')
      const hash = createHash('sha256').update(code).digest('base64url')
      await redis.set(keys.invitation(hash), roles.join(','), 'EX', INVITATION_HOURS * 3600)
      return code
    },
    accept: (code, member, once = randomBytes(9).toString('base64url')) => accept(code, member, once),
  }
}

function seesCases({ roles }: Member): boolean {
  return roles.includes('staff') || roles.includes('lead')
}
