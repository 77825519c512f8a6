/** What nobody waits for, under the shared limit of the token, against a real Redis. */
import { randomUUID } from 'node:crypto'
import { afterEach, expect, inject, test } from 'vitest'
import { manualClock } from '../src/clock.ts'
import { commit } from '../src/store/commit.ts'
import { connect } from '../src/store/connection.ts'
import { createDue, putDue } from '../src/store/due.ts'
import { keys } from '../src/store/keys.ts'
import { createTurns } from '../src/store/turns.ts'
import { GrammyError, HttpError } from 'grammy'
import { neverLeft } from '../src/telegram/errors.ts'

const ends: (() => void)[] = []
afterEach(() => ends.splice(0).forEach((end) => end()))

async function house() {
  const prefix = `test:${randomUUID()}:`
  const clock = manualClock('2026-11-21T07:00:00Z')
  const connection = async () => {
    const redis = connect({ socket: inject('redisSocket') }, { prefix })
    await new Promise<void>((ready) => redis.once('ready', ready))
    ends.push(() => redis.disconnect())
    return redis
  }
  return { clock, connection, redis: await connection() }
}

test('two replicas share 28 a second, and no second holds more', async () => {
  const { clock, connection } = await house()
  const replicas = [createTurns(await connection(), clock), createTurns(await connection(), clock)]
  const times: number[] = []
  for (let step = 0; step < 1000; step += 1) {
    for (const turns of replicas) {
      const { granted } = await turns.take(16)
      for (let each = 0; each < granted; each += 1) times.push(clock.now())
    }
    await clock.advance(10)
  }
  expect(times.length).toBeGreaterThan(27 * 10)
  expect(times.length).toBeLessThanOrEqual(28 * 10 + 8)
  const inSecond = times.map((at) => times.filter((other) => other >= at && other < at + 1000).length)
  expect(Math.max(...inSecond)).toBeLessThanOrEqual(28)
})

test('answers take from it without asking; a little always goes on', async () => {
  const { clock, redis } = await house()
  const turns = createTurns(redis, clock)
  const inTenSeconds = async (answers: number) => {
    let count = 0
    for (let step = 0; step < 200; step += 1) {
      for (let each = 0; each < answers / 20; each += 1) turns.answered()
      count += (await turns.take(16)).granted
      await clock.advance(50)
    }
    return count
  }
  expect(await inTenSeconds(0)).toBeGreaterThan(270)
  expect(await inTenSeconds(20)).toBeLessThan(8 * 10 + 30)
  expect(await inTenSeconds(20)).toBeGreaterThan(8 * 10 - 10)
  expect(await inTenSeconds(600)).toBeGreaterThan(5)
  expect(await inTenSeconds(600)).toBeLessThanOrEqual(11)
})

test('a pause that Telegram asks for ends when it said', async () => {
  const { clock, redis } = await house()
  const turns = createTurns(redis, clock)
  await turns.pause(7)
  expect(await turns.take(5)).toEqual({ granted: 0, waitMs: 7000 })
  await clock.advance(7000)
  expect((await turns.take(5)).granted).toBeGreaterThan(0)
})

test('a hundred thousand reminders that are due delay no case by a single entry', async () => {
  const { clock, redis } = await house()
  const turns = createTurns(redis, clock)
  const due = createDue({ redis, clock, turns, log: { warn: () => {} } })
  const handled: string[] = []
  due.on('remind', async () => void handled.push('remind'))
  due.on('tell', async () => void handled.push('tell'))
  const pipeline = redis.pipeline()
  for (let index = 0; index < 100; index += 1)
    pipeline.zadd(keys.dueBulk, ...Array.from({ length: 1000 }, (_, each) => [1, `remind:${index}-${each}`]).flat())
  await pipeline.exec()
  await commit(redis, [putDue('tell:1', clock.now())])
  await due.run()
  expect(handled).toContain('tell')
  expect(handled.filter((kind) => kind === 'remind').length).toBeLessThanOrEqual(8)
  for (let second = 0; second < 5000; second += 20) {
    await clock.advance(20)
    await due.run()
  }
  expect(handled.filter((kind) => kind === 'remind').length).toBeGreaterThan(5 * 27)
  expect(await redis.hlen(keys.dueBulkLeases)).toBe(0) // what waits for its turn is in nobody's hands
  expect(await due.next()).toBeGreaterThan(clock.now() - 40)
})

test('a call that never left may be repeated, one that was cut off not', () => {
  const failed = (code: string) => new HttpError('x', Object.assign(new Error('x'), { code }))
  expect(['ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT', 'ENOTFOUND'].map((code) => neverLeft(failed(code)))).toEqual([
    true,
    true,
    true,
  ])
  expect(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE'].map((code) => neverLeft(failed(code)))).toEqual([
    false,
    false,
    false,
  ])
  expect(neverLeft(new HttpError('x', 'aborted'))).toBe(false)
  expect(
    neverLeft(new GrammyError('x', { ok: false, error_code: 502, description: 'Bad Gateway' }, 'sendMessage', {})),
  ).toBe(false)
})
