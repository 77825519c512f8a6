import { afterEach, describe, expect, test } from 'vitest'
import { arrives } from '../guides.ts'
import { endWorlds, realContent, type Someone, type World, world } from '../world.ts'

afterEach(endWorlds)
const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }

async function amina(): Promise<{ there: World; amina: Someone }> {
  const there = await world({ content })
  const somebody = there.person('Amina', 'en')
  await arrives(somebody)
  return { there, amina: somebody }
}

/** Where the first label that holds `text` stands. */
function place(who: Someone, text: string): number {
  return who.buttons().findIndex((label) => label.includes(text))
}

describe('/find', () => {
  test('alone it says how to ask, neutrally', async () => {
    const { amina: who } = await amina()
    await who.sends('/find')
    expect(who.sees()).toContain('what you look for')
    expect(place(who, 'SOS')).toBeGreaterThanOrEqual(0)
  })

  test('with words it leads to the page in one tap', async () => {
    const { amina: who } = await amina()
    await who.sends('/find lost my pasport')
    expect(place(who, 'Lost passport')).toBe(0)
    await who.taps('Lost passport')
    expect(who.sees()).toContain('A lost document')
  })

  test('what nobody wrote about leads to people', async () => {
    const { amina: who } = await amina()
    await who.sends('/find qwzxvbn')
    expect(who.sees()).toContain('I know no page about this')
    expect(place(who, 'Write to our team')).toBe(0)
  })

  test('in danger the emergency card is first', async () => {
    const { amina: who } = await amina()
    await who.sends('/find they locked me in the house')
    expect(place(who, 'SOS')).toBe(0)
  })
})

describe('text that nobody asked for', () => {
  test('nobody has read it: sending it is the first button, pages stand below', async () => {
    const { amina: who } = await amina()
    await who.sends('my boss does not pay me since two months')
    expect(who.sees()).toContain('Nobody has read this yet')
    expect(place(who, 'Send to our team')).toBe(0)
    expect(place(who, 'I am not paid')).toBeGreaterThan(0)
    await who.taps('I am not paid')
    expect(who.sees()).toContain('About your pay')
  })

  test('in danger the emergency card stands above that button', async () => {
    const { amina: who } = await amina()
    await who.sends('help me please they will kill me')
    expect(place(who, 'SOS')).toBe(0)
    expect(place(who, 'Send to our team')).toBe(1)
  })

  test('thanks bring no pages', async () => {
    const { amina: who } = await amina()
    await who.sends('thank you very much')
    expect(who.sees()).not.toContain('Perhaps one of these pages')
    expect(place(who, 'Send to our team')).toBe(0)
  })

  test('while a message to the team is open it becomes a part of it', async () => {
    const { amina: who } = await amina()
    await who.sends('/sos')
    await who.taps('Write to our team')
    await who.sends('I lost my passport')
    expect(who.sees()).toContain('I lost my passport')
    expect(place(who, 'Lost passport')).toBe(-1)
    expect(who.sees()).not.toContain('Perhaps one of these pages')
  })

  test('with an open case it goes to the team', async () => {
    const { amina: who, there } = await amina()
    await who.sends('/sos')
    await who.taps('Write to our team')
    await who.sends('Please call me')
    await who.taps('Send')
    await who.sends('I lost my passport')
    expect(place(who, 'Lost passport')).toBe(-1)
    const each = await there.app().cases.ofPerson(who.person.chatWithBot)
    const log = await there.app().cases.log(each?.number ?? 0)
    expect(JSON.stringify(log)).toContain('I lost my passport')
  })

  test('in Uzbek, Cyrillic letters, typed as people do', async () => {
    const there = await world({ content })
    const who = there.person('Zulfiya', 'uz')
    await who.sends('/start')
    await who.taps('Ўзбекча')
    await who.sends('паспортимни йукотиб куйдим')
    expect(place(who, there.say('uz-Cyrl').plain('pages:lost-passport.button'))).toBeGreaterThan(0)
  })

  test('without the store pages are offered all the same', async () => {
    const { amina: who, there } = await amina()
    const back = await there.loses('redis')
    await who.sends('I lost my passport')
    expect(place(who, 'Lost passport')).toBeGreaterThan(0)
    await who.sends('/find pregnant')
    expect(place(who, 'Pregnancy and birth')).toBeGreaterThanOrEqual(0)
    await back()
  })

  test('nothing of what was typed is logged or kept by the search', async () => {
    const { amina: who, there } = await amina()
    await who.sends('/find zanzibarwords passport')
    const prefix = there.redis.options.keyPrefix ?? ''
    const keys = await there.redis.keys(`${prefix}*`)
    expect([...there.logged, ...keys].join('\n')).not.toContain('zanzibarwords')
  })
})
