import { afterEach, describe, expect, test } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import { report, said } from '../cases.ts'
import { endWorlds, realContent, type Someone, type World, world } from '../world.ts'

afterEach(endWorlds)
const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }
const HOUR = 3_600_000

/** An admin is somebody of ADMIN_IDS: the one who made the staff group. */
async function office(now?: string): Promise<World & { admin: Someone }> {
  const there = await world({ content, ...(now !== undefined && { now }) })
  const admin = there.person('Aliya', 'en')
  await admin.does((person) => person.starts())
  there.app().desk.staff.admins.push(admin.person.user.id)
  return { ...there, admin }
}

async function invitation(admin: Someone, ...roles: string[]): Promise<string> {
  await admin.sends('/invite')
  await admin.walks(...roles, 'Make the link')
  return /start=(\S+)/.exec(admin.sees())?.[1] ?? ''
}

/** Somebody's report with an owner, as it stands in the store. */
async function owned(there: World, number: number, owner: number, overrides: Partial<Case> = {}): Promise<void> {
  const amina = there.person('Amina', 'en')
  const now = there.clock.now()
  const mine = { id: owner, since: now, acted: true }
  const first = report(number, amina.person.user.id, {
    createdAt: now,
    unownedSince: now,
    openedAt: now,
    state: 'active',
    owner: mine,
    ...overrides,
  })
  await there.app().cases.create(first, [said('They hold my passport', 1)], [{ who: owner, what: 'taken' }])
}

const roles = async (there: World, who: Someone) => (await there.app().desk.staff.get(who.person.user.id))?.roles

describe('an invitation', () => {
  test('makes somebody a case worker, once, and greets them with what they can do', async () => {
    const there = await office()
    const code = await invitation(there.admin, 'staff')
    expect(there.admin.sees()).toContain('works once')
    const sergey = there.person('Sergey', 'en')
    await sergey.does((person) => person.follow(code))
    expect(sergey.sees()).toContain('Welcome, Sergey')
    expect(sergey.sees()).toContain('work on what people send')
    expect(await roles(there, sergey)).toEqual(['staff'])
    expect(there.admin.sees()).toContain('Sergey has joined: staff')
  })

  test('greets in the language of who follows it', async () => {
    const there = await office()
    const code = await invitation(there.admin, 'lead', 'editor')
    const dana = there.person('Dana', 'en')
    await dana.sends('/start')
    await dana.taps('English')
    await dana.does((person) => person.follow(code))
    expect(await roles(there, dana)).toEqual(['lead', 'editor'])
    expect(dana.sees()).toContain('keep the rota')
  })

  test('that is used, old or made up tells nothing', async () => {
    const there = await office()
    const code = await invitation(there.admin, 'staff')
    const sergey = there.person('Sergey', 'en')
    await sergey.does((person) => person.follow(code))
    const finder = there.person('Finder', 'en')
    await finder.does((person) => person.follow(code))
    const used = finder.sees()
    await finder.does((person) => person.follow('join_abcdefghijklmnopqrstuvwx'))
    expect(finder.sees()).toBe(used)
    expect(used).not.toMatch(/staff|team|invit/i)
    expect(await roles(there, finder)).toBeUndefined()
  })

  test('is followed a second time by the same person in vain, when they were taken off the list meanwhile', async () => {
    const there = await office()
    const code = await invitation(there.admin, 'staff')
    const sergey = there.person('Sergey', 'en')
    await sergey.does((person) => person.follow(code))
    await there.app().desk.staff.dismiss(sergey.person.user.id)
    await sergey.does((person) => person.follow(code))
    expect(await roles(there, sergey)).toBeUndefined()
  })

  test('is over after a day', async () => {
    const there = await office()
    const code = await invitation(there.admin, 'staff')
    const [key = ''] = await there.redis.keys(`${there.redis.options.keyPrefix}invitation:*`)
    const bare = key.slice(there.redis.options.keyPrefix?.length)
    expect(await there.redis.ttl(bare)).toBeGreaterThan(86_000)
    await there.redis.del(bare) // as Redis does when the day is over
    const late = there.person('Late', 'en')
    await late.does((person) => person.follow(code))
    expect(await roles(there, late)).toBeUndefined()
  })

  test('is made by admins only: a lead and a stranger get the ordinary answer', async () => {
    const there = await office()
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    const amina = there.person('Amina', 'en')
    await amina.sends('/start')
    await amina.sends('/nosuch')
    const ordinary = amina.sees()
    for (const who of [marat, amina]) {
      await who.sends('/invite')
      expect(who.sees()).toBe(ordinary)
      expect(who.sees()).not.toContain('What will this person do')
    }
  })
})

