import { afterEach, describe, expect, test } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import { endWorlds, realContent, type Someone, type World, world } from '../world.ts'

afterEach(endWorlds)
const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }
const NO = (count: number) => Array<string>(count).fill('No')
const UNSURE = (count: number) => Array<string>(count).fill("I don't know")

type At = World & { him: Someone }

/** Somebody has opened the guide and walks on: where, danger, age, six signs, three questions for the staff. */
async function worries(...labels: string[]): Promise<At> {
  const at = await world({ content })
  const him = at.person('Bakyt', 'en')
  await him.sends('/start')
  await him.walks('English', 'Only I use it', 'I am not safe', 'I worry about someone', ...labels)
  return { ...at, him }
}

async function caseOf({ app, him }: At): Promise<Case> {
  const each = await app().cases.ofPerson(him.person.chatWithBot)
  if (!each) throw new Error('Expected a case of this person, found none')
  return each
}

const send = (at: At) => at.him.walks('Write to our team', 'Go on', '✅ Send')

describe('somebody worries about another person', () => {
  test('first he hears not to confront anybody, and that nobody asks his name', async () => {
    const { him } = await worries()
    expect(him.sees()).toMatch(/^👥 About somebody you know[^]*Do not confront the boss, and do not go in alone/)
  })

  test('in danger now: the numbers first, then the team; P0, and about somebody else', async () => {
    const at = await worries('Kazakhstan', 'Yes')
    expect(at.him.sees()).toMatch(/Numbers that work in Kazakhstan[^]*do not go in alone/)
    await at.him.taps('Tell our team too')
    expect(at.him.sees()).toMatch(/Call first[^]*No names are needed/)
    await send(at)
    expect(await caseOf(at)).toMatchObject({ priority: 0, why: 'danger', about: { who: 'other', danger: 'now' } })
  })

  test('elsewhere no number of Kazakhstan is printed', async () => {
    const { him } = await worries('Another country', 'Yes')
    expect(him.sees()).toContain('emergency number of the country where the person is')
    expect(him.sees()).not.toMatch(/\d{3}/)
  })

  test('a neighbour whose papers are held: the person decides; it is P1 and says who wants what', async () => {
    const at = await worries('Kazakhstan', 'No', 'No', 'Yes', ...NO(5), 'Yes', 'No', 'Yes')
    expect(at.him.sees()).toMatch(/The person decides what happens[^]*Do not confront the boss/)
    await at.him.walks('Write to our team', 'Go on')
    expect(at.him.sees()).toMatch(
      /ID or phone is held[^]*Safe for me to tell: Yes[^]*The person knows: No[^]*wants help: Yes[^]*someone else/,
    )
    await at.him.taps('✅ Send')
    expect(await caseOf(at)).toMatchObject({
      priority: 1,
      why: 'guide',
      origin: 'guide:worry',
      about: { who: 'other' },
    })
  })

  test('they do not want help now, and it is not safe for him: both are answered', async () => {
    const { him } = await worries('Kazakhstan', 'No', 'No', 'Yes', ...NO(5), 'No', 'Yes', 'No')
    expect(him.sees()).toMatch(/do not want help now\?[^]*Your safety counts, too/)
  })

  test.each(['Maybe', "I don't know", 'Yes'])('age "%s" and one small sign: the way of children', async (age) => {
    const at = await worries('Kazakhstan', 'No', age, ...NO(3), 'Yes', ...NO(2), ...UNSURE(3))
    expect(at.him.sees()).toMatch(/does not wait for a wish[^]*111/)
    await send(at)
    expect((await caseOf(at)).priority).toBe(1)
  })

  test('a child behind a locked door is danger: P0', async () => {
    const at = await worries('Kazakhstan', 'No', 'Maybe', ...NO(2), 'Yes', ...NO(3), ...UNSURE(3))
    await send(at)
    expect(await caseOf(at)).toMatchObject({ priority: 0, why: 'guide' })
  })

  test('the same about an adult with one small sign: a sheet of advice, and nothing more is asked', async () => {
    const { him } = await worries('Kazakhstan', 'No', 'No', ...NO(3), 'Yes', ...NO(2), 'Yes')
    expect(him.sees()).toMatch(/no clear sign[^]*Write to us if you see more/)
  })

  test('"I don\'t know" everywhere but for age counts as nothing', async () => {
    const { him } = await worries("I don't know", ...UNSURE(1), 'No', ...UNSURE(7))
    expect(him.sees()).toContain('no clear sign')
  })

  test('a child without a sign: advice, with the line for children', async () => {
    const { him } = await worries('Kazakhstan', 'No', 'Yes', ...NO(6), 'Yes')
    expect(him.sees()).toMatch(/no clear sign[^]*may be a child[^]*111/)
  })

  test('half an hour later the screen is neutral', async () => {
    const { him, later } = await worries('Kazakhstan', 'No', 'Yes')
    await later(31 * 60_000)
    expect(him.sees()).toBe('Information for travellers.')
  })
})
