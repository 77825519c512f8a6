import { afterEach, describe, expect, test } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import { keys } from '../../src/store/keys.ts'
import { report, said } from '../cases.ts'
import { endWorlds, realContent, world } from '../world.ts'

afterEach(endWorlds)
const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }
const HOUR = 3_600_000

/** Two open cases; the first is damaged in the store. */
async function damaged() {
  const there = await world({ content })
  const boss = there.telegram.person({ first_name: 'Boss', language_code: 'en' })
  boss.starts()
  there.app().desk.staff.admins.push(boss.user.id)
  const sergey = await there.colleague('Sergey')
  const reported = async (number: number, overrides: Partial<Case> = {}) => {
    const amina = there.person(`Amina ${number}`, 'en')
    await amina.does((phone) => phone.starts())
    const createdAt = there.clock.now()
    const first = report(number, amina.person.user.id, { createdAt, unownedSince: createdAt, ...overrides })
    await there.app().cases.create(first, [said('They hold my passport', 1)], [])
    await there.later(0)
  }
  await reported(1001)
  await reported(1002, { priority: 1 })
  await there.redis.hset(keys.case(1001), 'doc', 'damaged')
  const alarms = () => boss.sees().filter(({ text }) => text.includes('K-1001 cannot be read from the store')).length
  return { ...there, there, boss, sergey, alarms, reported }
}

describe('a case that cannot be read', () => {
  test('stands in the list by its number, and hides none of the others', async () => {
    const { sergey } = await damaged()
    await sergey.sends('/cases')
    expect(sergey.sees()).toContain('P1 · K-1002')
    expect(sergey.sees()).toContain('K-1001 cannot be read')
    await sergey.sends('/case K-1001')
    expect(sergey.sees()).toContain('K-1001 cannot be read')
  })

  test('is told to the admins once, and logged without a word of it', async () => {
    const { sergey, alarms, logged } = await damaged()
    for (let time = 0; time < 3; time += 1) await sergey.sends('/cases')
    expect(alarms()).toBe(1)
    expect(logged.filter((line) => line.includes('a case cannot be read'))).toHaveLength(1)
  })

  test('is told although nobody looks, when its time comes', async () => {
    const { there, alarms } = await damaged()
    await there.later(24 * HOUR)
    expect(alarms()).toBe(1)
  })

  test('keeps nobody from taking another, handing over a shift, or leaving the team', async () => {
    const { there, sergey } = await damaged()
    const dana = await there.colleague('Dana')
    await sergey.presses('I take it', 'K-1002')
    expect(sergey.person.notice()?.text).toContain('It is yours')
    await sergey.sends('/shift')
    await sergey.taps('→ Dana')
    expect(dana.sees()).toContain('K-1002')
    there.room.leaves(sergey.person)
    await there.later(HOUR)
    expect((await there.app().cases.read(1002))?.owner).toBeUndefined()
  })

  test('keeps no other from staff while the group cannot be used', async () => {
    const { there, sergey, reported } = await damaged()
    await there.app().desk.duty.addShift({
      days: [1, 2, 3, 4, 5, 6, 7],
      from: '00:00',
      to: '24:00',
      staff: sergey.person.user.id,
      as: 'duty',
      languages: [],
      holidays: true,
    })
    const told = () => sergey.chat().map(({ text }) => text)
    there.room.botRights({ can_manage_topics: false })
    const retryAt = there.clock.now() + HOUR
    await there.redis.hset(keys.desk, 'incident', JSON.stringify({ cause: 'no-rights', failures: 9, retryAt }))
    await there.redis.zadd(keys.outbox, 0, 1001) // before all others that go to staff in private
    await reported(1003)
    await there.later(60_000)
    expect(told().join()).toContain('K-1003')
  })
})
