import { afterEach, describe, expect, test } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import { endWorlds, realContent, type Someone, type World, type WorldOptions, world } from '../world.ts'

afterEach(endWorlds)
const MINUTE = 60_000
const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }
const ALONE = ['Check my situation', 'Yes']
const NO = (count: number) => Array<string>(count).fill('No')
const SKIP = (count: number) => Array<string>(count).fill('Skip')

type At = World & { her: Someone }

/** Somebody has opened the guide and walks on: country, age, danger, then the questions. */
async function checks(...labels: string[]): Promise<At> {
  return walks({ content }, ...ALONE, ...labels)
}

async function walks(options: WorldOptions, ...labels: string[]): Promise<At> {
  const at = await world(options)
  const her = at.person('Amina', 'en')
  await her.sends('/start')
  await her.walks('English', 'Only I use it', 'I am not safe', ...labels)
  return { ...at, her }
}

async function caseOf({ app, her }: At): Promise<Case> {
  const each = await app().cases.ofPerson(her.person.chatWithBot)
  if (!each) throw new Error('Expected a case of this person, found none')
  return each
}

async function storedTexts(at: At): Promise<string[]> {
  const log = await at.app().cases.log((await caseOf(at)).number)
  return log.flatMap((entry) => (entry.kind === 'from' && entry.piece.kind === 'text' ? [entry.piece.text] : []))
}

/** Names and values of everything Redis holds, as it stands there. */
async function dump({ redis }: World): Promise<Record<string, unknown>> {
  const prefix = redis.options.keyPrefix ?? ''
  const names = (await redis.keys(`${prefix}*`)).map((name) => name.slice(prefix.length))
  const values = names.map(async (name) => {
    const type = await redis.type(name)
    if (type === 'hash') return redis.hgetall(name)
    if (type === 'list') return redis.lrange(name, 0, -1)
    if (type === 'set') return redis.smembers(name)
    if (type === 'zset') return redis.zrange(name, '0', '-1')
    return type === 'stream' ? redis.xrange(name, '-', '+') : redis.get(name)
  })
  const read = await Promise.all(values)
  return Object.fromEntries(names.map((name, index) => [name, read[index]]))
}

describe('the self-check', () => {
  test('before the first question: is she alone, what it is, who sees it; every screen can be hidden', async () => {
    const { her } = await walks({ content }, 'Check my situation')
    expect(her.sees()).toMatch(/^🧭 A few questions\n\nCan you read this alone now\?/)
    const seen = [her.sees()]
    for (const label of ['Yes', 'Kazakhstan', 'No', 'No']) {
      expect(her.buttons().join()).toContain('Hide')
      await her.taps(label)
      seen.push(her.sees())
    }
    expect(seen.join('\n')).toMatch(/Twelve short questions[^]*do not save your answers[^]*only if you tap Send/)
    expect(her.chat().filter(({ from, text }) => from.isBot && text.includes('A few questions'))).toHaveLength(1)
  })

  test('Gulnara may come back later, and nobody writes to her about it', async () => {
    const { her, later } = await walks({ content }, 'Check my situation', 'Later')
    expect(her.sees()).toContain('You can open this again at any time')
    const messages = her.chat().length
    await later(26 * 60 * MINUTE)
    expect(her.chat()).toHaveLength(messages)
  })

  test('Aziz has nothing to fear: no warning sign, and the door stays open', async () => {
    const { her } = await checks('Kazakhstan', 'No', 'No', ...NO(11))
    expect(her.sees()).toMatch(/no warning sign[^]*trust that/)
    expect(her.sees()).not.toContain('now: call')
    expect(her.buttons().join()).toContain('Write to our team')
  })

  test('Bek, whose passport is kept, is offered a person once; the end says what is not allowed, and no name for him', async () => {
    const { her } = await checks('Kazakhstan', 'No', 'No', ...NO(3), 'Yes')
    expect(her.sees()).toContain('You can talk to a person of our team now, or go on')
    expect(her.buttons().join()).toMatch(/Write to our team[^]*Go on[^]*Hide/)
    await her.walks('Go on', 'Yes')
    expect(her.sees()).toContain('Does someone watch you')
    await her.walks(...NO(6))
    expect(her.sees()).toMatch(/not your fault[^]*Nobody may take or keep your passport[^]*Nobody may lock you in/)
    expect(her.sees()).toContain('without going to the police')
    expect(her.sees()).not.toMatch(/you are a|victim|traffick|score|level/i)
  })

  test('from the offer she writes at once: urgent, although nothing of her answers goes with it', async () => {
    const at = await checks('Kazakhstan', 'No', 'No', ...NO(3), 'Yes', 'Write to our team')
    await at.her.sends('please')
    expect(at.her.sees()).toContain('where you began (questions: Check my situation)')
    await at.her.taps('✅ Send')
    expect(await caseOf(at)).toMatchObject({ priority: 1, why: 'guide', origin: 'guide:check' })
    expect(await storedTexts(at)).toEqual(['please'])
  })

  test('three of the lighter signs are as much as a strong one; two are a matter of rights at work', async () => {
    const three = await checks('Kazakhstan', 'No', 'No', 'Yes', 'Yes', 'Yes', ...NO(8))
    expect(three.her.sees()).toContain('Some of this is not allowed')
    const two = await checks('Kazakhstan', 'No', 'No', 'Yes', 'Yes', ...NO(9))
    expect(two.her.sees()).toMatch(/may break your rights at work[^]*Pay is due at least once a month/)
  })

  test('Olga skips what hurts: nothing is said about her, and the line for danger stands there', async () => {
    const { her } = await checks('Kazakhstan', 'No', ...SKIP(1), ...NO(5), ...SKIP(6))
    expect(her.sees()).toMatch(/I cannot say from this[^]*somebody may hurt you now: call 102/)
  })

  test('Rustam skips his age: he is not asked the last question, and sees the line for children', async () => {
    const { her } = await checks('Kazakhstan', 'Skip', 'No', ...NO(9))
    expect(her.sees()).toContain('Has someone there hit you')
    await her.taps('No')
    expect(her.sees()).toMatch(/no warning sign[^]*younger than eighteen: 111/)
  })
})