describe('whoever works here no more', () => {
  test('by leaving the group has no role, no case, no shift; admins are told', async () => {
    const there = await office()
    const sergey = await there.colleague('Sergey')
    await owned(there, 1001, sergey.person.user.id)
    const { duty } = there.app().desk
    const shift = { days: [1], from: '09:00', to: '18:00', as: 'duty' as const, languages: [], holidays: false }
    await duty.addShift({ ...shift, staff: sergey.person.user.id })
    there.room.leaves(sergey.person)
    await there.later(1000)
    expect(await roles(there, sergey)).toBeUndefined()
    expect(await duty.shifts()).toEqual([])
    const each = await there.app().cases.read(1001)
    expect(each).toMatchObject({ state: 'triaged', unownedSince: expect.any(Number) as number })
    expect(each?.owner).toBeUndefined()
    const log = await there.app().cases.log(1001)
    expect(log).toContainEqual(expect.objectContaining({ kind: 'event', event: 'owner-left' }))
    expect(there.admin.sees()).toContain('Sergey no longer works at the desk')
  })

  test('by being removed from the group cannot press what they still see', async () => {
    const there = await office()
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    await marat.sends('/duty')
    there.room.removes(marat.person)
    await there.later(1000)
    await marat.taps('Add a shift')
    expect(marat.person.notice()?.text).toBe('This button is not for you.')
    expect(marat.sees()).toContain('Who is on duty')
  })

  test('by an admin who takes the role away, after asking', async () => {
    const there = await office()
    const sergey = await there.colleague('Sergey')
    await owned(there, 1001, sergey.person.user.id)
    await there.admin.sends('/staff')
    expect(there.admin.sees()).toContain('Sergey: staff')
    await there.admin.walks('Sergey', '✖️ staff')
    expect(await roles(there, sergey)).toEqual(['staff'])
    await there.admin.taps('Take it away')
    await there.later(1000)
    expect(await roles(there, sergey)).toBeUndefined()
    expect((await there.app().cases.read(1001))?.owner).toBeUndefined()
  })

  test('keeps their cases when a role of theirs that has nothing to do with them ends', async () => {
    const there = await office()
    const dana = await there.colleague('Dana', { roles: ['staff', 'organizer'] })
    await owned(there, 1001, dana.person.user.id)
    await there.admin.sends('/staff')
    await there.admin.walks('Dana', '✖️ organizer', 'Take it away')
    await there.later(1000)
    expect(await roles(there, dana)).toEqual(['staff'])
    expect((await there.app().cases.read(1001))?.owner?.id).toBe(dana.person.user.id)
  })

  test('a lead takes no lead off the list', async () => {
    const there = await office()
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    const dana = await there.colleague('Dana', { roles: ['lead'] })
    await marat.sends('/staff')
    await marat.walks('Dana', '✖️ lead')
    expect(marat.person.notice()?.text).toBe('Only an admin can do this.')
    expect(await roles(there, dana)).toEqual(['lead'])
  })
})

