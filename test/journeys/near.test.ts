/** People who look for help near them. */
import { afterEach, describe, expect, test } from 'vitest'
import type { Need, Organization, Standing } from '../../src/content/directory.ts'
import type { Content } from '../../src/content/load.ts'
import { NOTHING_ASKED } from '../../src/directory/near/ask.ts'
import { nearScreen } from '../../src/directory/near/view.ts'
import { indexed } from '../../src/directory/search.ts'
import { createLanguages } from '../../src/language/language.ts'
import { withOrganizations } from '../entries.ts'
import { arrives } from '../guides.ts'
import { endWorlds, realContent, type Someone, type World, world } from '../world.ts'

afterEach(endWorlds)

const TITLE = 'Addresses and phones'
const SHYMKENT = { latitude: 42.3174, longitude: 69.5963 }
const TASHKENT = { latitude: 41.3111, longitude: 69.2797 }
/** More of Shymkent, or Tashkent, than a tenth of a degree. */
const PRECISE = /42\.31|69\.59|41\.31|69\.27/
const MINUTE = 60_000
type Receive = ReturnType<World['app']>['receiver']['receive']

async function looks(at: World, ...labels: string[]): Promise<Someone> {
  const amina = at.person('Amina', 'en')
  await arrives(amina, 'Nearest help', ...labels)
  return amina
}

/** Tells who they are if they are asked, by telling nothing. */
async function skips(someone: Someone): Promise<void> {
  if (someone.sees().includes('Not everybody')) await someone.taps('Skip')
}

function addresses(someone: Someone): string[] {
  return (someone.newest()?.buttons ?? []).flat().flatMap((button) => ('data' in button ? [String(button.data)] : []))
}

/** Everything Redis holds of this world, as text. */
async function kept({ redis }: World): Promise<string> {
  const prefix = redis.options.keyPrefix ?? ''
  const names = (await redis.keys(`${prefix}*`)).map((name) => name.slice(prefix.length))
  const hashes = await Promise.all(names.map((name) => redis.hgetall(name).catch(() => ({}))))
  return JSON.stringify([names, hashes])
}

