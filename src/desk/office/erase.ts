/**
 * Erasing a case: its key is destroyed, so that what was sealed with it is noise wherever a copy lies; then the topic with
 * all its messages, copies in private chats and on the person's phone. The tombstone, the row of statistics and the audit stay.
 * Each removal is an entry of the due queue, put before the key is destroyed: it is tried until it is done.
 */
import type { AuditLine } from '../../case/audit.ts'
import type { Case, CaseNumber } from '../../case/case.ts'
import { commit, type Op } from '../../store/commit.ts'
import { putDue, putSooner } from '../../store/due.ts'
import { keys } from '../../store/keys.ts'
import type { DeskParts } from '../desk.ts'
import { putTombstone, type Tombstone } from './tombstone.ts'

export type Eraser = {
  /** Erases a case; nothing happens when it is gone. Safe to run twice. */
  erase(number: CaseNumber, why: Tombstone['why'], by: AuditLine['who']): Promise<void>
}

export function createEraser(parts: DeskParts): Eraser {
  const { cases, redis, clock, due } = parts
  return {
    async erase(number, why, by) {
      const each = await cases.read(number)
      if (!each) return
      const known = await redis.smembers(keys.caseMessages(number))
      const now = clock.now()
      await commit(redis, [
        putTombstone(number, { at: now, why }),
        ...removals(each, known).map((name): Op => putDue(name, now)),
        ...putSooner('rewrite:', now),
      ])
      await cases.destroy(number, { who: by, what: 'erased', detail: why })
      due.wake()
    },
  }
}

/** deleteMessages takes 1–100 ids; the name of a due entry is kept short too. */
const IDS_AT_ONCE = 50

/** Names of the due entries (`removals.ts`) that remove what can be seen of a case; `known`: `<chat>:<message>` of staff chats. */
function removals({ number, language, desk, person, answers }: Case, known: string[]): string[] {
  const { chat, thread, stub } = desk
  const inGroup = known.filter((message) => message.startsWith(`${chat}:`))
  const copies = known.filter((message) => !inGroup.includes(message))
  const onPhone = answers.flatMap(({ notice, shown }) => [...(notice === undefined ? [] : [notice]), ...shown])
  return [
    ...(chat !== undefined && thread !== undefined ? [`untopic:${chat}:${thread}`] : []),
    ...(chat !== undefined && stub ? [`unstub:${number}:${chat}:${stub.message}`] : []),
    ...chunks(inGroup.map(idOf).filter((id) => id !== stub?.message)).map((ids) => `ungroup:${chat}:${ids.join(',')}`),
    ...copies.map((message) => `unmessage:${message}`),
    ...onPhone.map((message) => `unmessage:${person.chat}:${message}`),
    ...(person.status ? [`unstatus:${language}:${person.chat}:${person.status.message}`] : []),
  ]
}

function idOf(message: string): number {
  return Number(message.split(':')[1])
}

function chunks(ids: number[]): number[][] {
  return ids.flatMap((_, index) => (index % IDS_AT_ONCE === 0 ? [ids.slice(index, index + IDS_AT_ONCE)] : []))
}
