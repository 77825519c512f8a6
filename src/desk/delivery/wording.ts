/** Log entries as the desk reads them: pure. A person's words are quoted as they are, escaped, whole. */
import type { Entry } from '../../case/entry.ts'
import type { Told } from '../../case/told.ts'
import type { Language } from '../../language/language.ts'
import type { Piece } from '../../telegram/pieces.ts'
import { escaped } from '../../telegram/html.ts'
import { named } from './card.ts'
import { formOf, MAX_CAPTION, type Position } from './next-step.ts'

/** Telegram's limit for a text, after parsing. */
export const MAX_TEXT = 4096
/** A part of a long text, with room for a heading. */
const PART = 3500

export type Wording = {
  language: Language
  /** First names of staff, for a recap. */
  names: ReadonlyMap<number, string>
  recap: number | undefined
  /** A guide's answers in the words of the desk; undefined when there are none any more. */
  toldText?(language: Language, told: Told): string | undefined
}

export type Packed = {
  html: string
  after: Position
  /** The entry a reply to this message is about: the last of the person's, or else the last. */
  shows: number
}

/** The texts an entry consists of, as HTML; a file's own message is `undefined`, its long caption follows it. */
function partsOf(log: Entry[], at: number, wording: Wording): (string | undefined)[] {
  const entry = log[at]
  const form = formOf(log, at, wording.recap)
  if (!entry || form === 'none') return []
  if (form === 'text') return textParts(entry, wording)
  const caption = entry.kind === 'from' && entry.piece.kind === 'file' ? entry.piece.caption : undefined
  const long = caption !== undefined && caption.length > MAX_CAPTION
  return [undefined, ...(long ? quoted(caption) : [])]
}

/**
 * As many texts from `from` as go into one message of `room` characters; at least the first, unless `whole` (then an entry
 * is in it as a whole or not at all). `one`: a single part only, to find the one that Telegram refuses.
 */
export function packTexts(
  log: Entry[],
  from: Position,
  wording: Wording,
  { room = MAX_TEXT, whole = false, one = false } = {},
): Packed {
  const texts: string[] = []
  let { at, part } = from
  let used = 0
  let shows = -1
  const fits = (text: string) => used + visibleLength(text) + 2 <= room || (used === 0 && !whole)
  for (; at < log.length; at += 1, part = 0) {
    const parts = partsOf(log, at, wording).slice(part)
    const fitting = upToFirst(
      parts,
      (text) => text !== undefined && fits(text) && (used += visibleLength(text) + 2) > 0,
    )
    const taken = (one ? fitting.slice(0, Math.max(0, 1 - texts.length)) : fitting).filter((text) => text !== undefined)
    if (taken.length < parts.length && whole) break
    texts.push(...taken)
    if (taken.length > 0) shows = log[at]?.kind === 'from' || shows < 0 ? at : shows
    if (taken.length < parts.length) {
      part += taken.length
      break
    }
  }
  return { html: texts.join('\n\n'), after: { at, part }, shows }
}

function upToFirst<T>(items: T[], holds: (item: T) => boolean): T[] {
  const end = items.findIndex((item) => !holds(item))
  return end === -1 ? items : items.slice(0, end)
}

function textParts(entry: Entry, wording: Wording): string[] {
  const { language } = wording
  if (entry.kind === 'event') return [eventLine(entry, language)]
  const heading = headingOf(entry, wording)
  const parts =
    entry.kind === 'note' ? quoted(entry.text) : [...pieceParts(entry.piece, language), ...toldParts(entry, wording)]
  return heading ? [`<i>${heading}</i>\n${parts[0] ?? ''}`, ...parts.slice(1)] : parts
}

/** A guide's answers once more in the desk's language, unless they stand in it already. */
function toldParts(entry: Entry, { language, toldText }: Wording): string[] {
  if (entry.kind !== 'from' || entry.told === undefined || entry.piece.kind !== 'text') return []
  const text = toldText?.(language, entry.told)
  return text === undefined || text === entry.piece.text ? [] : quoted(text)
}

function headingOf(entry: Entry, { language, names }: Wording): string {
  switch (entry.kind) {
    case 'from':
      return entry.of === undefined ? '' : language.t('staff.form.changed')
    case 'to':
      return language.t('staff.form.answer', { name: names.get(entry.by) ?? '?' })
    case 'note':
      return language.t('staff.form.note', { name: names.get(entry.by) ?? '?' })
    default:
      return ''
  }
}

function eventLine({ event, values = {} }: Entry & { kind: 'event' }, language: Language): string {
  const key = `staff.event.${event}`
  const known = language.plain(key) !== key
  return `• ${known ? language.t(key, values) : language.t('staff.event.other', { event })}`
}

/** What a piece says in words: a file by its kind and its caption. */
function pieceParts(piece: Piece, language: Language): string[] {
  switch (piece.kind) {
    case 'text':
      return quoted(withLinks(piece))
    case 'file':
      return [`[${named(language, 'form', piece.file)}]`, ...quoted(piece.caption ?? '')]
    case 'place':
      return [
        `[${named(language, 'form', 'place')}] ${escaped(piece.title ?? '')}${piece.latitude}, ${piece.longitude}`,
      ]
    case 'contact':
      return [`[${named(language, 'form', 'contact')}] ${escaped(piece.name)} ${escaped(piece.phone)}`]
    default:
      return [`[${named(language, 'form', piece.what)}]`]
  }
}

/** Formatting is dropped in a quote; an address that hides behind a word is content, and is written out. */
function withLinks({ text, entities = [] }: Extract<Piece, { kind: 'text' }>): string {
  const links = entities.flatMap((entity) => (entity.type === 'text_link' ? [entity.url] : []))
  return [text, ...links.map((link) => `→ ${link}`)].join('\n')
}

function quoted(text: string): string[] {
  return chunks(text, PART).map((chunk) => `<blockquote>${escaped(chunk)}</blockquote>`)
}

/** Cuts a text at line ends or spaces where it can; nothing is lost. */
function chunks(text: string, size: number): string[] {
  if (text.length <= size) return text === '' ? [] : [text]
  const head = text.slice(0, size)
  const space = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '))
  const wish = space > size / 2 ? space + 1 : size
  const end = isHighSurrogate(text.charCodeAt(wish - 1)) ? wish - 1 : wish
  return [text.slice(0, end), ...chunks(text.slice(end), size)]
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

/** Characters as Telegram counts them: without tags, an escaped character as one. */
export function visibleLength(html: string): number {
  return plainText(html).length
}

/** The text without formatting. */
export function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) =>
      String.fromCodePoint(parseInt(code, hex ? 16 : 10)),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