describe('somebody looks for help', () => {
  test('three taps from the menu to a place in their town', async () => {
    const amina = await looks(await world(), 'A place to stay', 'Shymkent', 'Skip')
    expect(amina.sees()).toMatch(new RegExp(`^📍 ${TITLE}: 1 of \\d+`))
    expect(amina.sees()).toMatch(/Shymkent/)
    expect(amina.sees()).toMatch(/\(20\d\d\)|Confirmed by a public source/)
    expect(amina.chat().filter(({ from }) => from.isBot)).toHaveLength(1) // one message, edited in place
  })

  test('those without a number stand together, with who can be asked instead, before who is farther; those far away after them', async () => {
    const silent = { publication: 'name-only' as const, phones: [], reason: 'no phone' }
    const content = withOrganizations({
      one: { ...silent, locations: [{ city: 'almaty', visibility: 'call-first' }] },
      two: { ...silent, locations: [{ city: 'almaty', visibility: 'city' }] },
      far: { locations: [{ city: 'astana', visibility: 'city' }] },
      three: { ...silent, locations: [{ city: 'astana', visibility: 'city' }] },
    })
    const amina = await looks(await world({ content }), 'A place to stay', 'Almaty')
    await skips(amina)
    expect(amina.sees()).toContain('Name of one\n📍 Almaty (2026)')
    expect(amina.sees()).toContain('Name of two')
    expect(amina.sees()).not.toContain('Name of three')
    expect(amina.sees()).toContain('no confirmed phones')
    expect(amina.buttons().join()).toContain('📋 111')
    await amina.taps('Next')
    expect(amina.sees()).toContain('Name of far')
    await amina.taps('Next')
    expect(amina.sees()).toContain('Name of three')
    await amina.walks('Before', 'Before')
    expect(amina.sees()).toContain('Name of one')
  })

  test('next, before, another question at the same place; lines of the country last', async () => {
    const content = withOrganizations({ here: { locations: [{ city: 'almaty', visibility: 'city' }] } })
    const amina = await looks(await world({ content }), 'A place to stay', 'Almaty')
    await skips(amina)
    expect(amina.sees()).toContain('Name of here')
    expect(amina.buttons().join()).not.toContain('Before')
    await amina.taps('Next')
    expect(amina.sees()).toContain('Works in the whole country')
    await amina.taps('Before')
    expect(amina.sees()).toContain('Name of here')
    await amina.walks('Another question', 'Police')
    expect(amina.sees()).toContain('102')
    expect(amina.sees()).not.toContain('Ask first')
  })

  test('the card tells whom they take, hours, languages, kilometres, number, when it was confirmed', async () => {
    const content = withOrganizations({
      centre: {
        locations: [{ city: 'turkistan', visibility: 'city' }],
        schedule: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
        languages: ['ru', 'kk'],
        eligibility: { women: 'yes', men: 'no' },
      },
    })
    const amina = await looks(await world({ content }), 'A place to stay', 'Shymkent', 'I am a woman', 'Show')
    expect(amina.sees()).toContain('Name of centre')
    expect(amina.sees()).toContain('Takes you')
    expect(amina.sees()).toMatch(/Turkistan, about 15\d km from you/)
    expect(amina.sees()).toContain('Closed now. Opens on Monday at 09:00') // it is Saturday noon
    expect(amina.sees()).toMatch(/Русский, /)
    expect(amina.sees()).toContain('+7 700 000 00 00')
    expect(amina.sees()).toContain('1 October 2026')
    const copies = (amina.newest()?.buttons ?? []).flat().map(({ text }) => text)
    expect(copies.join()).toContain('📋 +7 700 000 00 00')
  })

  test('whoever is not taken is not shown; the question stands only where it changes the answer', async () => {
    const content = withOrganizations({
      women: { locations: [{ city: 'almaty', visibility: 'city' }], eligibility: { men: 'no' } },
    })
    const at = await world({ content })
    const bek = await looks(at, 'A place to stay', 'Almaty')
    expect(bek.sees()).toContain('Not everybody takes everyone')
    await bek.taps('I am a man')
    expect(bek.buttons()).toContain('✅ I am a man')
    await bek.walks('I am a woman', 'I am a man', 'Show') // one of both
    expect(bek.sees()).not.toContain('Name of women')
    await bek.walks('Another question', 'A doctor')
    expect(bek.sees()).not.toContain('Not everybody')
    expect(bek.sees()).toContain('103')
  })

  test('a secret place: no street, no map, a sentence for the phone', async () => {
    const content = withOrganizations({
      shelter: { locations: [{ city: 'almaty', visibility: 'call-first' }] },
      office: {
        services: ['papers'],
        locations: [{ city: 'almaty', visibility: 'public', address: 'Abai 1', latitude: 43.24, longitude: 76.9 }],
      },
    })
    const amina = await looks(await world({ content }), 'A place to stay', 'Almaty')
    await skips(amina)
    expect(amina.sees()).toContain('Name of shelter')
    expect(amina.sees()).toMatch(/The street is secret[^]*I have a question about your services/)
    expect(amina.buttons().join()).not.toContain('Map')
    await amina.walks('Another question', 'Papers')
    expect(amina.sees()).toContain('Abai 1')
    expect(amina.buttons()).toContain('🗺 Map')
  })

  test('without a confirmed phone it says so, and gives lines that know it', async () => {
    const content = withOrganizations({
      named: { locations: [{ city: 'almaty', visibility: 'call-first' }], publication: 'name-only', phones: [] },
    })
    const amina = await looks(await world({ content }), 'A place to stay', 'Almaty')
    await skips(amina)
    expect(amina.sees()).toMatch(/Name of named[^]*no confirmed phone[^]*111/)
    expect(amina.buttons().join()).toContain('📋 111')
    await amina.taps('Write to our team')
    expect(amina.sees()).toContain('Your message to us')
  })

  test('nobody fits: says so, gives lines that work everywhere and offers the team', async () => {
    const amina = await looks(
      await world({ content: withOrganizations({}) }),
      'My consulate',
      'No',
      'Uzbekistan',
      'Almaty',
    )
    expect(amina.sees()).toMatch(/I found nobody[^]*everywhere[^]*111/)
    expect(amina.buttons()[0]).toContain('Write to our team')
  })

  test('every step leads back to the one before', async () => {
    const amina = await looks(await world(), 'A place to stay', 'Shymkent', 'Skip')
    await amina.taps('Back')
    expect(amina.sees()).toContain('Not everybody')
    await amina.taps('Back')
    expect(amina.sees()).toContain('Where are you?')
    await amina.taps('Back')
    expect(amina.sees()).toContain('What do you need?')
    await amina.taps('Back')
    expect(amina.buttons()).toContain('📍 Nearest help')
  })

  test('from "Ask a person" and from the end of a guide', async () => {
    const at = await world()
    const amina = at.person('Amina', 'en')
    await arrives(amina, 'Work and pay', 'I am not paid', 'Ask a person', 'Nearest help')
    expect(amina.sees()).toContain('What do you need?')
  })
})

