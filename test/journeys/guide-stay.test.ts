/** Ten people ask how long they may stay. They tap what they see. */
import { afterEach, describe, expect, test } from 'vitest'
import { endWorlds, realContent, type Someone, world } from '../world.ts'

afterEach(endWorlds)

/** Somebody who has opened the guide on a day in Kazakhstan, YYYY-MM-DD. */
async function asks(name: string, day = '2026-11-21', content = realContent()): Promise<Someone> {
  const { person } = await world({ now: `${day}T07:00:00Z`, content })
  const someone = person(name, 'en')
  await someone.sends('/start')
  await someone.walks('English', 'Only I use it', 'Stay and papers', 'My stay')
  return someone
}

describe('somebody without a visa asks until when they may stay', () => {
  test('Dilnoza from Uzbekistan came today: a month, what her host does, how to stay longer, a reminder', async () => {
    const dilnoza = await asks('Dilnoza')
    expect(dilnoza.sees()).toMatch(/^📅 Your days in Kazakhstan/)
    await dilnoza.walks('Uzbekistan', 'None of these', 'Today', 'No')
    await dilnoza.walks('Work, no contract', 'With people I know', 'No')
    expect(dilnoza.sees()).toMatch(/Your last day by my count: 20 December 2026\. Days left, today included: 30 days/)
    expect(dilnoza.sees()).toContain('I counted the day you came and the day you leave')
    expect(dilnoza.sees()).toMatch(/1 of 90 days\. If you stay on, until 18 February 2027/)
    expect(dilnoza.sees()).toMatch(/last day for it: 25 November 2026/)
    expect(dilnoza.sees()).toMatch(/We could not confirm that this began on 1 July 2026/)
    expect(dilnoza.sees()).toMatch(/Ask the person you live with[^]*medical insurance[^]*Public Service Centre/)
    expect(dilnoza.sees()).toContain('no right to paid work')
    expect(dilnoza.sees()).toContain('Ask before you rely on it')
    expect(dilnoza.buttons()[0]).toContain('Write to our team')
    expect(dilnoza.buttons().join()).toContain('Remind me')
    await dilnoza.taps('Sources')
    expect(dilnoza.sees()).toContain('34travel')
  })

  test('Jamshid from Tajikistan has been here several times: his trips end the stay early, and days come back', async () => {
    const jamshid = await asks('Jamshid')
    await jamshid.walks('Tajikistan', 'None of these', 'November 2026', '10', 'Yes, I add my trips')
    await jamshid.walks('Add a trip', 'July 2026', '1', 'July 2026', '31')
    await jamshid.walks('Add a trip', 'September 2026', '1', 'October 2026', '10')
    expect(jamshid.sees()).toMatch(/1\. 1 July 2026 – 31 July 2026[^]*2\. 1 September 2026 – 10 October 2026/)
    await jamshid.walks('That is all', 'Visit', 'Hotel or hostel', 'Yes')
    expect(jamshid.sees()).toMatch(/Your last day by my count: 28 November 2026\. Days left, today included: 8 days/)
    expect(jamshid.sees()).toMatch(/After one entry: 30 days, until 9 December 2026/)
    expect(jamshid.sees()).toMatch(/83 of 90 days/)
    expect(jamshid.sees()).toMatch(/On 27 January 2027 your oldest trip is out of the count\. It gives back: 31 days/)
    expect(jamshid.sees()).toContain('Keep your registration paper')
    expect(jamshid.sees()).not.toContain('Ask before you rely on it')
  })

  test('Aibek from Kyrgyzstan works with a contract: the longer time, and the permit that goes with the contract', async () => {
    const aibek = await asks('Aibek')
    await aibek.walks('Kyrgyzstan', 'None of these', 'October 2026', '1', 'No')
    await aibek.walks('Work, contract', "At my employer's", "I don't know")
    expect(aibek.sees()).toContain('Your last day by my count: 29 December 2026')
    expect(aibek.sees()).toMatch(/as long as the contract[^]*15 days/)
    expect(aibek.sees()).toMatch(/had to tell the migration service by 5 October 2026/)
    expect(aibek.sees()).toMatch(/That was until 30 October 2026/)
    expect(aibek.sees()).toContain('You need no medical insurance')
    await aibek.walks('Your answers', '✏️ Why I am here', 'Visit')
    expect(aibek.sees()).not.toContain('as long as the contract')
  })

  test('Irina from Russia knows only the number of her days: counted the careful way', async () => {
    const irina = await asks('Irina')
    await irina.walks('Russia', 'None of these', 'Yesterday', 'I know how many days', '80–89', '82')
    await irina.walks('On my way through', 'I rent', 'Yes')
    expect(irina.sees()).toMatch(/27 November 2026\. Days left, today included: 7 days/)
    expect(irina.sees()).toContain('the day can only move later')
    expect(irina.sees()).toMatch(/1\. Keep your|There is little time\. Start today/)
  })

  test('Sona from another country is told that her country may have its own rule', async () => {
    const sona = await asks('Sona')
    await sona.walks('Another country', 'Without a visa', 'Today', 'No', 'Visit', 'I rent', 'Yes')
    expect(sona.sees()).toMatch(/Countries have different rules[^]*120 days/)
    expect(sona.sees()).toContain('Ask before you rely on it')
  })

  test('Gulnora’s last day is today: whom to call now, no more questions', async () => {
    const gulnora = await asks('Gulnora')
    await gulnora.walks('Uzbekistan', 'None of these', 'October 2026', '23', 'No')
    expect(gulnora.sees()).toMatch(/^📅 Today counts[^]*21 November 2026[^]*Call a number below now/)
    expect(gulnora.buttons()[0]).toContain('Write to our team')
    expect(gulnora.buttons().join()).not.toContain('Remind me')
  })
})

