/** The store of cases against a real Redis: one winner, nothing half written, nothing twice, nothing after the key is gone. */
import { randomUUID } from 'node:crypto'
import { afterEach, expect, inject, test } from 'vitest'
import type { Case } from '../src/case/case.ts'
import { createCases } from '../src/case/cases.ts'
import { manualClock } from '../src/clock.ts'
import { commit } from '../src/store/commit.ts'
import { connect } from '../src/store/connection.ts'
import { keys, ttlSeconds } from '../src/store/keys.ts'
import { newDataKey } from '../src/store/sealed.ts'
import { report, said } from './cases.ts'

const ends: (() => void)[] = []
afterEach(() => ends.splice(0).forEach((end) => end()))

const CHAT = 500
const GROUP = -100

/** Two processes that share a store. */
async function house() {
  const prefix = `test:${randomUUID()}:`
  const clock = manualClock('2026-11-21T07:00:00Z')
  const dataKey = newDataKey()
  const redis = await connection(prefix)
  const schedule = (each: Case) => ({
    outbox: each.desk.upTo < each.entries ? each.priority : undefined,
    tell: undefined,
    clock: each.createdAt + 1000,
    mark: undefined,
  })
  const replica = async (key = dataKey) =>
    createCases({ redis: await connection(prefix), clock, dataKey: key, schedule, onChange: () => {} })
  const stored = async () => {
    const names = await redis.keys(`${prefix}*`)
    return names.map((name) => name.slice(prefix.length)).toSorted()
  }
  return { clock, redis, replica, stored, cases: await replica() }
}

async function connection(prefix: string) {
  const redis = connect({ socket: inject('redisSocket') }, { prefix })
  await new Promise<void>((ready) => redis.once('ready', ready))
  ends.push(() => redis.disconnect())
  return redis
}

const taken = (by: number) => (each: Case) =>
  each.owner === undefined ? { case: { ...each, owner: { id: by, since: each.createdAt, acted: false } } } : undefined

test('two people take one case at the same moment: one has it, and both are told who', async () => {
  const { cases, replica } = await house()
  const other = await replica()
  for (let number = 1; number <= 20; number += 1) {
    await cases.create(report(number, CHAT + number), [], [])
    const seen = await Promise.all([cases.change(number, taken(7)), other.change(number, taken(8))])
    const owner = (await cases.read(number))?.owner?.id
    expect(seen.map((each) => each?.owner?.id)).toEqual([owner, owner])
  }
})

test('what many add at once is all there, each once, in one order', async () => {
  const { cases, replica } = await house()
  const other = await replica()
  await cases.create(report(1, CHAT), [], [])
  const add = (each: typeof cases, ref: number) =>
    each.change(1, (before) => ({ case: before, entries: [said(`m${ref}`, ref)] }), `u${ref}`)
  const refs = Array.from({ length: 20 }, (_, ref) => ref)
  await Promise.all(refs.map((ref) => add(ref % 2 ? cases : other, ref)))
  const log = await cases.log(1)
  expect(log.map((entry) => ('ref' in entry ? entry.ref : -1)).toSorted((a, b) => a - b)).toEqual(refs)
  expect(await other.read(1)).toMatchObject({ entries: 20, forms: { text: 20 } })
})

test('an update that is handled again does nothing again', async () => {
  const { cases } = await house()
  await cases.create(report(1, CHAT), [said('help', 1)], [])
  await cases.create(report(1, CHAT), [said('help', 1)], []) // Send, handled a second time
  const add = () => cases.change(1, (each) => ({ case: each, entries: [said('more', 2)] }), 'u2')
  await add()
  expect(await add()).toMatchObject({ entries: 2 })
  expect(await cases.log(1)).toHaveLength(2)
})

test('a draft has one number however often it asks, and another draft another', async () => {
  const { cases, replica } = await house()
  const other = await replica()
  const numbers = await Promise.all([cases.reserve('a'), other.reserve('a'), cases.reserve('b'), other.reserve('a')])
  expect(new Set([numbers[0], numbers[1], numbers[3]]).size).toBe(1)
  expect(numbers[2]).not.toBe(numbers[0])
})

test('report, its place in the outbox and its first attempt are written together', async () => {
  const { cases, redis, clock } = await house()
  await cases.create(report(1, CHAT), [said('help', 1)], [])
  expect(await redis.zrange(keys.outbox, '0', '-1')).toEqual(['1'])
  expect(await redis.zscore(keys.due, 'desk:')).toBe(String(clock.now()))
  await cases.change(1, (each) => ({ case: { ...each, desk: { ...each.desk, upTo: each.entries } } }))
  expect(await cases.outboxSize()).toBe(0)
})

test('a topic belongs to the case in the same moment in which the case has it, and a second one is not taken', async () => {
  const { cases, replica } = await house()
  const other = await replica()
  await cases.create(report(1, CHAT), [], [])
  const claimed = await Promise.all([cases.claimTopic(1, GROUP, 11), other.claimTopic(1, GROUP, 12)])
  expect(new Set(claimed).size).toBe(1)
  const [mine] = claimed
  expect(await cases.byTopic(GROUP, mine ?? 0)).toBe(1)
  expect(await cases.byTopic(GROUP, mine === 11 ? 12 : 11)).toBeUndefined()
  // A process that ended before it wrote the map: the next change makes it good.
  await cases.releaseTopic(GROUP, mine ?? 0)
  await cases.change(1, (each) => ({ case: { ...each, rung: 1 } }))
  expect(await cases.byTopic(GROUP, mine ?? 0)).toBe(1)
})