describe('a consulate', () => {
  test('is shown to those who are not afraid, of their own country only', async () => {
    const amina = await looks(await world(), 'My consulate', 'No', 'Kyrgyzstan', 'Almaty')
    expect(amina.sees()).toContain('Consulate of Kyrgyzstan, Almaty')
    await amina.taps('Next')
    expect(amina.sees()).toContain('Embassy of Kyrgyzstan, Astana')
    expect(amina.sees()).toContain('Not confirmed since 2022')
    expect(amina.buttons().join()).not.toContain('Next')
  })

  test('is not shown to somebody who fears their own state: others first, and why; then how to ask for protection', async () => {
    const amina = await looks(await world(), 'My consulate', 'Yes, or not sure', 'Almaty')
    await skips(amina)
    expect(amina.sees()).toMatch(/You do not have to go there/)
    for (let seen = 0; amina.buttons().join().includes('Next'); seen += 1) {
      expect(amina.sees()).not.toMatch(/embassy|consulate of|prosecutor|ombudsman/i)
      await amina.taps('Next')
      expect(seen).toBeLessThan(60)
    }
    expect(amina.sees()).not.toMatch(/embassy|consulate of|prosecutor|ombudsman/i)
    expect(addresses(amina).join() + amina.buttons().join()).toMatch(/asylum|Asylum/i)
  })

  test('UNHCR stands first for them as soon as it may be shown', async () => {
    const content = structuredClone(realContent())
    const unhcr = content.directory.organizations['unhcr-almaty']
    if (!unhcr) throw new Error('Expected UNHCR in the directory')
    Object.assign(unhcr, { publication: 'publish', confidence: 'high' })
    for (const words of Object.values(content.words))
      words.directory['unhcr-almaty'] = { name: 'UNHCR', note: 'Refugees.' }
    const amina = await looks(await world({ content }), 'My consulate', 'Yes, or not sure', 'Aktobe')
    await skips(amina)
    expect(amina.sees()).toContain('UNHCR')
  })
})

