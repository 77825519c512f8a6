/** People who want to know when a page changes. */
import { afterEach, describe, expect, test } from 'vitest'
import type { Words } from '../../src/content/load.ts'
import { endWorlds, realContent, type Someone, type World, world } from '../world.ts'

afterEach(endWorlds)
const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOTICE = 'Info for you'
const notices = (who: Someone) => who.chat().filter(({ text, from }) => from.isBot && text === NOTICE)

async function follows(...labels: string[]) {
  const there = await world({ content: { ...realContent() } })
  await there.app().reminders.begin()
  await there.later(HOUR)
  const amina = there.person('Amina', 'en')
  await amina.sends('/start')
  await amina.walks('English', 'Only I use it', ...labels, 'Tell me if it changes')
  return { ...there, there, amina }
}

/** A new version of the files is installed, in which one page says something else. */
async function installs({ content, restarts, app, later }: World, page: string, text: string): Promise<void> {
  const { en, ...others } = content.words
  const words = en?.pages[page]
  if (!en || !words) throw new Error(`Expected the English page ${page}`)
  content.words = { en: { ...en, pages: { ...en.pages, [page]: { ...words, text } } } satisfies Words, ...others }
  restarts()
  await app().reminders.begin()
  await later(DAY)
}

const NOTICE_PAGE = ['Stay and papers', 'Registration', 'Notice by my host']

describe('a page that is followed', () => {
  test('stays on the screen; nothing comes while it says the same', async () => {
    const { amina, later } = await follows(...NOTICE_PAGE)
    expect(amina.sees()).toContain('Your address in Kazakhstan')
    await later(300 * DAY)
    expect(notices(amina)).toEqual([])
  })

  test('a change is told once, neutrally; a second one again; a tap shows which page', async () => {
    const { amina, there } = await follows(...NOTICE_PAGE)
    await installs(there, 'host-notice', 'New words.')
    await there.later(5 * DAY)
    expect(notices(amina)).toHaveLength(1)
    await amina.taps('Open')
    expect(amina.sees()).toContain('A page has changed')
    await amina.taps('Notice by my host')
    expect(amina.sees()).toContain('Your address in Kazakhstan')
    await installs(there, 'time-over', 'Another page.')
    expect(notices(amina)).toEqual([])
    await installs(there, 'host-notice', 'Newer words.')
    expect(notices(amina)).toHaveLength(1)
  })

  test('a fact in it that says something else from some day on is a change, too', async () => {
    const content = structuredClone(realContent())
    const fact = content.facts['late-first-fine']
    if (fact?.kind !== 'mci') throw new Error('Expected a multiple of the index')
    fact.periods = [
      { from: '2024-01-01', until: '2026-12-10', value: 10 },
      { from: '2026-12-10', value: 12 },
    ]
    const { app, person, later } = await world({ content })
    await app().reminders.begin()
    const amina = person('Amina', 'en')
    await amina.sends('/start')
    await amina.walks('English', 'Only I use it', 'Stay and papers', 'My time is over', 'What it may cost')
    await amina.taps('Tell me if it changes')
    await later(17 * DAY) // until 8 December
    expect(notices(amina)).toEqual([])
    await later(4 * DAY)
    expect(notices(amina)).toHaveLength(1)
  })

  test('leads back to it from its list, in every language', async () => {
    const { person, say, content } = await world()
    for (const code of Object.keys(content.words)) {
      const language = say(code)
      const amina = person('Amina')
      await amina.sends('/start')
      await amina.walks(language.name, language.plain('phone.mine'))
      await amina.does((phone) => phone.tapData(amina.newest()?.message_id ?? 0, `${language.tag}:page:host-notice`))
      await amina.taps(language.plain('button.follow'))
      expect(amina.person.notice()?.text, code).toBe(language.plain('reminder.toast.on'))
      await amina.sends('/remind')
      expect(amina.sees(), code).toContain(language.plain('pages:host-notice.button'))
    }
  })

  test('ends by itself after twelve months, by a tap, with /stop; after Hide nothing comes', async () => {
    const { amina, there } = await follows(...NOTICE_PAGE)
    await amina.sends('/remind')
    expect(amina.sees()).toContain('If it changes: Notice by my host')
    await amina.taps('✖️ Notice by my host')
    expect(amina.sees()).toContain('There are no reminders')
    await installs(there, 'host-notice', 'New words.')
    expect(notices(amina)).toEqual([])

    const year = await follows(...NOTICE_PAGE)
    await year.later(366 * DAY)
    await installs(year.there, 'host-notice', 'New words.')
    expect(notices(year.amina)).toEqual([])

    for (const silence of ['/stop', '/hide']) {
      const { amina: bek, there: elsewhere } = await follows(...NOTICE_PAGE)
      await bek.sends(silence)
      await installs(elsewhere, 'host-notice', 'New words.')
      expect(notices(bek)).toEqual([])
    }
  })

  test('without the store a tap says so, and the page stays', async () => {
    const there = await world()
    const amina = there.person('Amina', 'en')
    await amina.sends('/start')
    await amina.walks('English', 'Only I use it', ...NOTICE_PAGE)
    const back = await there.loses('redis')
    await amina.taps('Tell me if it changes')
    expect(amina.sees()).toContain('Your address in Kazakhstan')
    await back()
  })
})
