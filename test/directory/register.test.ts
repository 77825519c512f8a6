/** What is known of entries besides the file, against a real Redis: nothing lost, nothing twice, nothing readable, on every replica. */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { manualClock } from '../../src/clock.ts'
import { EntryRecord, type LogLine } from '../../src/directory/register/record.ts'
import { createRegister, dueEntry, type Entry } from '../../src/directory/register/register.ts'
import { connect } from '../../src/store/connection.ts'
import { keys, ttlSeconds } from '../../src/store/keys.ts'
import { newDataKey } from '../../src/store/sealed.ts'
import { withOrganizations } from '../entries.ts'

const ends: (() => void)[] = []
afterEach(() => ends.splice(0).forEach((end) => end()))

const IDS = Array.from({ length: 60 }, (_, index) => `shelter-${index}`)
const ONE = 'shelter-0'
const CHAT = 700_100_200
const days = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Almaty', dateStyle: 'short' })

/** Replicas of one bot: a store and a clock that stands still; each has its own connection and its own copy of the content. */
async function house() {
  const prefix = `test:${randomUUID()}:`
  const clock = manualClock('2026-11-22T12:00:00+05:00')
  const dataKey = newDataKey()
  const redis = await connection(prefix)
  const logged: string[] = []
  const keep = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }))
  const replica = async ({ key = dataKey, own = undefined as Redis | undefined } = {}) => {
    const asked: string[] = []
    const mine = counted(own ?? (await connection(prefix)), asked)
    const content = withOrganizations(Object.fromEntries(IDS.map((id) => [id, {}])))
    const woken = { times: 0 }
    const register = createRegister({
      redis: mine,
      clock,
      log: { info: keep, warn: keep, error: keep },
      dataKey: key,
      content,
      dayOf: (moment) => days.format(moment),
      nextLook: ({ contact }) => contact && contact.since + 1000,
      onChange: () => void (woken.times += 1),
    })
    const shown = (id = ONE) => content.directory.organizations[id]
    return { ...register, content, shown, asked, woken, redis: mine }
  }
  return { prefix, clock, dataKey, redis, logged, replica }
}

async function connection(prefix: string): Promise<Redis> {
  const redis = connect({ socket: inject('redisSocket') }, { prefix })
  await new Promise<void>((ready) => redis.once('ready', ready))
  ends.push(() => redis.disconnect())
  return redis
}

/** Writes down each command that is sent. */
function counted(redis: Redis, asked: string[]): Redis {
  const send = redis.sendCommand.bind(redis)
  redis.sendCommand = (command, stream) => {
    asked.push(command.name)
    return send(command, stream)
  }
  return redis
}

/** One more finding, told by its history. */
const found =
  (who: string) =>
  ({ record }: Entry) => ({
    record: { ...record, findings: [...record.findings, { kind: 'refused' as const, who, at: 1 }] },
    log: [{ at: 1, by: 'people', what: 'found', after: { reason: who } } satisfies LogLine],
  })

const phones = (number: string) => [{ number, type: 'voice' as const }]
/** The number as an editor corrects it. */
const called =
  (number: string) =>
  ({ record, file }: Entry) => ({
    record: {
      ...record,
      corrections: { ...record.corrections, phones: { value: phones(number), base: file.phones } },
    },
    log: [{ at: 1, by: 7, what: 'corrected', after: { phones: phones(number) } } satisfies LogLine],
  })
const linked =
  (since: number) =>
  ({ record }: Entry) => ({
    record: {
      ...record,
      contact: {
        chat: CHAT,
        name: 'Zarina Confidential',
        language: 'ru',
        since,
        toldHidden: false,
        unreachable: false,
      },
    },
    log: [{ at: since, by: 'contact', what: 'linked' } satisfies LogLine],
  })

const who = (entry: Entry | undefined) => entry?.record.findings.map((each) => each.who).toSorted()
const details = (lines: LogLine[]) => lines.map(({ after }) => JSON.stringify(after?.reason ?? null)).toSorted()

