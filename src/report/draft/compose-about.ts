/** The chips: what is set, as lines of the preview, and the screens on which it is chosen. Pure. */
import type { About } from '../../case/about.ts'
import type { Content } from '../../content/load.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button, pairs } from '../../telegram/buttons.ts'
import { hideButton, sosButton } from '../../telegram/frame.ts'
import type { Screen } from '../../telegram/screen.ts'
import type { Draft } from './draft.ts'
import type { Chip } from './draft-about.ts'

/** Below this age somebody is a child (Convention on the Rights of the Child, article 1). */
const ADULT_AGE = 18
const CITIES_PER_PAGE = 10

/** A line for each thing that is set, none for what is not. */
export function aboutLines(about: About, language: Language): string[] {
  const hours = about.hours.map((name) => language.plain(`report.hour.${name}`)).join(', ')
  const lines: [unknown, string, object?][] = [
    [about.who, `report.set.${about.who}`],
    [about.under18, 'report.set.under', { age: ADULT_AGE }],
    [about.danger, `report.set.${about.danger}`],
    [about.city, 'report.set.city', { city: language.plain(`cities.${about.city}`) }],
    [hours, 'report.set.hours', { hours }],
    [!about.writeFirst, 'report.set.never-first'],
    [about.outside === 'ping', 'report.set.ping'],
    [about.plain, 'report.set.plain'],
    [about.codeWord, 'report.set.code'],
    [about.quietWord, 'report.set.quiet'],
  ]
  return lines.flatMap(([is, key, values]) => (is ? [`☑️ ${language.t(key, { ...values })}`] : []))
}

/** The chips of the preview. */
export function chipRows({ about }: Draft, language: Language): Button[][] {
  const chip = chips(language)
  const more = (icon: string, word: string, to: string): Button => ({
    label: `${icon} ${language.plain(`report.button.${word}`)}`,
    to: address(language.tag, 'about', to),
  })
  const isChild = about.under18 === true && about.who !== 'other'
  return [
    [
      chip('who', about.who === 'self' ? 'none' : 'self', 'self', about.who === 'self'),
      chip('who', about.who === 'other' ? 'none' : 'other', 'other', about.who === 'other'),
    ],
    [
      chip('danger', about.danger === 'now' ? 'none' : 'now', 'now', about.danger === 'now'),
      chip('danger', about.danger === 'later' ? 'none' : 'later', 'later', about.danger === 'later'),
    ],
    [
      chip('under18', about.under18 ? 'none' : 'yes', 'under', about.under18 === true, { age: ADULT_AGE }),
      // a child is not asked for a place: that belongs to a person who talks with them
      ...(isChild && about.city === undefined ? [] : [more(about.city ? '✅' : '🏙', 'city', 'city')]),
    ],
    [more('🕰', 'answers', 'answers')],
  ]
}

/** Places, a page of them. */
export function cityScreen({ about }: Draft, content: Content, language: Language, page: number): Screen {
  const pages = Math.ceil(content.cities.length / CITIES_PER_PAGE)
  const at = Number.isInteger(page) && page >= 0 && page < pages ? page : 0
  const shown = content.cities.slice(at * CITIES_PER_PAGE, (at + 1) * CITIES_PER_PAGE)
  const city = (id: string): Button => ({
    label: `${about.city === id ? '✅ ' : ''}${language.plain(`cities.${id}`)}`,
    to: address(language.tag, 'set', 'city', id),
  })
  const turn = (icon: string, word: string, to: number): Button[] =>
    to >= 0 && to < pages
      ? [
          {
            label: `${icon} ${language.plain(`report.button.${word}`)}`,
            to: address(language.tag, 'about', 'city', String(to)),
          },
        ]
      : []
  const none = about.city === undefined ? [] : [chips(language)('city', 'none', 'no-city', false)]
  return {
    text: titled(language, 'city', []),
    rows: [
      ...pairs(shown.map(city)),
      [...turn('◀️', 'earlier', at - 1), ...turn('▶️', 'next', at + 1)],
      [...none, backToDraft(language)],
      frame(language),
    ],
  }
}

/** A title, and a text for screens that have one. */
export function titled(language: Language, screen: 'city' | 'answers' | 'word', lines: string[]): string {
  const text = screen === 'word' ? [] : [language.t(`report.${screen}.text`)]
  return [`<b>${language.t(`report.${screen}.title`)}</b>`, ...text, ...lines].join('\n\n')
}

/** A button that sets `value`; what is so already has a mark. */
export function chips(language: Language) {
  return (chip: Chip, value: string, word: string, is: boolean, values: object = {}): Button => ({
    label: `${is ? '✅ ' : ''}${language.plain(`report.button.${word}`, { ...values })}`,
    to: address(language.tag, 'set', chip, value),
  })
}

export function backToDraft(language: Language): Button {
  return { label: `⬅️ ${language.plain('report.button.back')}`, to: address(language.tag, 'about') }
}

/** Hide and SOS: the last row here, where Back stands for Menu. */
export function frame(language: Language): Button[] {
  return [hideButton(language), sosButton(language)]
}