describe('somebody whose days have ended hears what the law says, and whom to call first', () => {
  test.each([
    [1, '22', /Up to 3 days late, the first time: the law names a warning/],
    [3, '20', /Up to 3 days late, the first time: the law names a warning/],
    [4, '19', /More than 3 days late, up to 5 days, the first time: 43 250 tenge|43,250 tenge/],
    [5, '18', /43.250 tenge/],
    [6, '17', /64.875 tenge/],
    [10, '13', /64.875 tenge/],
    [11, '12', /108.125 tenge \(25 MCI\), or a judge may order you to leave/],
  ])('%i days late', async (days, entry, law) => {
    const otabek = await asks('Otabek')
    await otabek.walks('Uzbekistan', 'None of these', 'October 2026', entry)
    if (days <= 10) await otabek.taps('No')
    expect(otabek.sees()).toMatch(new RegExp(`Since then: ${days} days?\\.`))
    expect(otabek.sees()).toMatch(law)
    expect(otabek.sees()).toMatch(/First talk to a lawyer or an aid organization[^]*Only a judge[^]*postponed/)
    expect(otabek.sees()).toContain('Do not go alone')
    expect(otabek.buttons()[0]).toContain('Write to our team')
  })

  test('Nigora came two years ago: no question about trips, people and reasons that count in her favour', async () => {
    const nigora = await asks('Nigora')
    await nigora.walks('Tajikistan', 'None of these', 'Another year', '2024', 'October 2024', '5')
    expect(nigora.sees()).toMatch(/Last day by my count: 3 November 2024\. Since then: 748 days/)
    expect(nigora.sees()).toMatch(/pregnancy, a child under 14/)
    expect(nigora.buttons().join()).toContain('If a case is opened')
    await nigora.taps('Write to our team')
    expect(nigora.buttons().join()).toContain('Cancel')
  })

  test('Karen from Armenia works with a contract that goes on: the contract counts too, and a person comes first', async () => {
    const karen = await asks('Karen')
    await karen.walks('Armenia', 'None of these', 'Another year', '2025', 'December 2025', '1')
    expect(karen.sees()).toContain('written contract that has not ended')
    await karen.taps('Yes')
    expect(karen.sees()).toMatch(/as long as the contract[^]*Since then: 266 days[^]*15 days/)
    expect(karen.sees()).toContain('Ask before you rely on it')
    await karen.walks('Back', 'No')
    expect(karen.sees()).toMatch(/108.125 tenge[^]*After one entry: 90 days\. They ended on[^]*contract ended early/)
  })

  test('Farrukh had used up his days when he came: said so, not as a last day before his trip', async () => {
    const farrukh = await asks('Farrukh')
    await farrukh.walks('Uzbekistan', 'None of these', 'Today', 'Yes, I add my trips')
    await farrukh.walks('Add a trip', 'July 2026', '1', 'September 2026', '30', 'That is all')
    expect(farrukh.sees()).toMatch(/already used when you came in\. Since then: 1 day\./)
    expect(farrukh.sees()).not.toContain('Last day by my count')
  })
})