describe('several at the same moment', () => {
  test('two replicas change one entry: both changes are there, and the history tells of each', async () => {
    const { replica } = await house()
    const [even, odd] = [await replica(), await replica()]
    const people = Array.from({ length: 30 }, (_, index) => `p${index}`)
    await Promise.all(people.map((each, index) => (index % 2 === 0 ? even : odd).change(ONE, found(each))))
    const one = await replica()
    expect(who(await one.read(ONE))).toEqual(people.toSorted())
    expect(details(await one.history(ONE))).toEqual(people.toSorted().map((each) => JSON.stringify(each)))
  })

  test('two replicas change different entries: none waits for another', async () => {
    const { replica } = await house()
    const [even, odd] = [await replica(), await replica()]
    const decided = new Map<string, number>()
    const counting = (id: string) => (entry: Entry) => {
      decided.set(id, (decided.get(id) ?? 0) + 1)
      return found(id)(entry)
    }
    await Promise.all(IDS.map((id, index) => (index % 2 === 0 ? even : odd).change(id, counting(id))))
    for (const each of await (await replica()).all()) if (IDS.includes(each.id)) expect(who(each)).toEqual([each.id])
    expect([...decided.values()]).toEqual(IDS.map(() => 1))
  })

  test('different fields of one entry: neither editor takes back what the other did', async () => {
    const { replica } = await house()
    const [one, other] = [await replica(), await replica()]
    await Promise.all([
      one.change(ONE, called('+7 700 000 00 01')),
      other.change(ONE, linked(5)),
      one.change(ONE, found('a')),
    ])
    const record = (await one.read(ONE))?.record
    expect(record).toMatchObject({ contact: { chat: CHAT }, findings: [{ who: 'a' }] })
    expect(record?.corrections.phones?.value).toEqual(phones('+7 700 000 00 01'))
    expect(await one.history(ONE)).toHaveLength(3)
  })
})

describe('what is handled twice', () => {
  test('happens once, on whichever replica; the answer is still there', async () => {
    const { replica } = await house()
    const [one, other] = [await replica(), await replica()]
    const add = found('a')
    expect(await one.change(ONE, add, 'u1')).toBeDefined()
    expect(await other.change(ONE, add, 'u1')).toBeDefined()
    await Promise.all([one.change(ONE, found('b'), 'u2'), other.change(ONE, found('b'), 'u2')])
    expect(who(await one.read(ONE))).toEqual(['a', 'b'])
    expect(details(await one.history(ONE))).toEqual(['"a"', '"b"'])
  })

  test('nothing to change writes nothing and wakes nobody; so does an entry that the file has not', async () => {
    const { replica, redis, prefix } = await house()
    const one = await replica()
    expect(await one.change(ONE, () => undefined)).toBeUndefined()
    expect(await one.change('nobody', found('a'))).toBeUndefined()
    expect(await redis.keys(`${prefix}*`)).toEqual([])
    expect(one.woken.times).toBe(0)
    expect(await one.read('nobody')).toBeUndefined()
  })

  test('what is no record is not written: it could never be read again', async () => {
    const { replica } = await house()
    const one = await replica()
    const broken = ({ record }: Entry) => ({ record: { ...record, closedAt: 1.5 } })
    await expect(one.change(ONE, broken)).rejects.toThrow()
    expect((await one.read(ONE))?.record).toEqual(EntryRecord.parse({}))
  })
})

