import { afterEach, describe, expect, test } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import { report, said } from '../cases.ts'
import { type Colleague, endWorlds, NOON, realContent, type World, world } from '../world.ts'

afterEach(endWorlds)
const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }
const MINUTE = 60_000
const ALWAYS = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', languages: [], holidays: true }

/** Somebody's report, as it stands in the store. */
async function reported(there: World, number: number, overrides: Partial<Case> = {}): Promise<void> {
  const amina = there.person('Amina', 'en')
  const createdAt = there.clock.now()
  const first = report(number, amina.person.user.id, { createdAt, unownedSince: createdAt, ...overrides })
  await there.app().cases.create(first, [said('They hold my passport', 1)], [])
  await there.later(0)
}

async function onDuty(there: World, who: Colleague, as: 'duty' | 'backup' = 'duty', until = '23:59'): Promise<void> {
  await there.app().desk.duty.addShift({ ...ALWAYS, to: until, staff: who.person.user.id, as })
}

/** Alarms in somebody's private chat about a case. */
const alarms = (who: Colleague, name: string) =>
  who.chat().filter(({ from, text }) => from.isBot && text.includes(name) && /[Nn]obody has/.test(text)).length

async function atWork(there: World) {
  const sergey = await there.colleague('Sergey')
  const dana = await there.colleague('Dana')
  const marat = await there.colleague('Marat', { roles: ['lead'] })
  await onDuty(there, sergey)
  await onDuty(there, dana, 'backup')
  return { sergey, dana, marat }
}

