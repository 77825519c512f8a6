/** Somebody at an organization answers for what the directory says of it. */
import { afterEach, describe, expect, test } from 'vitest'
import type { Update } from '@grammyjs/types'
import { hashWord } from '../../src/case/words.ts'
import { createInvitations } from '../../src/directory/contact/invitation.ts'
import { keys } from '../../src/store/keys.ts'
import { withOrganizations } from '../entries.ts'
import { arrives } from '../guides.ts'
import { sender } from '../sender.ts'
import { type Colleague, endWorlds, type Someone, type World, world } from '../world.ts'

afterEach(endWorlds)
const HOUR = 3_600_000
const DAY = 24 * HOUR
const QUESTION = 'Please check this'
const RIGHT_FREE = 'Right, places free'

const made = () =>
  withOrganizations({
    shelter: { locations: [{ city: 'almaty', visibility: 'call-first' }], eligibility: { women: 'yes' } },
    office: {
      services: ['papers'],
      locations: [{ city: 'almaty', visibility: 'public', address: 'Abai 1', latitude: 43.24, longitude: 76.9 }],
      schedule: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
    },
  })

type Scene = World & { editor: Colleague; dana: Someone }

/** A world in which Dana answers for `id`. */
async function scene(id = 'shelter'): Promise<Scene> {
  const at = await world({ content: made() })
  const editor = await at.colleague('Editor', { roles: ['editor'] })
  const dana = await joins(at, id, 'Dana Serikkyzy')
  return { ...at, editor, dana }
}

async function joins(at: World, id: string, name: string): Promise<Someone> {
  const someone = at.person(name, 'en')
  await follows(at, id, someone)
  await someone.taps('Yes')
  return someone
}

async function follows(at: World, id: string, someone: Someone): Promise<string> {
  const code = await createInvitations(at.redis).make(id)
  await someone.does((phone) => phone.follow(`entry_${code}`))
  return code
}

/** What somebody who looks for help in Almaty sees first. */
async function finds(at: World, need = 'A place to stay'): Promise<string> {
  const amina = at.person('Amina', 'en')
  await arrives(amina, 'Nearest help', need, 'Almaty')
  if (amina.sees().includes('Not everybody')) await amina.taps('Skip')
  return amina.sees()
}

const told = (editor: Someone) =>
  editor
    .chat()
    .filter(({ from, text }) => from.isBot && text.startsWith('Name of'))
    .map(({ text }) => text)
const questions = (someone: Someone) => someone.chat().filter(({ text }) => text.startsWith(QUESTION))
const hourOf = (at: number) => (new Date(at).getUTCHours() + 5) % 24
const noticed = (someone: Someone) => someone.person.notice()?.text ?? ''

