/** The clock for everything that happens later, against a real Redis, with two processes on it. */
import { randomUUID } from 'node:crypto'
import { afterEach, expect, inject, test } from 'vitest'
import { manualClock } from '../src/clock.ts'
import { commit } from '../src/store/commit.ts'
import { connect } from '../src/store/connection.ts'
import { createDue, putDue, putSooner } from '../src/store/due.ts'
import { backOffSeconds } from '../src/store/due-queue.ts'
import { keys } from '../src/store/keys.ts'

const ends: (() => void)[] = []
afterEach(() => ends.splice(0).forEach((end) => end()))

/** Two processes that share a store and a clock that stands still. */
async function house() {
  const prefix = `test:${randomUUID()}:`
  const clock = manualClock('2026-11-21T07:00:00Z')
  const warned: object[] = []
  const redis = await connection(prefix)
  const replica = async () => {
    const own = await connection(prefix)
    return createDue({ redis: own, clock, log: { warn: (fields) => void warned.push(fields) } })
  }
  const put = (name: string, at = clock.now()) => commit(redis, [putDue(name, at)])
  const times = () => redis.zrange(keys.due, '0', '-1', 'WITHSCORES')
  /** As if whoever has it in hand had not been heard of for so long that the lease ran out. */
  const leaseRunsOut = async (name: string) => {
    const [, holder] = (await redis.hget(keys.dueLeases, name))?.split(' ') ?? []
    await redis.hset(keys.dueLeases, name, `1 ${holder}`)
  }
  return { clock, redis, warned, replica, put, times, leaseRunsOut }
}

async function connection(prefix: string) {
  const redis = connect({ socket: inject('redisSocket') }, { prefix })
  await new Promise<void>((ready) => redis.once('ready', ready))
  ends.push(() => redis.disconnect())
  return redis
}

/** Something that is held until it is let go, and tells when somebody has come to it. */
function gate() {
  let open: () => void = () => {}
  let arrive: () => void = () => {}
  const opened = new Promise<void>((resume) => (open = resume))
  const arrived = new Promise<void>((resume) => (arrive = resume))
  return {
    open,
    arrived,
    pass: () => {
      arrive()
      return opened
    },
  }
}

test('what is due is handled, what comes later is not', async () => {
  const { clock, replica, put, times } = await house()
  const due = await replica()
  const handled: string[] = []
  due.on('tell', async (id) => void handled.push(id))
  await put('tell:1')
  await put('tell:2', clock.now() + 1000)
  await due.run()
  expect(handled).toEqual(['1'])
  expect(await due.next()).toBe(clock.now() + 1000)
  await clock.advance(1000)
  await due.run()
  expect(handled).toEqual(['1', '2'])
  expect(await times()).toEqual([])
})

test('a hundred entries between two processes: each is handled by one of them, once', async () => {
  const { replica, put } = await house()
  const handled: string[] = []
  const processes = [await replica(), await replica()]
  for (const due of processes)
    due.on('tell', async (id) => {
      handled.push(id)
      await new Promise((moment) => setImmediate(moment))
    })
  for (let id = 0; id < 100; id += 1) await put(`tell:${id}`)
  await Promise.all(processes.map((due) => due.run()))
  expect(handled.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 100 }, (_, id) => String(id)))
})

test('a process that is not heard of loses what it had in hand, and what it says afterwards counts no more', async () => {
  const { clock, replica, put, times, leaseRunsOut } = await house()
  const [lost, other] = [await replica(), await replica()]
  const held = gate()
  const handled: string[] = []
  lost.on('tell', async () => {
    await held.pass()
    return undefined
  })
  other.on('tell', async (id) => {
    handled.push(id)
    return clock.now() + 60_000
  })
  await put('tell:1')
  const first = lost.run()
  await held.arrived
  await other.run()
  expect(handled).toEqual([]) // still in the hands of the first
  await leaseRunsOut('tell:1')
  await other.run()
  expect(handled).toEqual(['1'])
  held.open()
  await first
  expect(await times()).toEqual(['tell:1', String(clock.now() + 60_000)])
})

test('what is put while it is in hand stays as it was put', async () => {
  const { clock, replica, put, times } = await house()
  const due = await replica()
  due.on('tell', async () => {
    await put('tell:1', clock.now() + 5000)
    return undefined
  })
  await put('tell:1')
  await due.run()
  expect(await times()).toEqual(['tell:1', String(clock.now() + 5000)])
})