describe('an urgent case nobody takes', () => {
  test('calls on duty, backup, lead and everybody at the set minutes, and the person sees partner lines', async () => {
    const there = await world({ content })
    const { sergey, dana, marat } = await atWork(there)
    await reported(there, 1001)
    const told = () => [sergey, dana, marat].map((who) => alarms(who, 'K-1001'))
    await there.later(2 * MINUTE - 1)
    expect(told()).toEqual([0, 0, 0])
    await there.later(1)
    expect(told()).toEqual([1, 0, 0])
    await there.later(3 * MINUTE)
    expect(told()).toEqual([1, 1, 0])
    expect(await there.app().cases.read(1001)).toMatchObject({ toldUnopened: true })
    await there.later(5 * MINUTE)
    expect(told()).toEqual([1, 1, 1])
    expect(await there.app().cases.read(1001)).toMatchObject({ toldPartners: false })
    await there.later(5 * MINUTE)
    expect(told()).toEqual([2, 2, 2])
    expect(await there.app().cases.read(1001)).toMatchObject({ toldPartners: true, rung: 4 })
    await there.later(120 * MINUTE)
    expect(told()).toEqual([2, 2, 2])
  })

  test('is named in the alarm by its number alone', async () => {
    const there = await world({ content })
    const { sergey } = await atWork(there)
    await reported(there, 1001)
    await there.later(2 * MINUTE)
    expect(sergey.sees().split('\n')[0]).toMatch(/^P[0-3] · K-\d+ · [a-z]{2}(-[A-Z][a-z]{3})?$/)
    expect(sergey.sees()).toContain('2 min')
    expect(sergey.sees()).not.toContain('passport')
    expect(sergey.buttons()).toEqual(expect.arrayContaining(['I take it', 'Seen']))
  })

  test('stops calling when somebody takes it from the alarm itself', async () => {
    const there = await world({ content })
    const { sergey, dana } = await atWork(there)
    await reported(there, 1001)
    await there.later(2 * MINUTE)
    await sergey.taps('I take it')
    await sergey.taps('More')
    await there.later(30 * MINUTE)
    expect(alarms(dana, 'K-1001')).toBe(0)
  })

  test('skips the first step when somebody has looked', async () => {
    const there = await world({ content })
    const { sergey, dana } = await atWork(there)
    await reported(there, 1001)
    await sergey.sends('/case K-1001')
    await sergey.taps('Seen')
    await there.later(4 * MINUTE)
    expect(alarms(sergey, 'K-1001')).toBe(0)
    await there.later(MINUTE)
    expect(alarms(dana, 'K-1001')).toBe(1)
  })

  test('climbs on after a restart, and repeats nothing', async () => {
    const there = await world({ content })
    const { sergey, dana } = await atWork(there)
    await reported(there, 1001)
    await there.later(3 * MINUTE)
    there.restarts()
    await there.later(3 * MINUTE)
    expect([alarms(sergey, 'K-1001'), alarms(dana, 'K-1001')]).toEqual([1, 1])
  })

  test('that was forgotten by a machine standing still is told when it runs again', async () => {
    const there = await world({ content })
    const { sergey, dana, marat } = await atWork(there)
    await reported(there, 1001)
    await there.clock.advance(20 * MINUTE)
    await there.later(0)
    for (const who of [sergey, dana, marat]) expect(alarms(who, 'K-1001')).toBeGreaterThan(0)
    expect(await there.app().cases.read(1001)).toMatchObject({ rung: 4, toldPartners: true })
  })

  test('calls whoever is on duty when the step comes, also across the end of a shift', async () => {
    const there = await world({ content, now: '2026-11-21T07:00:00Z' })
    const sergey = await there.colleague('Sergey')
    const dana = await there.colleague('Dana')
    await onDuty(there, sergey, 'duty', '12:01')
    await there
      .app()
      .desk.duty.addShift({ ...ALWAYS, from: '12:01', to: '23:59', staff: dana.person.user.id, as: 'duty' })
    await reported(there, 1001)
    await there.later(2 * MINUTE)
    expect([alarms(sergey, 'K-1001'), alarms(dana, 'K-1001')]).toEqual([0, 1])
  })

  test('reaches somebody at once when nobody is on duty', async () => {
    const there = await world({ content })
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await there.later(2 * MINUTE)
    expect([alarms(marat, 'K-1001'), alarms(sergey, 'K-1001')]).toEqual([1, 0])
  })

  test('goes to all of the staff when those who lead cannot be reached', async () => {
    const there = await world({ content })
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    const sergey = await there.colleague('Sergey')
    await marat.does((person) => person.block())
    await reported(there, 1001)
    await there.later(2 * MINUTE)
    expect(alarms(sergey, 'K-1001')).toBe(1)
  })

  test('goes on to the next when Telegram gives no answer, or wants a pause', async () => {
    const there = await world({ content })
    const { sergey, dana } = await atWork(there)
    const chat_id = sergey.person.user.id
    there.telegram.faults.always({ kind: 'server-error', code: 502 }, { chat_id })
    await reported(there, 1001)
    await reported(there, 1002, { priority: 1 })
    await there.later(2 * MINUTE)
    expect(alarms(dana, 'K-1001')).toBe(1)
    there.telegram.faults.clear()
    there.telegram.faults.always({ kind: 'too-many', retryAfterSeconds: 5 }, { chat_id })
    await there.later(13 * MINUTE)
    expect(alarms(dana, 'K-1002')).toBe(1)
  })

  test('is called out again when Telegram was away for everybody', async () => {
    const there = await world({ content })
    const { sergey } = await atWork(there)
    await reported(there, 1001)
    there.telegram.faults.always({ kind: 'server-error', code: 502 })
    await there.later(2 * MINUTE)
    there.telegram.faults.clear()
    await there.later(MINUTE)
    expect(alarms(sergey, 'K-1001')).toBe(1)
  })

  test('alarms the admins when nobody of the staff can be reached', async () => {
    const there = await world({ content })
    const admin = there.telegram.person({ first_name: 'Boss', language_code: 'en' })
    admin.starts()
    await there.telegram.settled()
    there.app().desk.staff.admins.push(admin.user.id)
    await reported(there, 1001)
    await there.later(2 * MINUTE)
    expect(admin.lastFromBot()?.text).toContain('K-1001')
  })
})

describe('less urgent cases', () => {
  test('wait by their own settings', async () => {
    const there = await world({ content })
    const { sergey, dana, marat } = await atWork(there)
    await reported(there, 1001, { priority: 1 })
    await there.later(14 * MINUTE)
    expect(alarms(sergey, 'K-1001')).toBe(0)
    await there.later(MINUTE)
    expect(alarms(sergey, 'K-1001')).toBe(1)
    await there.later(15 * MINUTE)
    expect(alarms(dana, 'K-1001')).toBe(1)
    await there.later(30 * MINUTE)
    expect(alarms(marat, 'K-1001')).toBe(1)
  })

  test('wake nobody while nobody is on duty', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001, { priority: 1 })
    await there.later(59 * MINUTE)
    expect(alarms(sergey, 'K-1001')).toBe(0)
  })
})