describe('an invitation', () => {
  test('asks first: what comes, how often, what is kept, how it ends; nothing is kept before a Yes', async () => {
    const at = await world({ content: made() })
    const dana = at.person('Dana', 'en')
    await follows(at, 'shelter', dana)
    expect(dana.sees()).toMatch(/^A question for you\n/)
    expect(dana.sees()).toMatch(
      /Name of shelter[^]*Every 14 days[^]*Telegram name[^]*Only our editors[^]*stop at any time/,
    )
    expect(await at.redis.hlen(keys.directoryRecords)).toBe(0)
    await dana.taps('No')
    expect(dana.sees()).toContain('I keep nothing about you')
    expect(await at.redis.hlen(keys.directoryRecords)).toBe(0)
    await dana.sends('/directory')
    expect(dana.sees()).toContain('I do not know this command')
  })

  test('Yes: the entry comes at once, and editors hear of the entry, not of the person', async () => {
    const { editor, dana, redis } = await scene()
    expect(dana.sees()).toMatch(/^Please check this\n/)
    expect(dana.sees()).toMatch(
      /Name of shelter[^]*\+7 700 000 00 00[^]*Almaty\. The street is secret[^]*You take: women/,
    )
    expect(dana.buttons().slice(0, 2)).toEqual(['✅ Right, places free', '✅ Right, full today'])
    expect(told(editor)).toEqual([
      'Name of shelter: somebody answers for this entry from now on. I ask them every 14 days.',
    ])
    expect(editor.buttons()).toEqual(['📋 Look at it'])
    expect(JSON.stringify(await redis.hgetall(keys.directoryRecords))).not.toContain('Dana')
  })

  test('a used, an old and a made-up link have one answer; a question that stood there does not help', async () => {
    const at = await world({ content: made() })
    const [dana, bek] = [at.person('Dana', 'en'), at.person('Bek', 'en')]
    const code = await follows(at, 'shelter', dana)
    await bek.does((phone) => phone.follow(`entry_${code}`))
    await dana.taps('Yes')
    const answers: string[] = []
    await bek.taps('Yes') // asked before Dana said Yes
    answers.push(bek.sees())
    for (const link of [`entry_${code}`, 'entry_AAAAAAAAAAAAAAAA']) {
      await bek.does((phone) => phone.follow(link))
      answers.push(bek.sees())
    }
    expect(new Set(answers)).toEqual(new Set(['This link does not work any more. Please ask our team for a new one.']))
    await bek.sends('/directory')
    expect(bek.sees()).toContain('I do not know this command')
  })

  test('whoever taps Yes twice, or comes back by the link, sees their entry', async () => {
    const at = await world({ content: made() })
    const dana = at.person('Dana', 'en')
    const code = await follows(at, 'shelter', dana)
    const asked = dana.newest()?.message_id ?? 0
    await dana.taps('Yes')
    await dana.does((phone) => phone.tapData(asked, `en:confirm:join:${code}`))
    expect(dana.sees()).toMatch(/^Please check this\s+Name of shelter/)
    await dana.does((phone) => phone.follow(`entry_${code}`))
    expect(dana.sees()).toMatch(/^Please check this\s+Name of shelter/)
    await dana.walks('Stop asking me', 'Yes, stop asking')
    await dana.does((phone) => phone.follow(`entry_${code}`))
    expect(dana.sees()).toContain('does not work any more')
  })

  test('a newer person takes the place of the earlier one, who is told nothing and can do nothing any more', async () => {
    const at = await scene()
    const before = at.dana.chat().length
    const bek = await joins(at, 'shelter', 'Bek')
    expect(at.dana.chat()).toHaveLength(before)
    await at.dana.taps(RIGHT_FREE)
    expect(noticed(at.dana)).toContain('do not look after this entry')
    await at.later(14 * DAY)
    expect(questions(at.dana)).toHaveLength(1)
    expect(questions(bek)).toHaveLength(2)
  })

  test('one person may answer for several entries, and chooses first', async () => {
    const at = await scene()
    await follows(at, 'office', at.dana)
    await at.dana.taps('Yes')
    await at.dana.sends('/directory')
    expect(at.dana.buttons()).toEqual(['Name of shelter', 'Name of office', '🏠 Menu'])
    await at.dana.taps('Name of office')
    expect(at.dana.buttons()[0]).toBe('✅ All is right')
    await at.dana.walks('My entries', 'Name of shelter')
    expect(at.dana.buttons()[0]).toContain(RIGHT_FREE)
  })
})

describe('one tap', () => {
  test('confirms: people see by whom and that there is room; the next day they see no room any more', async () => {
    const at = await scene()
    await at.dana.taps(RIGHT_FREE)
    expect(noticed(at.dana)).toBe('Thank you! It is noted.')
    expect(at.dana.sees()).toMatch(/Last confirmed: 21 November 2026[^]*Today you have places free/)
    expect(await finds(at)).toMatch(/Free places today[^]*They said so themselves: 21 November 2026/)
    await at.later(DAY)
    expect(await finds(at)).not.toContain('Free places')
    await at.dana.sends('/directory')
    expect(at.dana.sees()).not.toContain('places free.')
    await at.dana.taps('Right, full today')
    expect(await finds(at)).toContain('Full today')
  })

  test('closes at once and opens again; editors hear of both', async () => {
    const at = await scene()
    await at.dana.taps('Closed for now')
    expect(at.dana.sees()).toMatch(/Closed since 21 November 2026[^]*Is it open again\?/)
    expect(await finds(at)).not.toContain('Name of shelter')
    await at.later(20 * DAY)
    expect(questions(at.dana).at(-1)?.text).toContain('Is it open again?')
    await at.dana.taps('We are open again')
    expect(await finds(at)).toContain('Name of shelter')
    expect(told(at.editor).slice(1)).toEqual([
      'Name of shelter: closed for now, says its person. People do not see it.',
      'Name of shelter: open again, says its person.',
    ])
  })

  test('a number of the emergency card stays until an editor decides, and both are told so', async () => {
    const at = await scene('police-102')
    await at.dana.taps('Closed for now')
    expect(noticed(at.dana)).toContain('Our team decides')
    expect(at.dana.sees()).toContain('People still see its number')
    expect(at.editor.sees()).toContain('Please decide')
    const amina = at.person('Amina', 'en')
    await amina.sends('/sos')
    expect(amina.sees()).toContain('102')
  })

  test('months later it counts for the entry as it is, unless that says something else than what they read', async () => {
    const at = await scene()
    const first = at.dana.newest()?.message_id ?? 0
    await at.later(100 * DAY)
    await at.dana.does((phone) => phone.tap(first, '✅ Right, places free'))
    expect(noticed(at.dana)).toBe('Thank you! It is noted.')
    const read = questions(at.dana).at(-2)?.message_id ?? 0
    await at.dana.walks('Something changed', 'Hours')
    await at.dana.sends('24/7')
    await at.dana.does((phone) => phone.tap(read, '✅ Right, places free'))
    expect(noticed(at.dana)).toContain('Something has changed here')
    expect(at.dana.chat().find(({ message_id }) => message_id === read)?.text).toContain('Day and night')
  })
})

