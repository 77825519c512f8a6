/** The life of an entry: an editor, the organization's person, and people who look for help. */
import { afterEach, describe, expect, test } from 'vitest'
import { withOrganizations } from '../entries.ts'
import { arrives } from '../guides.ts'
import { endWorlds, type Someone, type World, world } from '../world.ts'

afterEach(endWorlds)
const DAY = 86_400_000

const content = () =>
  withOrganizations({
    shelter: {
      locations: [{ city: 'almaty', visibility: 'call-first' }],
      publication: 'after-test-call',
      reason: 'Call it once.',
      assured_date: '2020',
    },
  })

async function looks(there: World, name: string): Promise<Someone> {
  const who = there.person(name, 'en')
  await arrives(who, 'Nearest help', 'A place to stay', 'Almaty')
  if (who.sees().includes('Not everybody')) await who.taps('Skip')
  return who
}

async function opens(editor: Someone, name: string): Promise<void> {
  await editor.sends(`/directory ${name}`)
  if (editor.buttons().some((label) => label.endsWith(name))) await editor.taps(name)
}

const linkIn = (text: string) => /\?start=(entry_[\w-]+)/.exec(text)?.[1] ?? ''

describe('an entry lives', () => {
  test('called by the team, confirmed by its own person, corrected with an editor, doubted by people, mended', async () => {
    const there = await world({ content: content() })
    const asel = await there.colleague('Asel', { roles: ['editor'] })

    const before = await looks(there, 'Amina')
    expect(before.sees()).toContain('Not confirmed since 2020')

    await opens(asel, 'Name of shelter')
    await asel.walks('I called, it is right', 'Yes')
    const called = await looks(there, 'Bek')
    expect(called.sees()).not.toContain('Not confirmed since')
    expect(called.sees()).toContain('21 November 2026')

    await opens(asel, 'Name of shelter')
    await asel.taps('Invite its person')
    const code = linkIn(asel.sees())
    const gulnara = there.person('Gulnara', 'en')
    await gulnara.sends(`/start ${code}`)
    await gulnara.taps('Yes')
    await gulnara.taps('Right, places free')
    const free = await looks(there, 'Chinara')
    expect(free.sees().toLowerCase()).toContain('places')

    await gulnara.sends('/directory')
    await gulnara.walks('Something changed', 'Phone')
    await gulnara.sends('+7 701 222 33 44')
    expect((await looks(there, 'Dana')).sees()).toContain('+7 700 000 00 00') // not before an editor has seen it
    await asel.taps('Look at it')
    await asel.taps('Approve')
    const newer = await looks(there, 'Erlan')
    expect(newer.sees()).toContain('+7 701 222 33 44')
    expect(newer.sees()).not.toContain('+7 700 000 00 00')
    expect(gulnara.chat().length).toBeGreaterThan(0)

    for (const name of ['Farida', 'Gani']) {
      const who = await looks(there, name)
      await who.taps('Does not work')
    }
    expect((await looks(there, 'Hadiya')).sees().toLowerCase()).toContain('out of date')

    await there.later(15 * DAY)
    const asked = gulnara.newest()
    expect(asked?.buttons.flat().length).toBeGreaterThan(0)
    await gulnara.taps('Right, places free')
    expect((await looks(there, 'Ilya')).sees().toLowerCase()).not.toContain('out of date')

    await there.later(200 * DAY)
    expect((await looks(there, 'Jamal')).sees()).not.toContain('Name of shelter')
  })
})