describe('a claim', () => {
  test('of an urgent case lapses after three minutes without action, and the ladder starts anew', async () => {
    const there = await world({ content })
    const { sergey, dana } = await atWork(there)
    await reported(there, 1001)
    await dana.sends('/case K-1001')
    await dana.taps('I take it')
    await there.later(3 * MINUTE - 1)
    expect((await there.app().cases.read(1001))?.owner?.id).toBe(dana.person.user.id)
    await there.later(1)
    expect(await there.app().cases.read(1001)).toMatchObject({ state: 'triaged', rung: 0 })
    expect((await there.app().cases.read(1001))?.owner).toBeUndefined()
    expect(sergey.sees()).toContain('The claim has ended')
    expect(dana.sees()).toContain('The claim has ended')
    const before = alarms(dana, 'K-1001')
    await there.later(5 * MINUTE)
    expect(alarms(dana, 'K-1001')).toBe(before + 1)
  })

  test('of another case lapses after fifteen minutes, unless its owner did something', async () => {
    const there = await world({ content })
    const { sergey, dana } = await atWork(there)
    await reported(there, 1001, { priority: 1 })
    await reported(there, 1002, { priority: 1 })
    for (const [who, name] of [
      [sergey, 'K-1001'],
      [dana, 'K-1002'],
    ] as const) {
      await who.sends(`/case ${name}`)
      await who.taps('I take it')
    }
    await dana.taps('More')
    await there.later(14 * MINUTE)
    expect((await there.app().cases.read(1001))?.owner).toBeDefined()
    await there.later(MINUTE)
    expect((await there.app().cases.read(1001))?.owner).toBeUndefined()
    expect((await there.app().cases.read(1002))?.owner).toBeDefined()
  })
})

describe('what comes later by itself', () => {
  test('an offer nobody accepts ends, and the claim behind it must be acted on', async () => {
    const there = await world({ content })
    const { sergey, dana } = await atWork(there)
    await reported(there, 1001)
    await sergey.sends('/case K-1001')
    await sergey.taps('I take it')
    await sergey.walks('Hand over', 'Dana')
    expect(dana.sees()).toContain('offered to you')
    await there.later(15 * MINUTE)
    expect((await there.app().cases.read(1001))?.offer).toBeUndefined()
    expect(sergey.sees()).toContain('was not accepted')
    await there.later(3 * MINUTE)
    expect((await there.app().cases.read(1001))?.owner).toBeUndefined()
  })

  test('the owner is reminded to check back, daily until it is done', async () => {
    const there = await world({ content })
    const { sergey } = await atWork(there)
    const at = Date.parse(NOON)
    await reported(there, 1001, {
      state: 'follow_up',
      openedAt: at,
      owner: { id: sergey.person.user.id, since: at, acted: true },
      referrals: [
        {
          id: 1,
          to: 'line-111',
          by: sergey.person.user.id,
          at,
          consent: { at, what: 'everything', until: 'case-closed', by: 'person' },
          called: at,
          accepted: { at, name: 'Aigul' },
          told: at,
          checkAt: at + 24 * 60 * MINUTE,
        },
      ],
    })
    const reminders = () => sergey.chat().filter(({ text }) => text.includes('check back')).length
    await there.later(24 * 60 * MINUTE)
    expect(reminders()).toBe(1)
    await there.later(24 * 60 * MINUTE)
    expect(reminders()).toBe(2)
    await sergey.walks('More', 'Referral', 'Checked back')
    await there.later(48 * 60 * MINUTE)
    expect(reminders()).toBe(2)
  })

  test('a limit set against misuse ends', async () => {
    const there = await world({ content })
    await atWork(there)
    const at = Date.parse(NOON)
    await reported(there, 1001, {
      priority: 3,
      openedAt: at,
      misuse: { step: 'restricted', at, until: at + 7 * 24 * 60 * MINUTE },
    })
    await there.later(7 * 24 * 60 * MINUTE)
    expect((await there.app().cases.read(1001))?.misuse).toBeUndefined()
  })
})