describe('the directory of a replica', () => {
  test('follows what another one changed', async () => {
    const { replica } = await house()
    const [one, other] = [await replica(), await replica()]
    await other.refresh()
    await one.change(ONE, called('+7 700 000 00 01'))
    expect(one.shown()?.phones).toEqual(phones('+7 700 000 00 01'))
    expect(other.shown()?.phones).toEqual(phones('+7 700 000 00 00'))
    await other.refresh()
    expect(other.shown()?.phones).toEqual(phones('+7 700 000 00 01'))
  })

  test('asks with one command when nothing changed, and stays the same object', async () => {
    const { replica } = await house()
    const one = await replica()
    await one.change(ONE, called('+7 700 000 00 01'))
    const { directory } = one.content
    one.asked.length = 0
    for (let time = 0; time < 10; time += 1) await one.refresh()
    expect(one.asked).toEqual(Array.from({ length: 10 }, () => 'get'))
    expect(one.content.directory).toBe(directory)
  })

  test('is read once for all who ask at the same time', async () => {
    const { replica } = await house()
    const [one, other] = [await replica(), await replica()]
    await one.change(ONE, called('+7 700 000 00 01'))
    await Promise.all(Array.from({ length: 20 }, () => other.refresh()))
    expect(other.asked.filter((name) => name === 'hgetall')).toHaveLength(1)
    expect(other.shown()?.phones).toEqual(phones('+7 700 000 00 01'))
  })

  test('ages although nobody changes anything', async () => {
    const { replica, clock } = await house()
    const one = await replica()
    await one.change(ONE, ({ record }) => ({ record: { ...record, places: { free: true, at: clock.now() } } }))
    expect(one.content.standings[ONE]?.places?.free).toBe(true)
    await clock.advance(18 * 3600_000) // six in the morning
    await one.refresh()
    expect(one.content.standings).toEqual({})
  })

  test('a change between the two reads is seen at the next', async () => {
    const { replica } = await house()
    const one = await replica()
    const own = await replica()
    await one.change(ONE, called('+7 700 000 00 01'))
    const { hgetall } = own.redis
    own.redis.hgetall = async (key: string) => {
      own.redis.hgetall = hgetall
      const before = await own.redis.hgetall(key)
      await one.change(ONE, called('+7 700 000 00 02')) // after these were read
      return before
    }
    await own.refresh()
    expect(own.shown()?.phones).toEqual(phones('+7 700 000 00 01'))
    await own.refresh()
    expect(own.shown()?.phones).toEqual(phones('+7 700 000 00 02'))
  })

  test('a read that fails after the change was seen is made up for', async () => {
    const { replica } = await house()
    const [one, own] = [await replica(), await replica()]
    await own.refresh()
    await one.change(ONE, called('+7 700 000 00 01'))
    const { hgetall } = own.redis
    own.redis.hgetall = () => Promise.reject(new Error('gone'))
    await own.refresh()
    expect(own.shown()?.phones).toEqual(phones('+7 700 000 00 00'))
    own.redis.hgetall = hgetall
    await own.refresh()
    expect(own.shown()?.phones).toEqual(phones('+7 700 000 00 01'))
  })

  test('a store that was emptied, or set back to a backup, is seen, however many changes there are', async () => {
    const { replica, redis, prefix } = await house()
    const [one, other] = [await replica(), await replica()]
    await one.change(ONE, called('+7 700 000 00 01'))
    await other.refresh()
    const names = await redis.keys(`${prefix}*`)
    await redis.del(names.map((name) => name.slice(prefix.length)))
    await one.change('shelter-1', called('+7 700 000 00 02')) // as many changes as before
    await other.refresh()
    expect(other.shown()?.phones).toEqual(phones('+7 700 000 00 00'))
    expect(other.shown('shelter-1')?.phones).toEqual(phones('+7 700 000 00 02'))
    await redis.del((await redis.keys(`${prefix}*`)).map((name) => name.slice(prefix.length)))
    await other.refresh()
    expect(other.shown('shelter-1')?.phones).toEqual(phones('+7 700 000 00 00'))
  })

  test('a bot that starts anew on the same content begins with the file, not with what was made of it', async () => {
    const { replica, clock, dataKey, prefix } = await house()
    const one = await replica()
    await one.change(ONE, called('+7 700 000 00 01'))
    const again = createRegister({
      redis: await connection(prefix),
      clock,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      dataKey,
      content: one.content,
      dayOf: (moment) => days.format(moment),
      nextLook: () => undefined,
      onChange: () => {},
    })
    expect((await again.read(ONE))?.file.phones).toEqual(phones('+7 700 000 00 00'))
    expect(one.shown()?.phones).toEqual(phones('+7 700 000 00 00'))
    await again.refresh()
    expect(one.shown()?.phones).toEqual(phones('+7 700 000 00 01'))
  })
})

