import { afterEach, describe, expect, test } from 'vitest'
import { type Colleague, endWorlds, realContent, type Someone, type World, world } from '../world.ts'

afterEach(endWorlds)
const SECOND = 1000
const MINUTE = 60 * SECOND
const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }
const PASSED = 'passed it to our team directly'
const LOST = 'did NOT reach us'

/** Amina has begun to write to the team; Sergey works there. */
async function writing(): Promise<World & { amina: Someone; sergey: Colleague }> {
  const there = await world({ content })
  const sergey = await there.colleague('Sergey')
  const amina = there.person('Amina', 'en')
  await amina.sends('/sos')
  await amina.taps('Write to our team')
  return { ...there, amina, sergey }
}

async function says(who: Someone, count: number, between: (index: number) => unknown = () => undefined) {
  for (let index = 0; index < count; index += 1) {
    await who.sends(`word ${index};`)
    await between(index)
  }
}

/** What stands in General of what somebody said. */
const copies = ({ general }: World) => general().filter(({ text }) => text.startsWith('word '))
const lines = ({ general }: World) =>
  general().filter(({ buttons }) => buttons.flat().some(({ text }) => text.includes('Make it a case')))

/** As when the person asks for it before anybody has opened it. */
async function erased(there: World & { amina: Someone }): Promise<void> {
  const each = await there.app().cases.ofPerson(there.amina.person.chatWithBot)
  await there.app().desk.erase(each?.number ?? 0)
  await there.later(10 * MINUTE)
}

describe('Send while nothing can be stored', () => {
  test('the team has the words, the person hears exactly that, and erasing the case leaves none of them', async () => {
    const there = await writing()
    await says(there.amina, 3)
    const comesBack = await there.loses('redis')
    await there.amina.taps('✅ Send')
    expect(there.amina.sees()).toContain(PASSED)
    expect(copies(there)).toHaveLength(3)
    const [line] = lines(there)
    expect(line?.message.reply_to_message?.message_id).toBe(copies(there)[0]?.message_id)
    await comesBack()
    await there.sergey.presses('Make it a case')
    await there.later(MINUTE)
    expect(there.room.topics()).toHaveLength(1)
    await erased(there)
    expect(copies(there)).toEqual([])
    expect(there.general().some(({ message_id }) => message_id === line?.message_id)).toBe(false)
  })

  test('a long talk: what was shown is passed on as a whole, adopted with one press, and erased with the case', async () => {
    const there = await writing()
    await says(there.amina, 150)
    expect(there.amina.sees()).toContain('No more fits')
    const comesBack = await there.loses('redis')
    await there.amina.taps('✅ Send')
    expect(there.amina.sees()).toContain(PASSED)
    expect(copies(there)).toHaveLength(50)
    expect(lines(there)).toHaveLength(1)
    await comesBack()
    await there.sergey.presses('Make it a case')
    await there.later(MINUTE)
    await erased(there)
    expect(copies(there)).toEqual([])
  })

  test('a long talk on a busy day: the button cannot hold it all, and nobody says that it was passed on', async () => {
    const there = await writing()
    const others = there.person('Others', 'en')
    await others.sends('/start')
    await says(there.amina, 60, async (index) => {
      for (let more = (index * 7) % 5; more > 0; more -= 1) await others.sends('/start')
    })
    const comesBack = await there.loses('redis')
    await there.amina.taps('✅ Send')
    expect(there.amina.sees()).toContain(LOST)
    expect(copies(there).length).toBeGreaterThan(5)
    expect(copies(there).length).toBeLessThan(50)
    await comesBack()
    await there.amina.taps('Send again')
    expect(there.amina.sees()).toContain('K-1001')
    await there.sergey.presses('Make it a case')
    await erased(there)
    expect(copies(there)).toEqual([])
  })

  test('a message the person has deleted meanwhile: nobody says that everything was passed on', async () => {
    const there = await writing()
    await says(there.amina, 3)
    await there.loses('redis')
    const second = there.amina.chat().find(({ text }) => text === 'word 1;')?.message_id ?? 0
    await there.amina.does((phone) => phone.deletes(second))
    await there.amina.taps('✅ Send')
    expect(there.amina.sees()).toContain(LOST)
    expect(copies(there)).toHaveLength(2)
  })

  test('the line with the button fails: nobody says that it was passed on, and the line comes later', async () => {
    const there = await writing()
    await says(there.amina, 2)
    const comesBack = await there.loses('redis')
    there.telegram.faults.next(
      1,
      { kind: 'too-many', retryAfterSeconds: 30 },
      { method: 'sendMessage', chat_id: there.room.id },
    )
    await there.amina.taps('✅ Send')
    expect(there.amina.sees()).toContain(LOST)
    expect(copies(there)).toHaveLength(2)
    expect(lines(there)).toEqual([])
    await there.clock.advance(31 * SECOND)
    await there.telegram.settled()
    expect(lines(there)).toHaveLength(1)
    await comesBack()
    await there.sergey.presses('Make it a case')
    await erased(there)
    expect(copies(there)).toEqual([])
  })

  test('no answer to the copying: it may have arrived, so the team gets the button, and the person is told to try again', async () => {
    const there = await writing()
    await says(there.amina, 2)
    await there.loses('redis')
    there.telegram.faults.next(1, { kind: 'drop-after' }, { method: 'copyMessages' })
    await there.amina.taps('✅ Send')
    expect(there.amina.sees()).toContain(LOST)
    expect(lines(there)).toHaveLength(1)
  })

  test('the group takes nothing: there is no line either', async () => {
    const there = await writing()
    await says(there.amina, 1)
    there.room.botIs('kicked')
    await there.telegram.settled()
    await there.loses('redis')
    await there.amina.taps('✅ Send')
    expect(there.amina.sees()).toContain(LOST)
  })
})

