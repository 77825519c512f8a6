import { afterEach, describe, expect, test } from 'vitest'
import { endWorlds, realContent, world } from '../world.ts'

afterEach(endWorlds)
const codes = Object.keys(realContent().words)

describe('somebody comes for the first time', () => {
  test.each(codes)('and reads %s: language, "is this phone safe?", the menu', async (code) => {
    const { person, say } = await world()
    const language = say(code)
    const amina = person('Amina', 'fr')
    await amina.sends('/start')
    for (const each of codes) expect(amina.sees()).toContain(say(each).t('language.choose'))
    await amina.taps(language.name)
    expect(amina.sees()).toContain(language.plain('phone.title'))
    await amina.taps(language.plain('phone.mine'))
    expect(amina.sees()).toContain(language.plain('pages:home.title'))
    expect(amina.chat().filter(({ from }) => from.isBot)).toHaveLength(1) // one message, edited in place
  })

  test('the languages likely to be theirs come first', async () => {
    const { person } = await world()
    const dilnoza = person('Dilnoza', 'uz')
    await dilnoza.sends('/start')
    expect(dilnoza.buttons().slice(0, 2).sort()).toEqual(['Oʻzbekcha', 'Ўзбекча'])
  })
})
