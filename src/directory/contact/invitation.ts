/** Invitations to answer for an entry: a link that works once, for a week. The store knows only hashes of codes. */
import { createHash, randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import { commit, type Op } from '../../store/commit.ts'
import { keys } from '../../store/keys.ts'

export const INVITATION_DAYS = 7

export type Invitations = {
  /** A code for whoever answers for the entry `id`: 24 characters of base64url. An earlier one that nobody used is void. */
  make(id: string): Promise<string>
  /** The entry a code is for while nobody has used it. One that is used, old or made up has one answer: undefined. */
  look(code: string): Promise<string | undefined>
  /** Uses a code up: the entry it was for. `once` names the update: handled a second time, it has the same answer. */
  use(code: string, chat: number, once: string): Promise<string | undefined>
  /** The entry a code was for that somebody has used. */
  used(code: string): Promise<string | undefined>
}

const USED = 'used:'

export function createInvitations(redis: Redis): Invitations {
  const keyOf = (code: string) => keys.directoryInvitation(hashed(code))

  async function look(code: string): Promise<string | undefined> {
    const stored = await redis.get(keyOf(code))
    return stored === null || stored.startsWith(USED) ? undefined : stored
  }

  /** Who used it is kept so that only whoever has the code can recognise themselves. */
  async function use(code: string, chat: number, once: string): Promise<string | undefined> {
    const mark = `${USED}${hashed(`${code} ${chat} ${once}`)}:`
    const id = await look(code)
    if (id !== undefined)
      await commit(redis, [['SET', keyOf(code), `${mark}${id}`, 'KEEPTTL', 'XX']], { once: `entry:${hashed(code)}` })
    const stored = await redis.get(keyOf(code))
    return stored?.startsWith(mark) ? stored.slice(mark.length) : undefined
  }

  return {
    async make(id) {
      const code = randomBytes(18).toString('base64url')
      const seconds = INVITATION_DAYS * 86_400
      const before = await redis.get(keys.directoryInvitationOf(id))
      await commit(redis, [
        ...(before === null ? [] : [['DEL', keys.directoryInvitation(before)] satisfies Op]),
        ['SET', keyOf(code), id, 'EX', seconds],
        ['SET', keys.directoryInvitationOf(id), hashed(code), 'EX', seconds],
      ])
      return code
    },
    look,
    use,
    async used(code) {
      const stored = await redis.get(keyOf(code))
      return stored?.startsWith(USED) ? stored.slice(stored.lastIndexOf(':') + 1) : undefined
    },
  }
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
