import { afterEach, describe, expect, test } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import type { Entry } from '../../src/case/entry.ts'
import { packIds } from '../../src/telegram/ids.ts'
import { report, said, sent } from '../cases.ts'
import { endWorlds, realContent, type World, type WorldOptions, world } from '../world.ts'

afterEach(endWorlds)

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }
const desk = (options: WorldOptions = {}) => world({ content, ...options })

/** A report is stored, and the desk is given the time it needs. */
async function arrives(at: World, first: Case, entries: Entry[], wait = SECOND): Promise<void> {
  await at.app().cases.create(first, entries, [])
  await at.later(wait)
}

/** The person adds something. */
async function adds(at: World, number: number, ...entries: Entry[]): Promise<void> {
  await at.app().cases.change(number, (each) => ({ case: each, entries }))
  await at.later(SECOND)
}

const shown = (at: World, topic: string) => at.topic(topic).filter(({ service }) => !service)
const words = (at: World, topic: string) => shown(at, topic).map(({ text }) => text)

describe('a report in the staff group', () => {
  test('one word is one message in a topic of its own: the card with the word below it, and a line in General', async () => {
    const at = await desk()
    const amina = at.person('Amina', 'ky')
    const first = report(1001, amina.person.user.id, { language: 'uz-Latn', about: { who: 'self', city: 'almaty' } })
    await arrives(at, first, [said('They took <my> passport & lock us in', 5)])
    expect(at.room.topics().map(({ name }) => name)).toEqual(['P0 · K-1001 · uz-Latn'])
    const [card, ...rest] = shown(at, 'K-1001')
    expect(rest).toEqual([])
    expect(card?.text).toContain('P0 · K-1001')
    expect(card?.text).toContain('Almaty')
    expect(card?.text).toContain('They took <my> passport & lock us in')
    expect(card?.buttons.flat().map(({ text }) => text)).toContain('I take it')
    const [stub] = at.general().filter(({ service }) => !service)
    expect(stub?.text).toMatch(/^P[0-3] · K-\d+ · [a-z]{2}(-[A-Z][a-z]{3})?$/)
    expect(stub?.buttons.flat().find(({ kind }) => kind === 'url')?.value).toContain('https://t.me/c/')
    expect(await at.app().cases.outboxSize()).toBe(0)
    expect(at.logged.filter((line) => line.includes('error'))).toEqual([])
  })

  test('a reply to the card reaches the case, at the words that stand in it', async () => {
    const at = await desk()
    await arrives(at, report(1001, 77), [said('one', 5), said('two', 6)])
    const [card] = shown(at, 'K-1001')
    expect(await at.app().cases.byMessage(at.room.id, card?.message_id ?? 0)).toEqual({ number: 1001, entry: 1 })
  })

  test('the card names nobody', async () => {
    const at = await desk()
    const amina = at.person('Aminabanu', 'ky')
    const { id } = amina.person.user
    const first = report(1001, id, { about: { codeWord: 'hash-of-word', quietWord: 'other-hash', under18: true } })
    await arrives(at, first, [sent({ kind: 'place', latitude: 43.2, longitude: 76.9 }, 5)])
    const everything = JSON.stringify(at.room.sees().map(({ message }) => message))
    for (const secret of ['Aminabanu', String(id), 'hash-of-word', 'other-hash'])
      expect(everything).not.toContain(secret)
    expect(words(at, 'K-1001')[0]).toContain('code word set')
    expect(words(at, 'K-1001')[0]).toContain('under age')
  })

  test('every kind arrives, pictures and films under a cover, nothing forwarded', async () => {
    const at = await desk()
    const amina = at.person('Amina', 'ky')
    const { person } = amina
    const kinds = ['photo', 'video', 'animation', 'voice', 'audio', 'video_note', 'document', 'sticker'] as const
    const acts = [
      person.photo,
      person.video,
      person.animation,
      person.voice,
      person.audio,
      person.videoNote,
      person.document,
      person.sticker,
    ]
    const ids = acts.map((act) => act({ bytes: new Uint8Array([1, 2, 3]) }))
    const fileIds = ids.map((id) => person.sees().find(({ message_id }) => message_id === id)?.media?.file_id ?? '')
    const entries = kinds.map((file, index) => sent({ kind: 'file', file, id: fileIds[index] ?? '' }, index + 1))
    const others: Entry[] = [
      sent({ kind: 'place', latitude: 43.2, longitude: 76.9, title: 'Bazaar, Street' }, 20),
      sent({ kind: 'contact', phone: '+77010000000', name: 'Boss' }, 21),
      sent({ kind: 'other', what: 'poll' }, 22),
    ]
    const covers: unknown[] = []
    at.telegram.onEvent((event) => void (event.kind === 'call' && covers.push(event.method)))
    await arrives(at, report(1001, person.user.id), [...entries, ...others], 20 * SECOND)
    const messages = shown(at, 'K-1001').map(({ message }) => message)
    for (const kind of kinds)
      expect(
        messages.some((message) => message[kind] !== undefined),
        kind,
      ).toBe(true)
    expect(messages.some(({ venue }) => venue?.title === 'Bazaar, Street')).toBe(true)
    expect(messages.some(({ contact }) => contact?.first_name === 'Boss')).toBe(true)
    expect(words(at, 'K-1001').at(-1)).toContain('[poll]')
    expect(messages.some(({ forward_origin }) => forward_origin !== undefined)).toBe(false)
    expect(covers).toEqual(expect.arrayContaining(['sendPhoto', 'sendVideo', 'sendAnimation', 'sendVoice']))
  })

  test('an album stays an album; a late part follows', async () => {
    const at = await desk()
    const { person } = at.person('Amina', 'ky')
    const part = (ref: number): Entry => {
      const id = person.photo({ bytes: new Uint8Array([ref]) })
      const held = person.sees().find(({ message_id }) => message_id === id)?.media?.file_id ?? ''
      return sent({ kind: 'file', file: 'photo', id: held, album: 'a1', caption: `part ${ref}` }, ref)
    }
    await arrives(at, report(1001, person.user.id), [part(1), part(2)])
    await adds(at, 1001, part(3))
    const photos = shown(at, 'K-1001').filter(({ media }) => media)
    expect(photos.map(({ text }) => text)).toEqual(['part 1', 'part 2', 'part 3'])
    expect(photos[0]?.albumId).toBeDefined()
    expect(photos.map(({ albumId }) => albumId === photos[0]?.albumId)).toEqual([true, true, false])
    const second = await at.app().cases.byMessage(at.room.id, photos[1]?.message_id ?? 0)
    expect(second).toEqual({ number: 1001, entry: 1 })
  })

  test('a picture sent as a file comes without place and device, under a neutral name; one that cannot be cleaned comes with a warning', async () => {
    const at = await desk()
    const { person } = at.person('Amina', 'ky')
    const file = (name: string, bytes: Uint8Array) => {
      const id = person.document({ bytes, mimeType: 'image/jpeg', name })
      const held = person.sees().find(({ message_id }) => message_id === id)?.media?.file_id ?? ''
      return sent({ kind: 'file', file: 'document', id: held, mime: 'image/jpeg', size: bytes.length }, id)
    }
    await arrives(at, report(1001, person.user.id), [
      file('Amina.jpg', jpeg()),
      file('odd.jpg', Buffer.from('no image')),
    ])
    const [clean, odd] = shown(at, 'K-1001').filter(({ media }) => media)
    expect(clean?.media?.file_name).toBe('file.jpg')
    const { result } = (await at.telegram.call('getFile', { file_id: clean?.media?.file_id })) as never as {
      result: { file_path: string }
    }
    const answer = await at.telegram.fetch(`http://t/file/bot${at.telegram.token}/${result.file_path}`)
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.toString('latin1')).not.toContain('SECRET')
    expect(bytes.length).toBeGreaterThan(10)
    expect(odd?.text).toContain('may hold place and device data')
  })

  test('an edited message is shown as changed, the earlier one stays', async () => {
    const at = await desk()
    await arrives(at, report(1001, 77), [said('Room 5', 5)])
    await adds(at, 1001, { ...said('Room 7', 5), of: 0 } as Entry)
    expect(words(at, 'K-1001')[0]).toContain('Room 5')
    expect(words(at, 'K-1001').at(-1)).toBe('(changed by the person)\nRoom 7')
  })

  test('a text too long for one message comes whole, in order', async () => {
    const at = await desk()
    const long = Array.from({ length: 1500 }, (_, index) => `w${index}`).join(' ')
    await arrives(at, report(1001, 77), [said(long.slice(0, 4096), 5), said(long.slice(4096), 6)])
    const all = words(at, 'K-1001').slice(1).join(' ').replace(/\s+/g, ' ')
    expect(all.replaceAll(' ', '')).toBe(long.replaceAll(' ', ''))
  })

  test('taken, closed: the card, the line in General and the name of the topic say so', async () => {
    const at = await desk()
    const sergey = await at.colleague('Sergey')
    await arrives(at, report(1001, 77), [said('help', 5)])
    const now = at.clock.now()
    const { id } = sergey.person.user
    await at.app().cases.change(1001, (each) => ({ case: { ...each, owner: { id, since: now, acted: false } } }))
    await at.later(MINUTE)
    expect(words(at, 'K-1001')[0]).toContain('Sergey has it')
    expect(words(at, 'K-1001')[0]).toContain('help')
    expect(at.general().at(-1)?.text).toContain('Sergey has it')
    const closed = { at: now, by: id, reason: 'helped' as const }
    await at.app().cases.change(1001, (each) => ({ case: { ...each, state: 'closed', closed } }))
    await at.later(MINUTE)
    expect(at.room.topics()[0]?.name).toBe('P0 · K-1001 · en ✔')
    expect(await at.app().cases.outboxSize()).toBe(0)
  })

  test('notes and answers written in the topic are not posted there again; events are', async () => {
    const at = await desk()
    await arrives(at, report(1001, 77), [said('help', 5)])
    const now = at.clock.now()
    await adds(at, 1001, { kind: 'note', at: now, by: 1, text: 'inside' }, { kind: 'event', at: now, event: 'quiet' })
    expect(words(at, 'K-1001').join()).not.toContain('inside')
    expect(words(at, 'K-1001').at(-1)).toContain('asked for silence')
    await adds(at, 1001, { kind: 'note', at: now, by: 1, text: 'inside' })
    expect(await at.app().cases.outboxSize()).toBe(0)
  })
})

