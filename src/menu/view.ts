/** A page as a screen: pure, from content, language and day. */
import { recordingOf, signVideoOf } from '../content/audio.ts'
import type { FactOnDay } from '../content/facts.ts'
import type { Content } from '../content/load.ts'
import { SOURCE_LANGUAGE } from '../content/load.ts'
import { factIdsOf } from '../content/page-facts.ts'
import type { Page } from '../content/schema.ts'
import type { Language } from '../language/language.ts'
import { address, type Button, pairs, type Verb } from '../telegram/buttons.ts'
import {
  checkedLine,
  expiredText,
  factsOn,
  hasExpired,
  olderLine,
  sourcesOf,
  sourcesText,
  textValues,
} from '../telegram/facts.ts'
import {
  backButton,
  cardButton,
  guideButton,
  HOME,
  hideButton,
  homeRow,
  nearButton,
  pageButton,
  remindersButton,
  sosButton,
  writeButton,
} from '../telegram/frame.ts'
import { copyButton, lineText, shownLines } from '../telegram/lines.ts'
import type { Screen } from '../telegram/screen.ts'

export type PageRequest = {
  content: Content
  language: Language
  /** Page id; must exist. */
  id: string
  /** Kazakhstan's day, YYYY-MM-DD. */
  day: string
}

/** The page itself. When a fact it rests on does not hold on `day`, the text gives way to "ask a person". */
export function pageScreen(request: PageRequest, { voted = false } = {}): Screen {
  const { content, language, id } = request
  const page = pageOf(content, id)
  const facts = factsOn(content, factIdsOf(content, language.code, id), request.day)
  const expired = hasExpired(facts)
  const text = expired ? expiredText(content, language) : pageText(request, page, facts)
  const numbers = expired ? content.directory.ask : page.numbers
  const rows = [
    ...(expired ? [] : [mediaRow(request, page)]),
    ...pairs([
      ...page.guides.map((guide) => guideButton(content, language, guide)),
      ...page.children.map((child) => pageButton(content, language, child)),
    ]),
    ...pairs(shownLines(content, numbers).map((line) => copyButton(line, language))),
    ...pairs(page.related.map((related) => pageButton(content, language, related))),
    ...pairs([...(page.near ? [nearButton(language)] : []), ...cardButtons(content, language, page)]),
    ...(page.reminders ? [[remindersButton(language)]] : []),
    ...(page.legal ? legalRows(language, id, voted) : []),
    ...frame(request),
  ]
  return { text, rows }
}

/** To hear and to see it: only what there is. Neither tells a rule that has expired. */
function mediaRow({ content, language, id, day }: PageRequest, page: Page): Button[] {
  const film = signVideoOf(content, language.code, page)
  const listen = { label: `🔊 ${language.plain('button.listen')}`, to: address(language.tag, 'listen', id) }
  const sign = film === undefined ? [] : [{ label: `🤟 ${language.plain('button.sign')}`, url: film }]
  return [...(recordingOf(content, language.code, id, day) ? [listen] : []), ...sign]
}

function cardButtons(content: Content, language: Language, { cards }: Page): Button[] {
  return cards === 'all' ? [cardButton(content, language)] : cards.map((id) => cardButton(content, language, id))
}

/** Where a page comes from, and how sure it is. */
export function sourcesScreen(request: PageRequest): Screen {
  const { content, language, id } = request
  const { checked } = pageOf(content, id)
  const text = sourcesText(content, language, { sources: pageSources(content, id), checked, unit: `pages/${id}` })
  return { text, rows: [[backButton(language, id)], homeRow(language)] }
}

/** The people who answer by phone, those of the page first. */
export function askScreen({ content, language, id }: PageRequest): Screen {
  const lines = shownLines(content, [...pageOf(content, id).numbers, ...content.directory.ask])
  const list = lines.map((line) => lineText(line, language)).join('\n\n')
  const text = `<b>${language.t('ask.title')}</b>\n\n${language.t('ask.text')}\n\n${list}`
  const copies = lines.map((line) => copyButton(line, language))
  const write = writeButton(language, id === HOME ? 'ask' : `page.${id}`)
  return {
    text,
    rows: [[write, nearButton(language)], ...pairs(copies), [backButton(language, id)], homeRow(language)],
  }
}

/** Sources of a page: those of its facts and its own, each once. */
export function pageSources(content: Content, id: string): { title: string; date: string }[] {
  return sourcesOf(content, factIdsOf(content, SOURCE_LANGUAGE, id), pageOf(content, id).sources)
}

/** The page that leads to `id`: where Back goes. The home page is its own. */
function parentOf(content: Content, id: string): string {
  const parent = Object.entries(content.menu.pages).find(([, page]) => page.children.includes(id))
  return parent?.[0] ?? content.menu.home
}

function pageOf(content: Content, id: string): Page {
  const page = content.menu.pages[id]
  if (!page) throw new Error(`Expected a page of content/menu.yaml, got "${id}"`)
  return page
}

function pageText({ content, language, id }: PageRequest, page: Page, facts: Map<string, FactOnDay>): string {
  const words = content.words[language.code]?.pages[id]
  const values = textValues(content, facts, language)
  const t = (key: string) => language.t(`pages:${id}.${key}`, values)
  const steps = (words?.steps ?? []).map((_, index) => `${index + 1}. ${t(`steps.${index}`)}`)
  const parts = [
    `<b>${page.icon} ${t('title')}</b>`,
    t('text'),
    steps.join('\n'),
    words?.law ? `<blockquote expandable>${t('law')}</blockquote>` : '',
    shownLines(content, page.numbers)
      .map((line) => lineText(line, language))
      .join('\n'),
    page.confidence === 'medium' ? `<i>${language.t('page.medium')}</i>` : '',
    olderLine(content, language, `pages/${id}`),
    page.legal ? checkedLine(page.checked, language) : '',
  ]
  return parts.filter(Boolean).join('\n\n')
}

function legalRows(language: Language, id: string, voted: boolean): Button[][] {
  const link = (icon: string, word: string, verb: Verb, ...args: string[]): Button => ({
    label: `${icon} ${language.plain(`button.${word}`)}`,
    to: address(language.tag, verb, id, ...args),
  })
  const vote = [link('👍', 'useful', 'useful', 'y'), link('👎', 'not-useful', 'useful', 'n')]
  return [
    [link('📚', 'sources', 'sources'), link('💬', 'ask', 'ask')],
    voted ? [] : vote,
    [link('🔔', 'follow', 'follow')],
  ]
}

function frame({ content, language, id }: PageRequest): Button[][] {
  if (id === content.menu.home) {
    const languages: Button = {
      label: `🌐 ${language.plain('button.language')}`,
      to: address(language.tag, 'languages'),
    }
    return [[languages, hideButton(language)], [sosButton(language)]]
  }
  return [[backButton(language, parentOf(content, id)), hideButton(language)], homeRow(language)]
}
