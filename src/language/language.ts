/** A language as features use it: texts, and numbers and days as its readers write them. */
import { createInstance, type i18n } from 'i18next'
import type { FactOnDay } from '../content/facts.ts'
import { type Content, flatten, SOURCE_LANGUAGE, type Words } from '../content/load.ts'

export type Values = Record<string, unknown>

export type Language = {
  /** The folder in `locales/`. */
  code: string
  /** Its mark in button data. */
  tag: string
  /** Its own name. */
  name: string
  /** A text for a message: Telegram HTML, values escaped. Keys: `ask.title`, `pages:host-notice.text`, `directory:police-102.name`. */
  t(key: string, values?: Values): string
  /** A text for places without HTML: button labels, toasts. */
  plain(key: string, values?: Values): string
  /** A calendar day, YYYY-MM-DD, in words. */
  day(day: string): string
  /** The month of a day, with its year. */
  month(day: string): string
  number(value: number): string
  /** A fact with its unit; never call it with one that has expired. */
  fact(fact: FactOnDay): string
}

export type Languages = {
  all: Language[]
  byTag(tag: string): Language | undefined
  byCode(code: string): Language | undefined
  /** The language for somebody who has chosen none, by Telegram's `language_code`. */
  guess(telegramCode: string | undefined): Language
  /** All, those of Telegram's `language_code` first. */
  ordered(telegramCode: string | undefined): Language[]
}

/** Languages of everything in `locales/`. The content has been checked, so no key is missing. */
export function createLanguages(content: Content): Languages {
  const instance = start(content)
  const words = Object.values(content.words)
  const all = words.map((each) => createLanguage(instance, each))
  const fallback = all[words.findIndex(({ file }) => file.default)]
  if (!fallback) throw new Error('Expected one language.yaml with "default: true", found none')

  const speaks = (code: string | undefined) => (language: Language) =>
    code !== undefined && (content.words[language.code]?.file.codes.includes(code.split('-')[0] ?? '') ?? false)
  return {
    all,
    byTag: (tag) => all.find((language) => language.tag === tag),
    byCode: (code) => all.find((language) => language.code === code),
    guess: (code) =>
      all.find((language) => language.code === code) ?? preferred(all.filter(speaks(code)), content) ?? fallback,
    ordered: (code) => [...all.filter(speaks(code)), ...all.filter((language) => !speaks(code)(language))],
  }
}

/** Of several variants of one language, the one whose commands Telegram lists under that code. */
function preferred(languages: Language[], content: Content): Language | undefined {
  return languages.find(({ code }) => content.words[code]?.file.command_code) ?? languages[0]
}

function start(content: Content): i18n {
  const instance = createInstance()
  const resources = Object.fromEntries(
    Object.values(content.words).map(({ code, ui, pages, guides, directory }) => [
      code,
      { ui, pages: flatten(pages), guides: flatten(guides), directory: flatten(directory) },
    ]),
  )
  void instance.init({
    resources: resources as Record<string, Record<string, Values>>,
    lng: SOURCE_LANGUAGE,
    fallbackLng: false, // a missing text is an error of the content check, never another language in silence
    ns: ['ui', 'pages', 'guides', 'directory'],
    defaultNS: 'ui',
    initAsync: false,
    showSupportNotice: false,
    keySeparator: false, // every namespace is flat: the keys hold the dots
  } as Parameters<i18n['init']>[0])
  return instance
}

function createLanguage(instance: i18n, { code, file }: Words): Language {
  const html = instance.getFixedT(code)
  const t = (key: string, values: Values = {}) => html(key, values)
  const plain = (key: string, values: Values = {}) => html(key, { ...values, interpolation: { escapeValue: false } })
  const number = (value: number) => grouped(value, file.group)
  const day = (iso: string) => dayInWords(iso, file)
  const month = (iso: string) => monthInWords(iso, file)
  return {
    code,
    tag: file.tag,
    name: file.name,
    t,
    plain,
    number,
    day,
    month,
    fact: (fact) => factInWords(fact, { t, number, day }),
  }
}

/** Digits in threes. By hand, since Node's ICU has no Tajik and differs between versions. */
function grouped(value: number, separator: string): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, separator)
}

function dayInWords(iso: string, { date, months }: Words['file']): string {
  const [year = '', month = '', day = ''] = iso.split('-')
  return date
    .replace('{{day}}', String(Number(day)))
    .replace('{{month}}', months[Number(month) - 1] ?? '')
    .replace('{{year}}', year)
}

function monthInWords(iso: string, { months, month_names = months }: Words['file']): string {
  return `${month_names[Number(iso.slice(5, 7)) - 1] ?? ''} ${iso.slice(0, 4)}`
}

function factInWords(fact: FactOnDay, { t, number, day }: Pick<Language, 't' | 'number' | 'day'>): string {
  switch (fact.kind) {
    case 'duration':
      return t(`unit.${fact.unit}`, { count: fact.count })
    case 'money':
      return t('unit.money', { amount: number(fact.tenge) })
    case 'mci':
      return t('unit.mci', { amount: number(fact.tenge), units: fact.units })
    case 'count':
      return number(fact.count)
    case 'date':
      return day(fact.day)
    default:
      throw new Error('Expected a fact that holds on this day; an expired one has no words')
  }
}
