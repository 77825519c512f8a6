/** Ten people whose pay did not come. Today is 21 November 2026 unless their story says otherwise. */
import { afterEach, describe, expect, test } from 'vitest'
import { arrives, picks } from '../guides.ts'
import { endWorlds, realContent, type Someone, world, type WorldOptions } from '../world.ts'

afterEach(endWorlds)

type Story = {
  place: string
  contract: 'Yes' | 'No' | "I don't know"
  work: 'Still there' | 'I left' | 'I was sent away'
  since: string
  months: number
  ended?: string
  papers: string
  passport: string
}

/** Answers every question, as somebody with this story would. */
async function tells(someone: Someone, story: Story): Promise<void> {
  await arrives(someone, 'Work and pay', 'My wages', story.place, story.contract, story.work)
  await picks(someone, story.since)
  await someone.taps(String(story.months))
  if (story.ended !== undefined) await picks(someone, story.ended)
  await someone.walks(story.papers, story.passport)
}

async function hears(story: Story, options: WorldOptions = {}): Promise<Someone> {
  const { person } = await world(options)
  const someone = person('Amina', 'en')
  await tells(someone, story)
  return someone
}

const builder: Story = {
  place: 'A firm',
  contract: 'Yes',
  work: 'Still there',
  since: '2026-08-01',
  months: 3,
  papers: 'Yes',
  passport: 'I have it',
}

describe('whose pay did not come', () => {
  test('a Kyrgyz builder with a contract: a day for each month, inspection, commission, court', async () => {
    const bakyt = await hears(builder)
    expect(bakyt.sees()).toContain('was due by 10 September 2026')
    expect(bakyt.sees()).toMatch(/Last day to claim the oldest pay: 9 September 2027/)
    expect(bakyt.sees()).toContain('For the newest: 9 November 2027')
    expect(bakyt.sees()).toMatch(/Take photos of the contract[^]*labour inspection[^]*commission of the firm[^]*court/)
    expect(bakyt.sees()).toMatch(/How I counted: pay is due by day 10[^]*1 year/)
    await bakyt.taps('Remind me')
    expect(bakyt.sees()).toContain('9 September 2027')
  })

  test('an Uzbek nanny in a home: straight to court, nothing about a commission to ask', async () => {
    const dilnoza = await hears({ ...builder, place: 'A private home', contract: 'No', months: 1 })
    expect(dilnoza.sees()).toContain('For work in a home go straight to court')
    expect(dilnoza.sees()).not.toContain('labour inspection')
    expect(dilnoza.sees()).toContain('Ask a person how to show that you worked')
  })

  test('a Tajik worker whose days are over: the danger first, and a person above all buttons', async () => {
    const farid = await hears({ ...builder, contract: 'No', papers: 'No' })
    expect(farid.sees()).toMatch(/^💰 Your pay, first talk to a person\n\nA complaint shows your name/)
    expect(farid.sees()).toMatch(
      /1\. Before you complain anywhere[^]*does not stop a case[^]*Only when they say it is safe/,
    )
    expect(farid.sees()).toContain('Last day to claim the oldest pay: 9 September 2027')
    expect(farid.buttons()[0]).toContain('Write to our team')
    expect(farid.buttons().join()).toContain('My time is over')
  })

  test('somebody who does not know whether the papers are in order is as careful', async () => {
    const nodir = await hears({ ...builder, papers: "I don't know" })
    expect(nodir.sees()).toContain('1. Before you complain anywhere')
  })

  test('a cook whose passport is kept: that first, the page about it, the self-check, and still the days', async () => {
    const gulnara = await hears({ ...builder, place: 'A very small firm', passport: 'Somebody keeps it' })
    expect(gulnara.sees()).toMatch(/Nobody may keep your passport[^]*9 September 2027/)
    expect(gulnara.buttons().join()).toMatch(/Check my situation[^]*Passport was taken/)
    await gulnara.taps('Passport was taken')
    expect(gulnara.sees()).toContain('Your passport should be with you')
  })

  test('a seller sent away on 31 October: the commission by 29 November, the pay by the day the job ended', async () => {
    const aziza = await hears({
      ...builder,
      work: 'I was sent away',
      since: '2026-10-05',
      months: 1,
      ended: '2026-10-31',
    })
    expect(aziza.sees()).toMatch(/commission of the firm, in writing: 29 November 2026. Time left: 8 days/)
    expect(aziza.sees()).toContain('the time for court: 2 months')
    expect(aziza.sees()).toContain('Last day to claim the oldest pay: 30 October 2027')
    expect(aziza.buttons().filter((label) => label.includes('Remind me'))).toHaveLength(1)
    await aziza.taps('Remind me')
    expect(aziza.sees()).toContain('29 November 2026')
  })

  test('a gardener of a home sent away on 31 October has until 30 January for the court', async () => {
    const temur = await hears({
      ...builder,
      place: 'A private home',
      work: 'I was sent away',
      since: '2026-09-05',
      months: 2,
      ended: '2026-10-31',
    })
    expect(temur.sees()).toContain('Last day to go to court: 30 January 2027')
    await temur.taps('Remind me')
    expect(temur.sees()).toContain('30 January 2027')
  })

  test('a helper of a very small firm sent away six weeks ago can still go to court', async () => {
    const ended = '2026-10-10'
    const story: Story = { ...builder, work: 'I was sent away', since: '2026-09-05', months: 1, ended }
    const jamila = await hears({ ...story, place: 'A very small firm' })
    expect(jamila.sees()).toMatch(/Last day to go to court: 9 January 2027/)
    expect(jamila.sees()).not.toMatch(/commission of the firm|that ended on/)
    const ilyas = await hears({ ...story, place: "I don't know", contract: "I don't know" })
    expect(ilyas.sees()).toMatch(
      /the commission of a firm ended on 9 November 2026[^]*to court is 9 January 2027\. A person must look at it/,
    )
    expect(ilyas.sees()).toContain('Ask a person how to show that you worked')
    const ruslan = await hears(story)
    expect(ruslan.sees()).toMatch(/the time for that ended on 9 November 2026\. A person must look at it/)
    await ruslan.taps('Remind me')
    expect(ruslan.sees()).toContain('9 October 2027')
  })

  test('pay of long ago, but a job that ended now: reminded of the job', async () => {
    const since = '2025-02-01'
    const zarina = await hears({ ...builder, work: 'I was sent away', since, months: 2, ended: '2026-11-10' })
    expect(zarina.sees()).toMatch(/ask a person now[^]*in writing: 9 December 2026/)
    await zarina.taps('Remind me')
    expect(zarina.sees()).toContain('9 December 2026')
  })

  test('somebody who left long ago is not told to give up, and a person comes first', async () => {
    const olim = await hears({ ...builder, work: 'I left', since: '2025-07-10', months: 2, ended: '2025-08-31' })
    expect(olim.sees()).toMatch(/ask a person now[^]*Do not give up[^]*the time ended on 30 August 2026/)
    expect(olim.buttons()[0]).toContain('Write to our team')
    expect(olim.buttons().join()).not.toContain('Remind me')
  })

  test('somebody unpaid for a year and a half: the oldest months may be lost, the next day is near', async () => {
    const sardor = await hears({ ...builder, since: '2025-05-01', months: 18 })
    expect(sardor.sees()).toMatch(/For the oldest months the time may be over[^]*the last day is 9 December 2026/)
    expect(sardor.sees()).toContain('Time left: 18 days')
    expect(sardor.sees()).toContain('This is soon. Start now.')
  })

  test('somebody whose pay is not due yet hears the day, and is not sent to complain', async () => {
    const meerim = await hears({ ...builder, since: '2026-11-02', months: 1 })
    expect(meerim.sees()).toContain('By law this pay comes by 10 December 2026. It is not late yet.')
    expect(meerim.sees()).not.toContain('labour inspection')
    expect(meerim.buttons().join()).not.toContain('Remind me')
  })
})

