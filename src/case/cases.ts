/**
 * The cases in the store. Each change is a pure function of the document as it is; the outcome (document, log, index, what
 * is due, statistics, audit) is written in one transaction that fails when somebody else changed the case in between, and
 * is then decided anew. So two people cannot take one case, and nothing that was decided is half written.
 */
import { createHmac, hkdfSync } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Clock } from '../clock.ts'
import { commit, type Op } from '../store/commit.ts'
import { putDue, putSooner } from '../store/due.ts'
import { keys, ttlSeconds } from '../store/keys.ts'
import { createSeal, newDataKey, type Seal } from '../store/sealed.ts'
import { type AuditLine, Case, type CaseNumber, Entry, isOpen } from './case.ts'
import { statisticsRow } from './statistics.ts'

/** What a decision changes. */
export type Change = {
  case: Case
  /** Appended to the log; `case.entries` is counted here. */
  entries?: Entry[]
  audit?: AuditLine[]
  /** Messages in staff chats that now belong to this case; `entry` is the log entry they show, -1 for none (card, control), -2 for what no reply to the person may stand under. */
  messages?: { chat: number; message: number; entry: number }[]
}

/** What a case is waiting for, derived from the document after each change: nobody can forget to put it. */
export type Schedule = {
  /** Order in the outbox, lower first; undefined: everything is shown at the desk. */
  outbox: number | undefined
  /** When the person's phone is to be looked after (answers, true state). */
  tell: number | undefined
  /** When time alone changes something (ladder, lapse, retention, check-backs). */
  clock: number | undefined
  /** When staff are to see how far their answers came (reactions, control messages). */
  mark: number | undefined
}

export type CasesDeps = {
  redis: Redis
  clock: Clock
  /** DATA_KEY. */
  dataKey: string
  schedule(each: Case, now: number): Schedule
  /** Told after each commit, so that what is due now is not waited for. */
  onChange(): void
}

export type Cases = {
  /** The number of a draft: the same however often it is asked. */
  reserve(draft: string): Promise<CaseNumber>
  /** Stores a new case with its first entries. Repeating it is harmless. */
  create(first: Case, entries: Entry[], audit: AuditLine[]): Promise<void>
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
  open(): Promise<CaseNumber[]>
  /** The case a message in a staff chat belongs to. Stored, never read out of a text. */
  byMessage(chat: number, message: number): Promise<{ number: CaseNumber; entry: number } | undefined>
  byTopic(chat: number, thread: number): Promise<CaseNumber | undefined>
  /** Sets the topic of a case unless it has another; the topic it has. */
  claimTopic(number: CaseNumber, chat: number, thread: number): Promise<number>
  releaseTopic(chat: number, thread: number): Promise<void>
  /** The most urgent case with something to show at the desk. */
  nextInOutbox(): Promise<CaseNumber | undefined>
  outboxSize(): Promise<number>
  /** Destroys the key and everything that was said; the row of statistics and the audit stay. */
  destroy(number: CaseNumber, audit: AuditLine): Promise<void>
  /** Who did what, oldest first. */
  audit(number: CaseNumber): Promise<(AuditLine & { at: number })[]>
  /** Adds a line without changing a case. */
  note(number: CaseNumber | undefined, line: AuditLine): Promise<void>
  statistics(): Promise<Record<string, string>>
}

const FIRST_NUMBER = 1000
const MAX_CONFLICTS = 50