describe('where', () => {
  test('a typed town by an old name, in another alphabet', async () => {
    const amina = await looks(await world(), 'A lawyer', 'Another town')
    await amina.sends('Нурсултан')
    await skips(amina)
    expect(amina.sees()).toContain(`${TITLE}: 1 of`)
    expect(amina.sees()).toContain('Astana')
  })

  test('a misspelt town is asked about; what resembles none is not taken in silence', async () => {
    const amina = await looks(await world(), 'A lawyer', 'Another town')
    await amina.sends('Shimkemt')
    expect(amina.sees()).toContain('Did you mean')
    await amina.sends('qqqqq')
    expect(amina.sees()).toMatch(/do not know a town[^]*nobody has read this/)
    expect(amina.buttons().join()).toContain('Write to our team')
    await amina.sends('Shymkent')
    await skips(amina)
    expect(amina.sees()).toContain(`${TITLE}: 1 of`)
  })

  const VENUE = { ...SHYMKENT, title: 'Bazaar', address: 'Street' }
  const SENT: [string, (phone: Someone['person']) => unknown][] = [
    ['a place', (phone) => phone.location(SHYMKENT)],
    ['a venue', (phone) => phone.venue(VENUE)],
    ['a place that moves', (phone) => phone.location({ ...SHYMKENT, live_period: 900 })],
  ]
  test.each(SENT)('%s that was sent counts, is kept nowhere, and goes with the next Hide', async (_, sends) => {
    const at = await world()
    const amina = await looks(at, 'A place to stay', 'Send my place')
    await amina.does(sends)
    await skips(amina)
    expect(amina.sees()).toMatch(/Shymkent, about \d+ km from you/)
    expect((await kept(at)) + at.logged.join('')).not.toMatch(PRECISE)
    await amina.taps('Hide')
    expect(amina.chat().filter(({ message }) => message.location)).toEqual([])
    expect((await kept(at)) + at.logged.join('')).not.toMatch(PRECISE)
  })

  test("a forwarded place counts; where one that moves goes to is nobody's business", async () => {
    const at = await world()
    const amina = await looks(at, 'A place to stay', 'Send my place')
    const { id, first_name } = amina.person.user
    const from = { id, first_name, is_bot: false }
    const date = Math.floor(at.clock.now() / 1000)
    const message = { message_id: 90_001, from, chat: { id, type: 'private' as const, first_name }, date }
    const receives = async (update: Parameters<Receive>[0]) => {
      await at.app().receiver.receive(update)
      await at.app().receiver.idle()
    }
    const forward_origin = { type: 'hidden_user' as const, sender_user_name: 'Friend', date }
    await receives({ update_id: 900_001, message: { ...message, location: SHYMKENT, forward_origin } })
    await skips(amina)
    expect(amina.sees()).toMatch(/Shymkent, about \d+ km from you/)
    const messages = amina.chat().length
    const moved = { ...message, edit_date: date + 60, location: { ...TASHKENT, live_period: 900 } }
    await receives({ update_id: 900_002, edited_message: moved })
    expect(amina.chat()).toHaveLength(messages)
    expect(amina.sees()).toMatch(/Shymkent, about \d+ km from you/)
    expect((await kept(at)) + at.logged.join('')).not.toMatch(PRECISE)
  })

  test('outside Kazakhstan: only those who answer from there, no short numbers', async () => {
    const amina = await looks(await world(), 'A place to stay', 'Send my place')
    await amina.does((phone) => phone.location(TASHKENT))
    expect(amina.sees()).toContain('You are outside Kazakhstan')
    expect(amina.sees()).toContain('IOM')
    expect(amina.sees()).not.toContain('111')
    expect(addresses(amina).join()).not.toMatch(/@/) // where exactly is not even in a button
  })
})