describe('on days that are easily counted wrong', () => {
  test("New Year's Eve: pay for December is due in January", async () => {
    const anna = await hears({ ...builder, since: '2026-12-31', months: 1 }, { now: '2026-12-31T07:00:00Z' })
    expect(anna.sees()).toContain('comes by 10 January 2027')
  })

  test('29 February: sent away on it, a month is over on the 28th of March', async () => {
    const story: Story = { ...builder, work: 'I was sent away', since: '2028-02-01', months: 1, ended: '2028-02-29' }
    const ivan = await hears(story, { now: '2028-02-29T07:00:00Z' })
    expect(ivan.sees()).toContain('in writing: 28 March 2028')
    expect(ivan.sees()).toContain('Last day to claim the oldest pay: 27 February 2029')
  })

  test('after midnight in Kazakhstan it is the next day, whatever the day in London', async () => {
    const story = { ...builder, since: '2025-10-01', months: 1 }
    const before = await hears(story, { now: '2026-11-09T18:30:00Z' })
    expect(before.sees()).toContain('This is today')
    const after = await hears(story, { now: '2026-11-09T19:30:00Z' })
    expect(after.sees()).toContain('the time ended on 9 November 2026')
  })

  test('when the law may have changed no old day is shown, people instead', async () => {
    const content = structuredClone(realContent())
    const fact = content.facts['wage-claim-time']
    if (fact?.kind !== 'duration') throw new Error('Expected the fact')
    fact.periods = fact.periods.map((period) => ({ ...period, until: '2027-01-01' }))
    const { person } = await world({ now: '2027-01-05T07:00:00Z', content })
    const bakyt = person('Bakyt', 'en')
    await arrives(bakyt, 'Work and pay', 'My wages', 'A firm', 'Yes', 'Still there')
    await picks(bakyt, '2026-08-01')
    await bakyt.taps('3')
    expect(bakyt.sees()).toContain('This rule may have changed')
    expect(bakyt.sees()).not.toContain('2027')
  })
})

test('the team reads that there is no contract, the month, and how many, in its own language too', async () => {
  const real = realContent()
  const { person, topic, later } = await world({ content: { ...real, desk: { ...real.desk, language: 'ru' } } })
  const bakyt = person('Bakyt', 'en')
  await tells(bakyt, { ...builder, contract: 'No', work: 'I left', since: '2026-08-17', ended: '2026-11-05' })
  await bakyt.walks('Write to our team', 'Go on')
  expect(bakyt.sees()).toMatch(/Written contract: No[^]*Owed since: August 2026[^]*Months owed: 3/)
  await bakyt.taps('✅ Send')
  await later(60_000)
  const read = topic('K-1001')
    .map(({ text }) => text)
    .join('\n')
  expect(read).toMatch(/• Written contract: No[^]*• Owed since: August 2026[^]*• Job ended: 5 November 2026/)
  expect(read).toMatch(/• Письменный договор: Нет[^]*: Август 2026[^]*: 3[^]*: 5 ноября 2026/i)
  expect(read).not.toContain('17')
})

test('an answer is changed without starting again', async () => {
  const bakyt = await hears(builder)
  await bakyt.walks('Your answers', 'Papers in order', 'No')
  expect(bakyt.sees()).toContain('first talk to a person')
})