export function createCases(deps: CasesDeps): Cases {
  const { redis, clock, schedule, onChange } = deps
  const wrap = createSeal(deps.dataKey, 'case-keys')
  const personKey = Buffer.from(hkdfSync('sha256', Buffer.from(deps.dataKey, 'base64'), '', 'persons', 32))
  const personOf = (chat: number) => createHmac('sha256', personKey).update(String(chat)).digest('base64url')

  /** Only if it is still their case: they may have begun another this moment. */
  async function forgetPerson(chat: number, number: CaseNumber): Promise<void> {
    const script = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`
    await redis.eval(script, 1, keys.personCase(personOf(chat)), number)
  }

  async function load(number: CaseNumber): Promise<Loaded | undefined> {
    const { v, key, doc } = await redis.hgetall(keys.case(number))
    if (v === undefined || key === undefined || doc === undefined) return undefined
    const seal = createSeal(wrap.open(key), 'case')
    return { version: Number(v), seal, case: Case.parse(JSON.parse(seal.open(doc))) }
  }

  function ops(seal: Seal, change: Change): Op[] {
    const { entries = [], messages = [], audit = [] } = change
    const after = counted(change.case, entries)
    const { number } = after
    const due = schedule(after, clock.now())
    const list: Op[] = [
      ['HSET', keys.case(number), 'doc', seal.seal(written(Case, after))],
      ['HSET', keys.statistics, number, JSON.stringify(statisticsRow(after))],
      isOpen(after) ? ['SADD', keys.openCases, number] : ['SREM', keys.openCases, number],
      due.outbox === undefined ? ['ZREM', keys.outbox, number] : ['ZADD', keys.outbox, due.outbox, number],
      putDue(`tell:${number}`, due.tell),
      putDue(`clock:${number}`, due.clock),
      putDue(`mark:${number}`, due.mark),
    ]
    if (due.outbox !== undefined) list.push(...putSooner('desk:', clock.now()))
    // With the document: a topic that is the case's and not in the map would be deaf to staff.
    const { chat: group, thread } = after.desk
    if (group !== undefined && thread !== undefined) list.push(['HSET', keys.topics, `${group}:${thread}`, number])
    if (entries.length > 0)
      list.push(['RPUSH', keys.caseLog(number), ...entries.map((entry) => seal.seal(written(Entry, entry)))])
    for (const { chat, message, entry } of messages) {
      list.push(['HSET', keys.messages, `${chat}:${message}`, `${number}:${entry}`])
      list.push(['SADD', keys.caseMessages(number), `${chat}:${message}`])
    }
    return [...list, ...audit.map((line) => auditOp(number, line))]
  }

  function auditOp(number: CaseNumber | undefined, { who, what, detail = '' }: AuditLine): Op {
    const oldest = clock.now() - ttlSeconds.audit * 1000
    const words = ['at', clock.now(), 'case', number ?? '', 'who', who, 'what', what, 'detail', detail]
    return ['XADD', keys.audit, 'MINID', '~', oldest, '*', ...words]
  }

  return {
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
        ['SET', keys.personCase(personOf(first.person.chat)), first.number],
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
        return outcome === 'done' ? (await load(number))?.case : counted(change.case, change.entries ?? [])
      }
      throw new Error(
        `Expected a moment in which nobody else changes case ${number}, found none in ${MAX_CONFLICTS} tries`,
      )
    },
    async ofPerson(chat) {
      const number = await redis.get(keys.personCase(personOf(chat)))
      const each = number === null ? undefined : (await load(Number(number)))?.case
      return each?.person.chat === chat ? each : undefined // it may have moved to another phone since
    },
    async linkPerson(chat, number) {
      await redis.set(keys.personCase(personOf(chat)), number)
    },
    open: async () => (await redis.smembers(keys.openCases)).map(Number).sort((a, b) => a - b),
    async byMessage(chat, message) {
      const found = await redis.hget(keys.messages, `${chat}:${message}`)
      const [number, entry] = (found ?? '').split(':').map(Number)
      return number && entry !== undefined ? { number, entry } : undefined
    },
    async byTopic(chat, thread) {
      const number = await redis.hget(keys.topics, `${chat}:${thread}`)
      return number === null ? undefined : Number(number)
    },
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
    async nextInOutbox() {
      const [number] = await redis.zrange(keys.outbox, '0', '0')
      return number === undefined ? undefined : Number(number)
    },
    outboxSize: () => redis.zcard(keys.outbox),
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
        auditOp(number, audit),
      ]
      if (loaded) {
        const { chat, thread } = loaded.case.desk
        if (chat !== undefined && thread !== undefined) list.push(['HDEL', keys.topics, `${chat}:${thread}`])
        await forgetPerson(loaded.case.person.chat, number) // first: afterwards nobody knows whose case it was
      }
      const guard = loaded && { version: { key: keys.case(number), is: loaded.version } }
      // Changed in between: it may have got a topic or messages that are to be forgotten too.
      if ((await commit(redis, list, guard)) === 'conflict') await this.destroy(number, audit)
    },
    async audit(number) {
      const lines = await redis.xrange(keys.audit, '-', '+')
      return lines.map(([, pairs]) => auditLine(pairs)).filter((line) => line.case === String(number))
    },
    async note(number, line) {
      await commit(redis, [auditOp(number, line)])
    },
    statistics: () => redis.hgetall(keys.statistics),
  }
}

/** A value as it will be read: what could not be read again is refused while nothing is lost yet. */
function written<T>(shape: { parse(value: unknown): T }, value: T): string {
  const json = JSON.stringify(value)
  shape.parse(JSON.parse(json))
  return json
}

/** The case with its log counted: an edited version is no further message. */
function counted(each: Case, entries: Entry[]): Case {
  const forms = { ...each.forms }
  for (const entry of entries) {
    if (entry.kind !== 'from' || entry.of !== undefined) continue
    const form = entry.piece.kind === 'file' ? entry.piece.file : entry.piece.kind
    forms[form] = (forms[form] ?? 0) + 1
  }
  return { ...each, entries: each.entries + entries.length, forms }
}

type Loaded = { version: number; seal: Seal; case: Case }

/** What is shown at the desk belongs to a topic: without it everything is to be shown again. */
export function withoutTopic(desk: Case['desk']): Case['desk'] {
  const { private: inPrivate, stub, chat, failures, recap } = desk
  return {
    private: inPrivate,
    failures,
    unsure: false,
    upTo: 0,
    ...(stub && { stub }),
    ...(recap !== undefined && { recap }),
    ...(chat !== undefined && { chat }),
  }
}

function auditLine(pairs: string[]): AuditLine & { at: number; case: string } {
  const fields = Object.fromEntries(pairs.flatMap((name, index) => (index % 2 === 0 ? [[name, pairs[index + 1]]] : [])))
  const { at, who, what, detail } = fields as Record<string, string>
  const actor = who === 'person' || who === 'clock' ? who : Number(who)
  return { at: Number(at), case: fields['case'] ?? '', who: actor, what: what ?? '', ...(detail && { detail }) }
}