describe('the office is closed to others', () => {
  test('a member without the role, with button data made by hand, changes nothing', async () => {
    const there = await office()
    const sergey = await there.colleague('Sergey')
    await sergey.sends('/start')
    const id = sergey.newest()?.message_id ?? 0
    for (const data of [
      'en:invite:make:1',
      'en:duty:add',
      'en:duty:days:0:on:2026-12-16',
      'en:keep:1001:now:yes',
      'en:audit:1001:0',
    ]) {
      await sergey.does((person) => person.tapData(id, data))
      expect(sergey.person.notice()?.text, data).toBe('This button is not for you.')
    }
    expect(await there.app().desk.duty.holidays()).toEqual([])
  })

  test('data that is none of ours is refused, whoever presses', async () => {
    const there = await office()
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    await marat.sends('/duty')
    const id = marat.newest()?.message_id ?? 0
    const staff = marat.person.user.id.toString(36)
    const forged = [
      'en:duty:add:zzz',
      `en:duty:add:${staff}:99999`,
      `en:duty:add:${staff}:7f:zz:1:d:0:save`,
      `en:duty:add:${staff}:0:1:2:x:0:save`,
      'en:duty:remove:nosuch:yes',
      'en:keep:abc:now:yes',
      'en:audit:1e9:0',
      'en:shift:to:1',
      'en:shift:yes:999',
      'en:shift:no:NaN',
      'en:duty:days:-4:on:2026-99-99',
    ]
    for (const data of forged) await marat.does((person) => person.tapData(id, data))
    expect(there.logged.filter((line) => line.includes('"error"'))).toEqual([])
    expect(await there.app().desk.duty.shifts()).toEqual([])
    expect(await there.app().desk.duty.holidays()).toEqual([])
  })

  test('a command in the group is answered in private', async () => {
    const there = await office()
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    await marat.does((person) => person.send('/duty', { chat: there.room }))
    expect(marat.sees()).toContain('Who is on duty')
    expect(there.general().filter(({ from }) => from.isBot)).toEqual([])
  })

  test('a command in the group of somebody who never started the bot is answered with one line there', async () => {
    const there = await office()
    const shy = there.person('Shy', 'en')
    there.room.joins(shy.person)
    await there.app().desk.staff.appoint({ id: shy.person.user.id, name: 'Shy', roles: ['staff'] })
    await shy.does((person) => person.send('/duty', { chat: there.room }))
    expect(there.general().at(-1)?.text).toContain('press Start')
  })
})

