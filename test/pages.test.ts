/** Every page of the menu, in every language: where its buttons lead, and that it can be followed. */
import { describe, expect, test } from 'vitest'
import { createLanguages, type Language } from '../src/language/language.ts'
import { pageScreen } from '../src/menu/view.ts'
import { type Button, readAddress } from '../src/telegram/buttons.ts'
import { realContent } from './world.ts'

const content = realContent()
const languages = createLanguages(content).all
const { home, pages } = content.menu
const ids = Object.keys(pages)

const buttonsOf = (language: Language, id: string) =>
  pageScreen({ content, language, id, day: '2026-11-21' }).rows.flat()
const goal = (button: Button) => ('to' in button && button.to !== undefined ? readAddress(button.to) : undefined)
const goals = (language: Language, id: string) => buttonsOf(language, id).flatMap((button) => goal(button) ?? [])
/** Pages that `id` leads to. */
const nextOf = (language: Language, id: string) =>
  goals(language, id).flatMap(({ verb, args }) => (verb === 'page' ? (args[0] ?? '') : []))

describe.each(languages.map((language) => [language.code, language] as const))('in %s', (_code, language) => {
  test('every page that states a rule can be followed, and only those', () => {
    const followed = ids.filter((id) =>
      goals(language, id).some(({ verb, args }) => verb === 'follow' && args.length === 1 && args[0] === id),
    )
    expect(followed).toEqual(ids.filter((id) => pages[id]?.legal))
    expect(followed.length).toBeGreaterThan(100)
  })

  test('a page leads to what hangs under it, to what is related, back and to the menu: each of them is one', () => {
    for (const id of ids) {
      const next = nextOf(language, id)
      expect(next, id).toEqual(expect.arrayContaining([...(pages[id]?.children ?? []), ...(pages[id]?.related ?? [])]))
      if (id !== home) expect(next, id).toContain(home)
      expect(
        next.filter((each) => !ids.includes(each)),
        id,
      ).toEqual([])
    }
  })

  test('no two buttons of a page say the same', () => {
    for (const id of ids) {
      const words = buttonsOf(language, id).map(({ label }) => label.replace(/^\P{L}+/u, ''))
      expect(
        words.filter((each, index) => words.indexOf(each) !== index && each !== ''),
        `${id}: ${words.join(' | ')}`,
      ).toEqual([])
    }
  })
})

test('a related page is neither the page itself, nor one that hangs under it or above it', () => {
  const twice = ids.flatMap((id) =>
    (pages[id]?.related ?? [])
      .filter((each) => each === id || pages[id]?.children.includes(each) || pages[each]?.children.includes(id))
      .map((each) => `${id} → ${each}`),
  )
  expect(twice).toEqual([])
})

test('an overview, which says nothing itself, leads to at least two others', () => {
  const alone = ids.filter((id) => !pages[id]?.legal && pages[id]?.children.length === 1)
  expect(alone).toEqual([])
})