describe('beside a message to the team', () => {
  test('a place that was asked for here is not swallowed by a draft; afterwards the draft goes on', async () => {
    const at = await world()
    const amina = at.person('Amina', 'en')
    await arrives(amina, 'SOS', 'Write to our team')
    await amina.sends('my passport is kept')
    await amina.walks('Nearest help', 'A lawyer', 'Another town')
    await amina.sends('Almaty')
    await skips(amina)
    expect(amina.sees()).toContain(`${TITLE}: 1 of`)
    await amina.sends('and my pay too')
    expect(amina.sees()).toContain('my passport is kept')
    expect(amina.sees()).toContain('and my pay too')
    expect(amina.sees()).not.toContain('Almaty')
  })

  test('nor by an open case', async () => {
    const at = await world()
    const amina = at.person('Amina', 'en')
    await arrives(amina, 'SOS', 'Write to our team')
    await amina.sends('please answer')
    await amina.taps('Send')
    await amina.walks('Nearest help', 'A lawyer', 'Send my place')
    await amina.does((phone) => phone.location(SHYMKENT))
    expect(amina.sees()).toContain(TITLE)
    const each = await at.app().cases.ofPerson(amina.person.chatWithBot)
    const log = await at.app().cases.log(each?.number ?? 0)
    expect(log.filter((entry) => entry.kind === 'from')).toHaveLength(1)
    await amina.sends('one thing more')
    expect(amina.sees()).toContain('We added your message')
  })

  test('a town asked for is forgotten when the person goes on to write, and after ten minutes', async () => {
    const at = await world()
    const amina = await looks(at, 'A lawyer', 'Another town', 'SOS', 'Write to our team')
    await amina.sends('Almaty')
    expect(amina.sees()).toContain('This will be sent to our team')
    const bek = at.person('Bek', 'en')
    await arrives(bek, 'Nearest help', 'A lawyer', 'Another town')
    await at.later(11 * MINUTE)
    await bek.sends('Almaty')
    expect(bek.sees()).toContain('Nobody has read this yet')
  })

  test('what is told to the team after a town was chosen, or instead of it, reaches the team', async () => {
    const at = await world()
    const amina = at.person('Amina', 'en')
    await arrives(amina, 'SOS', 'Write to our team')
    await amina.sends('please answer')
    await amina.walks('Send', 'Menu', 'Nearest help', 'A lawyer')
    await amina.sends('thank you')
    expect(amina.sees()).toContain('We added your message')
    await amina.walks('Menu', 'Nearest help', 'A lawyer', 'Another town', 'Back', 'Almaty')
    await amina.sends('and Almaty is far')
    expect(amina.sees()).toContain('We added your message')
    await amina.sends('Almaty')
    expect(amina.sees()).toContain('We added your message')
  })

  test('a place nobody asked for goes where it went, with nearest help beside it', async () => {
    const at = await world()
    const amina = at.person('Amina', 'en')
    await arrives(amina)
    await amina.does((phone) => phone.location(SHYMKENT))
    expect(amina.sees()).toContain('Nobody has seen this place yet')
    expect(amina.buttons().join()).toContain('Send to our team')
    await amina.walks('Nearest help', 'A place to stay')
    await skips(amina)
    expect(amina.sees()).toMatch(/Shymkent, about \d+ km from you/)
  })

  test('the quiet word is the sign it always was, also while a town is asked for', async () => {
    const at = await world()
    const amina = at.person('Amina', 'en')
    await arrives(amina, 'SOS', 'Write to our team')
    await amina.sends('hello')
    await amina.walks('How we answer', 'Quiet word')
    await amina.sends('Almaty')
    await amina.walks('Back', 'Send')
    await amina.walks('Nearest help', 'A lawyer', 'Another town')
    await amina.sends('Almaty')
    expect(amina.sees()).toContain('Information for travellers')
  })
})

test('while Redis is down every tap is answered, and a place that was sent still finds help', async () => {
  const at = await world()
  const amina = at.person('Amina', 'en')
  await arrives(amina)
  const back = await at.loses('redis')
  await amina.walks('Nearest help', 'A place to stay', 'Shymkent', 'Skip')
  expect(amina.sees()).toContain(`${TITLE}: 1 of`)
  await amina.does((phone) => phone.location(SHYMKENT))
  await amina.walks('Nearest help', 'Police')
  expect(amina.sees()).toContain('102')
  await back()
})

test('buttons of another time or made up lead to a question, never to an error', async () => {
  const at = await world()
  const amina = at.person('Amina', 'en')
  await arrives(amina)
  const id = amina.newest()?.message_id ?? 0
  for (const data of [
    'en:near',
    'en:near:zz:zz:zz:zz:zz',
    'en:near:sp:@~~~~:w:999:',
    'en:near:co:al::-1:nzz',
    'en:near:sp:al:wmcf.:99:y',
  ]) {
    await amina.does((phone) => phone.tapData(id, data))
    expect(amina.sees()).toContain(TITLE)
  }
})

