import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { Answer } from '../src/case/answer.ts'
import type { Case } from '../src/case/case.ts'
import {
  erasureStep,
  kept,
  nextErasure,
  nextRetention,
  periodOf,
  retentionStep,
  warned,
} from '../src/desk/clock/retention.ts'
import { report, said } from './cases.ts'
import { type Colleague, endWorlds, NOON, realContent, type Someone, type World, world } from './world.ts'

afterEach(endWorlds)
const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }
const settings = content.desk
const { days, warnings_days_before, erasure_hours } = settings.retention
const DAY = 86_400_000
const HOUR = 3_600_000
const START = Date.parse(NOON)
const WORDS = 'They hold my passport in the blue house'

const ended = (overrides: Partial<Case> = {}) =>
  report(1001, 5, { state: 'closed', closed: { at: START, by: 7, reason: 'helped' }, ...overrides })

describe('how long a case is kept', () => {
  test('is counted from closing, anew from new words, and not at all while it is open', () => {
    expect(periodOf(report(1001, 5), settings)).toBeUndefined()
    expect(periodOf(ended(), settings)).toEqual({ eraseAt: START + days * DAY, warned: 0 })
    const later = ended({ lastWordAt: START + 80 * DAY, retention: { eraseAt: START + days * DAY, warned: 2 } })
    expect(periodOf(later, settings)).toEqual({ eraseAt: START + (80 + days) * DAY, warned: 0 })
  })

  test('ends after each warning, with at least the last warning’s days in between, whenever the clock is looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 * 24 }), { maxLength: 40 }), (pauses) => {
        let each = ended()
        let now = START
        let lastWarning = 0
        for (const hours of [...pauses, ...Array<number>(20).fill(24 * 30)]) {
          now += hours * HOUR
          const step = retentionStep(each, now, settings)
          expect(step === undefined).toBe((nextRetention(each, settings) ?? 0) > now)
          if (step?.kind === 'erase') {
            expect(now).toBeGreaterThanOrEqual(START + days * DAY)
            expect(now - lastWarning).toBeGreaterThanOrEqual(Math.min(...warnings_days_before) * DAY)
            return
          }
          if (step) lastWarning = now
          each = warned(each, now, settings)?.case ?? each
        }
        throw new Error('Expected an end, found none')
      }),
    )
  })

  test('is extended once by one press, however often it is pressed', () => {
    const press = { by: 7, reason: 'court', eraseAt: START + days * DAY }
    const once = kept(ended(), press, settings)
    expect(once?.case.retention).toEqual({ eraseAt: START + 2 * days * DAY, warned: 0, extendedBy: 7 })
    expect(once?.audit).toEqual([{ who: 7, what: 'kept', detail: 'court' }])
    expect(kept(once?.case ?? ended(), press, settings)).toBeUndefined()
  })

  test('is cut short when the person asks, unless a lead refuses', () => {
    const person = (erasure: Case['person']['erasure']) =>
      report(1001, 5, { person: { chat: 5, since: 0, reachable: 'yes', wrongWords: 0, withdrawn: false, erasure } })
    expect(erasureStep(person({ at: START }), START, settings)?.kind).toBe('tell')
    const told = person({ at: START, told: true })
    expect(nextErasure(told, settings)).toBe(START + erasure_hours * HOUR)
    expect(erasureStep(told, START + erasure_hours * HOUR - 1, settings)).toBeUndefined()
    expect(erasureStep(told, START + erasure_hours * HOUR, settings)).toEqual({ kind: 'erase' })
    expect(nextErasure(person({ at: START, told: true, refused: 'court' }), settings)).toBeUndefined()
  })
})

