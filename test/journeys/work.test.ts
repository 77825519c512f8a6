import { afterEach, describe, expect, test } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import { report, said } from '../cases.ts'
import { type Colleague, endWorlds, realContent, type World, world } from '../world.ts'

afterEach(endWorlds)
const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }
const MINUTE = 60_000

/** A report with its topic and card in the staff group. */
async function reported(there: World, number: number, overrides: Partial<Case> = {}): Promise<void> {
  const amina = there.person(`Amina ${number}`, 'en')
  await amina.does((person) => person.starts())
  const createdAt = there.clock.now()
  const first = report(number, amina.person.user.id, { createdAt, unownedSince: createdAt, ...overrides })
  await there.app().cases.create(first, [said('They hold my passport', 1)], [])
  await there.later(0)
}

const read = async (there: World, number: number) =>
  (await there.app().cases.read(number)) ?? expect.fail(`no case ${number}`)
const audited = async (there: World, number: number) =>
  (await there.app().cases.audit(number)).map(({ who, what }) => [who, what])
const notice = (who: Colleague) => who.person.notice()?.text ?? ''

/** A topic's buttons as they are now. */
const buttonsIn = (there: World, topic: string) =>
  there
    .topic(topic)
    .flatMap(({ buttons }) => buttons.flat())
    .map(({ text }) => text)

describe('two case workers and one case', () => {
  test('one of them has it, the other reads who', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    const dana = await there.colleague('Dana')
    await reported(there, 1001)
    await sergey.sends('/case K-1001')
    await dana.sends('/case 1001')
    const press = (who: Colleague) => who.person.tap(who.newest()?.message_id ?? 0, 'I take it')
    press(sergey)
    press(dana)
    await there.telegram.settled()
    const { owner } = await read(there, 1001)
    const [winner, other] = owner?.id === sergey.person.user.id ? [sergey, dana] : [dana, sergey]
    expect(notice(winner)).toContain('yours')
    expect(notice(other)).toContain(`${winner.person.user.first_name} has it`)
    expect((await audited(there, 1001)).filter(([, what]) => what === 'taken')).toHaveLength(1)
  })

  test('a hand-over needs the acceptance of exactly the colleague it was offered to', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    const dana = await there.colleague('Dana')
    const timur = await there.colleague('Timur')
    await reported(there, 1001)
    await sergey.presses('I take it', 'K-1001')
    await there.later(0)
    await sergey.sends('/case K-1001')
    await sergey.walks('Hand over', 'Dana')
    expect((await read(there, 1001)).owner?.id).toBe(sergey.person.user.id)
    await timur.sends('/case K-1001')
    await timur.taps('I accept')
    expect(notice(timur)).toContain('Dana')
    expect(dana.sees()).toContain('K-1001')
    await dana.taps('I accept')
    expect((await read(there, 1001)).owner?.id).toBe(dana.person.user.id)
    expect(await audited(there, 1001)).toEqual(
      expect.arrayContaining([
        [sergey.person.user.id, 'offered'],
        [dana.person.user.id, 'accepted'],
      ]),
    )
  })

  test('what is given back waits for somebody again', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await sergey.sends('/case K-1001')
    await sergey.walks('I take it', 'Hand over', 'Back to the queue')
    expect((await read(there, 1001)).owner).toBeUndefined()
    expect(sergey.buttons()).toContain('I take it')
  })

  test('whoever holds more than planned is told, and may all the same', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    for (const number of [1001, 1002, 1003, 1004]) {
      await reported(there, number)
      await sergey.sends(`/case K-${number}`)
      await sergey.taps('I take it')
    }
    expect(notice(sergey)).toContain('4')
    expect((await read(there, 1004)).owner?.id).toBe(sergey.person.user.id)
  })
})

