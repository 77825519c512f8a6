/** When an organization's person is asked; invitations; whom they take; what they change. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Redis } from 'ioredis'
import { PERSONS } from '../../src/content/directory.ts'
import { addressPatch, closed, confirmed, opened, proposed, streetPlace } from '../../src/directory/contact/changes.ts'
import { isQuiet, loudFrom } from '../../src/directory/contact/hours.ts'
import { createInvitations } from '../../src/directory/contact/invitation.ts'
import { ASKED_EVERY_DAYS, nextLook } from '../../src/directory/contact/next-look.ts'
import { readWhom, turned, whomCode } from '../../src/directory/contact/whom.ts'
import { type Contact, EMPTY, type EntryRecord } from '../../src/directory/register/record.ts'
import type { Entry } from '../../src/directory/register/register.ts'
import { connect } from '../../src/store/connection.ts'
import { keys } from '../../src/store/keys.ts'
import { withOrganizations } from '../entries.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-21T07:00:00Z')
const ALMATY = 'Asia/Almaty'
const zones = fc.constantFrom(ALMATY, 'Europe/Berlin', 'America/St_Johns', 'UTC', 'Asia/Kathmandu')
const moment = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2030-01-01') })
const contact = (more: Partial<Contact> = {}): Contact => ({
  chat: 5,
  name: 'Dana',
  language: 'en',
  since: NOW,
  toldHidden: false,
  unreachable: false,
  ...more,
})
const linked = (more: Partial<Contact> = {}) => ({ ...EMPTY, contact: contact(more) })
const hourIn = (at: number, timeZone: string) =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at))

describe('the next look', () => {
  test('a fortnight after the link or the last question, at ten', () => {
    expect(new Date(nextLook(linked(), ALMATY) ?? 0).toISOString()).toBe('2026-12-05T05:00:00.000Z')
    const asked = linked({ askedAt: Date.parse('2026-12-05T05:00:07Z') })
    expect(new Date(nextLook(asked, ALMATY) ?? 0).toISOString()).toBe('2026-12-19T05:00:00.000Z')
  })

  test('nobody answers: never', () => expect(nextLook(EMPTY, ALMATY)).toBeUndefined())

  test('never by night, never more than a fortnight and a day after they were last asked or answered, and never no more', () => {
    const times = fc.record({
      since: moment,
      askedAfter: fc.option(fc.integer({ min: 0, max: 400 * DAY })),
      confirmedAfter: fc.option(fc.integer({ min: 0, max: 400 * DAY })),
      toldHidden: fc.boolean(),
      timeZone: zones,
    })
    fc.assert(
      fc.property(times, ({ since, askedAfter, confirmedAfter, toldHidden, timeZone }) => {
        const asked = since + (askedAfter ?? 0)
        const heard = Math.max(asked, since + (confirmedAfter ?? 0))
        const record = linked({
          since,
          toldHidden,
          ...(askedAfter !== null && { askedAt: asked }),
          ...(confirmedAfter !== null && { confirmedAt: since + confirmedAfter }),
        })
        const at = nextLook(record, timeZone) ?? Number.NaN
        expect(hourIn(at, timeZone)).toBeGreaterThanOrEqual(9)
        expect(hourIn(at, timeZone)).toBeLessThan(20)
        expect(at - heard).toBeLessThanOrEqual((ASKED_EVERY_DAYS + 1) * DAY)
        if (toldHidden) expect(at - heard).toBeGreaterThan((ASKED_EVERY_DAYS - 1) * DAY)
      }),
      { numRuns: 500 },
    )
  })

  test('what comes by night waits for ten o’clock, what comes by day does not', () => {
    fc.assert(
      fc.property(moment, zones, (at, timeZone) => {
        const loud = loudFrom(at, timeZone)
        expect(isQuiet(loud, timeZone)).toBe(false)
        expect(loud).toBeGreaterThanOrEqual(at)
        expect(loud - at).toBeLessThan(15 * 3_600_000 + 3_600_000)
        if (!isQuiet(at, timeZone)) expect(loud).toBe(at)
      }),
    )
  })
})

describe('whom they take, in a button', () => {
  const eligibility = fc.dictionary(fc.constantFrom(...PERSONS), fc.constantFrom('yes', 'no', 'ask'))

  test('is read back as it was', () => {
    fc.assert(
      fc.property(eligibility, (each) => {
        expect(readWhom(whomCode(each), each)).toEqual({ ...each })
      }),
    )
  })

  test('three taps on one lead back; nothing made up is read', () => {
    const code = whomCode({ women: 'yes' })
    expect(turned(turned(turned(code, 0), 0), 0)).toBe(code)
    expect(readWhom(turned(code, 0), {})).toEqual({ women: 'no' })
    for (const wrong of ['', 'y', 'yyyyyyyy', 'yyyyyyx']) expect(readWhom(wrong, {})).toBeUndefined()
  })
})

describe('what they change', () => {
  const content = withOrganizations({
    shelter: {
      locations: [{ city: 'almaty', visibility: 'call-first' }],
      publication: 'after-test-call',
      reason: 'new',
    },
    office: {
      services: ['papers'],
      locations: [{ city: 'almaty', visibility: 'public', address: 'Abai 1', latitude: 43.2, longitude: 76.9 }],
    },
    home: { locations: [{ city: 'almaty', visibility: 'city' }] },
  })
  const entry = (id: string, record: EntryRecord = linked()): Entry => {
    const file = content.directory.organizations[id]
    if (!file) throw new Error(`Expected ${id}`)
    return { id, file, now: file, record }
  }
  const who = { chat: 5, name: 'Dana', language: 'en', hushed: undefined }

  test('a confirmation dates the entry; it settles no findings, and publishes nothing: nobody has tried the phone', () => {
    const found = { ...linked({ toldHidden: true }), findings: [{ kind: 'refused' as const, who: 'x', at: NOW - DAY }] }
    const { record, log } = confirmed(content, entry('shelter', found), { at: NOW, day: '2026-11-21', who, free: true })
    expect(Object.keys(record.corrections).sort()).toEqual(['assured_by', 'assured_date'])
    expect(record).toMatchObject({
      findings: found.findings,
      places: { free: true, at: NOW },
      contact: { confirmedAt: NOW, toldHidden: false },
    })
    expect(log?.map(({ what }) => what)).toEqual(['confirmed', 'places'])
  })

  test('closed and open again leave nothing behind', () => {
    const shut = closed(entry('shelter'), NOW)
    if (!shut) throw new Error('Expected it to close')
    expect(closed(entry('shelter', { ...linked(), ...shut.record }), NOW)).toBeUndefined()
    expect(opened(entry('shelter', { ...linked(), ...shut.record }), NOW)?.record).toEqual(linked())
    expect(opened(entry('shelter'), NOW)).toBeUndefined()
  })

  test('a street is taken only of what everybody may find', () => {
    expect(addressPatch(entry('shelter').now, 'Abai 2')).toBeUndefined()
    expect(streetPlace(entry('home').now)).toBeUndefined()
    expect(addressPatch(entry('office').now, 'Abai 2')).toEqual({
      locations: [{ city: 'almaty', visibility: 'public', address: 'Abai 2' }],
    })
  })

  test('a newer change takes the place of the one that waits; what stands there already takes it back', () => {
    const phones = (number: string) => ({ phones: [{ number, type: 'voice' as const }] })
    const first = proposed(entry('office'), phones('+7 701 111 11 11'), { at: NOW, id: 'a' })
    const second = proposed(entry('office', { ...linked(), ...first?.record }), phones('+7 702 222 22 22'), {
      at: NOW,
      id: 'b',
    })
    expect(second?.record.proposals).toEqual([{ id: 'b', patch: phones('+7 702 222 22 22'), at: NOW }])
    const none = proposed(entry('office', { ...linked(), ...second?.record }), phones('+7 700 000 00 00'), {
      at: NOW,
      id: 'c',
    })
    expect(none?.record.proposals).toEqual([])
    expect(proposed(entry('office'), phones('+7 700 000 00 00'), { at: NOW, id: 'd' })).toBeUndefined()
  })
})

describe('an invitation', () => {
  let redis: Redis
  beforeAll(async () => {
    redis = connect({ socket: inject('redisSocket') }, { prefix: `test:${randomUUID()}:` })
    await new Promise<void>((ready) => redis.once('ready', ready))
  })
  afterAll(() => redis.disconnect())

  test('works once; the same update has the same answer, everybody else none', async () => {
    const invitations = createInvitations(redis)
    const code = await invitations.make('shelter')
    expect(await invitations.look(code)).toBe('shelter')
    expect(await invitations.use(code, 5, 'u1')).toBe('shelter')
    expect(await invitations.use(code, 5, 'u1')).toBe('shelter')
    expect(await invitations.use(code, 5, 'u2')).toBeUndefined()
    expect(await invitations.use(code, 6, 'u1')).toBeUndefined()
    expect(await invitations.look(code)).toBeUndefined()
    expect(await invitations.use('made-up-code', 5, 'u3')).toBeUndefined()
  })

  test('of two who use it at the same moment one has it', async () => {
    const invitations = createInvitations(redis)
    const code = await invitations.make('shelter')
    const both = await Promise.all([5, 6].map((chat) => invitations.use(code, chat, `u${chat}`)))
    expect(both.filter((each) => each === 'shelter')).toHaveLength(1)
  })

  test('ends after a week, and the store does not know the code, nor who used it', async () => {
    const invitations = createInvitations(redis)
    const code = await invitations.make('shelter')
    const names = await redis.keys(`${redis.options.keyPrefix}${keys.directoryInvitation('*')}`)
    expect(names.join()).not.toContain(code)
    await invitations.use(code, 123456789, 'u9')
    for (const name of names) {
      const key = name.slice(redis.options.keyPrefix?.length)
      expect(await redis.ttl(key)).toBeGreaterThan(6 * 86_400)
      expect(await redis.get(key)).not.toMatch(/123456789|u9\b/)
    }
  })
})
