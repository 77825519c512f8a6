/** A table for translators: one row a text of a language, beside its English text. */
import { baseKey, isPlural, placeholdersIn, pluralForms, type Text, textsOf } from '../../content/checks/texts.ts'
import { type Content, SOURCE_LANGUAGE, type Words } from '../../content/load.ts'
import { isOlder, reviewOf, unitOf } from '../../content/reviews.ts'
import type { OldSources } from './english-history.ts'

/** Where a text stands: of none, of an old English text, of today's and unread, of today's and read by somebody. */
export type Status = 'missing' | 'older' | 'machine' | `accepted by ${string}` | ''

export type Row = {
  /** As in `textsOf`: `pages.iin.text`. */
  key: string
  /** Relative to the project; for a text that is missing, where it belongs. */
  file: string
  /** Of `locales/reviews.yaml`; none for names that nobody reviews. */
  unit: string | undefined
  source: string
  /** The English text the translation was made from, if that is another one and known. */
  oldSource: string
  translation: string
  status: Status
}

/** Every text that English has, in its order, in the plural forms of the language. Throws for a language that does not exist. */
export function rowsOf(content: Content, code: string, old: OldSources): Row[] {
  const english = content.words[SOURCE_LANGUAGE]
  const words = content.words[code]
  if (!english || !words) throw new Error(`Expected a folder of locales/, got ${code}`)
  const mine = new Map(textsOf(words).map(({ key, text }) => [key, text]))
  return wanted(english, words).map(({ file, key, text }) => {
    const translation = mine.get(key) ?? ''
    const unit = unitOf(key)
    const before = old.get(unit ?? '')
    const oldText = before?.get(key) ?? before?.get(`${baseKey(key)}_other`)
    const isOld = unit !== undefined && isOlder(content, code, unit) && (before === undefined || oldText !== text)
    const oldSource = isOld && oldText !== undefined ? oldText : ''
    const status = statusOf(content, code, unit, translation, isOld)
    return {
      key,
      file: file.replace(`/${SOURCE_LANGUAGE}/`, `/${code}/`),
      unit,
      source: text,
      oldSource,
      translation,
      status,
    }
  })
}

/** English texts with the keys that the language has: its own plural forms. */
function wanted(english: Words, { file: { intl } }: Words): Text[] {
  const texts = textsOf(english)
  const byKey = new Map(texts.map((text) => [text.key, text]))
  const seen = new Set<string>()
  return texts.flatMap((text) => {
    if (!text.key.startsWith('ui.') || !isPlural(text.key)) return [text]
    const base = baseKey(text.key)
    if (seen.has(base)) return []
    seen.add(base)
    const other = byKey.get(`${base}_other`) ?? text
    return pluralForms(intl).map((form) => ({ ...(byKey.get(`${base}_${form}`) ?? other), key: `${base}_${form}` }))
  })
}

function statusOf(content: Content, code: string, unit: string | undefined, text: string, isOld: boolean): Status {
  if (text === '') return 'missing'
  if (unit === undefined) return ''
  const review = reviewOf(content, code, unit)
  if (review === undefined || isOld) return 'older'
  return typeof review === 'object' ? `accepted by ${review.by}` : 'machine'
}

/** What a translator must know of a text: where it is shown, and what must stay. */
export function notesOf({ key, source }: Pick<Row, 'key' | 'source'>): string {
  const kept = [...placeholdersIn(source).map((name) => named(source, name)), ...tagsIn(source)]
  return [placeOf(key), ...(kept.length > 0 ? [`keep ${[...new Set(kept)].join(' ')}`] : [])].join('; ')
}

/** As the text has it: `{{number.x}}` and not `{{fact.x}}`. */
function named(source: string, name: string): string {
  return source.includes(`{{${name}}}`) ? `{{${name}}}` : `{{${name.replace(/^fact\./, 'number.')}}}`
}

const STAFF = /^(staff|case|duty|figures|relay)$/

function placeOf(key: string): string {
  const [kind = '', first = '', ...rest] = key.split('.')
  if (/\.button$|\.button\.|^ui\.button\./.test(key)) return `on a button${kind === 'ui' ? '' : ` to ${first}`}`
  if (kind === 'pages')
    return `page ${first}${rest[0] === 'title' ? ', first line: a lock screen may show it' : `, ${rest[0]}`}`
  if (kind === 'guides')
    return `guide ${first}, ${rest.join(' ')}${rest.at(-1) === 'title' ? ': a lock screen may show it' : ''}`
  if (kind === 'directory') return `who answers: ${first}`
  if (first === 'canned') return 'an answer that staff send'
  return STAFF.test(first) ? 'for staff' : `${first}, a text of the bot`
}

/** Tags as written, each time: `<b>`, `</b>`. */
export function tagsIn(text: string): string[] {
  return [...text.matchAll(/<\/?[a-z]+[^>]*>/g)].map(([tag]) => tag)
}