describe('the rota', () => {
  test('is made by tapping, and says who is on duty', async () => {
    const there = await office('2026-11-23T05:00:00Z') // Monday, 10:00 in Almaty
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    const sergey = await there.colleague('Sergey')
    await marat.sends('/duty')
    await marat.walks('Add a shift', 'Sergey', 'Mon', 'Tue', 'Next', '09:00', '18:00', 'on duty', 'Save')
    expect(marat.sees()).toContain('Mon Tue 09:00–18:00 · Sergey · on duty · all languages')
    expect(marat.sees()).toContain('Now: Sergey')
    expect(await there.app().desk.duty.onDuty(there.clock.now())).toEqual([sergey.person.user.id])
    await there.later(9 * HOUR)
    await sergey.sends('/duty')
    expect(sergey.sees()).toContain('Nobody is on duty until 24 November 2026, 09:00')
    expect(sergey.buttons()).not.toContain('Add a shift')
  })

  test('names first whoever speaks the language, keeps a night whole, and rests on holidays', async () => {
    const there = await office('2026-11-23T05:00:00Z')
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    await there.colleague('Sergey')
    const dana = await there.colleague('Dana')
    const { duty } = there.app().desk
    await marat.sends('/duty')
    await marat.walks('Add a shift', 'Sergey', 'Mon', 'Next', '22:00', '06:00', 'on duty', 'Русский', 'Save')
    await marat.walks(
      'Add a shift',
      'Dana',
      'Mon',
      'Next',
      '22:00',
      '06:00',
      'on duty',
      'Кыргызча',
      'Also on days off',
      'Save',
    )
    const night = Date.parse('2026-11-23T20:00:00Z') // Tuesday, 01:00 in Almaty
    expect(await duty.onDuty(night, 'ky')).toHaveLength(2)
    expect((await duty.onDuty(night, 'ky'))[0]).toBe(dana.person.user.id)
    expect((await duty.onDuty(night, 'ru'))[0]).not.toBe(dana.person.user.id)
    expect(await duty.onDuty(night + 5 * HOUR)).toEqual([])
    await marat.sends('/duty 2026-11-23')
    expect(marat.sees()).toContain('Days off: 23 November 2026')
    expect(await duty.onDuty(night)).toEqual([dana.person.user.id])
    await marat.walks('Days off', '✅ 23 November 2026')
    expect(await duty.onDuty(night)).toHaveLength(2)
  })

  test('that is empty leaves the hours of the desk to everybody, and a shift is taken out after asking', async () => {
    const there = await office('2026-11-23T05:00:00Z')
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    await there.colleague('Sergey')
    const { duty } = there.app().desk
    expect(await duty.onDuty(there.clock.now())).toHaveLength(2)
    expect(await duty.onDuty(there.clock.now() + 12 * HOUR)).toEqual([])
    const saturday = Date.parse('2026-11-28T05:00:00Z')
    expect(await duty.nextOpening(saturday)).toBe(Date.parse('2026-11-30T04:00:00Z')) // Monday, 09:00
    await marat.sends('/duty')
    await marat.walks('Add a shift', 'Sergey', 'Sun', 'Next', '10:00', '12:00', 'backup', 'Save')
    expect(await duty.onDuty(there.clock.now())).toEqual([])
    await marat.walks('Take one out', 'Sergey 10:00–12:00', 'Take it out')
    expect(await duty.shifts()).toEqual([])
  })
})

describe('the audit', () => {
  test('is for leads, has names and times and no content, and notes who looked', async () => {
    const there = await office('2026-11-23T05:00:00Z')
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    const sergey = await there.colleague('Sergey')
    await owned(there, 1001, sergey.person.user.id)
    await sergey.sends('/audit K-1001')
    expect(sergey.sees()).not.toContain('who did what')
    await marat.sends('/audit K-1001')
    expect(marat.sees()).toContain('23 November 2026, 10:00 · Sergey · taken')
    expect(marat.sees()).not.toContain('passport')
    await marat.sends('/audit 1001')
    expect(marat.sees()).toContain('Marat · looked at the audit')
    await marat.sends('/audit K-7')
    expect(marat.sees()).toContain('No such number')
  })

  test('of a long case is read page by page, and still names who has left', async () => {
    const there = await office()
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    const sergey = await there.colleague('Sergey')
    await owned(there, 1001, sergey.person.user.id)
    const { cases } = there.app()
    for (let line = 0; line < 35; line += 1) await cases.note(1001, { who: sergey.person.user.id, what: `odd-${line}` })
    there.room.leaves(sergey.person)
    await there.later(1000)
    await marat.sends('/audit K-1001')
    expect(marat.sees()).not.toContain('odd-34')
    await marat.taps('Later')
    expect(marat.sees()).toContain('Sergey · odd-34')
    expect(marat.buttons()).toEqual(['Earlier'])
  })
})

