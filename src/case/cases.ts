/**
 * The cases in the store. Each change is a pure function of the document as it is; the outcome (document, log, index, what
 * is due, statistics, audit) is written in one transaction that fails when somebody else changed the case in between, and
 * is then decided anew. So two people cannot take one case, and nothing that was decided is half written.
 */
import type { Redis } from 'ioredis'
import type { Clock } from '../clock.ts'
import { commit, type Op } from '../store/commit.ts'
import { putDue } from '../store/due.ts'
import { keys, ttlSeconds } from '../store/keys.ts'
import { createSeal, newDataKey, type Seal } from '../store/sealed.ts'
import { type Audit, type AuditLine, auditOp, createAudit } from './audit.ts'
import { Case, type CaseNumber } from './case.ts'
import { type Change, changeOps, counted, type Schedule } from './change.ts'
import { Entry } from './entry.ts'
import { createLookups, type Lookups } from './lookups.ts'
import { createPersons } from './persons.ts'
import { withoutTopic } from './topic.ts'
import { UnreadableCase } from './unreadable.ts'

export type CasesDeps = {
  redis: Redis
  clock: Clock
  /** DATA_KEY. */
  dataKey: string
  schedule(each: Case, now: number): Schedule
  /** Told after each commit, so that what is due now is not waited for. */
  onChange(): void
}

export type Cases = Lookups &
  Audit & {
    /** The number of a draft: the same however often it is asked. */
    reserve(draft: string): Promise<CaseNumber>
    /** Stores a new case with its first entries. Repeating it is harmless. */
    create(first: Case, entries: Entry[], audit: AuditLine[]): Promise<void>
    /** Throws `UnreadableCase` when there is one that cannot be read; so does whatever reads it first. */
    read(number: CaseNumber): Promise<Case | undefined>
    log(number: CaseNumber, from?: number): Promise<Entry[]>
    /**
     * Changes a case: `decide` may run several times and must be pure; undefined: nothing to change. `once`: a name under which
     * it happens at most once (an update id), so that an update handled again does not do it twice. The answer is the case as
     * it is afterwards; undefined when there is none.
     */
    change(number: CaseNumber, decide: (each: Case) => Change | undefined, once?: string): Promise<Case | undefined>
    /** The last case of a person's chat, open or closed; none when another phone was linked to it. */
    ofPerson(chat: number): Promise<Case | undefined>
    /** Makes `chat` the person of this case (and of no other). */
    linkPerson(chat: number, number: CaseNumber): Promise<void>
    /** Sets the topic of a case unless it has another; the topic it has. */
    claimTopic(number: CaseNumber, chat: number, thread: number): Promise<number>
    releaseTopic(chat: number, thread: number): Promise<void>
    /** Destroys the key and everything that was said; the row of statistics and the audit stay. */
    destroy(number: CaseNumber, audit: AuditLine): Promise<void>
  }

const FIRST_NUMBER = 1000
const MAX_CONFLICTS = 50