describe('who may press', () => {
  test('a member of the group without a role sees the buttons and cannot act', async () => {
    const there = await world({ content })
    await there.colleague('Sergey')
    const guest = await there.colleague('Guest', { roles: [] })
    const editor = await there.colleague('Editor', { roles: ['editor', 'organizer'] })
    await reported(there, 1001)
    for (const who of [guest, editor]) {
      await who.presses('I take it', 'K-1001')
      expect(notice(who)).toContain('Only staff')
      await who.sends('/cases')
      expect(who.sees()).not.toContain('K-1001')
    }
    expect((await read(there, 1001)).owner).toBeUndefined()
  })

  test('somebody who left the team cannot go on', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await sergey.sends('/case K-1001')
    await there.app().desk.staff.dismiss(sergey.person.user.id)
    await sergey.taps('I take it')
    expect(notice(sergey)).toContain('Only staff')
  })

  test('forged data changes nothing', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    const stranger = there.person('Stranger', 'en')
    await stranger.sends('/start')
    await reported(there, 1001)
    const before = await read(there, 1001)
    for (const data of ['en:take:1001', 'en:close:1001:helped', 'en:cases:open:0'])
      await stranger.does((person) => person.tapData(stranger.newest()?.message_id ?? 0, data))
    await sergey.sends('/case K-1001')
    const forged = [
      'take:0',
      'take:-1',
      'take:1e3',
      'take:9999',
      'take',
      'close:1001:tired',
      'give:1001:77',
      'work:1001:x:y',
    ]
    for (const data of forged)
      await sergey.does((person) => person.tapData(sergey.newest()?.message_id ?? 0, `en:${data}`))
    await sergey.does((person) => person.tapData(sergey.newest()?.message_id ?? 0, 'en:adopt:2s:en'))
    expect(await read(there, 1001)).toEqual(before)
    expect(await there.app().cases.open()).toEqual([1001])
  })

  test('a button of another case under this card is refused', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await reported(there, 1002)
    const card = there.topic('K-1001').findLast(({ buttons }) => buttons.length > 0)
    await sergey.does((person) => person.tapData(card?.message_id ?? 0, 'en:take:1002', { chat: there.room }))
    expect(notice(sergey)).toContain('another case')
    expect((await read(there, 1002)).owner).toBeUndefined()
  })

  test('a case that was erased answers with that', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await sergey.sends('/case K-1001')
    await there.app().cases.destroy(1001, { who: 'clock', what: 'erased' })
    await sergey.taps('I take it')
    expect(notice(sergey)).toContain('erased')
  })
})

describe('the card', () => {
  test('asks second questions in place and comes back', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await sergey.presses('More', 'K-1001')
    expect(buttonsIn(there, 'K-1001')).toEqual(expect.arrayContaining(['Priority', 'Assessment', 'Referral', 'Back']))
    await sergey.presses('Assessment', 'K-1001')
    await sergey.presses('Possible', 'K-1001')
    await there.later(MINUTE)
    expect((await read(there, 1001)).trafficking).toEqual({ status: 'possible' })
    expect(buttonsIn(there, 'K-1001')).toEqual(expect.arrayContaining(['I take it', 'More']))
    expect(buttonsIn(there, 'K-1001')).not.toContain('Possible')
  })

  test('and its stub keep their own buttons when a press comes too late', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    const dana = await there.colleague('Dana')
    await reported(there, 1001)
    const stub = there.general().findLast(({ buttons }) => buttons.flat().some(({ text }) => text === 'I take it'))
    await sergey.presses('I take it', 'K-1001')
    await there.later(MINUTE)
    const before = there.general().map(({ buttons }) => buttons)
    if (stub) await dana.does((person) => person.tapData(stub.message_id, 'en:take:1001', { chat: there.room }))
    if (stub) expect(notice(dana)).toContain('Sergey has it')
    expect(there.general().map(({ buttons }) => buttons)).toEqual(before)
  })

  test('asks in private when the group is full', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await there.later(MINUTE)
    for (let press = 0; press < 25; press += 1)
      await sergey.presses(buttonsIn(there, 'K-1001').includes('Back') ? 'Back' : 'More', 'K-1001')
    expect(sergey.sees()).toContain('K-1001')
    if (sergey.buttons().includes('More')) await sergey.taps('More')
    await sergey.walks('Hold, unsafe')
    expect((await read(there, 1001)).hold?.by).toBe(sergey.person.user.id)
  })

  test('is closed with a reason, and opened again', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await sergey.sends('/case K-1001')
    await sergey.walks('I take it', 'Close')
    expect(sergey.buttons()).not.toContain('Referred, accepted')
    await sergey.taps('Helped')
    expect((await read(there, 1001)).closed).toMatchObject({ reason: 'helped', by: sergey.person.user.id })
    expect(sergey.buttons()).toEqual(['Reopen'])
    await sergey.taps('Reopen')
    expect(await read(there, 1001)).toMatchObject({ state: 'active', owner: { id: sergey.person.user.id } })
  })

  test('a duplicate names the other case, which is told only the number', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await reported(there, 1002)
    await sergey.sends('/case K-1002')
    await sergey.walks('I take it', 'Close', 'Duplicate', 'K-1001')
    expect((await read(there, 1002)).closed).toMatchObject({ reason: 'duplicate', of: 1001 })
    const log = await there.app().cases.log(1001)
    expect(log.at(-1)).toMatchObject({ kind: 'event', event: 'merged', values: { name: 'K-1002' } })
  })

  test('two reports from one place are suggested to a lead, and to nobody else', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    const about = { hours: [], outside: 'wait' as const, writeFirst: true, plain: false, city: 'almaty' }
    await reported(there, 1001, { about })
    await reported(there, 1002, { about })
    expect((await read(there, 1002)).maybeSame).toEqual([1001])
    await sergey.sends('/case K-1002')
    await sergey.walks('More', 'Same matter?', 'Same as K-1001')
    expect(notice(sergey)).toContain('lead')
    await marat.sends('/case K-1002')
    await marat.walks('More', 'Same matter?', 'Same as K-1001')
    expect((await read(there, 1002)).closed).toMatchObject({ reason: 'duplicate', of: 1001 })
  })
})

