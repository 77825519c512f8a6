/** Facts on a screen: their values for a text, where they come from, when they were checked, and what stands there when one has expired. */
import { type FactOnDay, factOn } from '../content/facts.ts'
import { type Content, SOURCE_LANGUAGE } from '../content/load.ts'
import { isOlder, reviewOf } from '../content/reviews.ts'
import type { Language } from '../language/language.ts'
import { lineText, shownLines } from './lines.ts'
import { escaped } from './html.ts'

/** What facts say on `day`, by id. */
export function factsOn(content: Content, ids: string[], day: string): Map<string, FactOnDay> {
  return new Map(ids.map((id) => [id, factOn(content.facts, id, day)]))
}

export function hasExpired(facts: Map<string, FactOnDay>): boolean {
  return [...facts.values()].some(({ kind }) => kind === 'expired')
}

/** What a text prints as `{{fact.x}}` (with its unit), `{{number.x}}` (bare) and `{{phone.x}}`. None of the facts may have expired. */
export function textValues(
  content: Content,
  facts: Map<string, FactOnDay>,
  language: Language,
): Record<string, string> {
  return { ...factValues(facts, language), ...phoneValues(content) }
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

export function checkedLine(checked: string | undefined, language: Language): string {
  return checked ? language.t('page.checked', { date: language.day(checked) }) : ''
}

/** Said under a translation whose English text has changed since: `unit` of `locales/reviews.yaml`. Nothing under any other. */
export function olderLine(content: Content, language: Language, unit: string): string {
  return isOlder(content, language.code, unit) ? `<i>${language.t('page.older')}</i>` : ''
}

/** In place of a text that rests on a fact which does not hold today: no old answer, people instead (decision 5). */
export function expiredText(content: Content, language: Language): string {
  const people = shownLines(content, content.directory.ask).map((line) => lineText(line, language))
  return [`<b>${language.t('page.expired-title')}</b>`, language.t('page.expired'), people.join('\n')].join('\n\n')
}

/** The sources of facts, and others by id, each once. */
export function sourcesOf(content: Content, facts: string[], others: string[]): { title: string; date: string }[] {
  const ids = [...facts.flatMap((fact) => content.facts[fact]?.sources ?? []), ...others]
  return [...new Set(ids)].flatMap((source) => content.sources[source] ?? [])
}

export type Provenance = {
  sources: { title: string; date: string }[]
  checked: string | undefined
  /** The unit of `locales/reviews.yaml`: `pages/host-notice`. */
  unit: string
}

/** Where a text comes from, when it was checked, and whether a native reader has seen it. */
export function sourcesText(content: Content, language: Language, { sources, checked, unit }: Provenance): string {
  const items = sources.map((source) => `• ${escaped(source.title)} (${escaped(source.date)})`)
  const review = reviewOf(content, language.code, unit)
  const unread = language.code !== SOURCE_LANGUAGE && (review === undefined || typeof review === 'string')
  const parts = [
    `<b>${language.t('page.sources-title')}</b>`,
    items.join('\n'),
    checkedLine(checked, language),
    unread ? language.t('page.translation') : '',
    olderLine(content, language, unit),
  ]
  return parts.filter(Boolean).join('\n\n')
}
