/**
 * One message (or album) for staff, made from the log: what is sent, and how far the log is shown by it. Never a forward,
 * never a name; pictures and films under a cover; image files without what tells where and with which device they were made.
 */
import type { Message } from '@grammyjs/types'
import { type Api, InputFile } from 'grammy'
import type { Entry } from '../../case/entry.ts'
import { withoutMetadata } from '../../telegram/metadata.ts'
import { type FilePiece, type Piece, type PieceOptions, sendAlbum, sendPiece } from '../../telegram/pieces.ts'
import { escaped } from '../../telegram/html.ts'
import { named } from './card.ts'
import { MAX_TEXT, packTexts, plainText, visibleLength, type Wording } from './wording.ts'
import { MAX_CAPTION, type Position, runAt, skipped } from './next-step.ts'

export type Batch = {
  /** Missing: nothing is to be sent, only the position moves. */
  send?(api: Api, chat: number, options: SendOptions): Promise<Message[]>
  after: Position
  /** The log entry each message shows. */
  shows: number[]
}

export type SendOptions = { message_thread_id?: number; disable_notification?: boolean }

export type BatchDeps = {
  wording: Wording
  download(fileId: string): Promise<Uint8Array | undefined>
}

export type BatchOptions = {
  /** It may have been sent before: say so. */
  twice: boolean
  /** Stands before everything, for chats that hold several cases. */
  heading?: string
  /** How often Telegram refused it: 1 alone, 2 without formatting and cover, 3 only a line that says what it was. */
  refused: number
}

/** What getFile gives a bot (Bot API). */
const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024

/** What comes next at `from`; undefined at the end of the log. */
export async function nextBatch(
  deps: BatchDeps,
  log: Entry[],
  from: Position,
  options: BatchOptions,
): Promise<Batch | undefined> {
  const position = skipped(log, from, deps.wording.recap)
  const run = runAt(log, position, deps.wording.recap)
  if (run.kind === 'end') return from.at < log.length ? { after: position, shows: [] } : undefined
  if (options.refused >= 3) return unshown(deps, log, position, options)
  if (run.kind === 'texts') return texts(deps, log, position, options)
  if (run.kind === 'album' && options.refused === 0) return album(deps, position, run.entries, options)
  return single(deps, log, position, options)
}

function texts({ wording }: BatchDeps, log: Entry[], from: Position, options: BatchOptions): Batch {
  const head = headOf(wording, options)
  const room = MAX_TEXT - visibleLength(head)
  const { html, after, shows } = packTexts(log, from, wording, { room, one: options.refused > 0 })
  if (html === '') return { after: after.at > from.at ? after : { at: from.at + 1, part: 0 }, shows: [] }
  return { after, shows: [shows], send: sendText(head + html, options.refused > 1) }
}

function unshown({ wording }: BatchDeps, log: Entry[], at: Position, options: BatchOptions): Batch {
  const entry = log[at.at]
  const piece = entry?.kind === 'from' || entry?.kind === 'to' ? entry.piece : undefined
  const form = named(wording.language, 'form', piece?.kind === 'file' ? piece.file : (piece?.kind ?? 'other'))
  const line = wording.language.t('staff.form.unshown', { form: plainText(form) })
  return { after: next(at), shows: [at.at], send: sendText(headOf(wording, options) + line, true) }
}

function sendText(html: string, plain: boolean): NonNullable<Batch['send']> {
  const text = plain ? plainText(html) : html
  const format = plain ? {} : { parse_mode: 'HTML' as const }
  const common = { ...format, link_preview_options: { is_disabled: true } }
  return async (api, chat, options) => [await api.sendMessage(chat, text, { ...common, ...options })]
}

function headOf({ language }: Wording, { heading, twice }: BatchOptions): string {
  const lines = [heading === undefined ? '' : `<b>${escaped(heading)}</b>`]
  if (twice) lines.push(`<i>${language.t('staff.form.twice')}</i>`)
  const head = lines.filter(Boolean).join(' ')
  return head && `${head}\n`
}