describe('danger now', () => {
  test('the numbers come next and no question by itself; only she goes on', async () => {
    const { her } = await checks('Kazakhstan', 'No', 'Yes')
    expect(her.sees()).toMatch(/Numbers that work in Kazakhstan[^]*102[^]*public place/)
    expect(her.buttons().join()).toMatch(/📋 102[^]*Tell our team too[^]*Go on with questions/)
    await her.walks('Go on with questions', ...NO(11))
    expect(her.sees()).toMatch(/Numbers that work in Kazakhstan[^]*Your life comes first/)
  })

  test('in another country no number of Kazakhstan is printed, on the card and at the end', async () => {
    const { her } = await checks('Another country', 'No', 'Yes')
    expect(her.sees()).toContain('emergency number of the country where you are')
    expect(her.sees()).not.toMatch(/\d{3}/)
    await her.taps('Tell our team too')
    expect(her.sees()).not.toMatch(/\d{3}/)
    await her.walks('Your answers', 'Country')
    await her.walks('Kazakhstan')
    expect(her.sees()).toContain('102')
  })

  test('whoever skips the country reads what to do elsewhere; whoever skips the age, what a child can do', async () => {
    const elsewhere = 'If you are not in Kazakhstan, call the emergency number'
    const { her } = await checks('Skip', 'No', 'Yes', 'Tell our team too')
    expect(her.sees()).toMatch(/102[^]*Your life comes first/)
    expect(her.sees()).toContain(elsewhere)
    const child = await checks('Skip', 'Yes', 'Yes')
    expect(child.her.sees()).toContain(elsewhere)
    const here = await checks('Kazakhstan', 'No', 'Yes', 'Tell our team too')
    expect(here.her.sees()).not.toContain(elsewhere)
    const abroad = await checks('Another country', 'Skip', 'Yes', 'Tell our team too')
    expect(abroad.her.sees()).toContain('younger than eighteen, tell an adult')
    expect(abroad.her.sees()).not.toMatch(/\d{3}/)
  })

  test('told to the team it is P0, and the danger stands on the preview', async () => {
    const at = await checks('Kazakhstan', 'No', 'Yes', 'Tell our team too', 'Write to our team', 'Go on')
    expect(at.her.sees()).toMatch(/In danger right now[^]*It is about me[^]*Danger: now/)
    await at.her.taps('✅ Send')
    expect(await caseOf(at)).toMatchObject({ priority: 0, why: 'danger', about: { danger: 'now', who: 'self' } })
  })
})

describe('somebody under eighteen', () => {
  test('Dina, 15, is asked about danger only and sees who is there for children', async () => {
    const { her } = await checks('Kazakhstan', 'Yes', 'No')
    expect(her.sees()).toMatch(/do not have to do this alone[^]*111[^]*may have to act to keep you safe/)
    expect(her.sees()).not.toMatch(/sex/)
  })

  test('she is told before sending that staff may have to act; it is P1 at least, P0 in danger', async () => {
    const at = await checks('Kazakhstan', 'Yes', 'No', 'Write to our team', 'Go on')
    expect(at.her.sees()).toMatch(/Younger than eighteen[^]*may have to act to keep a child safe/)
    expect(at.her.buttons().join()).not.toContain('Place')
    await at.her.taps('✅ Send')
    expect(await caseOf(at)).toMatchObject({ priority: 1, why: 'child', about: { under18: true } })
    const now = await checks('Kazakhstan', 'Yes', 'Yes')
    expect(now.her.sees()).toMatch(/Numbers that work in Kazakhstan[^]*do not have to do this alone/)
    await now.her.walks('Write to our team', 'Go on', '✅ Send')
    expect(await caseOf(now)).toMatchObject({ priority: 0, why: 'danger' })
  })
})

