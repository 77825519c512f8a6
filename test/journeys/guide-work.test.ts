/** Ten people who want to work, or do: what they need, who files, what it costs, what they never pay. */
import { afterEach, describe, expect, test } from 'vitest'
import { arrives } from '../guides.ts'
import { endWorlds, type Someone, world, type WorldOptions } from '../world.ts'

afterEach(endWorlds)

async function hears(labels: string[], options: WorldOptions = {}): Promise<Someone> {
  const { person } = await world(options)
  const someone = person('Amina', 'en')
  await arrives(someone, 'Work and pay', 'Work legally', ...labels)
  return someone
}

describe('who wants to work', () => {
  test('a Kyrgyz cook with a contract needs no permit; who files for the stay is said', async () => {
    const aida = await hears(['Kyrgyzstan', 'A firm', 'Yes'])
    expect(aida.sees()).toMatch(/need no work permit[^]*may stay as long as the contract[^]*15 days/)
    expect(aida.sees()).toContain('The employer asks for it')
    expect(aida.sees()).toContain('Checked: 21 November 2026')
  })

  test('a Russian nanny without one is told to get it first, and that a home is no different', async () => {
    const olga = await hears(['Russia', 'A private home', 'No'])
    expect(olga.sees()).toMatch(
      /First a written contract[^]*You need no labour immigrant permit[^]*written contract before/,
    )
  })

  test('an Uzbek gardener for a home: a permit, the tax, the fine that is not theirs; ask before you rely on it', async () => {
    const rustam = await hears(['Uzbekistan', 'None of these', 'A private home', 'No'])
    expect(rustam.sees()).toMatch(/labour immigrant permit[^]*129,750 tenge \(30 MCI\). That fine is not yours/)
    expect(rustam.sees()).toMatch(/IIN[^]*Pay the tax for each month[^]*migration\.enbek\.kz/)
    expect(rustam.sees()).toContain('Start soon. Your days without a visa go on')
    expect(rustam.sees()).toContain('Ask before you rely on it')
    expect(rustam.buttons()[0]).toContain('Write to our team')
  })

  test('a Turkmen woman for a home: our list does not name her country, and is old', async () => {
    const ogul = await hears(['Turkmenistan', 'None of these', 'A private home', 'No'])
    expect(ogul.sees()).toContain('The list we know does not name your country')
    expect(ogul.buttons()[0]).toContain('Write to our team')
  })

  test('a Chinese welder for a firm: the firm files; nobody pays for a permit without asking', async () => {
    const li = await hears(['China', 'None of these', 'A firm', 'No', 'No'])
    expect(li.sees()).toMatch(/The firm must get a permit[^]*The firm files for the permit[^]*Do not pay yet/)
    expect(li.sees()).not.toContain('season')
  })

  test('an Uzbek for the harvest: the fee is the firm’s; with the year it ends, and is not shown any more', async () => {
    const labels = ['Uzbekistan', 'None of these', 'A firm', 'No', 'Yes']
    const jasur = await hears(labels)
    expect(jasur.sees()).toContain('The firm pays for a season worker: 51,900 tenge (12 MCI) for up to 90 days')
    expect(jasur.sees()).toContain('207,600 tenge (48 MCI)')
    const nextYear = await hears(labels, { now: '2026-12-31T19:30:00Z' })
    expect(nextYear.sees()).toContain('This rule may have changed')
    const other = await hears([...labels.slice(0, 4), 'No'], { now: '2026-12-31T19:30:00Z' })
    expect(other.sees()).toContain('The firm must get a permit')
  })

  test('a Tajik with a migrant permit on a building site: not for a firm, the danger in plain words, a person first', async () => {
    const farid = await hears(['Tajikistan', 'Permit for a home', 'A firm', 'Yes'])
    expect(farid.sees()).toMatch(/^💼 Work, talk to a person first\n/)
    expect(farid.sees()).toContain('It is not for a firm, shop, cafe or building site')
    expect(farid.sees()).toMatch(/108,125 tenge \(25 MCI\) to pay, or arrest up to 10 days, or an order to leave/)
    expect(farid.sees()).toMatch(/Only a judge[^]*1\. Write to our team[^]*2\. Do not complain/)
    expect(farid.buttons()[0]).toContain('Write to our team')
    expect(farid.buttons().join()).toContain('If a case is opened')
  })

  test('an Afghan refugee may work; somebody who asked for asylum is sent to a person', async () => {
    const laila = await hears(['Afghanistan', 'Refugee paper'])
    expect(laila.sees()).toContain('A refugee has the right to work')
    const karim = await hears(['Afghanistan', 'Asylum paper'])
    expect(karim.sees()).toContain('Whether you may work now, a person must answer')
    expect(karim.buttons()[0]).toContain('Write to our team')
  })

  test('a man without citizenship or papers is shown the way to a certificate', async () => {
    const viktor = await hears(['No citizenship', 'None of these'])
    expect(viktor.sees()).toContain('can ask for a certificate')
    expect(viktor.buttons().join()).toContain('No citizenship')
  })

  test('a Ukrainian with a business of her own, and somebody who does not know who pays: a person', async () => {
    const oksana = await hears(['Ukraine', 'None of these', 'My own business'])
    expect(oksana.sees()).toContain('We have no full answer')
    const timur = await hears(['Uzbekistan', "I don't know", "I don't know"])
    expect(timur.sees()).toContain('depends on who hires you')
    for (const each of [oksana, timur]) expect(each.buttons()[0]).toContain('Write to our team')
  })
})

test('what a page about work says and what the guide asks are one tap apart', async () => {
  const { person } = await world()
  const amina = person('Amina', 'en')
  await arrives(
    amina,
    'Work and pay',
    'Papers for work',
    'Work legally',
    'Tajikistan',
    'Permit for a home',
    'A private home',
  )
  expect(amina.sees()).toContain('Your permit is for work in the home')
  await amina.walks('Back', 'A firm', 'No', 'No')
  expect(amina.sees()).toContain('Your labour immigrant permit is for work in a home')
})