describe('trouble with topics', () => {
  test('a topic that staff deleted is made anew, with all that was said, answers and notes too', async () => {
    const at = await desk()
    await at.colleague('Sergey')
    await arrives(at, report(1001, 77), [said('first words', 5)])
    const now = at.clock.now()
    await adds(
      at,
      1001,
      { kind: 'to', at: now, by: 1, piece: { kind: 'text', text: 'our answer' } },
      { kind: 'note', at: now, by: 1, text: 'our note' },
    )
    at.room.deleteTopic(at.room.topics()[0]?.id ?? 0)
    await adds(at, 1001, said('second words', 6))
    await at.later(MINUTE)
    expect(at.room.topics()).toHaveLength(1)
    const all = words(at, 'K-1001').join('\n')
    for (const text of ['first words', 'our answer', 'our note', 'second words', 'repeated here'])
      expect(all).toContain(text)
    expect(at.general().filter(({ service }) => !service)).toHaveLength(1)
    expect(await at.app().cases.outboxSize()).toBe(0)
  })

  test('the answer to "make a topic" is lost: there is one topic all the same', async () => {
    const at = await desk()
    at.telegram.faults.next(1, { kind: 'drop-after' }, { method: 'createForumTopic' })
    await arrives(at, report(1001, 77), [said('help', 5)], MINUTE)
    expect(at.room.topics()).toHaveLength(1)
    expect(words(at, 'K-1001')[0]).toContain('help')
  })

  test('a topic that was never made is asked for again, and others do not wait for it', async () => {
    const at = await desk()
    at.telegram.faults.next(1, { kind: 'drop-before' }, { method: 'createForumTopic' })
    await arrives(at, report(1001, 77), [said('help', 5)], 0)
    await arrives(at, report(1002, 78), [said('help too', 5)], 4 * SECOND)
    expect(at.room.topics().map(({ name }) => name)).toEqual(['P0 · K-1002 · en'])
    await at.later(MINUTE)
    expect(at.room.topics()).toHaveLength(2)
  })

  test('the answer to the card is lost: it comes again, and says that it may be there twice', async () => {
    const at = await desk()
    at.telegram.faults.next(1, { kind: 'drop-after' }, { method: 'sendMessage' })
    await arrives(at, report(1001, 77), [said('help', 5)], MINUTE)
    const cards = words(at, 'K-1001')
    expect(cards).toHaveLength(2)
    expect(cards[0]).not.toContain('may be here twice')
    expect(cards[1]).toContain('may be here twice')
  })

  test('killed at any step and begun anew: everything is there, in order', async () => {
    const at = await desk()
    for (const method of ['createForumTopic', 'sendMessage', 'sendMessage', 'sendSticker']) {
      at.telegram.faults.next(1, { kind: 'drop-after' }, { method })
    }
    const { person } = at.person('Amina', 'ky')
    const id = person.sticker()
    const held = person.sees().find(({ message_id }) => message_id === id)?.media?.file_id ?? ''
    await at
      .app()
      .cases.create(
        report(1001, 77),
        [said('before', 5), sent({ kind: 'file', file: 'sticker', id: held }, 6), said('after', 7)],
        [],
      )
    for (let turn = 0; turn < 20; turn += 1) {
      at.restarts()
      await at.later(5 * SECOND)
    }
    expect(at.room.topics()).toHaveLength(1)
    const order = shown(at, 'K-1001').map(
      ({ text, media }) => media?.kind ?? (text.includes('before') ? 'before' : text),
    )
    expect(order.filter((each, index) => each !== order[index - 1])).toEqual(['before', 'sticker', 'after'])
    expect(await at.app().cases.outboxSize()).toBe(0)
  })

  test('a second topic that turns up late is removed', async () => {
    const at = await desk()
    await arrives(at, report(1001, 77), [said('help', 5)])
    await at.telegram.call('createForumTopic', { chat_id: at.room.id, name: 'P0 · K-1001 · en' })
    await at.telegram.settled()
    expect(at.room.topics()).toHaveLength(1)
    expect(words(at, 'K-1001')[0]).toContain('help')
  })

  test('staff closed the topic: what the person adds still arrives there', async () => {
    const at = await desk()
    await arrives(at, report(1001, 77), [said('help', 5)])
    at.room.closeTopic(at.room.topics()[0]?.id ?? 0)
    await adds(at, 1001, said('more', 6))
    expect(words(at, 'K-1001').at(-1)).toBe('more')
  })

  test('one message that Telegram does not take is replaced by a line, and blocks nobody', async () => {
    const at = await desk()
    const bad = sent({ kind: 'file', file: 'voice', id: 'gone' }, 5)
    await arrives(at, report(1001, 77), [said('before', 4), bad, said('after', 6)], MINUTE)
    expect(words(at, 'K-1001').slice(1)).toEqual(['[one message could not be shown: voice]', 'after'])
    expect(await at.app().cases.outboxSize()).toBe(0)
  })

  test('a case that cannot be read holds up no other', async () => {
    const at = await desk()
    at.telegram.faults.always({ kind: 'server-error', code: 502 })
    await arrives(at, report(1001, 77), [said('one', 5)])
    await at.redis.hset('case:1001', 'doc', 'damaged')
    at.telegram.faults.clear()
    await arrives(at, report(1002, 78), [said('two', 6)], MINUTE)
    expect(at.room.topics().map(({ name }) => name)).toContain('P0 · K-1002 · en')
    expect(words(at, 'K-1002')[0]).toContain('two')
  })

  test('a card that somebody deleted comes again when the case changes', async () => {
    const at = await desk()
    const sergey = await at.colleague('Sergey')
    await arrives(at, report(1001, 77), [said('help', 5)])
    sergey.person.deletes(shown(at, 'K-1001')[0]?.message_id ?? 0, { chat: at.room })
    await at.app().cases.change(1001, (each) => ({ case: { ...each, priority: 1, why: 'staff' } }))
    await at.later(MINUTE)
    expect(words(at, 'K-1001')).toHaveLength(1)
    expect(words(at, 'K-1001')[0]).toContain('help')
    expect(at.room.topics()[0]?.name).toBe('P1 · K-1001 · en')
  })

  test('General is closed: no line there, the topic has everything, leads are told once', async () => {
    const at = await desk()
    const lead = await at.colleague('Lena', { roles: ['lead'] })
    at.telegram.onEvent((event) => {
      if (event.kind !== 'message' || !event.message.text?.includes('K-1001')) return
      at.room.state().general.closed = true
      at.room.botRights({ can_manage_topics: false })
    })
    await arrives(at, report(1001, 77), [said('help', 5)], 0)
    expect(words(at, 'K-1001')[0]).toContain('help')
    expect(at.general().filter(({ text }) => text.includes('K-1001'))).toEqual([])
    expect(lead.sees()).toContain('General is closed')
  })
})