describe('judging a case', () => {
  test('staff raise the priority, and only a lead lowers the highest, with a reason', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    await reported(there, 1001, { priority: 2 })
    await sergey.sends('/case K-1001')
    await sergey.walks('More', 'Priority', 'P0')
    expect((await read(there, 1001)).priority).toBe(0)
    await sergey.walks('More', 'Priority', 'P2')
    expect(notice(sergey)).toContain('Only a lead')
    expect((await read(there, 1001)).priority).toBe(0)
    await marat.sends('/case K-1001')
    await marat.walks('More', 'Priority', 'P2', 'Safe now')
    expect((await read(there, 1001)).priority).toBe(2)
    expect((await there.app().cases.audit(1001)).at(-1)).toMatchObject({ what: 'lowered', detail: 'P0 P2 safe-now' })
  })

  test('“confirmed” asks which body decided', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await sergey.sends('/case K-1001')
    await sergey.walks('More', 'Assessment', 'Confirmed')
    expect((await read(there, 1001)).trafficking.status).toBe('not_assessed')
    await sergey.taps('Court')
    expect((await read(there, 1001)).trafficking).toEqual({ status: 'confirmed', body: 'court' })
  })

  test('what somebody who was slowed down writes comes together after ten minutes; danger never waits', async () => {
    const there = await world({ content })
    await reported(there, 1001, { priority: 2, misuse: { step: 'slow', at: there.clock.now() } })
    const sergey = await there.colleague('Sergey')
    const writes = (words: string, ref: number) =>
      there.app().cases.change(1001, (each) => ({ case: each, entries: [said(words, ref)] }))
    const stands = (words: string) => there.topic('K-1001').some(({ text }) => text.includes(words))
    await writes('first', 2)
    await there.later(0)
    expect(stands('first')).toBe(true) // the report itself came with the card: nothing to wait for yet
    await writes('second', 3)
    await writes('third', 4)
    await sergey.presses('I take it', 'K-1001')
    await there.later(9 * MINUTE)
    expect(stands('second')).toBe(false)
    expect(there.topic('K-1001').some(({ text }) => text.includes('Sergey has it'))).toBe(true)
    await there.later(2 * MINUTE)
    expect(there.topic('K-1001').find(({ text }) => text.includes('second'))?.text).toContain('third')
    await there
      .app()
      .cases.change(1001, (each) => ({ case: { ...each, priority: 0 }, entries: [said('they are here', 5)] }))
    await there.later(0)
    expect(stands('they are here')).toBe(true)
  })

  test('misuse is not offered for an urgent case nobody has looked at', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    await reported(there, 1001)
    await sergey.sends('/case K-1001')
    await sergey.taps('More')
    expect(sergey.buttons()).not.toContain('Misuse')
    await sergey.walks('Back', 'Seen', 'More', 'Misuse', 'Warn')
    expect((await read(there, 1001)).misuse?.step).toBe('warned')
    expect((await there.app().cases.log(1001)).at(-1)).toMatchObject({ kind: 'to' })
    await sergey.walks('More', 'Misuse', 'Slow down', 'More', 'Misuse', '7 days card only')
    expect(notice(sergey)).toContain('Only a lead')
    await marat.sends('/case K-1001')
    await marat.walks('More', 'Misuse', '7 days card only')
    expect((await read(there, 1001)).misuse?.step).toBe('restricted')
  })

  test('answers locked by wrong words are opened by a lead', async () => {
    const there = await world({ content })
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    await reported(there, 1001)
    await there.app().cases.change(1001, (each) => ({ case: { ...each, person: { ...each.person, wrongWords: 3 } } }))
    await marat.sends('/case K-1001')
    await marat.walks('More', 'Unlock answers')
    expect((await read(there, 1001)).person.wrongWords).toBe(0)
  })
})

