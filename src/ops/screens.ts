/** Draws every screen of every language and measures it against what Telegram takes and what a small phone shows. */
import { captionScreen, cardsScreen, textScreen } from '../card/view.ts'
import { type Content, SOURCE_LANGUAGE } from '../content/load.ts'
import type { Problem } from '../content/checks/problem.ts'
import { phoneScreen } from '../arrival/arrival.ts'
import { createLanguages, type Language, type Languages } from '../language/language.ts'
import { picker } from '../language/picker.ts'
import { askScreen, pageScreen, sourcesScreen } from '../menu/view.ts'
import { emergencyCard } from '../report/emergency.ts'
import { keyboard } from '../telegram/buttons.ts'
import type { Screen } from '../telegram/screen.ts'
import { guideScreens } from './guide-screens.ts'
import { nearScreens } from './near-screens.ts'

/** After entities are parsed, in UTF-16 units. */
const MAX_TEXT = 4096
/** Telegram cuts longer labels on a small phone when two stand in a row. */
const MAX_LABEL = 32
const MAX_ROWS = 12
const MAX_IN_ROW = 2
const MAX_STRETCHES_IN_ROW = 3
/** Days of a month and other numbers may stand closer. */
const MAX_NUMBERS_IN_ROW = 7

/** Every screen that content makes, with a name for messages. Throws nothing: a screen that cannot be drawn is a problem. */
export function screenProblems(content: Content, day: string): Problem[] {
  const languages = createLanguages(content)
  return languages.all.flatMap((language) =>
    [...screensOf(content, languages, language, day)].flatMap(([name, draw]) =>
      measured(draw).map(
        (message): Problem => ({ level: 'error', file: `locales/${language.code}`, message: `${name}: ${message}` }),
      ),
    ),
  )
}

/** How to draw each screen of a language. */
function screensOf(content: Content, languages: Languages, language: Language, day: string): Map<string, () => Screen> {
  const pages = Object.keys(content.menu.pages).flatMap((id): [string, () => Screen][] => [
    [`page ${id}`, () => pageScreen({ content, language, id, day })],
    [`sources of ${id}`, () => sourcesScreen({ content, language, id, day })],
    [`ask about ${id}`, () => askScreen({ content, language, id, day })],
  ])
  return new Map([
    ...pages,
    ...guideScreens(content, languages, language, day),
    ...nearScreens(content, language, day),
    ...cardScreens(content, languages, language),
    ['emergency card', () => emergencyCard(content, language)],
    ['phone question', () => phoneScreen(language)],
    ['language picker', () => picker(languages, SOURCE_LANGUAGE, language)],
  ])
}

function cardScreens(content: Content, languages: Languages, language: Language): [string, () => Screen][] {
  return [
    ['cards', () => cardsScreen(content, language)],
    ...Object.keys(content.cards).flatMap((id): [string, () => Screen][] => [
      [`card ${id}`, () => captionScreen(content, language, id)],
      [`text of card ${id}`, () => textScreen(content, languages, language, id)],
    ]),
  ]
}

/** What is wrong with a screen; empty when Telegram takes it and a small phone shows it whole. */
export function measured(draw: () => Screen): string[] {
  try {
    const { text, rows } = draw()
    const shown = visible(text)
    const buttons = keyboard(rows) // throws on data over 64 bytes
    return [
      ...(shown.length > MAX_TEXT ? [`expected at most ${MAX_TEXT} characters, got ${shown.length}`] : []),
      ...(/\{\{|undefined|NaN/.test(shown) ? ['expected every placeholder filled, found one that is not'] : []),
      ...(buttons.length > MAX_ROWS ? [`expected at most ${MAX_ROWS} rows of buttons, got ${buttons.length}`] : []),
      ...buttons.flatMap((row) =>
        row.length > mostIn(row.map(({ text: label }) => label))
          ? [`expected at most ${MAX_IN_ROW} buttons in a row, got ${row.length}`]
          : [],
      ),
      ...buttons
        .flat()
        .flatMap(({ text: label }) =>
          label.length > MAX_LABEL ? [`expected a label of at most ${MAX_LABEL} characters, got "${label}"`] : [],
        ),
    ]
  } catch (error) {
    return [error instanceof Error ? error.message : 'could not be drawn']
  }
}

/** Numbers and stretches of numbers are short. */
function mostIn(labels: string[]): number {
  if (labels.every((label) => /^\d{1,3}$/.test(label))) return MAX_NUMBERS_IN_ROW
  return labels.every((label) => /^\d{1,3}(–\d{1,3})?$/.test(label)) ? MAX_STRETCHES_IN_ROW : MAX_IN_ROW
}

/** What a person reads of Telegram HTML. */
function visible(html: string): string {
  return html.replace(/<[^>]*>/g, '').replace(/&(lt|gt|amp|quot|#\d+);/g, '.')
}