describe('how sure it is', () => {
  const places = { locations: [{ city: 'almaty', visibility: 'city' as const }] }
  const NOW = Date.parse('2026-11-21T07:00:00Z')

  /** The first result in Almaty for somebody who looks for `need`. */
  function shows(
    each: Partial<Organization>,
    standing: Standing,
    need: Need = 'safe-place',
    holidays: string[] = [],
  ): string {
    const content = withOrganizations({ centre: { ...places, services: [need], ...each } })
    content.standings = { centre: standing }
    return screenOf(content, need, holidays)
  }

  function screenOf(content: Content, need: Need, holidays: string[] = []): string {
    const language = createLanguages(content).byCode('en')
    if (!language) throw new Error('Expected English')
    const ground = {
      content,
      index: indexed(content.directory.organizations, content.places),
      moment: { now: NOW, timeZone: 'Asia/Almaty', holidays },
    }
    return nearScreen({ ...ground, language, ask: { ...NOTHING_ASKED, need, where: 'al', whoSaid: true } }).text
  }

  test.each([
    [{ assured_by: 'source' }, 'Confirmed by a public source: 1 October 2026'],
    [{ assured_by: 'team' }, 'Our team called: 1 October 2026'],
    [{ assured_by: 'organization' }, 'They said so themselves: 1 October 2026'],
    [
      { publication: 'after-test-call', reason: 'old', assured_date: '2022' },
      'Not confirmed since 2022. It may not answer.',
    ],
    [
      { publication: 'after-test-call', reason: 'old', assured_date: '2026-11-21', assured_by: 'organization' },
      'They said so themselves: 21 November 2026',
    ],
  ] satisfies [Partial<Organization>, string][])('by whom it was confirmed: %j', (each, said) =>
    expect(shows(each, {})).toContain(said),
  )

  test('hours: a day more than a week ahead is not named, since people would come a week too early', () => {
    const mondays = [{ days: [1], from: '09:00', to: '18:00' }]
    expect(shows({ schedule: mondays }, {})).toContain('Opens on Monday at 09:00')
    const closed = shows({ schedule: mondays }, {}, 'safe-place', ['2026-11-23'])
    expect(closed).toContain('Closed now')
    expect(closed).not.toContain('Monday')
  })

  test('those without a number say so too: doubt, places today', () => {
    const silent: Partial<Organization> = { publication: 'name-only', phones: [], reason: 'No phone.', ...places }
    const content = withOrganizations({ one: silent, two: silent })
    content.standings = { one: { places: { free: true, at: NOW } }, two: { doubted: true } }
    const text = screenOf(content, 'safe-place')
    expect(text).toMatch(/Name of one<\/b>\n🛏 Free places today \(said at 12:00\)\n📍 Almaty/)
    expect(text).toMatch(/Name of two<\/b>\n⚠️ <b>May be out of date[^\n]*\n📍 Almaty/)
  })

  test('what its own person has not confirmed for a month says so, with the days', () => {
    expect(shows({}, { unconfirmedDays: 29 })).not.toContain('have not confirmed')
    expect(shows({}, { unconfirmedDays: 30 })).toContain('Its own people have not confirmed it for 30 days.')
  })

  test('free or full today, with the time it was said there, for who looks for a place', () => {
    const at = Date.parse('2026-11-21T04:05:00Z')
    expect(shows({}, { places: { free: true, at } })).toContain('Free places today (said at 09:05)')
    expect(shows({}, { places: { free: false, at } })).toContain('Full today (said at 09:05)')
    expect(shows({}, { places: { free: true, at } }, 'lawyer')).not.toContain('places today')
  })

  test('what decides stands first: doubt, places, whether they take you, hours, where, number', () => {
    const text = shows({ schedule: '24/7', languages: ['ru'] }, { doubted: true, places: { free: true, at: NOW } })
    const said = [
      'Name of centre',
      'May be out of date',
      'Free places',
      'Ask first',
      'Open day',
      '📍 Almaty',
      '🗣',
      '📞',
      'Confirmed',
    ]
    const positions = said.map((each) => text.indexOf(each))
    expect(positions).not.toContain(-1)
    expect(positions).toEqual(positions.toSorted((one, other) => one - other))
  })
})