describe('a warm referral', () => {
  test('goes from consent to check-back before the case closes with it', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await sergey.sends('/case K-1001')
    await sergey.walks('I take it', 'More', 'Referral', 'Family helpline')
    await sergey.walks('Person agreed', 'The story in short', 'For this referral', 'Called or wrote them')
    expect((await read(there, 1001)).state).toBe('referring')
    await sergey.says('/accepted Aigul, 14:00', 'K-1001')
    expect((await read(there, 1001)).referrals[0]?.accepted?.name).toBe('Aigul, 14:00')
    await sergey.walks('Back', 'More', 'Referral', 'Told; check in 24 h', 'Checked back', 'Close', 'Referred, accepted')
    expect((await read(there, 1001)).closed?.reason).toBe('referred_accepted')
  })

  test('without consent needs a second person, and both are in the audit', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    const marat = await there.colleague('Marat', { roles: ['lead'] })
    await reported(there, 1001)
    await sergey.sends('/case K-1001')
    await sergey.walks('I take it', 'More', 'Referral', 'Police', 'Without consent', 'Danger to life')
    await sergey.taps('Confirm, second person')
    expect(notice(sergey)).toContain('cannot be you')
    await marat.sends('/case K-1001')
    await marat.walks('More', 'Referral', 'Confirm, second person')
    expect((await read(there, 1001)).referrals[0]?.exception?.by).toHaveLength(2)
    expect(await audited(there, 1001)).toEqual(
      expect.arrayContaining([
        [sergey.person.user.id, 'referral-exception'],
        [marat.person.user.id, 'referral-exception-confirmed'],
      ]),
    )
  })

  test('takes a receiver that is typed in the topic', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await sergey.presses('I take it', 'K-1001')
    await sergey.says('/refer Shelter of the city', 'K-1001')
    expect((await read(there, 1001)).referrals[0]?.to).toBe('Shelter of the city')
    expect(sergey.sees()).toContain('Shelter of the city')
  })
})

describe('what is written in a topic', () => {
  test('/note is kept inside; other words of staff go nowhere', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await sergey.presses('I take it', 'K-1001')
    await sergey.says('I will call her mother', 'K-1001')
    const logged = (await there.app().cases.log(1001)).length
    await sergey.says('/note speaks only in the evening', 'K-1001')
    const log = await there.app().cases.log(1001)
    expect(log).toHaveLength(logged + 1)
    expect(log.at(-1)).toMatchObject({ kind: 'note', by: sergey.person.user.id, text: 'speaks only in the evening' })
    expect((await read(there, 1001)).owner?.acted).toBe(true)
    expect(there.logged.join()).not.toContain('evening')
  })

  test('/Note in reply to the person stays inside too', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await sergey.presses('I take it', 'K-1001')
    const newest = there.topic('K-1001').findLast(({ from }) => from.isBot)
    await sergey.says('/Note she is sixteen', 'K-1001', newest?.text ?? '')
    expect((await there.app().cases.log(1001)).at(-1)).toMatchObject({ kind: 'note', text: 'she is sixteen' })
    expect((await read(there, 1001)).answers).toEqual([])
  })

  test('a note that begins with ! is a promise until somebody marks it as kept', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await sergey.says('/note speaks only in the evening', 'K-1001')
    await sergey.says('/note ! I phone her on Friday', 'K-1001')
    const promises = async () => (await there.app().cases.read(1001))?.promises.length
    expect(await promises()).toBe(1)
    await there.later(MINUTE)
    expect(
      there
        .topic('K-1001')
        .map(({ text }) => text)
        .join(),
    ).toContain('Still to do: 1')
    await sergey.presses('More', 'K-1001')
    await sergey.presses('To do', 'K-1001')
    await sergey.presses('✔', 'K-1001')
    expect(await promises()).toBe(0)
    expect((await there.app().cases.audit(1001)).map(({ what }) => what)).toContain('promise-kept')
    await there.later(MINUTE)
    await sergey.presses('More', 'K-1001')
    expect(buttonsIn(there, 'K-1001')).not.toContain('To do')
  })

  test('a promise ends when the case closes', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001)
    await sergey.presses('I take it', 'K-1001')
    await sergey.says('/note !call her', 'K-1001')
    await there.later(MINUTE)
    await sergey.presses('Close', 'K-1001')
    await sergey.presses('Helped', 'K-1001')
    expect(await read(there, 1001)).toMatchObject({ state: 'closed', promises: [] })
    await there.later(MINUTE)
    await sergey.presses('Reopen', 'K-1001')
    expect((await there.app().cases.read(1001))?.promises).toEqual([])
  })

  test('/note by a member without a role is nothing', async () => {
    const there = await world({ content })
    const guest = await there.colleague('Guest', { roles: [] })
    await reported(there, 1001)
    const before = (await there.app().cases.log(1001)).length
    await guest.says('/note hello', 'K-1001')
    expect(await there.app().cases.log(1001)).toHaveLength(before)
  })
})

