/** A message of a person as an item of a draft, or of a case. Pure. */
import type { Message } from '@grammyjs/types'
import type { Entry } from '../../case/entry.ts'
import { isNotice } from '../../telegram/notices.ts'
import { type Piece, pieceOf } from '../../telegram/pieces.ts'
import { formOf } from './compose-items.ts'
import type { Item } from './draft.ts'

/** A message as an item; undefined for Telegram's notices and for commands. */
export function itemOf(message: Message): Item | undefined {
  if (isNotice(message) || message.text?.startsWith('/')) return undefined
  return { ref: message.message_id, piece: pieceOf(message) ?? { kind: 'other', what: 'unknown' } }
}

/** A live location moves by itself: nobody said anything, and where somebody goes is not followed. */
export function isMoving(message: Message): boolean {
  return message.location !== undefined
}

export function isVersion(entry: Entry, ref: number): boolean {
  return entry.kind === 'from' && entry.ref === ref
}

export function isLaterPartOfAlbum(log: Entry[], { piece }: Item): boolean {
  if (piece.kind !== 'file' || piece.album === undefined) return false
  return log.some((entry) => entry.kind === 'from' && entry.piece.kind === 'file' && entry.piece.album === piece.album)
}

const KINDS: Record<string, string> = {
  text: 'text',
  voice: 'voice',
  audio: 'voice',
  video_note: 'voice',
  photo: 'photo',
  video: 'photo',
  animation: 'photo',
  sticker: 'photo',
  document: 'file',
  place: 'place',
  contact: 'contact',
}

/** The text of `unread` that answers this kind. */
export function kindOf(piece: Piece): string {
  return KINDS[formOf(piece)] ?? 'other'
}