/** A case with a topic that has its messages, a copy in private, and a status on the person's phone. */
async function closedCase(there: World, lead: Colleague, overrides: Partial<Case> = {}): Promise<Someone> {
  const amina = there.person('Amina', 'en')
  await amina.sends('/start')
  const { cases, background } = there.app()
  const chat = amina.person.user.id
  const status = await background.sendMessage(chat, 'Your number is K-1001.')
  const first = ended({ closed: { at: there.clock.now(), by: lead.person.user.id, reason: 'helped' }, ...overrides })
  await cases.create(
    { ...first, person: { ...first.person, chat } },
    [said(WORDS, 1)],
    [{ who: 'person', what: 'sent' }],
  )
  const copy = await background.sendMessage(lead.person.user.id, WORDS)
  const stub = await background.sendMessage(there.room.id, 'P0 · K-1001 · en')
  await there.later(0)
  const before = await cases.read(1001)
  if (before?.desk.thread === undefined) {
    const topic = await background.createForumTopic(there.room.id, 'K-1001')
    const inTopic = { message_thread_id: topic.message_thread_id }
    const message = await background.sendMessage(there.room.id, WORDS, inTopic)
    await cases.claimTopic(1001, there.room.id, topic.message_thread_id)
    await cases.change(1001, (each) => ({
      case: each,
      messages: [{ chat: there.room.id, message: message.message_id, entry: 0 }],
    }))
  }
  await cases.change(1001, (each) => ({
    case: {
      ...each,
      desk: { ...each.desk, chat: there.room.id, stub: { message: stub.message_id, shown: 'x' } },
      person: { ...each.person, status: { message: status.message_id, shown: 'x' } },
    },
    messages: [{ chat: lead.person.user.id, message: copy.message_id, entry: 0 }],
  }))
  return amina
}

/** Most of the time passes at once: hourly looks at the group are no part of this. */
async function goBy(there: World, milliseconds: number): Promise<void> {
  await there.clock.advance(milliseconds - HOUR)
  await there.later(HOUR)
}

/** Every value in this world's store, as one text. */
async function everything({ redis }: World): Promise<string> {
  const prefix = redis.options.keyPrefix ?? ''
  const names = (await redis.keys(`${prefix}*`)).map((name) => name.slice(prefix.length))
  const values = await Promise.all(
    names.map(async (name) => {
      const kind = await redis.type(name)
      if (kind === 'hash') return redis.hgetall(name)
      if (kind === 'list') return redis.lrange(name, 0, -1)
      if (kind === 'set') return redis.smembers(name)
      if (kind === 'zset') return redis.zrange(name, '0', '-1')
      return kind === 'stream' ? redis.xrange(name, '-', '+') : redis.get(name)
    }),
  )
  return JSON.stringify([names, values])
}

const inGroup = (there: World) =>
  there.room
    .sees()
    .map(({ text }) => text)
    .join('\n')

const words = (who: Someone) =>
  who
    .chat()
    .map(({ text }) => text)
    .join('\n')

async function expectErased(there: World): Promise<void> {
  const { cases } = there.app()
  expect(await cases.read(1001)).toBeUndefined()
  expect(await cases.log(1001)).toEqual([])
  expect(await there.redis.exists('case:1001', 'case:1001:log', 'case:1001:messages')).toBe(0)
  expect(there.room.topics().filter(({ name }) => name.includes('K-1001'))).toEqual([])
  const stored = await everything(there)
  expect(stored).not.toContain(WORDS)
  expect(stored).not.toContain('blue house')
  expect(await cases.statistics()).toHaveProperty('1001')
  expect((await cases.audit(1001)).map(({ what }) => what)).toContain('erased')
}

describe('a closed case', () => {
  test('is erased after two warnings: nothing of the person’s words is left, the tombstone stays', async () => {
    const there = await world({ content })
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    const amina = await closedCase(there, marat)
    await goBy(there, (days - 14) * DAY - HOUR)
    expect(marat.sees()).not.toContain('erased in')
    await there.later(2 * HOUR)
    expect(marat.sees()).toContain('K-1001 is closed. Everything in it is erased in 14 days.')
    await goBy(there, 11 * DAY)
    expect(marat.sees()).toContain('erased in 3 days')
    expect(await there.app().cases.read(1001)).toBeDefined()
    await goBy(there, 3 * DAY)
    await expectErased(there)
    expect(inGroup(there)).not.toContain(WORDS)
    expect(inGroup(there)).toMatch(/K-1001 · erased \d+ \w+ \d+/)
    expect(words(marat)).not.toContain(WORDS)
    expect(words(amina)).not.toContain('K-1001')
    await marat.sends('/audit K-1001')
    expect(marat.sees()).toContain('the time of keeping was over')
    await marat.taps('Keep it')
    expect(marat.sees()).toContain('K-1001 was erased on')
  })

  test('is kept for another period by a lead, with a reason', async () => {
    const there = await world({ content })
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    const sergey = await there.colleague('Sergey')
    await closedCase(there, marat)
    await goBy(there, (days - 14) * DAY + HOUR)
    await marat.taps('Keep it')
    await marat.taps('A court needs it')
    expect(marat.sees()).toContain('K-1001 is kept until')
    expect((await there.app().cases.audit(1001)).at(-1)).toMatchObject({ what: 'kept', detail: 'court' })
    expect(sergey.sees()).not.toContain('K-1001')
    await goBy(there, (days + 1) * DAY)
    await goBy(there, 11 * DAY)
    expect(await there.app().cases.read(1001)).toBeDefined()
    await goBy(there, 4 * DAY)
    await expectErased(there)
  })

  test('whose topic cannot be deleted is erased all the same; admins hear of it, and it is tried until it is done', async () => {
    const there = await world({ content })
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    const aliya = there.person('Aliya', 'en')
    await aliya.does((person) => person.starts())
    there.app().desk.staff.admins.push(aliya.person.user.id)
    await closedCase(there, marat)
    there.room.botRights({ can_delete_messages: false })
    await goBy(there, (days - 10) * DAY)
    await goBy(there, 8 * DAY)
    await goBy(there, 4 * DAY)
    expect(await there.app().cases.read(1001)).toBeUndefined()
    expect(there.room.topics().some(({ name }) => name.includes('K-1001'))).toBe(true)
    expect(aliya.chat().filter(({ text }) => text.includes('could not be deleted')).length).toBeGreaterThan(0)
    there.room.botRights({ can_delete_messages: true })
    await there.later(2 * HOUR)
    await expectErased(there)
  })
})