describe('somebody whose paper decides', () => {
  test('Anvar has a temporary permit: its last day, no count', async () => {
    const anvar = await asks('Anvar')
    await anvar.walks('Uzbekistan', 'Temporary permit', 'Within a year', 'March 2027', '1')
    expect(anvar.sees()).toMatch(/Its last day: 1 March 2027\. Days left, today included: 101 days/)
    expect(anvar.buttons().join()).toContain('Remind me')
    expect(anvar.sees()).not.toContain('90')
  })

  test('Lin’s visa ended four days ago: the same law as for everybody', async () => {
    const lin = await asks('Lin')
    await lin.walks('Another country', 'With a visa', 'It has ended', 'November 2026', '17')
    expect(lin.sees()).toMatch(/Since then: 4 days\.[^]*43.250 tenge/)
    expect(lin.sees()).not.toContain('Countries have different rules')
  })

  test('Mariam from Armenia had a temporary permit that ended: her contract is asked about, as without a visa', async () => {
    const mariam = await asks('Mariam')
    await mariam.walks('Armenia', 'Temporary permit', 'It has ended', 'November 2026', '10')
    expect(mariam.sees()).toContain('written contract that has not ended')
    await mariam.taps('Yes')
    expect(mariam.sees()).toMatch(/your days have ended[^]*as long as the contract[^]*Since then: 11 days/)
    expect(mariam.sees()).not.toMatch(/without a visa ended|tenge/)
    await mariam.walks('Back', 'No')
    expect(mariam.sees()).toMatch(/Since then: 11 days\.[^]*108.125 tenge[^]*contract ended early/)
    const anvar = await asks('Anvar')
    await anvar.walks('Uzbekistan', 'Temporary permit', 'It has ended', 'November 2026', '10')
    expect(anvar.sees()).toMatch(/108.125 tenge/)
  })

  test.each(['Russia', 'Tajikistan', 'Another country'])(
    'a residence permit of somebody from %s ended: a person, no sum',
    async (country) => {
      const yusuf = await asks('Yusuf')
      await yusuf.walks(country, 'Residence permit', 'It has ended', 'November 2026', '10')
      expect(yusuf.sees()).toMatch(/residence permit has passed[^]*Since then: 11 days/)
      expect(yusuf.sees()).toContain('Ask before you rely on it')
      expect(yusuf.sees()).not.toMatch(/tenge|MCI|written contract/)
      expect(yusuf.buttons()[0]).toContain('Write to our team')
      expect(yusuf.buttons().join()).not.toContain('Late: what it costs')
    },
  )

  test('a paper valid for longer, a paper nobody can read, a person without citizenship', async () => {
    const vera = await asks('Vera')
    await vera.walks('Belarus', 'Residence permit', 'In more than a year')
    expect(vera.sees()).toContain('as long as your document is valid')
    await vera.walks('Back', 'Back', "I don't know")
    expect(vera.sees()).toContain('A person can help you to read it')
    await vera.walks('Back', 'Back', 'No citizenship')
    expect(vera.sees()).toContain('another way')
    expect(vera.buttons().join()).toMatch(/papers|citizenship/i)
  })
})

describe('the calendar moves', () => {
  test('over New Year’s Eve: the fine in tenge is not known for the new year, so a person answers', async () => {
    const late = ['Uzbekistan', 'None of these', 'November 2026', '15']
    const eve = await asks('Eve', '2026-12-31')
    await eve.walks(...late)
    expect(eve.sees()).toMatch(/Since then: 17 days[^]*108.125 tenge/)
  })

  test('in the new year a fine is not printed, a warning and a last day are', async () => {
    const fined = await asks('Fined', '2027-01-01')
    await fined.walks('Uzbekistan', 'None of these', 'November 2026', '15')
    expect(fined.sees()).not.toMatch(/tenge|Since then/)
    expect(fined.sees()).toContain('This rule may have changed')
    const warned = await asks('Warned', '2027-01-01')
    await warned.walks('Uzbekistan', 'None of these', 'December 2026', '1', 'No')
    expect(warned.sees()).toMatch(/Since then: 2 days[^]*warning/)
    const free = await asks('Free', '2027-01-01')
    await free.walks('Russia', 'None of these', 'December 2026', '31', 'No', 'Visit', 'I rent', 'Yes')
    expect(free.sees()).toContain('Your last day by my count: 30 March 2027')
  })

  test('over 29 February', async () => {
    const leap = await asks('Leap', '2028-02-10')
    await leap.walks('Tajikistan', 'None of these', 'Today', 'No', 'Visit', 'I rent', 'Yes')
    expect(leap.sees()).toContain('Your last day by my count: 10 March 2028')
  })

  test('past the end of a rule: no old number, a person', async () => {
    const old = realContent()
    const ended = old.facts['visa-free-entry-days']
    if (!ended) throw new Error('Expected the fact visa-free-entry-days')
    const periods = ended.periods.map((period) => ({ ...period, until: '2026-11-01' }))
    const facts = { ...old.facts, 'visa-free-entry-days': { ...ended, periods } as typeof ended }
    const bahrom = await asks('Bahrom', '2026-11-21', { ...old, facts })
    await bahrom.walks('Uzbekistan', 'None of these', 'Today')
    expect(bahrom.sees()).toContain('This rule may have changed')
    expect(bahrom.buttons()[0]).toContain('Write to our team')
  })
})