describe('what stands in General from such a moment', () => {
  async function adopted() {
    const there = await writing()
    await says(there.amina, 2)
    const comesBack = await there.loses('redis')
    await there.amina.taps('✅ Send')
    await comesBack()
    await there.sergey.presses('Make it a case')
    await there.later(MINUTE)
    const each = await there.app().cases.ofPerson(there.amina.person.chatWithBot)
    const said = async () => (await there.app().cases.log(each?.number ?? 0)).filter(({ kind }) => kind === 'to')
    return { ...there, number: each?.number ?? 0, said }
  }

  const below = {
    'a copy': copies,
    'the line': ({ general }: World) => general().filter(({ text }) => text.includes('No store')),
  }
  test.each(Object.entries(below))('a reply to %s reaches nobody, and whoever wrote it is told', async (_, found) => {
    const there = await adopted()
    const replyTo = found(there)[0]?.message_id ?? 0
    await there.sergey.does((phone) => phone.send('where are you?', { chat: there.room, replyTo }))
    await there.later(MINUTE)
    expect(await there.said()).toEqual([])
    expect(there.general().findLast(({ text }) => text.includes('where are you?'))?.reactions).toEqual(['🤷'])
    expect(there.general().at(-1)?.text).toContain('Answer in its own topic')
  })

  test('a reply to a copy from the topic of another person reaches neither', async () => {
    const there = await adopted()
    const bek = there.person('Bek', 'en')
    await bek.sends('/sos')
    await bek.walks('Write to our team')
    await bek.sends('other words')
    await bek.taps('✅ Send')
    await there.later(MINUTE)
    const other = (await there.app().cases.ofPerson(bek.person.chatWithBot))?.number ?? 0
    const replyTo = copies(there)[0]?.message_id ?? 0
    await there.sergey.doesIn(`K-${other}`, (phone, at) => phone.send('where are you?', { ...at, replyTo }))
    await there.later(MINUTE)
    expect(await there.said()).toEqual([])
    expect((await there.app().cases.log(other)).filter(({ kind }) => kind === 'to')).toEqual([])
  })

  test('more copies than one button holds have a line each, and all of them join one case', async () => {
    const there = await writing()
    const ids = Array.from({ length: 150 }, (_, index) => there.amina.person.send(`word ${index};`))
    await there.telegram.settled()
    const comesBack = await there.loses('redis')
    expect(await there.app().desk.direct(there.amina.person.user.id, ids, 'en')).toBe(true)
    expect(copies(there)).toHaveLength(150)
    expect(lines(there)).toHaveLength(2)
    await comesBack()
    await there.sergey.presses('Make it a case')
    await there.sergey.presses('Make it a case')
    expect(lines(there)).toEqual([])
    expect(await there.app().cases.open()).toHaveLength(1)
    await there.later(MINUTE)
    await erased(there)
    expect(copies(there)).toEqual([])
  })

  test('a second line for the same person joins the case, and its copies go with it', async () => {
    const there = await adopted()
    const { user } = there.amina.person
    const more = [there.amina.person.send('word 8;'), there.amina.person.send('word 9;')]
    await there.telegram.settled()
    expect(await there.app().desk.direct(user.id, more, 'en')).toBe(true)
    await there.sergey.presses('Make it a case')
    expect(there.sergey.person.notice()?.text).toContain('exists already')
    expect(await there.app().cases.open()).toEqual([there.number])
    await erased(there)
    expect(copies(there)).toEqual([])
  })
})