describe('sending', () => {
  const HELD = ['Kazakhstan', 'No', 'No', 'No', 'Yes', 'No', 'Yes', 'Go on', 'Yes', ...NO(6)]

  test('what is unticked does not go; the preview is what is stored, and what the desk reads', async () => {
    const at = await checks(...HELD, 'Write to our team')
    expect(at.her.buttons().slice(0, 3)).toEqual([
      '☑️ Pay kept or much less',
      '☑️ Passport or ID is kept',
      '☑️ Not free to leave',
    ])
    await at.her.taps('Pay kept')
    expect(at.her.buttons()[0]).toBe('⬜ Pay kept or much less')
    expect(await dump(at)).not.toHaveProperty(`draft:${at.her.person.chatWithBot}`)
    await at.her.taps('Go on')
    const text = 'Check my situation\n• Passport or ID is kept\n• Not free to leave'
    expect(at.her.sees()).toContain(text)
    expect(at.her.sees()).not.toContain('Pay kept')
    await at.her.taps('✅ Send')
    expect(await storedTexts(at)).toEqual([text])
    const each = await caseOf(at)
    expect(each).toMatchObject({ priority: 1, why: 'guide', origin: 'guide:check', about: { who: 'self' } })
    const [entry] = await at.app().cases.log(each.number)
    expect(entry).toMatchObject({ told: { guide: 'check', answers: { papers: 'yes', leave: 'yes' } } })
    await at.later(MINUTE)
    const topic = at
      .topic('K-1001')
      .map(({ text }) => text)
      .join('\n')
    expect(topic).toContain(text)
    expect(topic).toContain('guide: Check my situation')
    expect(topic).not.toContain('Pay kept')
  })

  test('the ticks of a person with everything fit: they stand in the text, with a number each', async () => {
    const at = await checks(
      'Kazakhstan',
      'No',
      'Yes',
      'Go on with questions',
      ...Array(4).fill('Yes'),
      'Go on',
      ...Array(7).fill('Yes'),
    )
    await at.her.taps('Write to our team')
    expect(at.her.sees()).toMatch(/☑️ 1\. In danger right now[^]*☑️ 12\. Forced into sexual acts/)
    await at.her.taps('☑️ 12')
    expect(at.her.sees()).toContain('⬜ 12. Forced into sexual acts')
    await at.her.taps('Go on')
    expect(at.her.sees()).toContain('Hit or hurt')
    expect(at.her.sees()).not.toContain('sexual')
  })

  test('she takes the answers out of the message again, and adds words of her own', async () => {
    const at = await checks(...HELD, 'Write to our team', 'Go on')
    await at.her.sends('the red house')
    await at.her.walks('Remove 1', '✅ Send')
    expect(await storedTexts(at)).toEqual(['the red house'])
  })

  test('with everything unticked it is a message like any other', async () => {
    const at = await checks(...HELD, 'Write to our team', 'Pay kept', 'Passport', 'Not free', 'Go on')
    await at.her.sends('a question')
    await at.her.taps('✅ Send')
    expect(await caseOf(at)).toMatchObject({ priority: 2, origin: 'ask' })
  })

  test('the desk reads it in its own language too', async () => {
    const real = realContent()
    const { en, ru } = real.words
    const words = JSON.parse(JSON.stringify(en?.guides['check']).replaceAll('Passport or ID is kept', 'PASPORT'))
    const russian = { ...ru, guides: { ...ru?.guides, check: words } }
    const desk = {
      ...real,
      words: { ...real.words, ru: russian },
      desk: { ...real.desk, language: 'ru' },
    } as typeof real
    const at = await walks({ content: desk }, ...ALONE, ...HELD, 'Write to our team', 'Go on', '✅ Send')
    await at.later(MINUTE)
    const topic = at
      .topic('K-1001')
      .map(({ text }) => text)
      .join('\n')
    expect(topic).toContain('• Passport or ID is kept')
    expect(topic).toContain('• PASPORT')
  })

  test('a second run joins the case, and makes it as urgent as the more urgent of both', async () => {
    const at = await checks('Kazakhstan', 'No', 'No', 'Yes', ...NO(10), 'Write to our team', 'Go on', '✅ Send')
    expect(await caseOf(at)).toMatchObject({ priority: 2 })
    await at.her.walks('Menu', 'I am not safe', ...ALONE, ...HELD, 'Write to our team', 'Go on', '✅ Send')
    expect(await caseOf(at)).toMatchObject({ number: 1001, priority: 1, why: 'guide' })
    expect(await storedTexts(at)).toHaveLength(2)
  })

  test('a button of an older version of the guide opens the guide as it is today', async () => {
    const at = await checks(...HELD, 'Write to our team')
    const message = at.her.newest()?.message_id ?? 0
    await at.her.does((phone) => phone.tapData(message, 'en:tell:check:zz:ayckgnenlo:'))
    expect(at.her.sees()).not.toContain('This will be sent')
  })
})