describe('a record that cannot be read', () => {
  async function damaged() {
    const all = await house()
    const one = await all.replica()
    const stranger = await all.replica({ key: newDataKey() })
    await one.change('shelter-1', called('+7 700 000 00 01'))
    await stranger.change(ONE, called('+7 700 000 00 02'))
    return { ...all, one }
  }

  test('hides no other, and leaves what the file says; it is logged once, without what it holds', async () => {
    const { one, logged, clock } = await damaged()
    logged.length = 0
    await one.refresh()
    await one.change('shelter-2', found('a'))
    await clock.advance(120_000)
    await one.refresh()
    expect(one.shown()).toEqual((await one.read(ONE))?.file)
    expect(one.shown()?.phones).toEqual(phones('+7 700 000 00 00'))
    expect(one.shown('shelter-1')?.phones).toEqual(phones('+7 700 000 00 01'))
    expect((await one.all()).find(({ id }) => id === 'shelter-1')?.now.phones).toEqual(phones('+7 700 000 00 01'))
    const lines = logged.filter((line) => line.includes('cannot be read'))
    expect(lines.length).toBeLessThanOrEqual(2) // refreshed, and asked for by itself
    expect(lines.join()).not.toContain('700')
  })

  test('is not overwritten: the change fails, and the record stays as it is', async () => {
    const { one, redis } = await damaged()
    const before = await redis.hget(keys.directoryRecords, ONE)
    await expect(one.change(ONE, found('a'))).rejects.toThrow('shelter-0')
    expect(await redis.hget(keys.directoryRecords, ONE)).toBe(before)
  })

  test('so is a record of a newer version, and rubbish', async () => {
    const { one, redis } = await damaged()
    await redis.hset(keys.directoryRecords, ONE, 'rubbish', 'shelter-3', '')
    await redis.set(keys.directoryLast, 'another')
    await one.refresh()
    expect(one.shown()?.phones).toEqual(phones('+7 700 000 00 00'))
    await expect(one.change('shelter-3', found('a'))).rejects.toThrow('shelter-3')
  })

  test('a line of history that cannot be read hides no other', async () => {
    const { one, redis } = await damaged()
    await one.change('shelter-1', found('a'))
    await redis.lpush(keys.directoryLog('shelter-1'), 'rubbish')
    expect((await one.history('shelter-1')).map(({ what }) => what)).toEqual(['found', 'corrected'])
  })
})

describe('without the store', () => {
  async function lost() {
    const all = await house()
    const one = await all.replica()
    await one.change(ONE, called('+7 700 000 00 01'))
    await one.change('shelter-1', ({ record }) => ({
      record: { ...record, places: { free: true, at: all.clock.now() } },
    }))
    const ended = new Promise<void>((end) => one.redis.once('end', end))
    one.redis.disconnect()
    await ended
    return { ...all, one }
  }

  test('what was last known stays, and ages; a change fails', async () => {
    const { one, clock } = await lost()
    await one.refresh()
    expect(one.shown()?.phones).toEqual(phones('+7 700 000 00 01'))
    expect(one.content.standings['shelter-1']?.places?.free).toBe(true)
    await clock.advance(24 * 3600_000)
    await one.refresh()
    expect(one.shown()?.phones).toEqual(phones('+7 700 000 00 01'))
    expect(one.content.standings).toEqual({}) // nobody said so today
    await expect(one.change(ONE, found('a'))).rejects.toThrow()
    await expect(one.read(ONE)).rejects.toThrow()
  })

  test('a bot that starts without it shows the file, and the rest as soon as it is there', async () => {
    const { one, replica } = await lost()
    const fresh = await replica({ own: one.redis }) // not connected
    await fresh.refresh()
    expect(fresh.shown()?.phones).toEqual(phones('+7 700 000 00 00'))
    await one.redis.connect()
    await fresh.refresh()
    expect(fresh.shown()?.phones).toEqual(phones('+7 700 000 00 01'))
  })

  test('a store that hangs is waited for once', async () => {
    const { replica, clock } = await house()
    const one = await replica()
    await one.change(ONE, called('+7 700 000 00 01'))
    one.asked.length = 0
    one.redis.get = () => Promise.reject(new Error('Command timed out'))
    await clock.advance(120_000)
    await one.refresh()
    expect(one.asked).toEqual([])
    expect(one.shown()?.phones).toEqual(phones('+7 700 000 00 01'))
  })
})

