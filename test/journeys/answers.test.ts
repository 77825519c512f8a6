import { afterEach, describe, expect, test } from 'vitest'
import type { Person } from '../../src/simulator/person.ts'
import { endWorlds, world } from '../world.ts'

afterEach(endWorlds)

const KINDS: [string, (phone: Person) => unknown][] = [
  ['a text', (phone) => phone.send('where is the shelter?')],
  ['a photo', (phone) => phone.photo({ caption: 'my passport' })],
  ['a voice message', (phone) => phone.voice()],
  ['a video', (phone) => phone.video()],
  ['a video note', (phone) => phone.videoNote()],
  ['a document', (phone) => phone.document()],
  ['a sticker', (phone) => phone.sticker()],
  ['an audio file', (phone) => phone.audio()],
  ['an animation', (phone) => phone.animation()],
  ['a place', (phone) => phone.location({ latitude: 43.2, longitude: 76.9 })],
  ['a venue', (phone) => phone.venue({ latitude: 43.2, longitude: 76.9, title: 'Home', address: 'A street' })],
  ['a contact', (phone) => phone.contact({ phone_number: '+77010000000', first_name: 'Boss' })],
  ['a dice', (phone) => phone.dice()],
  ['a poll', (phone) => phone.poll()],
  ['a forwarded message', (phone) => phone.forward({ text: 'Work in Aktau', from: 'Agent' })],
]

describe('whatever somebody sends is answered', () => {
  test.each(KINDS)('%s', async (name, act) => {
    const { person } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.does(act)
    expect(amina.newest()?.from.isBot).toBe(true)
    expect(amina.sees()).toMatch(/Nobody|nobody/)
    const near = name === 'a place' || name === 'a venue' ? ['📍 Nearest help'] : []
    const meant = name === 'a text' || name === 'a forwarded message' ? amina.buttons().slice(1, -2) : []
    expect(meant.length).toBeLessThanOrEqual(3)
    expect(amina.buttons()).toEqual(['✉️ Send to our team', ...meant, ...near, '🏠 Menu', '🆘 SOS'])
  })

  test('an unknown command, which is no message to anybody', async () => {
    const { person } = await world()
    const amina = person('Amina', 'en')
    await amina.does((phone) => phone.command('whatever'))
    expect(amina.sees()).toContain('I do not know this command')
    expect(amina.buttons()).toEqual(['🏠 Menu', '🆘 SOS'])
  })

  test('an album once, not part by part', async () => {
    const { person } = await world()
    const amina = person('Amina', 'en')
    await amina.does((phone) => phone.album([{ kind: 'photo' }, { kind: 'photo' }, { kind: 'video' }]))
    expect(amina.chat().filter(({ from }) => from.isBot)).toHaveLength(1)
  })

  test('an edited message', async () => {
    const { person } = await world()
    const amina = person('Amina', 'en')
    let id = 0
    await amina.does((phone) => (id = phone.send('hello')))
    await amina.does((phone) => phone.edit(id, 'hello, please'))
    expect(amina.sees()).toContain('you changed a message')
  })

  test('HTML in a name or a text stays text', async () => {
    const { person } = await world()
    const eve = person('<b>Eve</b> & <script>', 'en')
    await eve.sends('<a href="https://evil.example">free visa</a> {{fact.mci}} $t(ask.title)')
    expect(eve.sees()).toMatch(/Nobody/)
  })
})

describe('a button of another time', () => {
  const FORGED = [
    '',
    'x',
    'en:nothing',
    'en:page',
    'en:page:no-such-page',
    'zz:page:stay',
    'en:useful:stay:z',
    ':::::',
    'menu/0/1//',
    'en:speak:zz',
    'en:sources',
    'я'.repeat(30),
    'en:page:constructor',
    'en:ask:__proto__',
    'en:sources:toString',
  ]

  test.each(FORGED)('%j leads to a fresh screen', async (data) => {
    const { person, logged } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    const message = amina.newest()?.message_id ?? 0
    await amina.does((phone) => phone.tapData(message, data))
    expect(amina.newest()?.buttons.length).toBeGreaterThan(0)
    expect(logged).toEqual([])
  })

  test('on a message that was deleted is answered by a new screen', async () => {
    const { person } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.walks('English', 'Only I use it')
    const menu = amina.newest()?.message_id ?? 0
    await amina.does((phone) => {
      phone.deletes(menu)
      phone.tapData(menu, 'en:page:stay')
    })
    expect(amina.sees()).toContain('Time and papers')
  })
})

describe('commands work from any state', () => {
  test.each(['/start', '/sos', '/language', '/help', '/hide', '/privacy', '/stop'])('%s', async (command) => {
    const { person, logged } = await world()
    const amina = person('Amina', 'en')
    await amina.sends(command) // before anything else
    expect(amina.sees()).not.toBe('')
    await amina.sends('/start')
    await amina.walks('English')
    await amina.sends(command) // in the middle of something
    expect(amina.newest()?.from.isBot).toBe(true)
    expect(logged).toEqual([])
  })

  test('/stop is remembered, and cuts off no help', async () => {
    const { person, redis } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/stop')
    expect(await redis.hget(`session:${amina.person.user.id}`, 'quiet')).toBe('true')
    await amina.taps('SOS')
    expect(amina.sees()).toContain('102')
  })
})

describe('a deep link', () => {
  test('is counted by its source, and nothing else of it is kept', async () => {
    const { person, redis } = await world()
    await person('Amina', 'en').does((phone) => phone.follow('src_Border-Poster'))
    await person('Bek', 'ky').does((phone) => phone.follow('src_border-poster'))
    await person('Eve', 'ru').does((phone) => phone.follow('anything-else'))
    expect(await redis.hgetall('counts')).toEqual({ 'source:border-poster': '2' })
  })
})

test('what somebody wrote is sealed while it waits, and gone once it is answered', async () => {
  const { person, redis, telegram } = await world()
  const amina = person('Amina Secretova', 'en')
  const queue = `queue:${amina.person.user.id}`
  let waiting = ''
  telegram.onEvent((event) => {
    if (event.kind === 'call') void redis.lindex(queue, 0).then((head) => (waiting ||= head ?? ''))
  })
  await amina.sends('my boss keeps my passport')
  expect(waiting.length).toBeGreaterThan(100)
  expect(Buffer.from(waiting, 'base64').toString()).not.toMatch(/passport|Secretova/)
  expect(await redis.exists(queue)).toBe(0)
})

test('somebody who blocked the bot causes no trouble', async () => {
  const { person, logged } = await world()
  const amina = person('Amina', 'en')
  await amina.sends('/start')
  await amina.does((phone) => {
    phone.send('hello')
    phone.block()
  })
  expect(logged).toEqual([])
})