describe('the question of every fortnight', () => {
  test('comes at ten by day, again and again; 120 days without an answer editors are told once, and it is not shown', async () => {
    const at = await scene()
    await at.later(14 * DAY)
    expect(questions(at.dana)).toHaveLength(2)
    expect(questions(at.dana).map(({ message }) => hourOf((message.date ?? 0) * 1000))).toEqual([12, 10])
    await at.later(16 * DAY)
    expect(questions(at.dana)).toHaveLength(3)
    await at.later(30 * DAY)
    expect(told(at.editor)).toHaveLength(1)
    expect(await finds(at)).toContain('Name of shelter')
    await at.later(61 * DAY)
    expect(told(at.editor).slice(1)).toEqual([
      'Name of shelter: not confirmed for 120 days. People do not see it any more. Please call them.',
    ])
    expect(await finds(at)).not.toContain('Name of shelter')
    const asked = questions(at.dana).length
    await at.later(28 * DAY)
    expect(questions(at.dana)).toHaveLength(asked + 2)
    expect(told(at.editor)).toHaveLength(2)
    expect(at.dana.sees()).toContain('not confirmed for a long time')
    await at.dana.taps(RIGHT_FREE)
    expect(await finds(at)).toContain('Name of shelter')
    await at.later(121 * DAY)
    expect(told(at.editor)).toHaveLength(3)
  })

  test('editors who cannot be reached are told later that it is not shown', async () => {
    const at = await scene()
    at.editor.person.block()
    await at.telegram.settled()
    await at.later(121 * DAY)
    expect(told(at.editor)).toHaveLength(1)
    at.editor.person.unblock()
    await at.telegram.settled()
    await at.later(DAY)
    expect(told(at.editor).slice(1)).toEqual([expect.stringContaining('not confirmed for 120 days')])
    await at.later(DAY)
    expect(told(at.editor)).toHaveLength(2)
  })

  test('goes on after a restart', async () => {
    const at = await scene()
    await at.later(10 * DAY)
    at.restarts()
    await at.later(4 * DAY)
    expect(questions(at.dana)).toHaveLength(2)
    await at.dana.taps(RIGHT_FREE)
    expect(noticed(at.dana)).toBe('Thank you! It is noted.')
  })

  test('blocked: editors hear once, it is tried each fortnight, and works again when they come back', async () => {
    const at = await scene()
    at.dana.person.block()
    await at.telegram.settled()
    await at.later(43 * DAY)
    expect(told(at.editor).slice(1)).toEqual([expect.stringContaining('my question does not reach its person')])
    at.dana.person.unblock()
    await at.telegram.settled()
    await at.later(14 * DAY)
    expect(questions(at.dana)).toHaveLength(2)
    at.dana.person.block()
    await at.telegram.settled()
    await at.later(14 * DAY)
    expect(told(at.editor)).toHaveLength(3)
  })

  test('after /stop nothing comes that they did not ask for; /directory and an answer bring it back', async () => {
    const at = await scene()
    await at.dana.sends('/stop')
    await at.later(15 * DAY)
    expect(questions(at.dana)).toHaveLength(1)
    expect(told(at.editor).at(-1)).toContain('asked for silence')
    await at.dana.sends('/directory')
    await at.dana.taps(RIGHT_FREE)
    await at.later(14 * DAY)
    expect(questions(at.dana)).toHaveLength(3)
  })

  test('a pause that Telegram asks for is obeyed, and the question comes', async () => {
    const at = await scene()
    at.telegram.faults.next(1, { kind: 'too-many', retryAfterSeconds: 40 }, { method: 'sendMessage' })
    await at.later(14 * DAY)
    expect(questions(at.dana)).toHaveLength(2)
    await at.later(13 * DAY)
    expect(questions(at.dana)).toHaveLength(2)
  })

  test('when no answer tells whether it came, it comes once more the next day, by day', async () => {
    const at = await scene()
    at.telegram.faults.next(1, { kind: 'drop-after' }, { method: 'sendMessage' })
    await at.later(14 * DAY)
    await at.later(DAY)
    expect(questions(at.dana)).toHaveLength(3)
    for (const { message } of questions(at.dana).slice(1)) expect(hourOf((message.date ?? 0) * 1000)).toBe(10)
    await at.later(14 * DAY)
    expect(questions(at.dana)).toHaveLength(4)
  })

  test('Hide takes it away like everything else', async () => {
    const at = await scene()
    await at.later(14 * DAY)
    await at.dana.sends('/hide')
    expect(questions(at.dana).filter(({ message }) => (message.date ?? 0) * 1000 > at.clock.now() - DAY)).toEqual([])
  })

  test('a bot that was off over the hour asks when it is day', async () => {
    const at = await scene()
    await at.clock.advance(20 * DAY + 12 * HOUR) // it is midnight, and nobody looked
    await at.later(9 * HOUR)
    expect(questions(at.dana)).toHaveLength(1)
    await at.later(2 * HOUR)
    expect(questions(at.dana)).toHaveLength(2)
  })
})

