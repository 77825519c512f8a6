import type { Redis } from 'ioredis'
import { afterEach, describe, expect, test } from 'vitest'
import { keys } from '../../src/store/keys.ts'
import { endWorlds, realContent, world } from '../world.ts'

afterEach(endWorlds)

const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }
const desk = () => world({ content })

describe('a lead wants to know how the work goes', () => {
  test('/stats gives a picture with the totals; another period takes its place', async () => {
    const { colleague, redis } = await desk()
    await happened(redis, 7, { day: '2026-11-18' })
    await happened(redis, 9, { day: '2026-07-01' })
    const lea = await colleague('Lea', { roles: ['lead'] })
    await lea.sends('/stats')
    expect(lea.newest()?.media?.kind).toBe('photo')
    expect(lea.newest()?.protected).toBe(true)
    expect(lea.sees()).toContain('last 12 weeks')
    expect(lea.sees()).toContain('Cases: 7, open now: 7')
    expect(lea.sees()).toContain('opened: half within 4 min')
    const { message_id: first } = lea.newest() ?? {}
    await lea.taps('A year')
    expect(lea.newest()?.message_id).toBe(first)
    expect(lea.sees()).toContain('Cases: 16')
  })

  test('with no case at all it says so, and goes on when there are some', async () => {
    const { colleague, redis } = await desk()
    const lea = await colleague('Lea', { roles: ['lead'] })
    await lea.sends('/stats')
    expect(lea.sees()).toContain('No cases in this time')
    expect(lea.newest()?.media).toBeUndefined()
    await happened(redis, 1, { day: '2026-11-18' })
    await lea.taps('4 weeks')
    expect(lea.newest()?.media?.kind).toBe('photo')
    expect(lea.sees()).toContain('Cases: 1')
  })

  test('a row that cannot be read is told; rows older than five years are dropped', async () => {
    const { colleague, redis } = await desk()
    await happened(redis, 2, { day: '2026-11-18' })
    await happened(redis, 1, { day: '2021-11-01' }, 2000)
    await redis.hset(keys.statistics, '3000', 'not a row')
    const lea = await colleague('Lea', { roles: ['lead'] })
    await lea.sends('/stats')
    expect(lea.sees()).toContain('could not be read and are not counted: 1')
    expect(await redis.hkeys(keys.statistics)).not.toContain('2000')
    expect(await redis.hlen(keys.statistics)).toBe(3)
  })

  test('the file to share: she chooses what to count by, gets a CSV, and it is noted', async () => {
    const { colleague, redis } = await desk()
    await happened(redis, 30, { day: '2026-08-18' })
    await happened(redis, 5, { day: '2026-05-18', state: 'closed', reason: 'helped' }, 2000)
    const lea = await colleague('Lea', { roles: ['lead'] })
    await lea.sends('/stats')
    await lea.taps('A year')
    await lea.taps('File to share')
    expect(lea.sees()).toContain('cases of 2025-Q4 to 2026-Q3')
    await lea.taps('Language')
    await lea.taps('Priority')
    expect(
      lea
        .newest()
        ?.buttons.flat()
        .filter(({ style }) => style === 'success'),
    ).toHaveLength(3)
    await lea.taps('Priority')
    await lea.taps('Language')
    await lea.taps('Make the file')
    const document = lea.chat().findLast(({ media }) => media?.kind === 'document')
    expect(document?.media?.file_name).toBe('figures-2025-Q4-2026-Q3.csv')
    expect(document?.text).toContain('Quarter, State')
    const audit = await redis.xrange(keys.audit, '-', '+')
    expect(audit.map(([, fields]) => fields.join(' '))).toEqual([
      expect.stringMatching(new RegExp(`who ${lea.person.user.id} what exported detail pana_Quarter cas_Status$`)),
    ])
  })

  test('too few cases give no file and no note', async () => {
    const { colleague, redis } = await desk()
    await happened(redis, 8, { day: '2026-08-18' })
    const lea = await colleague('Lea', { roles: ['lead'] })
    await lea.sends('/stats')
    await lea.taps('A year')
    await lea.walks('File to share', 'Make the file')
    expect(lea.sees()).toContain('Too few cases')
    expect(await redis.exists(keys.audit)).toBe(0)
  })
})

describe('others', () => {
  test('staff see the picture, numbers under five hidden, and cannot make a file', async () => {
    const { colleague, redis } = await desk()
    await happened(redis, 4, { day: '2026-11-18' })
    const sergey = await colleague('Sergey')
    await sergey.sends('/stats')
    expect(sergey.newest()?.media?.kind).toBe('photo')
    expect(sergey.sees()).toContain('Cases: <5')
    expect(sergey.buttons()).not.toContain('File to share')
  })

  test('somebody who was a lead a minute ago makes no file', async () => {
    const { colleague, redis, app } = await desk()
    await happened(redis, 40, { day: '2026-08-18' })
    const lea = await colleague('Lea', { roles: ['lead'] })
    await lea.sends('/stats')
    await lea.walks('A year', 'File to share')
    await app().desk.staff.dismiss(lea.person.user.id)
    await lea.taps('Make the file')
    expect(lea.chat().some(({ media }) => media?.kind === 'document')).toBe(false)
    await app().desk.staff.appoint({ id: lea.person.user.id, name: 'Lea', roles: ['staff'] })
    await lea.taps('Make the file')
    expect(lea.chat().some(({ media }) => media?.kind === 'document')).toBe(false)
    expect(await redis.exists(keys.audit)).toBe(0)
  })

  test('a migrant or an organizer who types /stats gets the ordinary answer', async () => {
    const { person, colleague, redis } = await desk()
    await happened(redis, 4, { day: '2026-11-18' })
    const amina = person('Amina', 'en')
    const olga = await colleague('Olga', { roles: ['organizer'] })
    for (const each of [amina, olga]) {
      await each.sends('/start')
      await each.sends('/whatever')
      const ordinary = each.sees()
      await each.sends('/stats')
      expect(each.sees()).toBe(ordinary)
    }
  })
})

/** So many cases of one day stand in the statistics. */
async function happened(redis: Redis, count: number, changes: object, from = 4000): Promise<void> {
  const row = {
    language: 'ky',
    origin: 'sos',
    priority: 1,
    state: 'active',
    reason: '',
    trafficking: 'possible',
    body: '',
    who: 'self',
    minor: 'unknown',
    city: 'astana',
    messages: 2,
    toOpened: 4,
    toTaken: 6,
    toAnswered: -1,
    referrals: 0,
    referralsAccepted: 0,
    solved: 'unknown',
    ...changes,
  }
  const start = from + (await redis.hlen(keys.statistics))
  for (let index = 0; index < count; index += 1)
    await redis.hset(keys.statistics, String(start + index), JSON.stringify(row))
}