describe('the end of a shift', () => {
  test('without a case is simply the end', async () => {
    const there = await office()
    const sergey = await there.colleague('Sergey')
    await sergey.sends('/shift')
    expect(sergey.sees()).toContain('nothing to hand over')
  })

  test('waits until somebody has accepted what is urgent', async () => {
    const there = await office()
    const sergey = await there.colleague('Sergey')
    const dana = await there.colleague('Dana')
    await owned(there, 1001, sergey.person.user.id)
    await owned(there, 1002, sergey.person.user.id, { priority: 2 })
    await there.app().cases.change(1001, (each) => ({
      case: each,
      entries: [{ kind: 'note', at: there.clock.now(), by: sergey.person.user.id, text: 'Call after eight' }],
    }))
    await sergey.sends('/shift')
    expect(sergey.sees()).toContain('P0 · K-1001 · in work')
    expect(sergey.sees()).toContain('must accept these before you go: K-1001')
    await sergey.taps('End my shift')
    expect(sergey.person.notice()?.text).toContain('Somebody must accept K-1001')
    await sergey.taps('→ Dana')
    expect((await there.app().cases.read(1001))?.owner?.id).toBe(sergey.person.user.id)
    const handed = dana.chat().filter(({ text }) => text.includes('hands over to you'))
    expect(handed).toHaveLength(2)
    expect(handed[0]?.text).toContain('Last note: Call after eight')
    expect(handed[0]?.text.split('\n')[0]).not.toContain('Call after eight')
    await there.colleague('Marat')
    const [first] = handed
    await dana.does((person) => person.tap(first?.message_id ?? 0, 'I accept'))
    expect((await there.app().cases.read(1001))?.owner?.id).toBe(dana.person.user.id)
    expect(sergey.sees()).toContain('Dana has accepted K-1001')
    expect(sergey.sees()).toContain('Still with you: K-1002')
    await dana.does((person) => person.tap(handed[1]?.message_id ?? 0, 'Not me'))
    expect(sergey.sees()).toContain('Dana cannot take K-1002')
    await sergey.sends('/shift')
    await sergey.taps('End my shift')
    expect(sergey.sees()).toContain('These stay yours: K-1002')
  })

  test('what was promised stands before everything else that is handed over, and under a cover', async () => {
    const there = await office()
    const sergey = await there.colleague('Sergey')
    const dana = await there.colleague('Dana')
    await owned(there, 1001, sergey.person.user.id)
    await there.later(0)
    await sergey.says('/note !Phone her on Friday', 'K-1001')
    await sergey.says('/note speaks Kyrgyz', 'K-1001')
    await sergey.says('/note ! Bring the <form>', 'K-1001')
    await sergey.sends('/shift')
    await sergey.taps('→ Dana')
    const handed = dana.chat().find(({ text }) => text.includes('hands over to you'))
    expect(handed?.text.split('\n').slice(2, 4)).toEqual(['To do: Phone her on Friday', 'To do: Bring the <form>'])
    expect(handed?.text).toContain('Last note: speaks Kyrgyz')
    expect(handed?.html).toContain('<tg-spoiler>To do: Phone her on Friday</tg-spoiler>')
  })

  test('words in reply to what is handed over reach no person', async () => {
    const there = await office()
    const sergey = await there.colleague('Sergey')
    const dana = await there.colleague('Dana')
    await owned(there, 1001, sergey.person.user.id)
    await there.later(HOUR)
    await sergey.sends('/shift')
    await sergey.taps('→ Dana')
    const handed = dana.chat().find(({ text }) => text.includes('hands over to you'))
    await dana.does((person) => person.send('Does her husband read her phone?', { replyTo: handed?.message_id ?? 0 }))
    expect((await there.app().cases.read(1001))?.answers).toEqual([])
  })

  test('an offer is accepted by the one it was made to, and nobody else', async () => {
    const there = await office()
    const sergey = await there.colleague('Sergey')
    await there.colleague('Dana')
    const marat = await there.colleague('Marat')
    await owned(there, 1001, sergey.person.user.id)
    await sergey.sends('/shift')
    await sergey.taps('→ Dana')
    await marat.sends('/start')
    const id = marat.newest()?.message_id ?? 0
    await marat.does((person) => person.tapData(id, 'en:shift:yes:1001'))
    expect(marat.person.notice()?.text).toContain('Dana')
    await marat.does((person) => person.tapData(id, 'en:shift:no:1001'))
    expect((await there.app().cases.read(1001))?.owner?.id).toBe(sergey.person.user.id)
    expect((await there.app().cases.read(1001))?.offer).toBeDefined()
  })
})