describe('the list of cases', () => {
  async function several(there: World): Promise<Colleague> {
    const sergey = await there.colleague('Sergey')
    await reported(there, 1001, { priority: 2 })
    await there.clock.advance(MINUTE)
    await reported(there, 1002, { priority: 0 })
    await reported(there, 1003, { priority: 2, state: 'waiting_user', openedAt: there.clock.now() })
    await sergey.sends('/case K-1003')
    await sergey.taps('I take it')
    return sergey
  }
  const names = (who: Colleague) => who.sees().match(/K-\d+/g) ?? []

  test('is ordered by priority, then age, and filtered by buttons', async () => {
    const there = await world({ content })
    const sergey = await several(there)
    await sergey.sends('/cases')
    expect(names(sergey)).toEqual(['K-1002', 'K-1001', 'K-1003'])
    expect(sergey.sees()).toContain('P0 · K-1002 · en · new · nobody · 0 min')
    await sergey.taps('Mine')
    expect(names(sergey)).toEqual(['K-1003'])
    expect(sergey.sees()).toContain('Sergey')
    await sergey.taps('Waiting')
    expect(names(sergey)).toEqual(['K-1003'])
    await sergey.taps('Overdue')
    expect(names(sergey)).toEqual([])
    await there.later(6 * MINUTE)
    await sergey.sends('/cases')
    await sergey.taps('Overdue')
    expect(names(sergey)).toEqual(['K-1002'])
    await sergey.taps('K-1002')
    expect(sergey.buttons()).toContain('I take it')
  })

  test('asked for in the group is answered in private', async () => {
    const there = await world({ content })
    const sergey = await several(there)
    const before = there.room.sees().length
    await sergey.does((person) => person.send('/cases', { chat: there.room }))
    expect(names(sergey)).toContain('K-1002')
    await sergey.does((person) => person.send('K-1001', { chat: there.room }))
    expect(names(sergey)).toEqual(['K-1001'])
    expect(there.room.sees().length).toBe(before + 2)
  })

  test('turns pages', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    for (let number = 1001; number <= 1010; number += 1) await reported(there, number, { priority: 3 })
    await sergey.sends('/cases')
    expect(names(sergey)).toHaveLength(8)
    await sergey.taps('Next')
    expect(names(sergey)).toEqual(['K-1009', 'K-1010'])
    await sergey.taps('Previous')
    expect(names(sergey)).toHaveLength(8)
  })
})

describe('a message that reached the desk while nothing could be stored', () => {
  test('becomes a case with one press, once', async () => {
    const there = await world({ content })
    const sergey = await there.colleague('Sergey')
    const amina = there.person('Amina', 'en')
    await amina.sends('/start')
    const { background, cases } = there.app()
    const data = `en:adopt:${amina.person.user.id.toString(36)}:en`
    await background.sendMessage(there.room.id, 'A message', {
      reply_markup: { inline_keyboard: [[{ text: 'Make it a case', callback_data: data }]] },
    })
    const button = there.general().at(-1)?.message_id ?? 0
    await sergey.presses('Make it a case')
    await sergey.does((person) => person.tapData(button, data, { chat: there.room }))
    expect(await cases.open()).toHaveLength(1)
    const each = await cases.ofPerson(amina.person.user.id)
    expect(each).toMatchObject({ priority: 0, why: 'direct', state: 'new' })
    await sergey.does((person) => person.tap(button, 'I take it', { chat: there.room }))
    expect((await read(there, each?.number ?? 0)).owner?.id).toBe(sergey.person.user.id)
  })
})
