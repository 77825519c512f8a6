/** What a draft holds, item by item: words in full while they fit, everything else by its form. Pure. */
import type { Language } from '../../language/language.ts'
import type { Piece } from '../../telegram/pieces.ts'
import type { Item } from './draft.ts'
import { escaped } from '../../telegram/html.ts'

export type ItemLines = {
  /** Telegram HTML. */
  text: string
  /** Some words did not fit and are cut. */
  cut: boolean
}

const ICONS: Record<string, string> = {
  text: '💬',
  photo: '🖼',
  video: '🎬',
  animation: '🎬',
  voice: '🎤',
  audio: '🎵',
  video_note: '🎬',
  document: '📎',
  sticker: '🙂',
  place: '📍',
  contact: '👤',
  other: '❔',
}
/** Number, icon, duration, line ends: more than any head needs beside its word. */
const HEAD_EXTRA = 16

/** All items in order; `room`: characters there are, counted as Telegram does (UTF-16, after parsing). */
export function itemLines(items: Item[], language: Language, room: number): ItemLines {
  const heads = items.map(({ piece }, index) => head(piece, index + 1, language))
  const words = items.map(({ piece }) => wordsOf(piece))
  const left = room - heads.reduce((sum, each) => sum + each.length + HEAD_EXTRA, 0)
  const limit = limitFor(
    words.map((each) => each.length),
    left,
  )
  const lines = heads.map((each, index) => `${escaped(each)}${quote(shortened(words[index] ?? '', limit))}`)
  return { text: lines.join('\n'), cut: words.some((each) => each.length > limit) }
}

/** The form of a piece: a file's kind, else the piece's. */
export function formOf(piece: Piece): string {
  return piece.kind === 'file' ? piece.file : piece.kind
}

/** The words in a piece that a person wrote or shared. */
export function wordsOf(piece: Piece): string {
  switch (piece.kind) {
    case 'text':
      return piece.text
    case 'file':
      return piece.caption ?? ''
    case 'contact':
      return `${piece.name}, ${piece.phone}`
    case 'place':
      return [piece.title, `${piece.latitude}, ${piece.longitude}`].filter(Boolean).join('\n')
    default:
      return ''
  }
}

/** The longest part of each text such that all together fit into `room`: short ones stay whole. */
export function limitFor(lengths: number[], room: number): number {
  const sorted = [...lengths].sort((a, b) => a - b)
  let left = room
  for (const [index, length] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - index))
    if (length > share) return Math.max(share, 1)
    left -= length
  }
  return Infinity
}

function head(piece: Piece, number: number, language: Language): string {
  const form = formOf(piece)
  const seconds = piece.kind === 'file' ? piece.seconds : undefined
  const lasts = seconds === undefined ? '' : ` ${duration(seconds)}`
  return `${number}. ${ICONS[form] ?? ''} ${language.plain(`report.form.${form}`)}${lasts}`
}

/** 12 → 0:12. */
function duration(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Never cuts a character that is two units in half. */
function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

function quote(text: string): string {
  return text === '' ? '' : `\n<blockquote>${escaped(text)}</blockquote>`
}