async function album(
  deps: BatchDeps,
  from: Position,
  entries: (Entry & { piece: FilePiece })[],
  options: BatchOptions,
): Promise<Batch> {
  const ready = await Promise.all(entries.map(({ piece }) => cleaned(deps, piece)))
  const files = ready.map(({ piece, remark }, index) =>
    captioned(piece, [...(index === 0 ? remarks(deps.wording, options) : []), remark]),
  )
  const instead = Object.fromEntries(ready.flatMap(({ file }, index) => (file ? [[index, file]] : [])))
  return {
    after: { at: from.at + entries.length, part: 0 },
    shows: entries.map((_, index) => from.at + index),
    send: (api, chat, other) => sendAlbum(api, chat, files, { ...other, spoiler: true, instead }),
  }
}

/** One file, place or contact. In a chat that holds several cases a heading goes before what can carry no words. */
async function single(deps: BatchDeps, log: Entry[], from: Position, options: BatchOptions): Promise<Batch> {
  const entry = log[from.at]
  if (entry?.kind !== 'from') return { after: next(from), shows: [] }
  const { piece, remark, file } = await prepared(deps, entry.piece)
  const changed = entry.of === undefined ? '' : deps.wording.language.plain('staff.form.changed')
  const words = [...remarks(deps.wording, options), changed, remark]
  const long = entry.piece.kind === 'file' && (entry.piece.caption ?? '').length > MAX_CAPTION
  const whole =
    piece.kind === 'file' && carriesWords(piece) ? captioned(long ? withoutCaption(piece) : piece, words) : piece
  const shown = options.refused > 1 ? bare(whole) : whole
  const extra: PieceOptions = { ...(options.refused < 2 && { spoiler: true }), ...(file && { instead: file }) }
  const heading = carriesWords(piece) ? undefined : options.heading
  return {
    after: long ? { at: from.at, part: 1 } : next(from),
    shows: [...(heading === undefined ? [] : [from.at]), from.at],
    async send(api, chat, other) {
      const before = heading === undefined ? [] : await sendText(escaped(heading), true)(api, chat, other)
      return [...before, await sendPiece(api, chat, shown, { ...other, ...extra })]
    },
  }
}

function next({ at }: Position): Position {
  return { at: at + 1, part: 0 }
}

function carriesWords(piece: Piece): boolean {
  return piece.kind === 'file' && piece.file !== 'sticker' && piece.file !== 'video_note'
}

function remarks({ language }: Wording, { heading = '', twice }: BatchOptions): string[] {
  return [heading, twice ? language.plain('staff.form.twice') : '']
}

/** Our remarks stand behind the person's words, so that their formatting stays where it is. */
function captioned(piece: FilePiece, words: string[]): FilePiece {
  const remark = words.filter(Boolean).join('\n')
  const entities = piece.entities?.filter(({ type }) => type !== 'text_mention')
  const caption = [piece.caption ?? '', remark].filter(Boolean).join('\n\n')
  const { caption: _, entities: __, ...rest } = piece
  return { ...rest, ...(caption && { caption }), ...(entities && caption && { entities }) }
}

function withoutCaption(piece: FilePiece): FilePiece {
  const { caption: _, entities: __, ...rest } = piece
  return rest
}

function bare(piece: Piece): Piece {
  if (piece.kind !== 'file') return piece
  const { entities: _, ...rest } = piece
  return rest
}

type Prepared<P extends Piece> = { piece: P; file?: InputFile; remark: string }

async function prepared(deps: BatchDeps, piece: Piece): Promise<Prepared<Piece>> {
  return piece.kind === 'file' ? cleaned(deps, piece) : { piece, remark: '' }
}

/** An image sent as a file goes on without its metadata, under a name that says nothing; else a remark warns. */
async function cleaned({ download, wording }: BatchDeps, piece: FilePiece): Promise<Prepared<FilePiece>> {
  if (piece.file !== 'document' || !piece.mime?.startsWith('image/')) return { piece, remark: '' }
  const bytes = (piece.size ?? 0) > MAX_DOWNLOAD_BYTES ? undefined : await download(piece.id)
  const clean = bytes && withoutMetadata(bytes)
  if (!clean) return { piece, remark: wording.language.plain('staff.form.metadata') }
  return { piece, remark: '', file: new InputFile(clean.bytes, `file.${clean.extension}`) }
}
