import { afterEach, describe, expect, test } from 'vitest'
import { arrives } from '../guides.ts'
import { endWorlds, type Someone, world } from '../world.ts'

afterEach(endWorlds)

async function asks(name: string, ...labels: string[]): Promise<Someone> {
  const { person } = await world()
  const someone = person(name, 'en')
  await arrives(someone, 'Papers, citizenship', 'My way to papers', ...labels)
  return someone
}

describe('somebody without papers', () => {
  test('Tamara has only a USSR passport: the certificate, six photos, free lawyers by name', async () => {
    const tamara = await asks('Tamara', 'I do', 'No', 'USSR passport', 'No')
    expect(tamara.sees()).toMatch(/stateless person’s certificate[^]*from this age: 16[^]*valid for 5 years/)
    expect(tamara.sees()).toMatch(/Sana Sezim[^]*Kazakhstan International Bureau for Human Rights[^]*How many: 6/)
    expect(tamara.sees()).toContain('Do not give up an old citizenship before a lawyer agrees')
    expect(tamara.sees()).toContain('Ask before you rely on it')
    expect(tamara.buttons()[0]).toContain('Write to our team')
    await tamara.taps('🪧 I have no citizenship')
    expect(tamara.sees()).toContain('I want to apply for a stateless person’s certificate')
  })

  test('Rustam of Uzbekistan has an expired passport and is a citizen: lawyer first, then the consulate', async () => {
    const rustam = await asks('Rustam', 'I do', 'No', 'Expired passport', 'Yes')
    expect(rustam.sees()).toContain('Confirm your citizenship')
    expect(rustam.sees()).toMatch(/1\. First a free lawyer[^]*2\. Ask your embassy or consulate/)
  })

  test('Gulnara has been away for years and does not know: no decision alone', async () => {
    const gulnara = await asks('Gulnara', 'I do', 'No', 'Expired passport', "I don't know")
    expect(gulnara.sees()).toContain('Two ways may be open')
    expect(gulnara.buttons()[0]).toContain('Write to our team')
  })

  test('Azamat lost his passport: police at once, then the embassy; being late with it can cost', async () => {
    const azamat = await asks('Azamat', 'I do', 'No', 'I lost my passport', 'Yes')
    expect(azamat.sees()).toMatch(/Tell the police as soon as[^]*late can bring a fine[^]*embassy or consulate/)
    await azamat.taps('🪧 I lost my passport')
    expect(azamat.sees()).toContain('I have lost my passport')
  })

  test('Olim lost his and is not sure that his state is safe for him: a lawyer before any embassy', async () => {
    const olim = await asks('Olim', 'I do', "I don't know", 'I lost my passport', 'Yes')
    expect(olim.sees()).toContain('Before you go to an embassy, ask a lawyer or UNHCR')
    expect(olim.sees()).not.toContain('Take that paper to your embassy')
  })

  test('Samira is afraid of her own state: never the consulate, and straight on to count her days', async () => {
    const samira = await asks('Samira', 'I do', 'Yes')
    expect(samira.sees()).toMatch(/Do not go to your embassy or consulate[^]*5 days/)
    expect(samira.sees()).not.toMatch(/Ask your embassy|Take that paper/)
    await samira.taps('Asylum: my days')
    expect(samira.sees()).toContain('Where are you now?')
  })

  test('somebody took the passport of Bakyt: safety first, and the page about it', async () => {
    const bakyt = await asks('Bakyt', 'I do', 'No', 'It was taken')
    expect(bakyt.sees()).toContain('Do not argue if it may harm you')
    expect(bakyt.buttons()[0]).toContain('Write to our team')
    await bakyt.taps('Passport was taken')
    expect(bakyt.sees()).toContain('Nobody may take it or keep it as a pledge')
  })

  test('Aziza, without a passport, has a child born in Shymkent: a birth certificate whatever her papers', async () => {
    const aziza = await asks('Aziza', 'A child', 'Yes')
    expect(aziza.sees()).toContain('Every child born in Kazakhstan may get a birth certificate')
    await aziza.taps('🪧 Birth certificate')
    expect(aziza.sees()).toContain('My child was born in Kazakhstan')
  })

  test('Hasan brought a child born abroad: what is not known is not made up', async () => {
    const hasan = await asks('Hasan', 'A child', 'No')
    expect(hasan.sees()).toContain('We have not read enough')
    expect(hasan.buttons()[0]).toContain('Write to our team')
  })

  test('Vera has nothing, then remembers that she is a citizen: one answer is changed, the others stay', async () => {
    const vera = await asks('Vera', 'I do', 'No', 'Nothing', 'No')
    expect(vera.sees()).toContain('stateless person’s certificate')
    await vera.walks('Your answers', '✏️ A citizenship', 'Yes')
    expect(vera.sees()).toContain('Confirm your citizenship')
    await vera.taps('Your answers')
    expect(vera.sees()).toMatch(/Afraid of my country: No[^]*My paper: Nothing[^]*A citizenship: Yes/)
  })

  test('no outcome sends somebody who is afraid, or may be, to an embassy', async () => {
    for (const paper of ['USSR passport', 'Expired passport', 'I lost my passport', 'Birth certificate', 'Nothing'])
      for (const citizenship of ['Yes', 'No', "I don't know"]) {
        const someone = await asks('Somebody', 'I do', "I don't know", paper, citizenship)
        expect(someone.sees()).not.toMatch(/Ask your embassy|Take that paper to your embassy/)
      }
  })
})