export function createCases(deps: CasesDeps): Cases {
  const { redis, clock, schedule, onChange } = deps
  const wrap = createSeal(deps.dataKey, 'case-keys')
  const persons = createPersons(redis, deps.dataKey)

  async function load(number: CaseNumber): Promise<Loaded | undefined> {
    const { v, key, doc } = await redis.hgetall(keys.case(number))
    if (v === undefined || key === undefined || doc === undefined) return undefined
    try {
      const seal = createSeal(wrap.open(key), 'case')
      return { version: Number(v), seal, case: Case.parse(JSON.parse(seal.open(doc))) }
    } catch (cause) {
      throw new UnreadableCase(number, cause)
    }
  }

  const ops = (seal: Seal, change: Change) => changeOps(seal, change, schedule, clock.now())

  return {
    ...createLookups(redis),
    ...createAudit(redis, clock),
    async reserve(draft) {
      const key = keys.reserved(draft)
      const known = await redis.get(key)
      if (known !== null) return Number(known)
      await redis.set(keys.lastCase, FIRST_NUMBER, 'NX')
      await redis.set(key, await redis.incr(keys.lastCase), 'EX', ttlSeconds.once * 2, 'NX')
      return Number(await redis.get(key))
    },
    async create(first, entries, audit) {
      const key = newDataKey()
      const seal = createSeal(key, 'case')
      const list: Op[] = [
        ['HSET', keys.case(first.number), 'key', wrap.seal(key)],
        ...ops(seal, { case: first, entries, audit }),
        ['SET', persons.keyOf(first.person.chat), first.number],
      ]
      await commit(redis, list, { version: { key: keys.case(first.number), is: 0 } }) // a conflict: it was stored before
      onChange()
    },
    read: async (number) => (await load(number))?.case,
    async log(number, from = 0) {
      const [key, sealed] = await Promise.all([
        redis.hget(keys.case(number), 'key'),
        redis.lrange(keys.caseLog(number), from, -1),
      ])
      if (key === null) return []
      const seal = createSeal(wrap.open(key), 'case')
      return sealed.map((each) => Entry.parse(JSON.parse(seal.open(each))))
    },
    async change(number, decide, once) {
      for (let attempt = 0; attempt < MAX_CONFLICTS; attempt += 1) {
        const loaded = await load(number)
        if (!loaded) return undefined
        const change = decide(loaded.case)
        if (!change) return loaded.case
        const guard = { version: { key: keys.case(number), is: loaded.version }, ...(once !== undefined && { once }) }
        const outcome = await commit(redis, ops(loaded.seal, change), guard)
        if (outcome === 'conflict') continue
        onChange()
        return outcome === 'done' ? (await load(number))?.case : counted(change)
      }
      throw new Error(
        `Expected a moment in which nobody else changes case ${number}, found none in ${MAX_CONFLICTS} tries`,
      )
    },
    async ofPerson(chat) {
      const number = await persons.caseOf(chat)
      const each = number === undefined ? undefined : (await load(number))?.case
      return each?.person.chat === chat ? each : undefined // it may have moved to another phone since
    },
    linkPerson: persons.link,
    async claimTopic(number, chat, thread) {
      const loaded = await this.change(number, (each) =>
        each.desk.thread === undefined || each.desk.chat !== chat
          ? { case: { ...each, desk: { ...withoutTopic(each.desk), chat, thread } } }
          : undefined,
      )
      return loaded?.desk.chat === chat ? (loaded.desk.thread ?? thread) : thread
    },
    async releaseTopic(chat, thread) {
      await redis.hdel(keys.topics, `${chat}:${thread}`)
    },
    async destroy(number, audit) {
      const loaded = await load(number)
      const messages = await redis.smembers(keys.caseMessages(number))
      const list: Op[] = [
        ['DEL', keys.case(number)],
        ['DEL', keys.caseLog(number)],
        ['DEL', keys.caseMessages(number)],
        ...messages.map((each): Op => ['HDEL', keys.messages, each]),
        ['SREM', keys.openCases, number],
        ['ZREM', keys.outbox, number],
        putDue(`tell:${number}`, undefined),
        putDue(`clock:${number}`, undefined),
        putDue(`mark:${number}`, undefined),
        auditOp(number, audit, clock.now()),
      ]
      if (loaded) {
        const { chat, thread } = loaded.case.desk
        if (chat !== undefined && thread !== undefined) list.push(['HDEL', keys.topics, `${chat}:${thread}`])
        await persons.forget(loaded.case.person.chat, number) // first: afterwards nobody knows whose case it was
      }
      const guard = loaded && { version: { key: keys.case(number), is: loaded.version } }
      // Changed in between: it may have got a topic or messages that are to be forgotten too.
      if ((await commit(redis, list, guard)) === 'conflict') await this.destroy(number, audit)
    },
  }
}

type Loaded = { version: number; seal: Seal; case: Case }