describe('something changed', () => {
  test('phones wait for an editor, who sees before and after', async () => {
    const at = await scene()
    await at.dana.walks('Something changed', 'Phones')
    expect(at.dana.sees()).toMatch(/Example: \+7[^]*Now: \+7 700 000 00 00/)
    await at.dana.sends('our number is new')
    expect(at.dana.sees()).toContain('I could not read this')
    await at.dana.sends('+7 701 222 33 44, WhatsApp +7 702 333 44 55')
    expect(at.dana.sees()).toContain('Our team looks at it first')
    expect(at.editor.sees()).toMatch(
      /other phones[^]*\+7 700 000 00 00 → \+7 701 222 33 44, WhatsApp \+7 702 333 44 55/,
    )
    expect(at.editor.buttons()).toEqual(['📋 Look at it'])
    expect(await finds(at)).toContain('+7 700 000 00 00')
    await at.dana.taps('Back')
    expect(at.dana.sees()).toContain('Our team looks at your change: +7 701 222 33 44')
  })

  test('an address waits too; that of a secret place is not taken, whatever button is made up', async () => {
    const at = await scene('office')
    await at.dana.walks('Something changed', 'Address')
    await at.dana.sends('Satpaev 5')
    expect(at.editor.sees()).toMatch(/another address[^]*Abai 1 → Satpaev 5/)
    expect(await finds(at, 'Papers')).toContain('Abai 1')
    const secret = await scene('shelter')
    await secret.dana.taps('Something changed')
    expect(secret.dana.buttons().join()).not.toContain('Address')
    await secret.dana.does((phone) =>
      phone.tapData(secret.dana.newest()?.message_id ?? 0, 'en:confirm:address:shelter'),
    )
    expect(secret.dana.sees()).toContain('I take no address here')
    await secret.dana.sends('Satpaev 5')
    expect(secret.editor.sees()).not.toContain('Satpaev')
  })

  test('hours and whom they take apply at once, and editors are told', async () => {
    const at = await scene('office')
    await at.dana.walks('Something changed', 'Hours')
    await at.dana.sends('1-7 8:00-22:00')
    expect(at.dana.sees()).toContain('People see it now')
    expect(at.editor.sees()).toMatch(/changed the hours[^]*1-5 09:00-18:00 → 1-7 08:00-22:00/)
    expect(await finds(at, 'Papers')).toContain('Open now, until 22:00')
    await at.dana.walks('Back', 'Something changed', 'Whom we take', 'women', 'men', 'men', 'Save')
    expect(at.dana.sees()).toMatch(/You take: women[^]*Ask first: /)
    expect(at.editor.sees()).toMatch(/changed whom they take[^]*- → ✅ women/)
  })

  test('a text is taken only while it is asked for: a sign of their own case never, a command ends it, ten minutes too', async () => {
    const all = await sender({ about: { quietWord: hashWord('apricot') } }, { content: made() })
    await follows(all, 'shelter', all.amina)
    await all.amina.walks('Yes', 'Something changed', 'Phones')
    await all.amina.sends('apricot')
    expect(all.amina.sees()).not.toContain('I could not read this')
    expect((await all.app().cases.read(1000))?.hold?.by).toBe('person')
    await all.amina.sends('/directory')
    await all.amina.walks('Something changed', 'Phones', 'Menu', 'Nearest help')
    await all.amina.sends('+7 701 222 33 44')
    await all.amina.sends('/directory')
    expect(all.amina.sees()).not.toContain('Our team looks at your change')
    await all.amina.walks('Something changed', 'Phones')
    await all.later(11 * 60_000)
    await all.amina.sends('+7 701 222 33 44')
    await all.amina.sends('/directory')
    expect(all.amina.sees()).not.toContain('Our team looks at your change')
  })
})

