/** A page as a screen: pure, from content, language and day. */
import { type FactOnDay, factOn, factsIn } from '../content/facts.ts'
import type { Content } from '../content/load.ts'
import { SOURCE_LANGUAGE } from '../content/load.ts'
import type { Page } from '../content/schema.ts'
import type { Language } from '../language/language.ts'
import { address, type Button, pairs, type Verb } from '../telegram/buttons.ts'
import { backButton, HOME, hideButton, homeRow, sosButton, writeButton } from '../telegram/frame.ts'
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
  const facts = factsOf(request)
  const expired = [...facts.values()].some((fact) => fact.kind === 'expired')
  const text = expired ? expiredText(request) : pageText(request, page, facts)
  const numbers = expired ? content.directory.ask : page.numbers
  const rows = [
    ...pairs(page.children.map((child) => pageButton(content, language, child))),
    ...pairs(shownLines(content, numbers).map((line) => copyButton(line, language))),
    ...pairs(page.related.map((related) => pageButton(content, language, related))),
    ...(page.legal ? legalRows(language, id, voted) : []),
    ...frame(request),
  ]
  return { text, rows }
}

/** Where a page comes from, and how sure it is. */
export function sourcesScreen(request: PageRequest): Screen {
  const { content, language, id } = request
  const items = sourcesOf(content, id).map((source) => `• ${escaped(source.title)} (${escaped(source.date)})`)
  const translated = language.code !== SOURCE_LANGUAGE && !isReviewed(content, language.code, id)
  const parts = [
    `<b>${language.t('page.sources-title')}</b>`,
    items.join('\n'),
    checkedLine(pageOf(content, id), language),
    translated ? language.t('page.translation') : '',
  ]
  return { text: parts.filter(Boolean).join('\n\n'), rows: [[backButton(language, id)], homeRow(language)] }
}

/** The people who answer by phone, those of the page first. */
export function askScreen({ content, language, id }: PageRequest): Screen {
  const lines = shownLines(content, [...pageOf(content, id).numbers, ...content.directory.ask])
  const list = lines.map((line) => lineText(line, language)).join('\n\n')
  const text = `<b>${language.t('ask.title')}</b>\n\n${language.t('ask.text')}\n\n${list}`
  const copies = lines.map((line) => copyButton(line, language))
  const write = writeButton(language, id === HOME ? 'ask' : `page.${id}`)
  return { text, rows: [[write], ...pairs(copies), [backButton(language, id)], homeRow(language)] }
}

/** Sources of a page: those of its facts and its own, each once. */
export function sourcesOf(content: Content, id: string): { title: string; date: string }[] {
  const page = pageOf(content, id)
  const ids = [
    ...factIdsOf(content, SOURCE_LANGUAGE, id).flatMap((fact) => content.facts[fact]?.sources ?? []),
    ...page.sources,
  ]
  return [...new Set(ids)].flatMap((source) => content.sources[source] ?? [])
}

/** Facts that a page rests on: those it names and those its words print. */
export function factIdsOf(content: Content, code: string, id: string): string[] {
  const words = content.words[code]?.pages[id]
  const texts = words ? [words.title, words.text, words.law ?? '', ...(words.steps ?? [])] : []
  return [...new Set([...pageOf(content, id).facts, ...texts.flatMap(factsIn)])]
}

/** The page that leads to `id`: where Back goes. The home page is its own. */
export function parentOf(content: Content, id: string): string {
  const parent = Object.entries(content.menu.pages).find(([, page]) => page.children.includes(id))
  return parent?.[0] ?? content.menu.home
}

function pageOf(content: Content, id: string): Page {
  const page = content.menu.pages[id]
  if (!page) throw new Error(`Expected a page of content/menu.yaml, got "${id}"`)
  return page
}

function factsOf({ content, language, id, day }: PageRequest): Map<string, FactOnDay> {
  return new Map(factIdsOf(content, language.code, id).map((fact) => [fact, factOn(content.facts, fact, day)]))
}

function pageText({ content, language, id }: PageRequest, page: Page, facts: Map<string, FactOnDay>): string {
  const words = content.words[language.code]?.pages[id]
  const values = { ...factValues(facts, language), ...phoneValues(content) }
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
    page.legal ? checkedLine(page, language) : '',
  ]
  return parts.filter(Boolean).join('\n\n')
}

function expiredText({ content, language }: PageRequest): string {
  const people = shownLines(content, content.directory.ask).map((line) => lineText(line, language))
  return [`<b>${language.t('page.expired-title')}</b>`, language.t('page.expired'), people.join('\n')].join('\n\n')
}

function factValues(facts: Map<string, FactOnDay>, language: Language): Record<string, string> {
  return Object.fromEntries(
    [...facts].flatMap(([id, fact]) => [
      [`fact.${id}`, language.fact(fact)],
      [`number.${id}`, bare(fact, language)],
    ]),
  )
}

function bare(fact: FactOnDay, language: Language): string {
  if (fact.kind === 'duration' || fact.kind === 'count') return language.number(fact.count)
  if (fact.kind === 'mci') return language.number(fact.units)
  return fact.kind === 'money' ? language.number(fact.tenge) : language.fact(fact)
}

function phoneValues(content: Content): Record<string, string> {
  const lines = Object.entries(content.directory.organizations).filter(([, line]) => line.publication !== 'withheld')
  return Object.fromEntries(lines.map(([id, line]) => [`phone.${id}`, line.phones[0]?.number ?? '']))
}

function checkedLine(page: Page, language: Language): string {
  return page.checked ? language.t('page.checked', { date: language.day(page.checked) }) : ''
}

function isReviewed(content: Content, code: string, id: string): boolean {
  const review = content.reviews[code]?.[`pages/${id}`]
  return review !== undefined && typeof review !== 'string'
}

function pageButton(content: Content, language: Language, id: string): Button {
  return {
    label: `${pageOf(content, id).icon} ${language.plain(`pages:${id}.button`)}`,
    to: address(language.tag, 'page', id),
  }
}

function legalRows(language: Language, id: string, voted: boolean): Button[][] {
  const link = (icon: string, word: string, verb: Verb, ...args: string[]): Button => ({
    label: `${icon} ${language.plain(`button.${word}`)}`,
    to: address(language.tag, verb, id, ...args),
  })
  const vote = [link('👍', 'useful', 'useful', 'y'), link('👎', 'not-useful', 'useful', 'n')]
  return [[link('📚', 'sources', 'sources'), link('💬', 'ask', 'ask')], voted ? [] : vote]
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

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
