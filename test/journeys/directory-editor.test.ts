/** Editors keep the directory true: they find, correct, confirm, hide, take back. */
import type { Update } from '@grammyjs/types'
import { Api } from 'grammy'
import { afterEach, describe, expect, test } from 'vitest'
import type { Organization } from '../../src/content/directory.ts'
import type { Content } from '../../src/content/load.ts'
import type { Ctx } from '../../src/context.ts'
import { createReach } from '../../src/directory/contact/reach.ts'
import { createTellOutcome } from '../../src/directory/contact/tell-outcome.ts'
import { actsOf } from '../../src/directory/edit/acts.ts'
import type { EditParts, Outcome } from '../../src/directory/edit/part.ts'
import { fingerprint, refOf } from '../../src/directory/ref.ts'
import { edited } from '../../src/directory/register/edits.ts'
import type { Contact, EntryRecord } from '../../src/directory/register/record.ts'
import { createRegister } from '../../src/directory/register/register.ts'
import { createLanguages } from '../../src/language/language.ts'
import { keys } from '../../src/store/keys.ts'
import { newDataKey } from '../../src/store/sealed.ts'
import { withOrganizations } from '../entries.ts'
import { arrives } from '../guides.ts'
import { type Colleague, endWorlds, realContent, type Someone, type World, world } from '../world.ts'

afterEach(endWorlds)

const LONG_ID = 'house-with-a-name-that-is-very-long-and-then-some'
const MINUTE = 60_000

/** A line on the emergency card, an office, a town only, a secret place, one with a long id. */
function content(more: Record<string, Partial<Organization>> = {}): Content {
  const made = withOrganizations({
    own: {
      locations: [{ city: 'almaty', visibility: 'city' }],
      phones: [{ number: '+7 701 111 11 11', type: 'voice' }],
    },
    office: {
      services: ['papers'],
      locations: [{ city: 'almaty', visibility: 'public', address: 'Abai 1', latitude: 43.24, longitude: 76.9 }],
    },
    secret: { locations: [{ city: 'shymkent', visibility: 'call-first' }] },
    named: {
      locations: [{ city: 'aktobe', visibility: 'city' }],
      publication: 'name-only',
      phones: [],
      reason: 'No phone is known.',
    },
    [LONG_ID]: { locations: [{ city: 'astana', visibility: 'city' }] },
    ...more,
  })
  made.directory.emergency.held.push('own')
  return made
}

async function desk(more?: Record<string, Partial<Organization>>): Promise<World & { dana: Colleague }> {
  const there = await world({ content: content(more) })
  const dana = await there.colleague('Danagul', { roles: ['editor'] })
  return { ...there, dana }
}

async function finds(editor: Someone, words: string, label?: string): Promise<void> {
  await editor.sends(`/directory ${words}`)
  await editor.taps(label ?? `Name of ${words}`)
}

async function looks(there: World, ...labels: string[]): Promise<Someone> {
  const amina = there.person('Amina', 'en')
  await arrives(amina, 'Nearest help', ...labels)
  if (amina.sees().includes('Not everybody')) await amina.taps('Skip')
  return amina
}

async function seen(someone: Someone): Promise<string> {
  const all = [someone.sees()]
  while (someone.buttons().some((label) => label.includes('Next'))) {
    await someone.taps('Next')
    all.push(someone.sees())
  }
  return all.join('\n')
}

function dataOf(someone: Someone, label: string): string {
  const button = (someone.newest()?.buttons ?? []).flat().find(({ text }) => text.includes(label))
  if (button?.value === undefined) throw new Error(`No button "${label}"`)
  return button.value
}

async function presses(someone: Someone, data: string): Promise<void> {
  const id = someone.newest()?.message_id ?? 0
  await someone.does((phone) => phone.tapData(id, data))
}

/** A tap that is handled again, as after a crash; the text of each notice. */
async function repeats({ app }: World, someone: Someone, data: string): Promise<void> {
  const message = {
    message_id: someone.newest()?.message_id ?? 0,
    date: 1,
    chat: { id: someone.person.user.id, type: 'private' },
  }
  const query = { id: '1', from: someone.person.user, chat_instance: '1', data, message }
  const update = { update_id: 900_000_001, callback_query: query } as unknown as Update
  await app().bot.handleUpdate(update)
  await app().bot.handleUpdate(update)
}