test('a destroyed case can be read by nobody, and leaves only its statistics and who did it', async () => {
  const { cases, redis, stored } = await house()
  await cases.create(report(1, CHAT), [said('my passport', 1)], [])
  await cases.claimTopic(1, GROUP, 11)
  await cases.change(1, (each) => ({ case: each, messages: [{ chat: GROUP, message: 12, entry: 0 }] }))
  const backup = await redis.lrange(keys.caseLog(1), 0, -1)
  await cases.destroy(1, { who: 'clock', what: 'erased' })
  await cases.destroy(1, { who: 'clock', what: 'erased' }) // handled again
  expect(await cases.read(1)).toBeUndefined()
  expect(await cases.log(1)).toEqual([])
  expect(await cases.ofPerson(CHAT)).toBeUndefined()
  expect(await cases.byMessage(GROUP, 12)).toBeUndefined()
  expect(await cases.byTopic(GROUP, 11)).toBeUndefined()
  expect(await stored()).toEqual(['audit', 'cases:statistics', 'due', 'due:again'])
  expect(await redis.zrange(keys.due, '0', '-1')).toEqual(['desk:'])
  // Words from a backup beside a case that is there no more: without the key nobody reads them.
  await redis.rpush(keys.caseLog(1), ...backup)
  expect(await cases.log(1)).toEqual([])
  expect(await cases.change(1, (each) => ({ case: each }))).toBeUndefined()
})

test('whoever begins another case while the old one is destroyed keeps the new one', async () => {
  const { cases } = await house()
  await cases.create(report(1, CHAT), [], [])
  await cases.create(report(2, CHAT), [], [])
  await cases.destroy(1, { who: 'person', what: 'erased' })
  expect((await cases.ofPerson(CHAT))?.number).toBe(2)
})

test('destroying while somebody writes ends with nothing left of either', async () => {
  const { cases, replica, redis } = await house()
  const other = await replica()
  for (let number = 1; number <= 20; number += 1) {
    await cases.create(report(number, CHAT + number), [said('help', 1)], [])
    const write = { chat: GROUP, message: number, entry: 0 }
    await Promise.all([
      other.change(number, (each) => ({ case: each, entries: [said('more', 2)], messages: [write] })),
      cases.destroy(number, { who: 'person', what: 'erased' }),
    ])
    expect(await cases.read(number)).toBeUndefined()
    expect(await cases.byMessage(GROUP, number)).toBeUndefined()
    expect(await redis.exists([keys.case(number), keys.caseLog(number), keys.caseMessages(number)])).toBe(0)
  }
})

test('a change that would leave a case nobody can read is refused, and the case stays as it was', async () => {
  const { cases } = await house()
  await cases.create(report(1, CHAT), [], [])
  const broken = (each: Case) => ({ case: { ...each, priority: 9 } as unknown as Case })
  await expect(cases.change(1, broken)).rejects.toThrow()
  expect(await cases.read(1)).toMatchObject({ priority: 0 })
})

test('with another key nothing can be opened, and the store holds no readable word', async () => {
  const { cases, replica, redis } = await house()
  await cases.create(report(1, CHAT), [said('the words of somebody', 1)], [])
  const raw = JSON.stringify([await redis.hgetall(keys.case(1)), await redis.lrange(keys.caseLog(1), 0, -1)])
  expect(raw).not.toContain('words')
  const stranger = await replica(newDataKey())
  await expect(stranger.read(1)).rejects.toThrow()
})

test('a transaction takes effect as a whole, for one version, once', async () => {
  const { redis } = await house()
  const version = { key: 'thing', is: 0 }
  expect(await commit(redis, [['SET', 'a', 1]], { version, once: 'x' })).toBe('ok')
  expect(await commit(redis, [['SET', 'a', 2]], { version })).toBe('conflict')
  expect(await commit(redis, [['SET', 'a', 3]], { version: { key: 'thing', is: 1 }, once: 'x' })).toBe('done')
  expect([await redis.get('a'), await redis.hget('thing', 'v')]).toEqual(['1', '1'])
})

test('a case that moved to another phone is nobody’s on the one before', async () => {
  const { cases } = await house()
  await cases.create(report(1, CHAT), [], [])
  await cases.change(1, (each) => ({ case: { ...each, person: { ...each.person, chat: CHAT + 1 } } }))
  await cases.linkPerson(CHAT + 1, 1)
  expect((await cases.ofPerson(CHAT + 1))?.number).toBe(1)
  expect(await cases.ofPerson(CHAT)).toBeUndefined()
})

test('the audit lets go of what is older than it is kept', async () => {
  const { cases, redis, clock } = await house()
  const line = { who: 'clock', what: 'lapsed' } as const
  await Promise.all(Array.from({ length: 300 }, () => cases.note(1, line)))
  await clock.advance((ttlSeconds.audit + 50 * 365 * 86_400) * 1000) // its ids are of the time of Redis, which nobody moves
  await cases.note(1, line)
  expect(await redis.xlen(keys.audit)).toBeLessThanOrEqual(100) // trimmed by whole nodes of a hundred
})