test('what is asked for while a handler that saw nothing is on its way out is handled once more', async () => {
  const { clock, redis, replica } = await house()
  const due = await replica()
  let rounds = 0
  due.on('desk', async () => {
    rounds += 1
    if (rounds === 1) await commit(redis, putSooner('desk:', clock.now())) // somebody else, after this one had looked
    return undefined
  })
  await commit(redis, putSooner('desk:', clock.now()))
  await due.run()
  expect(rounds).toBe(2)
  expect(await due.next()).toBeUndefined()
})

test('a pause that a handler asks for is kept, although its own changes asked for it sooner', async () => {
  const { clock, redis, replica } = await house()
  const due = await replica()
  let rounds = 0
  due.on('desk', async () => {
    rounds += 1
    await commit(redis, putSooner('desk:', clock.now()))
    return clock.now() + 30_000
  })
  await commit(redis, putSooner('desk:', clock.now()))
  await due.run()
  expect(rounds).toBe(1)
  expect(await due.next()).toBe(clock.now() + 30_000)
})

test('something new brings an entry that waits forward', async () => {
  const { clock, redis, replica, put } = await house()
  const due = await replica()
  await put('desk:', clock.now() + 60_000)
  await commit(redis, putSooner('desk:', clock.now() + 1000))
  expect(await due.next()).toBe(clock.now() + 1000)
  await commit(redis, putSooner('desk:', clock.now() + 9000))
  expect(await due.next()).toBe(clock.now() + 1000)
})

test('a slow one holds up no other, not even one that comes later', async () => {
  const { replica, put } = await house()
  const due = await replica()
  const slow = gate()
  const quick = gate()
  due.on('slow', async () => {
    await slow.pass()
    return undefined
  })
  due.on('tell', async () => {
    await quick.pass()
    return undefined
  })
  await put('slow:1')
  const all = due.run()
  await slow.arrived
  await put('tell:1')
  void due.run()
  quick.open()
  await quick.arrived
  slow.open()
  await all
  expect(await due.next()).toBeUndefined()
})

test('a call that comes as the last one ends is not lost', async () => {
  const { replica, put, times } = await house()
  const due = await replica()
  due.on('tell', async () => undefined)
  for (let round = 0; round < 200; round += 1) {
    const ending = due.run()
    await put(`tell:${round}`)
    await Promise.all([ending, due.run()])
    expect(await times()).toEqual([])
  }
})

test('a handler that fails is tried again, later and later, without end', async () => {
  const { clock, replica, put, warned } = await house()
  const due = await replica()
  let tries = 0
  due.on('tell', async () => {
    tries += 1
    if (tries < 4) throw new Error('a secret of somebody')
    return undefined
  })
  await put('tell:1')
  const pauses: number[] = []
  for (let round = 0; round < 4; round += 1) {
    await due.run()
    const next = await due.next()
    if (next === undefined) break
    pauses.push(next - clock.now())
    await clock.advance(next - clock.now())
  }
  expect(pauses).toEqual([1000, 2000, 5000])
  expect(tries).toBe(4)
  expect(JSON.stringify(warned)).not.toContain('secret')
  expect([1, 6, 7, 100].map(backOffSeconds)).toEqual([1, 60, 60, 60])
})

test('an entry of another version waits for somebody who knows it', async () => {
  const { clock, replica, put } = await house()
  const [old, fresh] = [await replica(), await replica()]
  let handled = 0
  fresh.on('later-kind', async () => void (handled += 1))
  await put('later-kind:1')
  await old.run()
  expect(await old.next()).toBe(clock.now() + 60_000)
  await clock.advance(60_000)
  await fresh.run()
  expect(handled).toBe(1)
})

test('who stops takes up nothing more, and lets what is in hand end', async () => {
  const { replica, put, times } = await house()
  const due = await replica()
  const held = gate()
  due.on('tell', async () => {
    await held.pass()
    return undefined
  })
  await put('tell:1')
  const running = due.run()
  await held.arrived
  const stopped = due.stop(5000)
  await put('tell:2')
  held.open()
  await Promise.all([running, stopped])
  await due.run()
  expect((await times()).filter((_, index) => index % 2 === 0)).toEqual(['tell:2'])
})
