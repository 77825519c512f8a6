/** What stays of an erased case: its number, when and why it was erased. Nothing of what was said. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { CaseNumber } from '../../case/case.ts'
import type { Op } from '../../store/commit.ts'
import { keys } from '../../store/keys.ts'

/** `period`: the time of keeping was over. `asked`: the person wanted it. */
const Tombstone = z.strictObject({ at: z.number().int(), why: z.enum(['period', 'asked']) })
export type Tombstone = z.infer<typeof Tombstone>

/** When and why this case was erased; undefined when it was not. */
export async function readTombstone(redis: Redis, number: CaseNumber): Promise<Tombstone | undefined> {
  const stored = await redis.hget(keys.tombstones, String(number))
  return stored === null ? undefined : Tombstone.parse(JSON.parse(stored))
}

/** The first date stays when it is written twice. */
export function putTombstone(number: CaseNumber, tombstone: Tombstone): Op {
  return ['HSETNX', keys.tombstones, number, JSON.stringify(tombstone)]
}