describe('the group cannot be used', () => {
  for (const [name, breaks, repairs] of [
    ['kicked', (at: World) => at.room.botIs('kicked'), (at: World) => at.room.botIs('admin')],
    [
      'without the right to manage topics',
      (at: World) => at.room.botRights({ can_manage_topics: false }),
      (at: World) => at.room.botRights({}),
    ],
    ['with topics switched off', (at: World) => at.room.setForum(false), (at: World) => at.room.setForum(true)],
  ] as const) {
    test(`${name}: staff get it in private, admins are told, and the group gets it when it works again`, async () => {
      const at = await desk()
      const sergey = await at.colleague('Sergey')
      const admin = at.telegram.people().find(({ user }) => user.first_name === 'Admin')
      admin?.starts()
      await at.telegram.settled()
      breaks(at)
      await at.telegram.settled()
      await arrives(at, report(1001, 77), [said('help', 5), said('quick', 6)], 3 * SECOND)
      const seen = sergey.chat().map(({ text }) => text)
      expect(seen.filter((text) => text.includes('P0 · K-1001'))).toHaveLength(1)
      expect(seen.filter((text) => text.includes('help'))).toHaveLength(1)
      const message = sergey.chat().find(({ text }) => text.includes('quick'))
      const { id } = sergey.person.user
      expect(await at.app().cases.byMessage(id, message?.message_id ?? 0)).toEqual({ number: 1001, entry: 1 })
      await adds(at, 1001, said('later words', 7))
      expect(sergey.sees()).toContain('later words')
      expect(admin?.lastFromBot()?.text).toContain('The staff group cannot be used')
      expect(admin?.lastFromBot()?.text).not.toContain('help')
      expect(await at.app().desk.problems()).toHaveLength(1)
      repairs(at)
      await at.later(2 * MINUTE)
      expect(words(at, 'K-1001').join()).toContain('help')
      expect(words(at, 'K-1001').join()).toContain('later words')
      expect(admin?.lastFromBot()?.text).toContain('works again')
      expect(await at.app().desk.problems()).toEqual([])
    })
  }

  test('less urgent reports wait for a second failure; nobody on duty can be reached: admins hear that, and no words', async () => {
    const at = await desk()
    const sergey = await at.colleague('Sergey')
    const admin = at.telegram.people().find(({ user }) => user.first_name === 'Admin')
    admin?.starts()
    await at.telegram.settled()
    const mends = at.telegram.faults.always({ kind: 'drop-before' }, { chat_id: at.room.id })
    await arrives(at, report(1001, 77, { priority: 2, why: 'ask' }), [said('question', 5)], 0)
    expect(sergey.chat().some(({ text }) => text.includes('question'))).toBe(false)
    await at.later(15 * SECOND)
    expect(sergey.sees()).toContain('question')
    sergey.person.block()
    await arrives(at, report(1002, 78), [said('help', 5)], MINUTE)
    const told = admin?.sees().map(({ text }) => text)
    expect(told?.some((text) => text.includes('nobody of the staff could be reached'))).toBe(true)
    expect(told?.join()).not.toContain('help')
    mends()
    await at.later(2 * MINUTE)
    expect(words(at, 'K-1001').join()).toContain('question')
    expect(words(at, 'K-1002').join()).toContain('help')
  })

  test('no group is set: everything goes to staff in private', async () => {
    const at = await desk()
    const sergey = await at.colleague('Sergey')
    at.room.botIs('left')
    await at.telegram.settled()
    await arrives(at, report(1001, 77), [said('help', 5)], 3 * SECOND)
    expect(sergey.chat().some(({ text }) => text.includes('help'))).toBe(true)
  })

  test('it lasts: admins are told again after six hours, not before', async () => {
    const at = await desk()
    const admin = at.telegram.people().find(({ user }) => user.first_name === 'Admin')
    admin?.starts()
    at.room.botIs('kicked')
    await arrives(at, report(1001, 77), [said('help', 5)], 5 * HOUR)
    const alarms = () => admin?.sees().filter(({ text }) => text.includes('cannot be used')).length
    expect(alarms()).toBe(1)
    await at.later(HOUR + 2 * MINUTE)
    expect(alarms()).toBe(2)
  }, 30_000)

  test('the group was upgraded: its new id is followed, open cases get topics there, admins are told once', async () => {
    const at = await desk()
    const admin = at.telegram.people().find(({ user }) => user.first_name === 'Admin')
    admin?.starts()
    await arrives(at, report(1001, 77), [said('help', 5)])
    const old = at.room.state()
    old.kind = 'group'
    at.room.upgrade()
    at.room.setForum(true)
    await at.telegram.settled()
    await at.later(MINUTE)
    expect(words(at, 'K-1001').join()).toContain('help')
    expect((await at.app().cases.read(1001))?.desk.chat).toBe(at.room.id)
    expect(admin?.sees().filter(({ text }) => text.includes('another number'))).toHaveLength(1)
  })

  test('Telegram wants a pause: nothing is sent in it, then the urgent first', async () => {
    const at = await desk()
    at.telegram.faults.next(1, { kind: 'too-many', retryAfterSeconds: 30 }, { method: 'createForumTopic' })
    await arrives(at, report(1001, 77, { priority: 2, why: 'ask' }), [said('question', 5)])
    await arrives(at, report(1002, 78), [said('danger', 5)], 20 * SECOND)
    expect(at.room.topics()).toEqual([])
    await at.later(20 * SECOND)
    expect(at.room.topics().map(({ name }) => name)).toEqual(['P0 · K-1002 · en', 'P2 · K-1001 · en'])
  })

  test('without a store the messages go straight into General, without a name, with a button to make them a case', async () => {
    const at = await desk()
    const { person } = at.person('Aminabanu', 'ky')
    const ids = [person.starts(), person.send('help me'), person.voice()]
    await at.telegram.settled()
    await at.loses('redis')
    expect(await at.app().desk.direct(person.user.id, ids.slice(1), 'ky')).toBe(true)
    const seen = at.general().filter(({ from }) => from.isBot)
    expect(seen.map(({ text }) => text).join()).toContain('help me')
    expect(seen.some(({ media }) => media?.kind === 'voice')).toBe(true)
    const copied = seen.filter(({ buttons }) => buttons.length === 0).map(({ message_id }) => message_id)
    expect(
      seen
        .at(-1)
        ?.buttons.flat()
        .map(({ value }) => value),
    ).toEqual([`en:adopt:${person.user.id.toString(36)}:ky:${packIds(copied, 30)}`])
    expect(JSON.stringify(seen.map(({ message }) => message))).not.toContain('Aminabanu')
    expect(await at.app().desk.direct(person.user.id, [999_999], 'ky')).toBe(false)
  })
})