describe('an editor finds an entry', () => {
  test('the first screen counts, and says how to find', async () => {
    const { dana } = await desk({ gone: { publication: 'withheld', reason: 'Nobody knows.' } })
    await dana.sends('/directory')
    expect(dana.sees()).toMatch(/^Directory\n\nPeople see \d+ entries. 1 are not shown/)
    expect(dana.sees()).toContain('Nothing waits for you')
    await dana.taps('Not shown: 1')
    expect(dana.buttons()).toContain('🔴 Name of gone')
    await dana.taps('Name of gone')
    expect(dana.sees()).toMatch(/Not shown[^]*Nobody knows/)
  })

  test('by a part of the name, the phone as it is dialled at home, a town in another alphabet; or by need', async () => {
    const { dana } = await desk()
    await dana.sends('/directory')
    await dana.sends('me of SECR')
    expect(dana.buttons()).toContain('Name of secret')
    await dana.sends('8 701 111 11 11')
    expect(dana.buttons().slice(0, -1)).toEqual(['Name of own'])
    await dana.sends('Актобе')
    expect(dana.buttons().slice(0, -1)).toEqual(['Name of named'])
    await dana.sends('zzzzzz')
    expect(dana.sees()).toMatch(/Nothing is found by “zzzzzz”/)
    await dana.walks('Directory', 'By need', 'Papers', 'Name of office')
    expect(dana.sees()).toMatch(/Abai 1[^]*everybody may find it[^]*Source: a source/)
  })

  test('pages of a long list, also of what was typed; every button of a long id fits', async () => {
    const many = Object.fromEntries(Array.from({ length: 23 }, (_, index) => [`many-${index}`, {}]))
    const { dana } = await desk(many)
    await dana.sends('/directory many')
    expect(dana.sees()).toContain('23 in all, page 1 of 3')
    await dana.walks('More', 'More')
    expect(dana.sees()).toContain('page 3 of 3')
    expect(dana.buttons().filter((label) => label.includes('Name of'))).toHaveLength(3)
    await dana.walks('Before', 'Directory')
    await finds(dana, 'house', `Name of ${LONG_ID}`)
    await dana.walks('Correct', 'Address', 'Yes, an open office')
    await dana.sends('Dostyk 5')
    await dana.taps('Save')
    expect(dana.sees()).toContain('Dostyk 5')
    await dana.walks('Correct', 'Languages', 'Русский', 'Save', 'Correct', 'Whom it takes', 'without papers', 'Save')
    await dana.walks('History', 'Undo 1', 'Hide at once', 'Undo')
  })
})