describe('the store', () => {
  test('holds nothing that somebody could read: no name, chat, phone, finding', async () => {
    const { replica, redis, prefix } = await house()
    const one = await replica()
    await one.change(ONE, linked(5), 'u1')
    await one.change(ONE, called('+7 727 999 88 77'))
    await one.change(ONE, found(one.pseudonym(CHAT, ONE)))
    const names = (await redis.keys(`${prefix}*`)).map((name) => name.slice(prefix.length))
    const raw = await Promise.all(names.map((name) => everythingIn(redis, name)))
    const all = [...names, ...raw].join('\n')
    expect(all).toContain(ONE)
    for (const secret of [
      'Zarina',
      String(CHAT),
      '999 88 77',
      '9998877',
      one.pseudonym(CHAT, ONE),
      'refused',
      'linked',
    ])
      expect(all).not.toContain(secret)
  })

  test('keeps the history for a year after the last change, newest first', async () => {
    const { replica, redis } = await house()
    const one = await replica()
    for (const each of ['a', 'b', 'c']) await one.change(ONE, found(each))
    expect((await one.history(ONE)).map(({ after }) => after?.reason)).toEqual(['c', 'b', 'a'])
    const left = await redis.ttl(keys.directoryLog(ONE))
    expect(ttlSeconds.audit - left).toBeLessThan(60)
    expect(await redis.ttl(keys.directoryRecords)).toBe(-1)
  })

  test('knows when the contact is to be looked after, for as long as there is one', async () => {
    const { replica, redis } = await house()
    const one = await replica()
    const due = () => redis.zscore(keys.due, dueEntry(ONE))
    await one.change(ONE, found('a'))
    expect(await due()).toBeNull()
    await one.change(ONE, linked(5000))
    expect(await due()).toBe('6000')
    await one.change(ONE, linked(9000))
    expect(await due()).toBe('10000')
    await one.change(ONE, ({ record }) => ({ record: { ...record, contact: undefined } }))
    expect(await due()).toBeNull()
    expect(one.woken.times).toBe(4)
  })
})

test('a pseudonym: the same for one person and one entry on every replica, another for anything else', async () => {
  const { replica } = await house()
  const [one, other, stranger] = [await replica(), await replica(), await replica({ key: newDataKey() })]
  const all = [one.pseudonym(1, ONE), one.pseudonym(2, ONE), one.pseudonym(1, 'shelter-1'), stranger.pseudonym(1, ONE)]
  expect(new Set(all).size).toBe(4)
  expect(other.pseudonym(1, ONE)).toBe(one.pseudonym(1, ONE))
})

async function everythingIn(redis: Redis, name: string): Promise<string> {
  switch (await redis.type(name)) {
    case 'hash':
      return JSON.stringify(await redis.hgetall(name))
    case 'list':
      return JSON.stringify(await redis.lrange(name, 0, -1))
    case 'zset':
      return JSON.stringify(await redis.zrange(name, '0', '-1'))
    default:
      return String(await redis.get(name))
  }
}
