import { afterEach, describe, expect, test } from 'vitest'
import { encodeDay } from '../../src/content/days.ts'
import { arrives, picks } from '../guides.ts'
import { endWorlds, realContent, type Someone, world, type WorldOptions } from '../world.ts'

afterEach(endWorlds)

const GUIDE = ['Asylum', 'Asylum: my days']

async function asks(name: string, options: WorldOptions = {}, ...labels: string[]): Promise<Someone> {
  const { person } = await world(options)
  const someone = person(name, 'en')
  await arrives(someone, ...GUIDE, ...labels)
  return someone
}

describe('somebody who needs protection', () => {
  test('Farid of Afghanistan came yesterday: four days with today, and where to ask for the office', async () => {
    const farid = await asks('Farid', {}, 'In Kazakhstan', 'Through a border post', 'Before I came', 'Yesterday')
    expect(farid.sees()).toMatch(/24 November 2026[^]*today included: 4 days/)
    expect(farid.sees()).toContain('I counted from 20 November 2026. That day is the first.')
    expect(farid.sees()).toMatch(
      /Department of Employment and Social Programmes of the akimat[^]*call 1414, or look on help\.unhcr\.org[^]*Go early/,
    )
    expect(farid.sees()).toContain('Do not tell your embassy or consulate')
    await farid.taps('Where to go')
    expect(farid.sees()).toContain('Where you take your request')
  })

  test('Leila came today: no street address, so nothing in her answer is in doubt', async () => {
    const leila = await asks('Leila', {}, 'In Kazakhstan', 'Through a border post', 'Before I came', 'Today')
    expect(leila.sees()).toContain('today included: 5 days')
    expect(leila.sees()).not.toMatch(/street|avenue|house|Ask before you rely on it/)
    expect(leila.buttons().join()).toContain('Remind me')
  })

  test('Oksana lives here for years and learned of the danger three days ago: that day counts', async () => {
    const oksana = await asks('Oksana', {}, 'In Kazakhstan', 'Through a border post', 'After I came')
    expect(oksana.sees()).toContain('On which day did you learn of the danger?')
    await picks(oksana, '2026-11-18')
    expect(oksana.sees()).toMatch(/not later than 22 November 2026[^]*today included: 2 days/)
  })

  test('Hamid came on the 17th: today is the last day, nobody speaks of tomorrow', async () => {
    const hamid = await asks('Hamid', {}, 'In Kazakhstan', 'Through a border post', 'Before I came')
    await picks(hamid, '2026-11-17')
    expect(hamid.sees()).toContain('today is the last day: 21 November 2026')
    expect(hamid.sees()).toContain('Ask today where it is: call 1414')
    expect(hamid.buttons().join()).not.toContain('Remind me')
  })

  test('Yusuf had to cross the border today: one day, and it is today', async () => {
    const yusuf = await asks('Yusuf', {}, 'In Kazakhstan', 'I had to cross elsewhere', 'Today')
    expect(yusuf.sees()).toMatch(
      /today is the last day[^]*After a forced crossing of the border the time is short: 1 day/,
    )
  })

  test('Ivan came two years ago: no made-up consequence, a person first, and he still asks', async () => {
    const ivan = await asks('Ivan', {}, 'In Kazakhstan', 'Through a border post', 'Before I came')
    await picks(ivan, '2024-11-20')
    expect(ivan.sees()).toContain('24 November 2024 was the last day')
    expect(ivan.sees()).toContain('I do not know how an office answers a later request')
    expect(ivan.sees()).toContain('still ask')
    expect(ivan.sees()).not.toMatch(/fine|refus/)
    expect(ivan.buttons()[0]).toContain('Write to our team')
    expect(ivan.buttons().join()).toMatch(/More days passed[^]*Where to go/)
  })

  test('Zahra does not know the day: go at once', async () => {
    const zahra = await asks('Zahra', {}, 'In Kazakhstan', 'Through a border post', "I don't know the day")
    expect(zahra.sees()).toMatch(/The time to ask is short: 5 days[^]*do not wait[^]*Ask today where it is: call 1414/)
  })

  test('buttons of the time when the guide asked for a city lead on', async () => {
    const farid = await asks('Farid')
    const answers = `shepbbd${encodeDay('2026-11-20')}`
    for (const old of [`${answers}:!cl`, `${answers}cl:`]) {
      await farid.does((phone) => phone.tapData(farid.newest()?.message_id ?? 0, `en:guide:asylum:OJ:${old}`))
      expect(farid.sees()).toMatch(/24 November 2026[^]*Ask today where it is/)
      await farid.taps('Back')
    }
  })

  test('Mir stands at the border: the Border Service, now, with a picture to show', async () => {
    const mir = await asks('Mir', {}, 'At the border')
    expect(mir.sees()).toContain('Tell the Border Service now')
    expect(mir.sees()).toContain('Show the picture under “I ask for asylum”')
    await mir.taps('I ask for asylum')
    expect(mir.newest()?.message.photo).toBeDefined()
    expect(mir.newest()?.message.caption).toContain('I ask for asylum in Kazakhstan')
  })

  test('Daniyar is detained: what they must do, within which time', async () => {
    const daniyar = await asks('Daniyar', {}, 'I am detained')
    expect(daniyar.sees()).toMatch(
      /They tell the akimat within this time: 1 day[^]*registers your request within this time: 2 days/,
    )
    expect(daniyar.sees()).toContain('do not want your embassy or consulate to be told')
  })

  test('Nadia has the certificate, later a yes, her cousin a no: each sees what comes next', async () => {
    const nadia = await asks('Nadia', {}, 'I have already asked', 'No answer yet')
    expect(nadia.sees()).toMatch(/valid for this time: 3 months[^]*up to 1 year[^]*5 working days/)
    await nadia.walks('Back', 'It was yes')
    expect(nadia.sees()).toMatch(/given for this time: 1 year[^]*before it ends: 1 month/)
    await nadia.walks('Back', 'It was no')
    expect(nadia.sees()).toMatch(/You can appeal[^]*final no do you have to leave, within this time: 1 month/)
    expect(nadia.sees()).toContain('Ask before you rely on it')
  })
})

