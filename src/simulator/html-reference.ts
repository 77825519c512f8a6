/** Character references: `&amp;`, `&#38;`, `&#x26;`. */
import type { Reader } from './html-reader.ts'

/** Reads one; what is none stays as it is. */
export function readReference(reader: Reader): void {
  const reference = decodeReference(reader.html, reader.at)
  reader.text += reference ? reference.character : '&'
  reader.at += reference ? reference.length : 1
}

const REFERENCE = /&(?:#x([0-9a-f]*)|#(\d*)|([a-z]+));?/iy
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

export function decodeReference(html: string, at: number): { character: string; length: number } | undefined {
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