test('erasing takes away what stands elsewhere too: an answer on the phone, words in the group outside the topic', async () => {
  const there = await world({ content })
  const marat = await there.colleague('Marat', { roles: ['lead'] })
  const amina = await closedCase(there, marat)
  const { cases, background, desk } = there.app()
  const answer = await background.sendMessage(amina.person.user.id, WORDS)
  const outside = await background.sendMessage(there.room.id, WORDS)
  const at = there.clock.now()
  const opened: Answer = {
    id: 1,
    by: marat.person.user.id,
    at,
    entries: [0],
    staff: [],
    state: 'opened',
    tries: 0,
    shown: [answer.message_id],
    shownEntries: [0],
    openedAt: at,
  }
  await cases.change(1001, (each) => ({
    case: { ...each, answers: [opened] },
    messages: [{ chat: there.room.id, message: outside.message_id, entry: 0 }],
  }))
  expect(words(amina)).toContain(WORDS)
  await desk.erase(1001)
  await there.later(HOUR)
  await expectErased(there)
  expect(inGroup(there)).not.toContain(WORDS)
  expect(words(amina)).not.toContain(WORDS)
})

describe('a person who asks for erasure', () => {
  const asking = async () => {
    const there = await world({ content })
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    await closedCase(there, marat)
    await there.app().cases.change(1001, (each) => ({
      case: { ...each, person: { ...each.person, erasure: { at: there.clock.now() } } },
    }))
    await there.later(1000)
    expect(marat.sees()).toContain('the person asked to erase everything')
    return { there, marat }
  }

  test('has it by themselves after the set hours', async () => {
    const { there } = await asking()
    await there.later(erasure_hours * HOUR - HOUR)
    expect(await there.app().cases.read(1001)).toBeDefined()
    await there.later(HOUR)
    await expectErased(there)
  })

  test('has it at once when a lead says so, after asking', async () => {
    const { there, marat } = await asking()
    await marat.taps('Erase now')
    expect(await there.app().cases.read(1001)).toBeDefined()
    await marat.taps('Erase now')
    expect(marat.sees()).toContain('as the person asked for it')
    await there.later(61_000)
    await expectErased(there)
  })

  test('is refused with a reason only by a lead', async () => {
    const { there, marat } = await asking()
    await marat.walks('Keep it', 'A court needs it')
    expect(marat.sees()).toContain('K-1001 is kept')
    expect((await there.app().cases.read(1001))?.person.erasure?.refused).toBe('court')
    await there.later(erasure_hours * HOUR + HOUR)
    expect(await there.app().cases.read(1001)).toBeDefined()
  })

  test('has it although the process ends in between and an answer of Telegram is lost', async () => {
    const { there, marat } = await asking()
    there.telegram.faults.next(1, { kind: 'drop-after' }, { method: 'deleteForumTopic' })
    await marat.taps('Erase now')
    there.restarts()
    await marat.taps('Erase now')
    there.restarts()
    await there.later(60_000)
    await expectErased(there)
  })
})
