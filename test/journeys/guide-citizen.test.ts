import { afterEach, describe, expect, test } from 'vitest'
import { arrives } from '../guides.ts'
import { endWorlds, type Someone, world, type WorldOptions } from '../world.ts'

afterEach(endWorlds)

async function asks(name: string, options: WorldOptions, ...labels: string[]): Promise<Someone> {
  const { person } = await world(options)
  const someone = person(name, 'en')
  await arrives(someone, 'Stay and papers', 'Citizenship', ...labels)
  return someone
}

describe('somebody who would like to be a citizen', () => {
  test('Mehmet of Türkiye, six years of permanent residence: the general way, and never to renounce first', async () => {
    const mehmet = await asks('Mehmet', {}, 'A way for me', 'Türkiye', 'No', 'Yes', '6', 'No', 'No')
    expect(mehmet.sees()).toMatch(
      /A way may be open[^]*Do not give up your old citizenship first[^]*residence: 5 years/,
    )
    expect(mehmet.sees()).toContain('Two citizenships are not allowed')
    expect(mehmet.sees()).toContain('Ask before you rely on it')
    expect(mehmet.buttons()[0]).toContain('Write to our team')
  })

  test('Anna of Georgia, two years here, one year married: as for a former Soviet republic, her husband is enough', async () => {
    const anna = await asks('Anna', {}, 'A way for me', 'Georgia', 'No', 'Yes', '2', 'Yes', '1', 'No')
    expect(anna.sees()).toContain('a close relative who is a citizen is enough')
    expect(anna.sees()).not.toContain('Marriage to a citizen counts')
  })

  test('Li of China, married for one year, two years here: what is missing, in years', async () => {
    const li = await asks('Li', {}, 'A way for me', 'China', 'No', 'Yes', '2', 'Yes', '1', 'No')
    expect(li.sees()).toMatch(/Time is missing[^]*Missing: about 3 years[^]*Missing: about 2 years/)
  })

  test('Sergey of Russia, born in Karaganda in Soviet time, permanent residence: the treaty', async () => {
    const sergey = await asks('Sergey', {}, 'A way for me', 'Russia', 'No', 'Yes', '0', 'No', 'No', 'Yes')
    expect(sergey.sees()).toMatch(/A way may be open[^]*before 21 December 1991/)
  })

  test('Aigul of Kyrgyzstan has only a grandchild here and no permit: permanent residence first, then the treaty', async () => {
    const aigul = await asks('Aigul', {}, 'A way for me', 'Kyrgyzstan', 'No', 'No', 'No', 'Only a grandchild', 'No')
    expect(aigul.sees()).toMatch(/First permanent residence[^]*After the permit: treaty of Belarus/)
    expect(aigul.sees()).toMatch(/level A1[^]*70 minutes[^]*30%[^]*400 points/)
  })

  test('Dilshod of Uzbekistan, no permit, a brother who is a citizen: the permit first; no time and fee are told', async () => {
    const dilshod = await asks('Dilshod', {}, 'A way for me', 'Uzbekistan', 'No', "I don't know", 'No', 'Yes')
    expect(dilshod.sees()).toMatch(/First permanent residence[^]*After the permit: a close relative/)
    expect(dilshod.sees()).not.toMatch(/45|60 days|MCI/)
  })

  test('Erlan of Mongolia is a kandas without permanent registration: both at once', async () => {
    const erlan = await asks('Erlan', {}, 'A way for me', 'Mongolia', 'Yes, with kandas status', 'No', 'No', 'No')
    expect(erlan.sees()).toMatch(/A way may be open[^]*A kandas can apply without permanent registration/)
  })

  test('Nurlan of Uzbekistan is an ethnic Kazakh without the status: the status first', async () => {
    const nurlan = await asks('Nurlan', {}, 'A way for me', 'Uzbekistan', 'Yes, without it', 'No', 'No', 'No')
    expect(nurlan.sees()).toMatch(/First the kandas status[^]*30 working days[^]*local commission/)
  })

  test('Tamara has no citizenship: nothing to give up, and the way to papers beside it', async () => {
    const tamara = await asks('Tamara', {}, 'A way for me', 'No citizenship', 'No', 'No', 'No', 'No')
    expect(tamara.sees()).not.toContain('Do not give up')
    await tamara.taps('My way to papers')
    expect(tamara.sees()).toContain('Who needs papers?')
  })

  test('Zarina took a second passport: report within thirty days, a lawyer first', async () => {
    const zarina = await asks('Zarina', {}, 'A way for me', 'Kazakhstan')
    expect(zarina.sees()).toMatch(/does not allow two citizenships[^]*30 days[^]*200 MCI/)
  })

  test('parents ask for a child', async () => {
    const ask = (...labels: string[]) => asks('Parent', {}, 'My child', ...labels)
    const both = await ask('Both')
    expect(both.sees()).toContain('Both parents are citizens')
    const here = await ask('One of them', 'Yes')
    expect(here.sees()).toContain('the child was born in Kazakhstan')
    const stateless = await ask('One of them', 'No', 'None')
    expect(stateless.sees()).toContain('the other has no citizenship or is not known')
    const abroad = await ask('One of them', 'No', 'Another country')
    expect(abroad.sees()).toMatch(/decide together in writing[^]*we have not read the rule/)
    const none = await ask('None')
    expect(none.sees()).toMatch(/when the parents live here permanently[^]*Ask before you rely on it/)
    const found = await ask('Parents not known')
    expect(found.sees()).toContain('Children who were found')
  })
})

test('the exam with its points and fee; from New Year on no old fee but a person, while the ways stay', async () => {
  const { person, clock } = await world({ now: '2026-12-31T18:59:00Z' }) // 23:59 in Almaty
  const mehmet = person('Mehmet', 'en')
  await arrives(mehmet, 'Stay and papers', 'Citizenship', 'The exam')
  expect(mehmet.sees()).toMatch(
    /100[^]*50[^]*Kazakh: 15\. Constitution: 20\. History: 15[^]*14,693 tenge[^]*3,355 tenge/,
  )
  await clock.advance(60_000)
  await mehmet.walks('Back', 'The exam')
  expect(mehmet.sees()).not.toContain('14,693')
  expect(mehmet.sees()).toContain('This rule may have changed')
  await mehmet.walks('Back', 'A way for me', 'Türkiye', 'No', 'Yes', '6', 'No', 'No')
  expect(mehmet.sees()).toContain('A way may be open')
})
