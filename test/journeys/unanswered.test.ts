import { afterEach, describe, expect, test } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import { report, said } from '../cases.ts'
import { type Colleague, endWorlds, realContent, type World, world } from '../world.ts'

afterEach(endWorlds)
const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const WEEK = [1, 2, 3, 4, 5, 6, 7]

async function onDuty(there: World, who: Colleague, from = '00:00', to = '24:00'): Promise<void> {
  const staff = who.person.user.id
  await there.app().desk.duty.addShift({ days: WEEK, from, to, staff, as: 'duty', languages: [], holidays: true })
}

/** Reminders in somebody's private chat. */
const reminders = (who: Colleague) => who.chat().filter(({ from, text }) => from.isBot && text.includes('words wait'))

/** A case in Sergey's hands, answered by him; Dana is on duty, Marat leads. */
async function inHand(overrides: Partial<Case> = {}, hours?: { from: string; to: string }) {
  const there = await world({ content })
  const amina = there.person('Amina', 'en')
  const sergey = await there.colleague('Sergey')
  const dana = await there.colleague('Dana')
  const marat = await there.colleague('Marat', { roles: ['lead'] })
  await onDuty(there, dana, hours?.from, hours?.to)
  const createdAt = there.clock.now()
  const first = report(1001, amina.person.user.id, { createdAt, unownedSince: createdAt, ...overrides })
  await there.app().cases.create(first, [said('They hold my passport', 1)], [])
  await there.later(0)
  await sergey.presses('I take it', 'K-1001')
  await sergey.says('We are here', 'K-1001', 'passport')
  await there.later(MINUTE)
  const told = () => [sergey, dana, marat].map((who) => reminders(who).length)
  const read = async () => (await there.app().cases.read(1001)) as Case
  return { ...there, there, amina, sergey, dana, marat, told, read }
}

describe('somebody writes more in a case that a colleague has', () => {
  test('unanswered, the owner hears of it in private, and after the same time those on duty', async () => {
    const { amina, later, told } = await inHand({ priority: 1 })
    await amina.sends('They lock the door now')
    await later(30 * MINUTE - 1)
    expect(told()).toEqual([0, 0, 0])
    await later(1)
    expect(told()).toEqual([1, 0, 0])
    await later(30 * MINUTE)
    expect(told()).toEqual([1, 1, 0])
    await later(48 * HOUR)
    expect(told()).toEqual([1, 1, 0])
  })

  test('the reminder names priority and number and nothing that was written', async () => {
    const { amina, sergey, later } = await inHand()
    await amina.sends('They lock the door now')
    await later(5 * MINUTE)
    const [reminder] = reminders(sergey)
    expect(reminder?.text.split('\n')[0]).toBe('P0 · K-1001 · en')
    expect(reminder?.text).toContain('5 min')
    expect(reminder?.text).not.toContain('door')
  })

  test.each([
    ['an answer', (who: Colleague) => who.says('Go to the window', 'K-1001', 'lock the door')],
    ['a note', (who: Colleague) => who.says('/note I phone her', 'K-1001')],
    ['a change of the case', (who: Colleague) => who.presses('Hold, unsafe', 'K-1001')],
  ])('%s ends it', async (_, act) => {
    const { amina, sergey, later, told } = await inHand()
    await amina.sends('They lock the door now')
    await later(2 * MINUTE)
    await sergey.presses('More', 'K-1001')
    await act(sergey)
    await later(HOUR)
    expect(told()).toEqual([0, 0, 0])
  })

  test('a look at the buttons does not', async () => {
    const { amina, sergey, later, told } = await inHand()
    await amina.sends('They lock the door now')
    await sergey.presses('More', 'K-1001')
    await later(5 * MINUTE)
    expect(told()).toEqual([1, 0, 0])
  })

  test('going on writing puts nothing off, and once all were told newer words are told of again', async () => {
    const { amina, later, told } = await inHand()
    for (let minute = 0; minute < 10; minute += 2) {
      await amina.sends(`message ${minute}`)
      await later(2 * MINUTE)
    }
    expect(told()).toEqual([1, 1, 0])
    await amina.sends('is somebody there')
    await later(10 * MINUTE)
    expect(told()).toEqual([2, 2, 0])
  })

  test('after a restart nothing is repeated and nothing forgotten', async () => {
    const { there, amina, later, told } = await inHand()
    await amina.sends('They lock the door now')
    await later(6 * MINUTE)
    there.restarts()
    await later(4 * MINUTE)
    expect(told()).toEqual([1, 1, 0])
  })

  test('somebody who takes it over has the whole time, and is told then', async () => {
    const { amina, sergey, dana, later, told } = await inHand({ priority: 1 })
    await amina.sends('They lock the door now')
    await later(25 * MINUTE)
    await sergey.presses('Hand over', 'K-1001')
    await sergey.presses('Dana', 'K-1001')
    await dana.presses('I accept', 'K-1001')
    await dana.presses('More', 'K-1001')
    await later(30 * MINUTE - 1)
    expect(told()).toEqual([0, 0, 0])
    await later(1)
    expect(told()).toEqual([0, 1, 0])
  })

  test('where the owner cannot be reached, those on duty are', async () => {
    const { amina, sergey, later, told } = await inHand()
    await sergey.does((person) => person.block())
    await amina.sends('They lock the door now')
    await later(5 * MINUTE)
    expect(told()).toEqual([0, 1, 0])
  })

  test('the list shows it as overdue', async () => {
    const { amina, dana, later } = await inHand()
    await amina.sends('They lock the door now')
    await later(5 * MINUTE)
    await dana.sends('/cases')
    await dana.taps('Overdue')
    expect(dana.sees()).toContain('K-1001')
  })
})

describe('outside duty hours', () => {
  const NIGHT = { from: '09:00', to: '12:10' } // it is noon, and the case begins

  test('what came then counts from the next opening', async () => {
    const { amina, later, told } = await inHand({ priority: 1 }, NIGHT)
    await later(HOUR) // 13:01
    await amina.sends('They lock the door now')
    await later(20 * HOUR + 28 * MINUTE) // 09:29
    expect(told()).toEqual([0, 0, 0])
    await later(MINUTE)
    expect(told()).toEqual([1, 0, 0])
    await later(30 * MINUTE)
    expect(told()).toEqual([1, 1, 0])
  })

  test('what falls due then is told at the opening', async () => {
    const { amina, later, told } = await inHand({ priority: 1 }, NIGHT)
    await amina.sends('They lock the door now') // 12:01
    await later(20 * HOUR + 58 * MINUTE)
    expect(told()).toEqual([0, 0, 0])
    await later(MINUTE) // 09:00
    expect(told()).toEqual([1, 0, 0])
  })

  test('danger waits for no opening', async () => {
    const { amina, later, told } = await inHand({}, NIGHT)
    await later(HOUR)
    await amina.sends('They lock the door now')
    await later(10 * MINUTE)
    expect(told()).toEqual([1, 0, 1])
  })
})

describe('nobody has the case', () => {
  test('and the ladder is at its end: newer words are told to those on duty', async () => {
    const { there, amina, sergey, later, told, read } = await inHand({ priority: 1 })
    await sergey.presses('Hand over', 'K-1001')
    await sergey.presses('Back to the queue', 'K-1001')
    await later(3 * HOUR)
    expect(await read()).toMatchObject({ rung: 4 })
    expect(told()).toEqual([0, 0, 0])
    await amina.sends('is somebody there')
    await later(30 * MINUTE)
    expect(told()).toEqual([0, 1, 0])
    await there.later(24 * HOUR)
    expect(told()).toEqual([0, 1, 0])
  })
})
