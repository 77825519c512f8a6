/** Texts of pages and lines are Telegram HTML; an answer travels as plain text with entities. */
import type { MessageEntity } from '@grammyjs/types'
import type { Piece } from '../../telegram/pieces.ts'

const TYPES = {
  b: 'bold',
  i: 'italic',
  u: 'underline',
  s: 'strikethrough',
  code: 'code',
  blockquote: 'blockquote',
  'blockquote expandable': 'expandable_blockquote',
} as const

type Open = { name: string; type: (typeof TYPES)[keyof typeof TYPES] | undefined; offset: number }

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }
const TOKEN = /<(\/?)([^>]+)>|&(#?\w+);|[^<&]+|[<&]/g

/** `html` as the content check lets it pass: tags closed in order. A tag that is not known leaves its text. */
export function pieceFromHtml(html: string): Extract<Piece, { kind: 'text' }> {
  const entities: MessageEntity[] = []
  const open: Open[] = []
  let text = ''
  for (const [token, closing, tag, escape] of html.matchAll(TOKEN)) {
    if (tag === undefined) text += escape === undefined ? token : (character(escape) ?? token)
    else if (closing !== '/') open.push({ name: tag, type: typeOf(tag), offset: text.length })
    else entities.push(...ended(open.pop(), text.length))
  }
  entities.sort((one, other) => one.offset - other.offset || other.length - one.length)
  return entities.length > 0 ? { kind: 'text', text, entities } : { kind: 'text', text }
}

function typeOf(tag: string): Open['type'] {
  return Object.entries(TYPES).find(([name]) => name === tag)?.[1]
}

/** Offsets count UTF-16 units, as Telegram and JavaScript both do. */
function ended(open: Open | undefined, end: number): MessageEntity[] {
  if (!open?.type || open.offset === end) return []
  return [{ type: open.type, offset: open.offset, length: end - open.offset }]
}

/** What an escape without `&` and `;` stands for: `lt`, `#39`, `#x2F`. */
function character(escape: string): string | undefined {
  const code = /^#(x?)([0-9a-f]+)$/i.exec(escape)
  if (code) return String.fromCodePoint(Number.parseInt(code[2] ?? '', code[1] ? 16 : 10))
  return NAMED[escape]
}