describe('nothing is kept', () => {
  const RUN = ['Kazakhstan', 'No', 'No', ...NO(3), 'Yes', 'Go on', ...NO(7)]

  test('a run that was not sent leaves a count of the day and no answer anywhere', async () => {
    const at = await checks(...RUN)
    await at.her.taps('Write to our team')
    const kept = await dump(at)
    expect(kept['guides:ends:2026']).toEqual({ '2026-11-21:en:check:strong': '1' })
    const names = Object.keys(kept).filter((name) => name.startsWith('draft') || name.startsWith('case'))
    expect(names).toEqual([])
    const all = JSON.stringify(kept) + at.logged.join('\n')
    expect(all).not.toMatch(/passport|papers|guide:check|4y/i)
    expect(JSON.stringify(kept['guides:ends:2026'])).not.toContain(String(at.her.person.chatWithBot))
  })

  test('half an hour after the last tap the screen is a neutral one', async () => {
    const at = await checks(...RUN)
    await at.later(29 * MINUTE)
    expect(at.her.sees()).toContain('Nobody may take or keep your passport')
    await at.her.taps('Your answers')
    await at.later(29 * MINUTE)
    expect(at.her.sees()).toContain('This is what you told me')
    await at.later(2 * MINUTE)
    expect(at.her.sees()).toBe('Information for travellers.')
    expect(at.her.buttons()).toEqual(['🏠 Menu'])
  })

  test('a screen that shows something else by then is left alone', async () => {
    const at = await checks(...RUN, 'Menu')
    const menu = at.her.sees()
    await at.later(40 * MINUTE)
    expect(at.her.sees()).toBe(menu)
  })

  test('the message that is about to be sent closes too, and is there again when it is asked for', async () => {
    const at = await checks(...RUN, 'Write to our team', 'Go on')
    await at.later(29 * MINUTE)
    await at.her.taps('It can wait')
    await at.later(29 * MINUTE)
    expect(at.her.sees()).toContain('This will be sent to our team')
    await at.later(2 * MINUTE)
    expect(at.her.sees()).toBe('Information for travellers.')
    await at.her.walks('Menu', 'I am not safe', 'Ask a person', 'Write to our team')
    expect(at.her.sees()).toContain('Passport or ID is kept')
  })

  test('what was sent stays what it is', async () => {
    const at = await checks(...RUN, 'Write to our team', 'Go on', '✅ Send')
    await at.later(40 * MINUTE)
    expect(at.her.chat().some(({ text }) => text.includes('We have it'))).toBe(true)
  })
})

describe('without a store', () => {
  test('the guide answers to its end; the way to the team says truly that nothing went, with numbers', async () => {
    const at = await checks('Kazakhstan', 'No', 'No', ...NO(3), 'Yes', 'Go on')
    const comesBack = await at.loses('redis')
    await at.her.walks(...NO(7))
    expect(at.her.sees()).toContain('Nobody may take or keep your passport')
    await at.her.walks('Write to our team', 'Go on')
    expect(at.her.sees()).toMatch(/did NOT reach us[^]*111/)
    await comesBack()
    await at.her.taps('Send again')
    expect(at.her.sees()).toContain('Passport or ID is kept')
    await at.her.taps('✅ Send')
    expect(await caseOf(at)).toMatchObject({ priority: 1 })
  })

  test('lost between preview and Send: nobody says that the answers were passed on', async () => {
    const at = await checks('Kazakhstan', 'No', 'No', ...NO(3), 'Yes', 'Go on', ...NO(7), 'Write to our team', 'Go on')
    await at.her.sends('near the market')
    const comesBack = await at.loses('redis')
    await at.her.taps('✅ Send')
    expect(at.her.sees()).toContain('did NOT reach us')
    expect(at.general().filter(({ text }) => text === 'near the market')).toHaveLength(1)
    await comesBack()
    await at.her.taps('Send again')
    expect(await storedTexts(at)).toHaveLength(2)
  })
})