describe('who may', () => {
  test('somebody else who makes up buttons gets a notice, and nothing changes', async () => {
    const at = await scene()
    const before = at.dana.sees()
    const bek = at.person('Bek', 'en')
    await bek.sends('/start')
    await bek.walks('English', 'Only I use it')
    const seen = bek.sees()
    for (const what of [
      'show',
      'right',
      'closed',
      'open',
      'change',
      'phones',
      'hours',
      'whom',
      'save',
      'stop',
      'end',
      'toString',
    ]) {
      await bek.does((phone) => phone.tapData(bek.newest()?.message_id ?? 0, `en:confirm:${what}:shelter:f`))
      expect(noticed(bek), what).toContain('do not look after this entry')
    }
    await bek.does((phone) => phone.tapData(bek.newest()?.message_id ?? 0, 'en:confirm:list'))
    expect(bek.sees()).toBe(seen)
    await at.dana.sends('/directory')
    expect(at.dana.sees()).toBe(before)
  })

  test('Stop asking me asks once; then nothing of them is left, nothing comes, and editors know', async () => {
    const at = await scene()
    await at.dana.taps('Stop asking me')
    expect(at.dana.sees()).toContain('Shall I stop asking you about Name of shelter?')
    await at.dana.taps('Yes, stop asking')
    expect(at.dana.sees()).toContain('I forgot your name')
    expect(told(at.editor).at(-1)).toBe(
      'Name of shelter: its person asked me to stop. Nobody answers for this entry now.',
    )
    await at.later(60 * DAY)
    expect(questions(at.dana)).toHaveLength(0)
    expect(await finds(at)).toContain('Name of shelter')
    await at.dana.sends('/directory')
    expect(at.dana.sees()).toContain('I do not know this command')
    expect(await at.redis.zscore(keys.due, 'confirm:shelter')).toBeNull()
  })

  test('who stops after 120 days of silence does not bring the entry back: an editor decides', async () => {
    const at = await scene()
    await at.later(121 * DAY)
    await at.dana.walks('Stop asking me', 'Yes, stop asking')
    expect(await finds(at)).not.toContain('Name of shelter')
    await at.editor.sends('/directory shelter')
    await at.editor.walks('Name of shelter', 'Show again')
    expect(await finds(at)).toContain('Name of shelter')
  })

  test('an update that is handled again does the same once', async () => {
    const at = await world({ content: made() })
    const editor = await at.colleague('Editor', { roles: ['editor'] })
    const dana = at.person('Dana', 'en')
    const seen: Update[] = []
    await follows(at, 'shelter', dana)
    at.telegram.onUpdate(async (update) => {
      seen.push(update)
      await at.app().bot.handleUpdate(update)
      await at.app().bot.handleUpdate(update)
    })
    await dana.walks('Yes', RIGHT_FREE, 'Closed for now')
    expect(seen.length).toBeGreaterThanOrEqual(3)
    expect(dana.sees()).toContain('Closed since')
    expect(await at.redis.llen(keys.directoryLog('shelter'))).toBe(4) // linked, confirmed, places, closed
    expect(told(editor).at(-1)).toContain('closed for now')
  })
})
