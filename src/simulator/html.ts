/**
 * Telegram's HTML: text and entities out of marked-up text, and the refusals for what it cannot read.
 * After parse_html in MessageEntity.cpp of tdlib/td: the same tags, attributes, character references, byte offsets and words.
 */
import type { MessageEntity } from '@grammyjs/types'
import { readAttribute } from './html-attribute.ts'
import { addEntity, TAGS } from './html-entity.ts'
import { bytes, match, type OpenTag, type Reader, SPACES, unreadable } from './html-reader.ts'
import { readReference } from './html-reference.ts'

export type Formatted = { text: string; entities: MessageEntity[] }

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

function nextSpecial(html: string, from: number): number {
  for (let i = from; i < html.length; i++) {
    const code = html.charCodeAt(i)
    if (code === 0x26 || code === 0x3c) return i
  }
  return html.length
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
