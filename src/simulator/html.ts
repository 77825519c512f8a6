/**
 * Telegram's HTML: text and entities out of marked-up text, and the refusals for what it cannot read.
 * After parse_html in MessageEntity.cpp of tdlib/td: the same tags, attributes, character references, byte offsets and words.
 */
import type { MessageEntity } from '@grammyjs/types'
import { checkedLink } from './link.ts'
import { badRequest } from './refusal.ts'

export type Formatted = { text: string; entities: MessageEntity[] }
type OpenTag = { name: string; argument: string; expandable: boolean; start: number }

const TAGS = new Map<string, MessageEntity['type'] | 'span' | 'a'>([
  ...pairs('bold', 'b', 'strong'),
  ...pairs('italic', 'i', 'em'),
  ...pairs('underline', 'u', 'ins'),
  ...pairs('strikethrough', 's', 'strike', 'del'),
  ...pairs('spoiler', 'tg-spoiler', 'span'),
  ...pairs('code', 'code'),
  ...pairs('pre', 'pre'),
  ...pairs('blockquote', 'blockquote'),
  ...pairs('custom_emoji', 'tg-emoji'),
  ...pairs('date_time', 'tg-time'),
  ...pairs('text_link', 'a'),
])

function pairs(type: MessageEntity['type'], ...tags: string[]): [string, MessageEntity['type']][] {
  return tags.map((tag) => [tag, type])
}

/** Parses Telegram HTML. Entity offsets are in UTF-16 units. Throws «can't parse entities: …» with UTF-8 byte offsets. */
export function parseHtml(html: string): Formatted {
  const reader: Reader = { html, at: 0, text: '', open: [], entities: [] }
  while (reader.at < html.length) {
    const next = nextSpecial(html, reader.at)
    reader.text += html.slice(reader.at, next)
    reader.at = next
    if (next >= html.length) break
    if (html[next] === '&') readReference(reader)
    else if (html[next + 1] === '/') readEndTag(reader)
    else readStartTag(reader)
  }
  const unclosed = reader.open.at(-1)
  if (unclosed) unreadable(`Can't find end tag corresponding to start tag "${unclosed.name}"`)
  return { text: reader.text, entities: reader.entities }
}

/** Escapes text for Telegram HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

type Reader = { html: string; at: number; text: string; open: OpenTag[]; entities: MessageEntity[] }

function nextSpecial(html: string, from: number): number {
  for (let i = from; i < html.length; i++) {
    const code = html.charCodeAt(i)
    if (code === 0x26 || code === 0x3c) return i
  }
  return html.length
}

function readReference(reader: Reader): void {
  const reference = decodeReference(reader.html, reader.at)
  reader.text += reference ? reference.character : '&'
  reader.at += reference ? reference.length : 1
}

const REFERENCE = /&(?:#x([0-9a-f]*)|#(\d*)|([a-z]+));?/iy
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

function decodeReference(html: string, at: number): { character: string; length: number } | undefined {
  REFERENCE.lastIndex = at
  const match = REFERENCE.exec(html)
  if (!match) return undefined
  const [whole, hex, digits, name] = match
  if (name !== undefined) return NAMED[name] ? { character: NAMED[name], length: whole.length } : undefined
  const code = hex === undefined ? Number.parseInt(digits ?? '', 10) : Number.parseInt(hex, 16)
  const length = whole.length - (whole.endsWith(';') ? 1 : 0)
  if (!(code > 0 && code < 0x10ffff) || length >= 10) return undefined
  return { character: String.fromCodePoint(code), length: whole.length }
}

const TAG_NAME = /[^\s>]*/y

function readStartTag(reader: Reader): void {
  const begin = reader.at
  const name = match(TAG_NAME, reader, begin + 1).toLowerCase()
  if (reader.at >= reader.html.length) unreadable(`Unclosed start tag at byte offset ${bytes(reader, begin)}`)
  if (!TAGS.has(name)) unreadable(`Unsupported start tag "${name}" at byte offset ${bytes(reader, begin)}`)
  const tag: OpenTag = { name, argument: '', expandable: false, start: reader.text.length }
  while (readAttribute(reader, tag, begin));
  if (name === 'span' && tag.argument !== 'spoiler') {
    unreadable(`Tag "span" must have class "tg-spoiler" at byte offset ${bytes(reader, begin)}`)
  }
  reader.at++
  reader.open.push(tag)
}

const SPACES = /\s*/y
const ATTRIBUTE_NAME = /[^\s=>]*/y
const NAME_TOKEN = /[A-Za-z0-9.-]*/y

/** Reads one attribute; false at the closing «>». */
function readAttribute(reader: Reader, tag: OpenTag, begin: number): boolean {
  const { html } = reader
  match(SPACES, reader)
  if (html[reader.at] === '>') return false
  const where = `in the tag "${tag.name}" at byte offset`
  const name = match(ATTRIBUTE_NAME, reader)
  if (name === '' && reader.at < html.length) unreadable(`Empty attribute name ${where} ${bytes(reader, begin)}`)
  match(SPACES, reader)
  if (html[reader.at] !== '=') {
    if (tag.name === 'blockquote' && name === 'expandable' && reader.at < html.length) {
      tag.expandable = true
      return true
    }
    const what = `Expected equal sign in declaration of an attribute of the tag "${tag.name}"`
    unreadable(`${what} at byte offset ${bytes(reader, begin)}`)
  }
  reader.at++
  match(SPACES, reader)
  if (reader.at >= html.length) unreadable(`Unclosed start tag "${tag.name}" at byte offset ${bytes(reader, begin)}`)
  setAttribute(tag, name, readValue(reader))
  if (reader.at >= html.length) unreadable(`Unclosed start tag at byte offset ${bytes(reader, begin)}`)
  return true
}

