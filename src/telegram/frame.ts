/** The buttons every screen has in the same place: Back and Hide, then Menu and SOS in the last row. */
import type { Content } from '../content/load.ts'
import type { Language } from '../language/language.ts'
import { address, type Button } from './buttons.ts'

/** The page that Menu leads to; `content/menu.yaml` must have it. */
export const HOME = 'home'

/** Menu and SOS: the last row. */
export function homeRow(language: Language): Button[] {
  return [homeButton(language), sosButton(language)]
}

export function homeButton(language: Language): Button {
  return { label: `🏠 ${language.plain('button.home')}`, to: address(language.tag, 'page', HOME) }
}

/** Red, but never by colour alone: old apps show none. */
export function sosButton(language: Language): Button {
  return { label: `🆘 ${language.plain('button.sos')}`, to: address(language.tag, 'sos'), style: 'danger' }
}

export function hideButton(language: Language): Button {
  return { label: `🧹 ${language.plain('button.hide')}`, to: address(language.tag, 'hide') }
}

/** Back to a page. */
export function backButton(language: Language, page: string): Button {
  return { label: `⬅️ ${language.plain('button.back')}`, to: address(language.tag, 'page', page) }
}

/** To the team. `from`: where it begins: `sos`, `ask` or `page.<id>`. */
export function writeButton(language: Language, from = 'ask'): Button {
  return { label: `✉️ ${language.plain('report.button.write')}`, to: address(language.tag, 'write', from) }
}

/** To the reminders of a person. */
export function remindersButton(language: Language): Button {
  return { label: `🔔 ${language.plain('reminder.button.reminders')}`, to: address(language.tag, 'reminders') }
}

/** To the nearest help. `where`: the place, if it is known already (`directory/ask.ts`). */
export function nearButton(language: Language, where = ''): Button {
  return { label: `📍 ${language.plain('near.button.near')}`, to: address(language.tag, 'near', '', where, '', '', '') }
}

/**
 * To what can be shown to somebody: one card, or all of them. Marked as what is shown, since its name may be that of a page, too:
 * "Birth certificate". Throws for one that does not exist.
 */
export function cardButton(content: Content, language: Language, id?: string): Button {
  if (id === undefined) return { label: `🪧 ${language.plain('cards.button')}`, to: address(language.tag, 'card') }
  if (!content.cards[id]) throw new Error(`Expected a card of content/cards.yaml, got "${id}"`)
  return { label: `🪧 ${language.plain(`cards.label.${id}`)}`, to: address(language.tag, 'card', id) }
}

/** To a page, by the name it has there. Throws for one that does not exist. */
export function pageButton(content: Content, language: Language, id: string): Button {
  const page = content.menu.pages[id]
  if (!page) throw new Error(`Expected a page of content/menu.yaml, got "${id}"`)
  return { label: `${page.icon} ${language.plain(`pages:${id}.button`)}`, to: address(language.tag, 'page', id) }
}

/** To the beginning of a guide. Throws for one that does not exist. */
export function guideButton(content: Content, language: Language, id: string): Button {
  const guide = content.guides[id]
  if (!guide) throw new Error(`Expected a guide of content/guides/, got "${id}"`)
  const to = address(language.tag, 'guide', id, guide.version, '', '')
  return { label: `${guide.icon} ${language.plain(`guides:${id}.button`)}`, to }
}