test('60 reports at once under the limits of Telegram: the urgent ones within a minute, the rest in order, nothing refused twice, nothing lost', async () => {
  const at = await desk({ limits: { scale: 1 } })
  const refused: string[] = []
  const born = new Map<string, number>()
  const begin = at.clock.now()
  at.telegram.onEvent((event) => {
    if (event.kind === 'call' && event.error_code === 429) refused.push(event.method)
    const text = event.kind === 'message' ? (event.message.text ?? '') : ''
    const name = /^P\d · (K-\d+)\n?.* ·.*\n/.exec(text)?.[1]
    if (name && text.includes('words of') && !born.has(name)) born.set(name, at.clock.now() - begin)
  })
  const urgent = (index: number) => index % 10 === 9
  for (let index = 0; index < 60; index += 1) {
    const first = report(1001 + index, 100 + index, {
      createdAt: begin + index,
      ...(!urgent(index) && { priority: 2 as const, why: 'ask' }),
    })
    await at.app().cases.create(first, [said(`words of ${index}`, 5)], [])
  }
  await at.later(20 * MINUTE)
  expect(await at.app().cases.outboxSize()).toBe(0)
  expect(born.size).toBe(60)
  const order = [...born.keys()].map((name) => Number(name.slice(2)) - 1001)
  const expected = [...order].sort((one, other) => Number(urgent(other)) - Number(urgent(one)) || one - other)
  expect(order).toEqual(expected)
  for (const index of order.filter(urgent)) expect(born.get(`K-${1001 + index}`)).toBeLessThan(MINUTE)
  expect(refused).toEqual([])
}, 60_000)

function jpeg(): Uint8Array {
  const segment = (marker: number, body: string) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(body.length + 2)
    return Buffer.concat([Buffer.from([0xff, marker]), length, Buffer.from(body, 'latin1')])
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, 'JFIF\0picture'),
    segment(0xe1, 'Exif\0\0GPS-SECRET'),
    segment(0xed, 'IPTC-SECRET'),
    segment(0xfe, 'comment SECRET'),
    segment(0xda, '\x01\x02'),
    Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd9]),
    Buffer.from('hidden SECRET behind the end'),
  ])
}