function readValue(reader: Reader): string {
  const { html } = reader
  const quote = html[reader.at]
  if (quote !== '"' && quote !== "'") {
    const begin = reader.at
    const token = match(NAME_TOKEN, reader).toLowerCase()
    if (!/[\s>]/.test(html[reader.at] ?? '')) {
      unreadable(`Unexpected end of name token at byte offset ${bytes(reader, begin)}`)
    }
    return token
  }
  let value = ''
  for (reader.at++; reader.at < html.length && html[reader.at] !== quote; ) {
    const reference = html[reader.at] === '&' ? decodeReference(html, reader.at) : undefined
    value += reference ? reference.character : html[reader.at]
    reader.at += reference ? reference.length : 1
  }
  if (reader.at < html.length) reader.at++
  return value
}

function setAttribute(tag: OpenTag, name: string, value: string): void {
  if (tag.name === 'a' && name === 'href') tag.argument = value
  else if (tag.name === 'code' && name === 'class' && value.startsWith('language-')) tag.argument = value.slice(9)
  else if (tag.name === 'span' && name === 'class' && value.startsWith('tg-')) tag.argument = value.slice(3)
  else if (tag.name === 'tg-emoji' && name === 'emoji-id') tag.argument = value
  else if (tag.name === 'tg-time' && name === 'unix') tag.argument = value
  else if (tag.name === 'blockquote' && name === 'expandable') tag.expandable = true
}

const END_TAG = /[^\s>]*/y

function readEndTag(reader: Reader): void {
  const begin = reader.at
  const tag = reader.open.at(-1)
  if (!tag) return unreadable(`Unexpected end tag at byte offset ${bytes(reader, begin)}`)
  const name = match(END_TAG, reader, begin + 2).toLowerCase()
  match(SPACES, reader)
  if (reader.html[reader.at] !== '>') unreadable(`Unclosed end tag at byte offset ${bytes(reader, begin)}`)
  if (name !== '' && name !== tag.name) {
    const what = `expected "</${tag.name}>", found "</${name}>"`
    unreadable(`Unmatched end tag at byte offset ${bytes(reader, begin)}, ${what}`)
  }
  reader.at++
  reader.open.pop()
  if (reader.text.length > tag.start) addEntity(reader, tag)
}

function addEntity(reader: Reader, tag: OpenTag): void {
  const { entities } = reader
  const place = { offset: tag.start, length: reader.text.length - tag.start }
  const last = entities.at(-1)
  const covered = last?.offset === place.offset && last.length === place.length ? last : undefined
  if (tag.name === 'a') addLink(reader, tag, place)
  else if (tag.name === 'pre' && covered?.type === 'code' && LANGUAGES.has(covered)) {
    entities[entities.length - 1] = { type: 'pre', ...place, language: LANGUAGES.get(covered) ?? '' }
  } else if (tag.name === 'code' && covered?.type === 'pre' && tag.argument) {
    entities[entities.length - 1] = { type: 'pre', ...place, language: tag.argument }
  } else if (tag.name === 'code') {
    const code: MessageEntity = { type: 'code', ...place }
    if (tag.argument) LANGUAGES.set(code, tag.argument)
    entities.push(code)
  } else if (tag.name === 'tg-emoji') {
    if (!validInt64(tag.argument)) unreadable('Invalid custom emoji identifier specified')
    entities.push({ type: 'custom_emoji', ...place, custom_emoji_id: tag.argument })
  } else if (tag.name === 'tg-time') {
    entities.push({ type: 'date_time', ...place, unix_time: Number(tag.argument) || 0, date_time_format: '' })
  } else if (tag.name === 'blockquote') {
    entities.push({ type: tag.expandable ? 'expandable_blockquote' : 'blockquote', ...place })
  } else entities.push({ type: TAGS.get(tag.name), ...place } as MessageEntity)
}

/** The language of a <code class="language-…"> until its <pre> closes; without one it is forgotten. */
const LANGUAGES = new WeakMap<MessageEntity, string>()

function validInt64(id: string): boolean {
  return /^-?\d{1,19}$/.test(id) && id !== '0' && BigInt.asIntN(64, BigInt(id)) === BigInt(id)
}

function addLink(reader: Reader, tag: OpenTag, place: { offset: number; length: number }): void {
  const target = tag.argument || reader.text.slice(tag.start)
  const mentioned = /^tg:\/\/user\?id=(\d+)$/i.exec(target)?.[1]
  if (mentioned !== undefined) {
    reader.entities.push({
      type: 'text_mention',
      ...place,
      user: { id: Number(mentioned), is_bot: false, first_name: '' },
    })
    return
  }
  const url = checkedLink(target)
  // A link Telegram does not accept, like tel: or a relative one, silently becomes plain text.
  if (url) reader.entities.push({ type: 'text_link', ...place, url })
}

function match(pattern: RegExp, reader: Reader, from = reader.at): string {
  pattern.lastIndex = from
  const found = pattern.exec(reader.html)?.[0] ?? ''
  reader.at = from + found.length
  return found
}

function bytes(reader: Reader, at: number): number {
  return Buffer.byteLength(reader.html.slice(0, at))
}

function unreadable(reason: string): never {
  return badRequest(`can't parse entities: ${reason}`)
}
