/** Every text of every language: complete, with the placeholders of the English one, safe to show, plain. */
import { factsIn } from '../facts.ts'
import { type Content, SOURCE_LANGUAGE, type Words } from '../load.ts'
import { error, type Problem } from './problem.ts'
import { limitOf } from './limits.ts'
import { baseKey, isPlural, placeholdersIn, pluralForms, type Text, textsOf } from './texts.ts'
import { toneProblems } from './tone.ts'

const TAGS = /<(\/?)([a-z]+)[^>]*>/g
const ALLOWED_TAGS = new Set(['b', 'i', 'u', 's', 'code', 'blockquote'])

export function wordProblems(content: Content): Problem[] {
  const english = content.words[SOURCE_LANGUAGE]
  if (!english) return [error('locales', `expected the source language "${SOURCE_LANGUAGE}", found none`)]
  const all = Object.values(content.words)
  return [
    ...languageProblems(all),
    ...pageProblems(content),
    ...all.flatMap((words) => [
      ...keyProblems(words, english),
      ...textsOf(words).flatMap((text) => textProblems(text, content)),
      ...toneProblems(words),
    ]),
  ]
}

function languageProblems(all: Words[]): Problem[] {
  const defaults = all.filter(({ file }) => file.default).length
  const tags = new Map<string, string>()
  const twice = all.flatMap(({ code, file }) => {
    const other = tags.get(file.tag)
    tags.set(file.tag, code)
    return other
      ? [error(`locales/${code}/language.yaml`, `tag: expected one of its own, got "${file.tag}", which ${other} has`)]
      : []
  })
  return defaults === 1
    ? twice
    : [...twice, error('locales', `expected "default: true" in one language.yaml, found it in ${defaults}`)]
}

/** Each legal page says where it comes from; what rests on a medium fact says so. */
function pageProblems({ menu, facts, words }: Content): Problem[] {
  return Object.entries(menu.pages).flatMap(([id, page]) => {
    const used = new Set([
      ...page.facts,
      ...Object.values(words).flatMap(({ pages }) => factsIn(JSON.stringify(pages[id] ?? {}))),
    ])
    const confidence = [...used].map((fact) => facts[fact]?.confidence)
    const unsure = confidence.includes('medium') && page.confidence !== 'medium'
    const sourceless = page.legal && page.sources.length === 0 && used.size === 0
    return [
      ...(unsure
        ? [error('content/menu.yaml', `${id}: expected "confidence: medium", as a fact of it is medium`)]
        : []),
      ...(sourceless ? [error('content/menu.yaml', `${id}: expected a source on a legal page, found none`)] : []),
    ]
  })
}

/** The same keys and the same placeholders as English: none missing, none too many. */
function keyProblems(words: Words, english: Words): Problem[] {
  const mine = new Map(textsOf(words).map((text) => [baseKey(text.key), text]))
  const theirs = new Map(textsOf(english).map((text) => [baseKey(text.key), text]))
  const missing = [...theirs]
    .filter(([key]) => !mine.has(key))
    .map(([key]) => error(`locales/${words.code}`, `${key}: expected a text, found none`))
  const extra = [...mine]
    .filter(([key]) => !theirs.has(key))
    .map(([key, { file }]) => error(file, `${key}: English has no such text`))
  const placeholders = [...mine].flatMap(([key, { file, text }]) => {
    const expected = placeholdersIn(theirs.get(key)?.text ?? text).join(', ')
    const got = placeholdersIn(text).join(', ')
    return expected === got
      ? []
      : [error(file, `${key}: expected the placeholders ${expected || 'none'}, got ${got || 'none'}`)]
  })
  return [...missing, ...extra, ...placeholders, ...pluralProblems(words)]
}

/** Every plural form the language has. */
function pluralProblems({ code, file, ui }: Words): Problem[] {
  const bases = new Set(Object.keys(ui).filter(isPlural).map(baseKey))
  return [...bases].flatMap((base) =>
    pluralForms(file.intl)
      .filter((form) => ui[`${base}_${form}`] === undefined)
      .map((form) => error(`locales/${code}/ui.yaml`, `${base}_${form}: expected this plural form, found none`)),
  )
}

function textProblems({ file, key, text }: Text, { facts, directory }: Content): Problem[] {
  const problem = (message: string) => error(file, `${key}: ${message}`)
  const limit = limitOf(key)
  const unknown = factsIn(text).filter((id) => !(id in facts))
  const hidden = factsIn(text).filter((id) => facts[id]?.confidence === 'low' || facts[id]?.confidence === 'memory')
  const phones = [...text.matchAll(/\{\{phone\.([a-z0-9-]+)\}\}/g)].map((match) => match[1] ?? '')
  const unlisted = phones.filter((id) => directory.organizations[id]?.publication !== 'publish')
  const lists = [...Object.values(directory.emergency), directory.ask].flat()
  const loose = phones.filter((id) => !lists.includes(id))
  return [
    ...(text.trim() === '' ? [problem('expected a text, found it empty')] : []),
    ...(limit !== undefined && text.length > limit
      ? [problem(`expected at most ${limit} characters, got ${text.length}`)]
      : []),
    ...unknown.map((id) => problem(`expected a fact, got "${id}"`)),
    ...hidden.map((id) => problem(`expected a fact of high or medium confidence, got "${id}"`)),
    ...unlisted.map((id) => problem(`expected a number that may be shown without a mark, got "${id}"`)),
    ...loose.map((id) => problem(`expected a number of "emergency" or "ask", which never goes by itself, got "${id}"`)),
    ...(/\d/.test(text.replace(/\{\{.*?\}\}/g, ''))
      ? [problem('expected no digit: numbers are facts of content/facts.yaml')]
      : []),
    ...markupProblems(text).map(problem),
  ]
}

/** Tags opened and closed as Telegram wants them; no stray `<` or `&`. */
function markupProblems(text: string): string[] {
  const open: string[] = []
  for (const [, closing, name = ''] of text.matchAll(TAGS)) {
    if (!ALLOWED_TAGS.has(name)) return [`expected one of the tags ${[...ALLOWED_TAGS].join(', ')}, got <${name}>`]
    if (!closing) open.push(name)
    else if (open.pop() !== name) return [`expected </${name}> to close the tag opened last`]
  }
  if (open.length > 0) return [`expected </${open.at(-1)}>, found the end`]
  const rest = text.replace(TAGS, '')
  if (/</.test(rest)) return ['expected "&lt;" for "<" in a text']
  return /&(?!(lt|gt|amp|quot|#\d+);)/.test(rest) ? ['expected "&amp;" for "&" in a text'] : []
}
