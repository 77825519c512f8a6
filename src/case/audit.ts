/** The audit: who did what to which case, and when. It outlives the case. */
import type { Redis } from 'ioredis'
import type { Clock } from '../clock.ts'
import { commit, type Op } from '../store/commit.ts'
import { keys, ttlSeconds } from '../store/keys.ts'
import type { CaseNumber } from './case.ts'

/** What the audit keeps: who did what, when; never what was said. */
export type AuditLine = { who: number | 'person' | 'clock'; what: string; detail?: string }

export type Audit = {
  /** Who did what, oldest first. */
  audit(number: CaseNumber): Promise<(AuditLine & { at: number })[]>
  /** Adds a line without changing a case. */
  note(number: CaseNumber | undefined, line: AuditLine): Promise<void>
}

export function createAudit(redis: Redis, clock: Clock): Audit {
  return {
    async audit(number) {
      const lines = await redis.xrange(keys.audit, '-', '+')
      return lines.map(([, pairs]) => auditLine(pairs)).filter((line) => line.case === String(number))
    },
    async note(number, line) {
      await commit(redis, [auditOp(number, line, clock.now())])
    },
  }
}

/** The command that adds a line, for a transaction; what is older than the audit is kept goes. `now` in milliseconds. */
export function auditOp(number: CaseNumber | undefined, { who, what, detail = '' }: AuditLine, now: number): Op {
  const oldest = now - ttlSeconds.audit * 1000
  const words = ['at', now, 'case', number ?? '', 'who', who, 'what', what, 'detail', detail]
  return ['XADD', keys.audit, 'MINID', '~', oldest, '*', ...words]
}

function auditLine(pairs: string[]): AuditLine & { at: number; case: string } {
  const fields = Object.fromEntries(pairs.flatMap((name, index) => (index % 2 === 0 ? [[name, pairs[index + 1]]] : [])))
  const { at, who, what, detail } = fields as Record<string, string>
  const actor = who === 'person' || who === 'clock' ? who : Number(who)
  return { at: Number(at), case: fields['case'] ?? '', who: actor, what: what ?? '', ...(detail && { detail }) }
}
