/** What can be shown to somebody, as screens, and the words of a card. Pure. */
import type { Content } from '../content/load.ts'
import type { Language, Languages } from '../language/language.ts'
import { type Button, pairs } from '../telegram/buttons.ts'
import { backButton, cardButton, HOME, hideButton, homeRow } from '../telegram/frame.ts'
import { shownLines } from '../telegram/lines.ts'
import type { Screen } from '../telegram/screen.ts'
import type { CardText } from './picture.ts'

/** Whoever it is shown to reads one of these. */
const READERS = ['kk', 'ru']

/** All cards to choose from, each with a picture of its own. */
export function cardsScreen(content: Content, language: Language): Screen {
  const cards = Object.entries(content.cards).map(([id, { icon }]) => ({
    ...cardButton(content, language, id),
    label: `${icon} ${language.plain(`cards.label.${id}`)}`,
  }))
  return {
    text: `<b>🪧 ${language.t('cards.title')}</b>\n\n${language.t('cards.text')}`,
    rows: [...pairs(cards), [backButton(language, HOME), hideButton(language)], homeRow(language)],
  }
}

/** Below a picture: one line, the same words for whoever cannot see it, and the way on. */
export function captionScreen(content: Content, language: Language, id: string): Screen {
  const text = `🪧 ${language.t('cards.caption')}\n\n${language.t(`cards.say.${id}`)}`
  return { text, rows: lastRows(content, language) }
}

/** The card without a picture. */
export function textScreen(content: Content, languages: Languages, language: Language, id: string): Screen {
  const others = READERS.filter((code) => code !== language.code).flatMap((code) => languages.byCode(code) ?? [])
  const texts = [language, ...others].map((each) => `<b>${each.t(`cards.say.${id}`)}</b>`)
  return { text: [`🪧 ${language.t('cards.title')}`, ...texts].join('\n\n'), rows: lastRows(content, language) }
}

/** What stands in the picture. */
export function cardText(content: Content, languages: Languages, language: Language, id: string): CardText {
  const say = (each: Language) => each.plain(`cards.say.${id}`)
  return {
    own: READERS.includes(language.code) ? undefined : say(language),
    readers: READERS.flatMap((code) => languages.byCode(code) ?? []).map(say),
    numbers: shownLines(content, content.cards[id]?.numbers ?? []).flatMap(({ phones }) => phones[0]?.number ?? []),
  }
}

function lastRows(content: Content, language: Language): Button[][] {
  return [[cardButton(content, language), hideButton(language)], homeRow(language)]
}
