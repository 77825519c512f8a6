/** A place in marked-up text, and what was made of it so far. */
import type { MessageEntity } from '@grammyjs/types'
import { badRequest } from './refusal.ts'

export type OpenTag = { name: string; argument: string; expandable: boolean; start: number }

export type Reader = { html: string; at: number; text: string; open: OpenTag[]; entities: MessageEntity[] }

export const SPACES = /\s*/y

/** What `pattern` (sticky) matches at the place, and the place after it. */
export function match(pattern: RegExp, reader: Reader, from = reader.at): string {
  pattern.lastIndex = from
  const found = pattern.exec(reader.html)?.[0] ?? ''
  reader.at = from + found.length
  return found
}

/** The byte offset of a place, as Telegram names it. */
export function bytes(reader: Reader, at: number): number {
  return Buffer.byteLength(reader.html.slice(0, at))
}

/** Refuses the whole text. */
export function unreadable(reason: string): never {
  return badRequest(`can't parse entities: ${reason}`)
}