describe('the clock', () => {
  test('walks over New Year under an open message: four days, then one, then a person', async () => {
    const { person, clock } = await world({ now: '2026-12-30T07:00:00Z' })
    const farid = person('Farid', 'en')
    await arrives(farid, ...GUIDE, 'In Kazakhstan', 'Through a border post', 'Before I came', 'Yesterday')
    expect(farid.sees()).toMatch(/not later than 2 January 2027[^]*today included: 4 days/)
    await clock.advance(3 * 86_400_000)
    await farid.walks('Your answers', 'Back')
    expect(farid.sees()).toContain('today is the last day: 2 January 2027')
    await clock.advance(86_400_000)
    await farid.walks('Your answers', 'Back')
    expect(farid.sees()).toContain('2 January 2027 was the last day')
  })

  test('knows 29 February', async () => {
    const farid = await asks(
      'Farid',
      { now: '2028-03-01T07:00:00Z' },
      'In Kazakhstan',
      'Through a border post',
      'Before I came',
    )
    await picks(farid, '2028-02-27')
    expect(farid.sees()).toMatch(/not later than 2 March 2028[^]*today included: 2 days/)
  })

  test('past the end of the fact counts nothing: a person answers', async () => {
    const content = structuredClone(realContent())
    const fact = content.facts['asylum-time']
    if (fact?.kind === 'duration') fact.periods = [{ from: '2022-04-07', until: '2026-11-21', value: 5 }]
    const farid = await asks('Farid', { content }, 'In Kazakhstan', 'Through a border post', 'Before I came', 'Today')
    expect(farid.sees()).toContain('This rule may have changed')
    expect(farid.sees()).not.toContain('25 November')
    expect(farid.buttons()[0]).toContain('Write to our team')
  })
})