describe('an editor corrects', () => {
  test('a phone: nothing changes by typing; then people see it in nearest help and on the emergency card', async () => {
    const there = await desk()
    const { dana } = there
    await finds(dana, 'own')
    await dana.walks('Correct', 'Phones')
    expect(dana.sees()).toContain('Now: +7 701 111 11 11')
    await dana.sends('call me')
    expect(dana.sees()).toMatch(/I do not understand this[^]*Example/)
    await dana.sends('8 (702) 222-22-22')
    expect(dana.sees()).toMatch(/Nothing is saved yet[^]*– \+7 701 111 11 11\n\+ \+7 702 222 22 22/)
    const amina = await looks(there, 'A place to stay', 'Almaty')
    expect(await seen(amina)).toContain('+7 701 111 11 11')
    await dana.taps('Save')
    expect(dana.person.notice()?.text).toBe('Saved.')
    const bek = await looks(there, 'A place to stay', 'Almaty')
    expect(await seen(bek)).toContain('+7 702 222 22 22')
    await bek.sends('/sos')
    expect(bek.sees()).toMatch(/\+7 702 222 22 22[^]*Name of own/)
    expect(bek.sees()).not.toContain('+7 701 111 11 11')
    await dana.walks('History', 'Undo 1')
    await bek.sends('/sos')
    expect(bek.sees()).toContain('+7 701 111 11 11')
    await dana.sends('/directory')
    expect(dana.buttons().join()).not.toContain('Not yet in the file')
  })

  test('hours, whom it takes, languages; the history says who, before and after', async () => {
    const { dana } = await desk()
    await finds(dana, 'office')
    await dana.walks('Correct', 'Hours')
    await dana.sends('1–5 9:00–18:00; 6 10:00-14:00')
    expect(dana.sees()).toMatch(/1-5 09:00-18:00; 6 10:00-14:00[^]*Monday, Tuesday/)
    await dana.walks('Save', 'Correct', 'Whom it takes', '❔ men', '✅ men')
    expect(dana.sees()).toContain('+ men: no')
    await dana.walks('Save', 'Correct', 'Languages', 'Русский', 'Save', 'History')
    expect(dana.sees()).toMatch(/1\. 21 November 2026, 12:00 · Danagul · corrected[^]*Languages\n– -\n\+ Русский/)
    expect(dana.sees()).toMatch(/2\.[^]*Whom it takes[^]*3\.[^]*Hours/)
    await dana.sends('/directory')
    await dana.taps('Not yet in the file: 1')
    expect(dana.buttons()).toContain('Name of office')
  })

  test('a street: of an office; of a town only when everybody may find it; never of a secret place', async () => {
    const { dana } = await desk()
    await finds(dana, 'office')
    await dana.walks('Correct', 'Address')
    await dana.sends('Satpaev 22')
    expect(dana.sees()).toMatch(/– Almaty Abai 1 📌[^]*\+ Almaty Satpaev 22 \(/)
    await dana.taps('Save')
    await finds(dana, 'own')
    await dana.walks('Correct', 'Address')
    expect(dana.sees()).toContain('an office that everybody may find')
    await dana.taps('Yes, an open office')
    await dana.sends('Tole bi 3')
    await dana.taps('Save')
    expect(dana.sees()).toContain('Almaty Tole bi 3 (everybody may find it)')
    await finds(dana, 'secret')
    await dana.walks('Correct', 'Address')
    expect(dana.sees()).toMatch(/must never stand here/)
    expect(dana.buttons()).toEqual(['⬅️ Back'])
    await dana.sends('Secret street 1')
    expect(dana.sees()).not.toContain('Save')
  })

  test('by a crafted button a secret place is refused too', async () => {
    const { dana } = await desk()
    await finds(dana, 'secret')
    const [place] = content().directory.organizations.secret?.locations ?? []
    await presses(dana, `en:directory:t:secret:address:${fingerprint(place)}:y`)
    expect(dana.sees()).toMatch(/must never stand here/)
  })

  test('what somebody else changed meanwhile is not overwritten', async () => {
    const there = await desk()
    const bolat = await there.colleague('Bolatbek', { roles: ['editor'] })
    const { dana } = there
    await finds(dana, 'own')
    await dana.walks('Correct', 'Phones')
    await dana.sends('+7 702 222 22 22')
    await finds(bolat, 'own')
    await bolat.walks('Correct', 'Phones')
    await bolat.sends('+7 703 333 33 33')
    await bolat.taps('Save')
    await dana.taps('Save')
    expect(dana.person.notice()?.text).toContain('Somebody changed it meanwhile')
    expect(dana.sees()).toContain('+7 703 333 33 33')
    expect(dana.sees()).not.toContain('+7 702')
  })

  test('an older preview does not save what was typed after it; a preview is forgotten after ten minutes', async () => {
    const there = await desk()
    const { dana } = there
    await finds(dana, 'own')
    await dana.walks('Correct', 'Phones')
    await dana.sends('+7 702 222 22 22')
    const old = dataOf(dana, 'Save')
    await dana.sends('+7 703 333 33 33')
    await presses(dana, old)
    expect(dana.person.notice()?.text).toContain('something else was typed')
    await there.later(11 * MINUTE)
    await dana.taps('Save')
    expect(dana.person.notice()?.text).toContain('Too much time has passed')
    await finds(dana, 'own')
    expect(dana.sees()).toContain('+7 701 111 11 11')
  })

  test('a number makes an entry known by name one that is to be confirmed; the last number of a list stays', async () => {
    const made = await desk()
    const { dana } = made
    await finds(dana, 'named')
    await dana.walks('I called, it is right', 'Yes, I called today')
    expect(dana.sees()).toMatch(/cannot be saved[^]*Type its phone first/)
    await dana.walks('Back', 'Correct', 'Phones')
    await dana.sends('+7 704 444 44 44')
    expect(dana.sees()).toMatch(/Shown by name and town only\n\+ Shown as not confirmed/)
    await dana.walks('Save', 'I called, it is right', 'Yes, I called today')
    expect(dana.sees()).toMatch(/Shown as confirmed[^]*by our team/)
    await finds(dana, '111', 'Family helpline')
    await dana.taps('Hide at once')
    expect(dana.sees()).toMatch(/cannot be saved/)
  })
})

describe('an editor decides at once', () => {
  test('hides an entry: nobody sees it anywhere; takes it back; finds it among the hidden', async () => {
    const there = await desk()
    const { dana } = there
    await finds(dana, 'own')
    await dana.taps('Hide at once')
    expect(dana.sees()).toContain('is not shown any more')
    const amina = await looks(there, 'A place to stay', 'Almaty')
    expect(await seen(amina)).not.toContain('Name of own')
    await amina.sends('/sos')
    expect(amina.sees()).not.toContain('Name of own')
    await dana.sends('/directory')
    await dana.walks('Hidden or closed now: 1', '🔴 Name of own', 'Show again')
    expect(dana.person.notice()?.text).toBe('People see it again.')
    await amina.sends('/sos')
    expect(amina.sees()).toContain('Name of own')
    await dana.walks('Hide at once', 'Undo')
    expect(dana.person.notice()?.text).toBe('Taken back.')
    await amina.sends('/sos')
    expect(amina.sees()).toContain('Name of own')
  })

  test('a call makes what was not confirmed since long confirmed, and settles what people found', async () => {
    const there = await desk({
      old: {
        locations: [{ city: 'aktau', visibility: 'city' }],
        publication: 'after-test-call',
        reason: 'Call it before it is confirmed.',
        assured_date: '2022',
      },
    })
    const { dana } = there
    for (const each of ['Amina', 'Bek']) {
      const someone = there.person(each, 'en')
      await arrives(someone, 'Nearest help', 'A place to stay', 'Another town')
      await someone.sends('Aktau')
      expect(someone.sees()).toContain('Not confirmed since 2022')
      await someone.taps('They refused me')
    }
    await dana.sends('/directory')
    await dana.walks('May be out of date: 1', '⚠️ Name of old')
    expect(dana.sees()).toContain('number does not work 0, refused 2')
    await dana.taps('I called, it is right')
    expect(dana.sees()).toContain('You called it today')
    await dana.taps('Yes, I called today')
    expect(dana.sees()).not.toContain('refused 2')
    const late = there.person('Late', 'en')
    await arrives(late, 'Nearest help', 'A place to stay', 'Another town')
    await late.sends('Aktau')
    expect(late.sees()).toContain('21 November 2026')
    expect(late.sees()).not.toMatch(/Not confirmed since|out of date/)
  })

  test('a call confirms what was shown, nothing that was changed since', async () => {
    const there = await desk()
    const bolat = await there.colleague('Bolatbek', { roles: ['editor'] })
    const { dana } = there
    await finds(dana, 'own')
    await dana.taps('I called, it is right')
    await finds(bolat, 'own')
    await bolat.taps('Hide at once')
    await dana.taps('Yes, I called today')
    expect(dana.person.notice()?.text).toContain('Somebody changed it meanwhile')
    expect(dana.sees()).toContain('🔴')
  })

  test('an update that is handled twice changes once', async () => {
    const there = await desk()
    const { dana } = there
    await finds(dana, 'own')
    await dana.taps('I called, it is right')
    await repeats(there, dana, dataOf(dana, 'Yes, I called today'))
    await finds(dana, 'own')
    await dana.taps('History')
    expect(dana.sees()).toContain('1. ')
    expect(dana.sees()).not.toContain('2. ')
  })
})

describe('nobody else', () => {
  const ACTS = [
    ':',
    ':n',
    ':l:shown:0',
    ':f:0',
    ':e:own',
    ':entry:own',
    ':c:own',
    ':x:own',
    ':t:own:phones',
    ':s:own:abcdef',
    ':w:own',
    ':g:own',
    ':h:own',
    ':v:own',
    ':y:own:0',
    ':u:own:abcdefgh',
    ':p:own:abcdef',
    ':a:own:abcdef:abcdef',
    ':r:own:abcdef',
    ':i:own',
    ':d:own',
  ]

  test('gets more than a notice, whatever they press; nor does somebody who was an editor', async () => {
    const there = await desk()
    const { dana } = there
    const amina = there.person('Amina', 'en')
    await arrives(amina)
    await finds(dana, 'own')
    const confirm = dataOf(dana, 'I called')
    await there.app().desk.staff.dismiss(dana.person.user.id)
    for (const someone of [amina, dana]) {
      const before = someone.sees()
      for (const data of [...ACTS.map((each) => `en:directory${each}`), confirm]) {
        await presses(someone, data)
        expect(someone.sees(), data).toBe(before)
        expect(someone.person.notice()?.text, data).toContain('for editors only')
      }
    }
    await amina.sends('/directory')
    expect(amina.sees()).not.toContain('People see')
  })

  test('reads what is typed after the role was taken away', async () => {
    const there = await desk()
    const { dana } = there
    await dana.sends('/directory')
    await there.app().desk.staff.dismiss(dana.person.user.id)
    await dana.sends('secret')
    expect(dana.sees()).not.toContain('Found')
    expect(dana.buttons().join()).not.toContain('Name of secret')
  })

  test('in a group nothing happens', async () => {
    const there = await desk()
    const { dana, room } = there
    await finds(dana, 'own')
    const data = dataOf(dana, 'Hide at once')
    const id = room.sees().at(-1)?.message_id ?? 1
    await dana.does((phone) => phone.tapData(id, data, { chat: room }))
    await finds(dana, 'own')
    expect(dana.sees()).toContain('Shown as confirmed')
  })

  test('buttons that are made up lead nowhere, and break nothing', async () => {
    const { dana } = await desk()
    await dana.sends('/directory')
    const made = [
      ':zz',
      ':e:',
      ':e:constructor',
      ':l:constructor:0',
      ':w:own:x:zzzzzzz',
      ':g:own:x:zzzzzz:y',
      ':t:own:none',
      ':u:own',
    ]
    for (const data of made) {
      await presses(dana, `en:directory${data}`)
      expect(dana.person.notice()?.text, data).toContain('out of date')
    }
  })
})

test('a search is forgotten when the editor goes on to something else', async () => {
  const { dana } = await desk()
  await dana.sends('/directory')
  await dana.walks('By need', 'Papers')
  await dana.sends('/start')
  await dana.sends('own')
  expect(dana.buttons().join()).not.toContain('Name of own')
})

describe('an entry with a person of its own', () => {
  const DAY = 86_400_000
  const PROPOSED = { phones: [{ number: '+7 705 555 55 55', type: 'voice' }] }

  /** The acts of an editor on a store of its own, in which an entry has what nobody can tap here. */
  async function office(fields: (contact: Contact, now: number) => Partial<EntryRecord>, made = content()) {
    const there = await world({ content: made })
    const { clock, telegram, redis, logged } = there
    const own = { ...made }
    const languages = createLanguages(own)
    const ainur = there.person('Ainur', 'en')
    await ainur.does((person) => person.starts())
    const day = (at: number) => new Date(at).toISOString().slice(0, 10)
    const log = { info: () => {}, warn: (each: object) => void logged.push(JSON.stringify(each)), error: () => {} }
    const dataKey = newDataKey()
    const register = createRegister({
      redis,
      clock,
      log,
      dataKey,
      content: own,
      dayOf: day,
      nextLook: () => undefined,
      onChange: () => {},
    })
    const contact = { chat: ainur.person.user.id, name: 'Ainur', language: 'en', since: clock.now() - 40 * DAY }
    const whole: Contact = { ...contact, toldHidden: false, unreachable: false }
    await register.change('own', ({ record }) => ({ record: { ...record, ...fields(whole, clock.now()) } }))
    const api = new Api(telegram.token, { fetch: telegram.fetch })
    const parts: EditParts = {
      content: own,
      languages,
      clock,
      log,
      register,
      timeZone: 'Asia/Almaty',
      botInfo: telegram.bot,
      today: () => day(clock.now()),
      api,
      editors: { may: async () => true, tell: async () => [], nameOf: async () => 'Dana' },
      isSign: async () => false,
      invite: async (id) => `code-of-${id}`,
      tellContact: createTellOutcome({ reach: createReach({ api, redis, clock, languages }), log }),
    }
    const language = there.say('en')
    const ctx = { session: {}, handling: { turn: {} } } as Ctx
    const acts = actsOf(parts)
    let update = 0
    const tap = async (data: string, once = `u${(update += 1)}`): Promise<Outcome> => {
      const [name = '', ...args] = data.split(':')
      const scene = { content: own, language, timeZone: 'Asia/Almaty', now: clock.now() }
      const asker = { ctx, id: 7, language, once, now: clock.now(), scene }
      return (await acts.tap(name)?.(asker, args)) ?? {}
    }
    /** The data of a button, without language and verb. */
    const button = ({ screen }: Outcome, label: string): string => {
      const found = screen?.rows.flat().find((each) => each.label.includes(label))
      if (!found || !('to' in found)) throw new Error(`No button "${label}": ${JSON.stringify(screen)}`)
      return found.to.split(':').slice(2).join(':')
    }
    return { register, ainur, tap, button, own, redis }
  }

  test('asks for a change: an editor sees before and after, approves; its person is told, with nothing of what', async () => {
    const { tap, button, register, ainur, own, redis } = await office((contact, at) => ({
      contact,
      proposals: [{ id: 'p1', patch: PROPOSED, at }],
    }))
    expect((await tap('')).screen?.rows.flat()[0]?.label).toContain('Changes to decide: 1')
    const shown = await tap(button(await tap('e:own'), 'Asked on'))
    expect(shown.screen?.text).toMatch(/– \+7 701 111 11 11\n\+ \+7 705 555 55 55/)
    const approve = button(shown, 'Approve')
    expect((await tap(approve, 'same')).toast).toBe('Approved.')
    expect((await tap(approve, 'same')).toast).toContain('Nothing to change')
    expect(own.directory.organizations.own?.phones).toEqual(PROPOSED.phones)
    expect((await register.read('own'))?.record.proposals).toEqual([])
    const told = ainur
      .chat()
      .filter(({ from }) => from.isBot)
      .slice(1) // after the first screen
    expect(told.map(({ text }) => text)).toEqual(['Thank you. What you sent was looked at, and it is used now.'])
    const trail = await redis.zrange(keys.trail(String(ainur.person.user.id)), '0', '-1')
    expect(trail).toEqual(expect.arrayContaining(told.map(({ message_id }) => String(message_id))))
    const [line] = await register.history('own')
    expect(line).toMatchObject({ by: 7, what: 'approved', after: PROPOSED })
    expect((await tap(button(await tap('y:own:0'), 'Undo 1'))).toast).toBe('Taken back.')
  })

  test('asks for a change that is refused, or that rests on what was changed since', async () => {
    const { tap, button, register, ainur, own } = await office((contact, at) => ({
      contact,
      proposals: [{ id: 'p1', patch: PROPOSED, at }],
    }))
    const old = await tap(button(await tap('e:own'), 'Asked on'))
    const other = { phones: [{ number: '112', type: 'short' }] }
    await register.change('own', (entry) => {
      const outcome = edited(own, entry, other, { at: 1, by: 8 })
      return 'change' in outcome ? outcome.change : undefined
    })
    expect((await tap(button(old, 'Approve'))).toast).toContain('Somebody changed it meanwhile')
    expect((await tap(button(old, 'Refuse'))).toast).toBe('Refused.')
    expect(ainur.sees()).toContain('It is not used for now')
    expect((await register.read('own'))?.record.proposals).toEqual([])
  })

  test('gives a number in the place of one that the team called: nobody says that the team called this one', async () => {
    const own: Partial<Organization> = {
      phones: [{ number: '+7 701 111 11 11', type: 'voice' }],
      locations: [{ city: 'almaty', visibility: 'city' }],
      assured_by: 'team',
    }
    const { tap, button, register } = await office(
      (contact, at) => ({ contact, proposals: [{ id: 'p1', patch: PROPOSED, at }] }),
      content({ own }),
    )
    const shown = await tap(button(await tap('e:own'), 'Asked on'))
    expect(shown.screen?.text).toMatch(/our team, by a call\n\+ the organization/)
    await tap(button(shown, 'Approve'))
    expect((await register.read('own'))?.now).toMatchObject({ ...PROPOSED, assured_by: 'organization' })
  })

  test('is not told after they asked for silence', async () => {
    const { tap, button, ainur } = await office((contact, at) => ({
      contact,
      proposals: [{ id: 'p1', patch: PROPOSED, at }],
    }))
    await ainur.sends('/hide')
    const before = ainur.chat().length
    await tap(button(await tap(button(await tap('e:own'), 'Asked on')), 'Approve'))
    expect(ainur.chat()).toHaveLength(before)
  })

  test('a street of a town only is approved knowing that everybody will find it', async () => {
    const patch = { locations: [{ city: 'almaty', visibility: 'public', address: 'Abai 1' }] }
    const { tap, button } = await office((contact, at) => ({ contact, proposals: [{ id: 'p1', patch, at }] }))
    const shown = await tap(button(await tap('e:own'), 'Asked on'))
    expect(shown.screen?.text).toContain('nobody lives there')
  })

  test('that is silent stands in the list of its age, until the team calls', async () => {
    const { tap, button } = await office((contact) => ({ contact }))
    const list = await tap(button(await tap(''), 'Silent for 30 days: 1'))
    const entry = await tap(button(list, 'Name of own'))
    expect(entry.screen?.text).toContain('Never confirmed by its person, 40 days')
    await tap(button(await tap(button(entry, 'I called')), 'Yes, I called'))
    expect(
      (await tap('')).screen?.rows
        .flat()
        .map(({ label }) => label)
        .join(),
    ).not.toContain('Silent')
  })

  test('is removed after a question, and another is invited by a link', async () => {
    const { tap, button, register } = await office((contact) => ({ contact, closedAt: 1 }))
    const sure = await tap(button(await tap('e:own'), 'Remove its person'))
    expect((await register.read('own'))?.record.contact).toBeDefined()
    expect((await tap(button(sure, 'Remove'))).toast).toBe('Removed.')
    const entry = await tap('e:own')
    expect((await register.read('own'))?.record.contact).toBeUndefined()
    const invited = await tap(button(entry, 'Invite its person'))
    expect(invited.screen?.text).toContain('?start=entry_code-of-own')
    expect((await register.history('own')).map(({ what }) => what)).toEqual(['invited', 'unlinked'])
    expect((await tap(button(await tap('l:hidden:0'), 'Name of own'))).screen?.text).toContain('Closed for now')
    expect((await tap('v:own')).screen?.text).not.toContain('Closed for now')
  })

  test('is named, since a link may come into other hands; what was said of places holds for its day', async () => {
    const { tap } = await office((contact, now) => ({ contact, places: { free: true, at: now - 2 * DAY } }))
    const text = (await tap('e:own')).screen?.text
    expect(text).toMatch(/Its person is linked[^\n]*<i>Ainur<\/i>/)
    expect(text).not.toContain('Has places today')
  })

  test('is removed with what they asked for: no other editor approves it', async () => {
    const { tap, button, register } = await office((contact, at) => ({
      contact,
      proposals: [{ id: 'p1', patch: PROPOSED, at }],
    }))
    const shown = await tap(button(await tap('e:own'), 'Asked on'))
    await tap(button(await tap(button(await tap('e:own'), 'Remove its person')), 'Remove'))
    await tap(button(shown, 'Approve'))
    expect((await register.read('own'))?.now.phones).not.toEqual(PROPOSED.phones)
    expect((await tap('e:own')).screen?.rows.flat().some(({ label }) => label.includes('Asked on'))).toBe(false)
  })

  test('every screen of every entry of the file fits', async () => {
    const { tap, own } = await office(() => ({}), realContent())
    for (const id of Object.keys(own.directory.organizations))
      for (const act of ['e', 'c', 'x', 't', 'w', 'g', 'y']) {
        const { screen } = await tap(`${act}:${refOf(id)}${act === 't' ? ':address' : ''}`)
        expect(screen?.text.length, `${act} ${id}`).toBeLessThan(4096)
        expect(screen?.rows.flat().length, `${act} ${id}`).toBeLessThanOrEqual(100)
      }
  })
})
