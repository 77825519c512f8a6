/** Attributes of a start tag. */
import { bytes, match, type OpenTag, type Reader, SPACES, unreadable } from './html-reader.ts'
import { decodeReference } from './html-reference.ts'

const ATTRIBUTE_NAME = /[^\s=>]*/y
const NAME_TOKEN = /[A-Za-z0-9.-]*/y

/** Reads one attribute; false at the closing «>». */
export function readAttribute(reader: Reader, tag: OpenTag, begin: number): boolean {
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
