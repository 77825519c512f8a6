import { afterEach, describe, expect, test } from 'vitest'
import { endWorlds, realContent, world } from '../world.ts'

afterEach(endWorlds)
const content = realContent()

describe('somebody reads', () => {
  test('how long they may stay: the rule, when it was checked, where it comes from', async () => {
    const { person } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.walks('English', 'Only I use it', 'Stay and papers', 'How long I may stay')
    expect(amina.sees()).toMatch(/30 days[^]*90 days[^]*180 days[^]*Checked: 21 November 2026/)
    await amina.taps('Sources')
    expect(amina.sees()).toContain('2023')
    await amina.taps('Back')
    expect(amina.sees()).toContain('30 days')
  })

  test('a text of medium confidence, and is told so', async () => {
    const { person } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.walks('English', 'Only I use it', 'Stay and papers', 'Registration', 'New registration')
    expect(amina.sees()).toContain('Ask before you rely on it')
  })

  test('a machine translation, and finds that said beside its sources', async () => {
    const { person, say } = await world()
    const bek = person('Bek', 'ky')
    const ky = say('ky')
    await bek.sends('/start')
    await bek.walks(
      ky.name,
      ky.plain('phone.mine'),
      ky.plain('pages:stay.button'),
      ky.plain('pages:registration.button'),
      ky.plain('pages:host-notice.button'),
      ky.plain('button.sources'),
    )
    expect(bek.sees()).toContain(ky.plain('page.translation'))
  })

  test('and says whether it helped: counted once, nobody named', async () => {
    const { person, redis } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.walks('English', 'Only I use it', 'Family and children', 'Birth certificate', '👍 Useful')
    expect(amina.person.notice()?.text).toBe('Thank you')
    expect(amina.buttons().join()).not.toContain('Useful')
    expect(await redis.hgetall('counts')).toEqual({ 'useful:birth-certificate:yes:en': '1' })
  })

  test('and asks a person: numbers of people who answer', async () => {
    const { person } = await world()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.walks('English', 'Only I use it', 'Work and pay', 'I am not paid', 'Ask a person')
    expect(amina.sees()).toContain('111')
  })

  test('a fine in tenge of the year, and on New Year no old number but a person', async () => {
    const { person, clock } = await world({ now: '2026-12-31T18:59:00Z' }) // 23:59 in Almaty
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.walks('English', 'Only I use it', 'Stay and papers', 'My time is over', 'What it may cost')
    expect(amina.sees()).toContain('43,250 tenge (10 MCI)')
    await clock.advance(60_000)
    await amina.walks('Back', 'What it may cost')
    expect(amina.sees()).not.toContain('43,250')
    expect(amina.sees()).toContain('This rule may have changed')
    expect(amina.sees()).toContain('111')
  })
})

test('Back from every page leads to the page it hangs under, in every language', async () => {
  const { person, say } = await world()
  for (const code of Object.keys(content.words)) {
    const language = say(code)
    const amina = person('Amina')
    await amina.sends('/start')
    await amina.walks(language.name, language.plain('phone.mine'))
    for (const [id, page] of Object.entries(content.menu.pages)) {
      for (const child of page.children) {
        await amina.does((phone) => phone.tapData(amina.newest()?.message_id ?? 0, `${language.tag}:page:${child}`))
        expect(amina.sees()).toContain(language.plain(`pages:${child}.title`))
        await amina.taps(language.plain('button.back'))
        expect(amina.sees(), `${code}: back from ${child}`).toContain(language.plain(`pages:${id}.title`))
      }
    }
  }
})
