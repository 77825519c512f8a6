/**
 * The content of an answer on the phone. Protected: it cannot be forwarded or saved, and an edit keeps that. Without a sound:
 * a second device of the person shows as little as possible. Albums stay albums.
 */
import type { InlineKeyboardMarkup } from '@grammyjs/types'
import type { Api } from 'grammy'
import type { InputMediaPhoto } from 'grammy/types'
import type { Language } from '../../language/language.ts'
import { address, type Button, keyboard } from '../../telegram/buttons.ts'
import { trouble } from '../../telegram/errors.ts'
import { hideButton, homeRow } from '../../telegram/frame.ts'
import { type FilePiece, type Piece, sendPiece } from '../../telegram/pieces.ts'

/** What is sent at a time: one piece, or the parts of an album. */
export type Part = Piece[]

/** Neighbours of one album stay together; Telegram takes 2–10 of one kind. */
export function partsOf(pieces: Piece[]): Part[] {
  const parts: Part[] = []
  for (const piece of pieces) {
    const last = parts.at(-1)
    if (last && last.length < 10 && joins(last[0], piece)) last.push(piece)
    else parts.push([piece])
  }
  return parts
}

function joins(first: Piece | undefined, next: Piece): boolean {
  return isPartOfAlbum(first) && isPartOfAlbum(next) && first.album === next.album && shelf(first) === shelf(next)
}

function isPartOfAlbum(piece: Piece | undefined): piece is FilePiece & { album: string } {
  return piece?.kind === 'file' && piece.album !== undefined && shelf(piece) !== undefined
}

/** Pictures and films go together, files with files, music with music (Bot API, sendMediaGroup). */
function shelf({ file }: FilePiece): string | undefined {
  if (file === 'photo' || file === 'video') return 'seen'
  return file === 'document' || file === 'audio' ? file : undefined
}

export type Showing = {
  api: Api
  chat: number
  /** Whether the phone makes a sound. */
  silent: boolean
  /** The buttons under the last piece. */
  controls?: Button[][]
}

/** Sends one part; the ids of its messages. Throws what Telegram refuses. */
export async function showPart({ api, chat, silent, controls }: Showing, part: Part): Promise<number[]> {
  const options = {
    protect_content: true,
    disable_notification: silent,
    ...(controls && { reply_markup: markup(controls) }),
  }
  const [first] = part
  if (!first) return []
  if (part.length === 1) return [(await sendPiece(api, chat, first, options)).message_id]
  const media = part.flatMap((piece) => (piece.kind === 'file' ? [albumPart(piece)] : []))
  const { reply_markup: _, ...rest } = options
  const sent = await api.sendMediaGroup(chat, media, rest)
  return sent.map(({ message_id }) => message_id)
}

/** grammY has a type a kind; Telegram looks at `type` only, and `partsOf` has sorted them. */
function albumPart({ file, id, caption, entities }: FilePiece): InputMediaPhoto {
  const said = { ...(caption !== undefined && { caption }), ...(entities && { caption_entities: entities }) }
  return { type: file as 'photo', media: id, ...said }
}

/** Puts a text in place of a message of ours, in silence. False when that message is gone or holds no text. */
export async function showInPlace(
  api: Api,
  chat: number,
  message: number,
  piece: Piece,
  controls: Button[][],
): Promise<boolean> {
  const reply_markup = markup(controls)
  const entities = 'entities' in piece && piece.entities ? piece.entities : []
  try {
    if (piece.kind === 'text')
      await api.editMessageText(chat, message, piece.text, {
        entities,
        reply_markup,
        link_preview_options: { is_disabled: true },
      })
    else if (piece.kind === 'file')
      await api.editMessageCaption(chat, message, {
        caption: piece.caption ?? '',
        caption_entities: entities,
        reply_markup,
      })
    else return false
    return true
  } catch (error) {
    const kind = trouble(error)?.kind
    if (kind === 'not-modified') return true
    if (kind === 'cannot-edit' || kind === 'refused') return false
    throw error
  }
}

/** Removes messages of ours; what is too old for that (48 h) is emptied instead. Throws only when there was no answer. */
export async function removeShown(api: Api, chat: number, messages: number[], neutral: string): Promise<void> {
  if (messages.length === 0) return
  const attempt = async (call: Promise<unknown>) => {
    try {
      await call
      return true
    } catch (error) {
      const kind = trouble(error)?.kind
      if (kind === undefined || kind === 'no-answer' || kind === 'too-many') throw error
      return false
    }
  }
  if (await attempt(api.deleteMessages(chat, messages))) return
  for (const message of messages) {
    if (await attempt(api.deleteMessage(chat, message))) continue
    if (await attempt(api.editMessageText(chat, message, neutral))) continue
    await attempt(api.editMessageCaption(chat, message, { caption: '' }))
  }
}

/** Under an answer: how to go on, silence, Hide, Menu and SOS. */
export function answerControls(language: Language, number: number): Button[][] {
  const to = (verb: 'case' | 'quiet', ...args: string[]) => address(language.tag, verb, String(number), ...args)
  return [
    [
      { label: `✍️ ${language.plain('case.button.answer')}`, to: to('case', 'write') },
      { label: `🌙 ${language.plain('case.button.not-now')}`, to: to('quiet') },
    ],
    [hideButton(language)],
    homeRow(language),
  ]
}

function markup(rows: Button[][]): InlineKeyboardMarkup {
  return { inline_keyboard: keyboard(rows) }
}
