/**
 * npm run content -- at <day> [--lang <language>] [page]: what a person would see on that day. Without a page: which facts say
 * something else than today, and which pages and outcomes then show people to ask. With a page: its text.
 */
import { parseArgs } from 'node:util'
import { factOn, type FactOnDay } from '../../content/facts.ts'
import { type Content, SOURCE_LANGUAGE } from '../../content/load.ts'
import { Day } from '../../content/schema.ts'
import { createLanguages, type Language } from '../../language/language.ts'
import { pageScreen } from '../../menu/view.ts'
import { type Answer, type Place, readable } from './command.ts'
import { askingOutcomes, askingPages } from './asking.ts'
import { plainScreen } from './plain-screen.ts'

export function at({ root, today }: Place, words: string[]): Answer {
  const { values, positionals } = parseArgs({
    args: words,
    options: { lang: { type: 'string', default: SOURCE_LANGUAGE } },
    allowPositionals: true,
  })
  const content = readable(root)
  const day = dayOf(positionals[0])
  const language = createLanguages(content).byCode(values.lang)
  if (!language)
    throw new Error(`Expected one of ${Object.keys(content.words).join(', ')} after --lang, got ${values.lang}`)
  const page = positionals[1]
  return { lines: page === undefined ? changes(content, today, day, language) : shown(content, page, day, language) }
}

function dayOf(text: string | undefined): string {
  const day = Day.safeParse(text)
  if (day.success) return day.data
  throw new Error(`Expected a day, written YYYY-MM-DD, got ${text ?? 'nothing'}`)
}

function shown(content: Content, id: string, day: string, language: Language): string[] {
  const known = Object.hasOwn(content.menu.pages, id) && content.words[language.code]?.pages[id]
  if (!known) throw new Error(`Expected a page of content/menu.yaml with words in ${language.code}, got ${id}`)
  return plainScreen(pageScreen({ content, language, id, day }))
}

function changes(content: Content, today: string, day: string, language: Language): string[] {
  const facts = Object.keys(content.facts).flatMap((id) => changeOf(content, id, today, day, language))
  const pages = askingPages(content, language.code, day).map((id) => `page ${id}`)
  const asking = [...pages, ...askingOutcomes(content, language, today, day)]
  return [
    ...(facts.length > 0 ? facts : [`Every fact says on ${day} what it says on ${today}.`]),
    '',
    asking.length > 0
      ? `Shown on ${day} with people to ask, in place of the text:`
      : `No page and no outcome shows people to ask on ${day}.`,
    ...asking.map((name) => `  ${name}`),
  ]
}

function changeOf({ facts }: Content, id: string, today: string, day: string, language: Language): string[] {
  const [now, then] = [factOn(facts, id, today), factOn(facts, id, day)].map((fact) => said(fact, language))
  return now === then ? [] : [`fact ${id}: ${now} on ${today}, ${then} on ${day}`]
}

function said(fact: FactOnDay, language: Language): string {
  return fact.kind === 'expired' ? 'no value' : language.fact(fact)
}
