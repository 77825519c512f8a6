/**
 * A piece is one message as it can be kept and sent on: text or a file Telegram holds, without a sender. Both ways: what a
 * person wrote to the team, and what staff answered.
 */
import type { Message, MessageEntity } from '@grammyjs/types'
import { type Api, InputFile } from 'grammy'
import { z } from 'zod'

const FILES = ['photo', 'video', 'animation', 'voice', 'audio', 'video_note', 'document', 'sticker'] as const

/** Formatting travels as entities, never as markup: a person's own words need no escaping (decision 9). */
const Entities = z.array(z.custom<MessageEntity>((entity) => typeof entity === 'object')).optional()

export const Piece = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string(), entities: Entities }),
  z.strictObject({
    kind: z.literal('file'),
    file: z.enum(FILES),
    id: z.string(),
    caption: z.string().optional(),
    entities: Entities,
    /** Parts of one album share this. */
    album: z.string().optional(),
    /** Bytes, seconds and type, as far as Telegram told them. */
    size: z.number().optional(),
    seconds: z.number().optional(),
    mime: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('place'),
    latitude: z.number(),
    longitude: z.number(),
    title: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('contact'), phone: z.string(), name: z.string() }),
  /** A kind that cannot be sent on (a poll, a game): at least it is known that it came. */
  z.strictObject({ kind: z.literal('other'), what: z.string() }),
])
export type Piece = z.infer<typeof Piece>
export type FilePiece = Extract<Piece, { kind: 'file' }>

/** What a message holds; undefined for Telegram's own notices, in which nobody says anything. */
export function pieceOf(message: Message): Piece | undefined {
  if (message.text !== undefined)
    return { kind: 'text', text: message.text, ...(message.entities && { entities: message.entities }) }
  const file = fileOf(message)
  if (file) return file
  const { venue, location, contact } = message
  if (venue) return { kind: 'place', ...point(venue.location), title: `${venue.title}, ${venue.address}` }
  if (location) return { kind: 'place', ...point(location) }
  if (contact)
    return {
      kind: 'contact',
      phone: contact.phone_number,
      name: [contact.first_name, contact.last_name].filter(Boolean).join(' '),
    }
  const what = OTHERS.find((kind) => kind in message)
  return what && { kind: 'other', what }
}

const OTHERS = [
  'poll',
  'dice',
  'game',
  'story',
  'checklist',
  'paid_media',
  'giveaway',
  'invoice',
  'rich_message',
] as const

function point({ latitude, longitude }: { latitude: number; longitude: number }) {
  return { latitude, longitude }
}

function fileOf(message: Message): FilePiece | undefined {
  const file = FILES.find((kind) => message[kind] !== undefined && !(kind === 'document' && message.animation))
  if (!file) return undefined
  const held = file === 'photo' ? message.photo?.at(-1) : message[file]
  if (!held) return undefined
  const { caption, caption_entities, media_group_id } = message
  return {
    kind: 'file',
    file,
    id: held.file_id,
    ...(caption !== undefined && { caption }),
    ...(caption_entities && { entities: caption_entities }),
    ...(media_group_id !== undefined && { album: media_group_id }),
    ...(held.file_size !== undefined && { size: held.file_size }),
    ...('duration' in held && { seconds: held.duration }),
    ...('mime_type' in held && held.mime_type !== undefined && { mime: held.mime_type }),
  }
}

/** Options all kinds take: `message_thread_id`, `protect_content`, `disable_notification`, `reply_parameters`, `reply_markup`. */
export type PieceOptions = {
  message_thread_id?: number
  protect_content?: boolean
  disable_notification?: boolean
  reply_parameters?: { message_id: number; allow_sending_without_reply?: boolean }
  reply_markup?: object
  /** Pictures and films under a cover that a tap removes. */
  spoiler?: boolean
  /** Sent in place of the file Telegram holds (its metadata was removed). */
  instead?: InputFile
}

/** Sends one piece to a chat. Throws what Telegram refuses. The chat must be known: a piece never chooses it. */
export async function sendPiece(api: Api, chat: number, piece: Piece, options: PieceOptions = {}): Promise<Message> {
  const { spoiler, instead, ...rest } = options
  const other = rest as object
  switch (piece.kind) {
    case 'text':
      return api.sendMessage(chat, piece.text, {
        ...other,
        ...formatting('entities', piece.entities),
        link_preview_options: { is_disabled: true },
      })
    case 'place':
      return piece.title === undefined
        ? api.sendLocation(chat, piece.latitude, piece.longitude, other)
        : sendPlace(api, chat, piece.title, piece, other)
    case 'contact':
      return api.sendContact(chat, piece.phone, piece.name, other)
    case 'other':
      return api.sendMessage(chat, `[${piece.what}]`, other)
    default:
      return sendFile(api, chat, piece, { ...other, ...covered(piece, spoiler) }, instead ?? piece.id)
  }
}

/** A place with a name; Telegram wants an address too, and the name holds it already. */
function sendPlace(
  api: Api,
  chat: number,
  title: string,
  { latitude, longitude }: { latitude: number; longitude: number },
  other: object,
): Promise<Message> {
  return api.sendVenue(chat, latitude, longitude, title, `${latitude}, ${longitude}`, other)
}

/** Whether files may stand in one album: photos and videos together, documents and music each among themselves (Bot API). */
export function albumOf({ file }: FilePiece): 'seen' | 'document' | 'audio' | undefined {
  if (file === 'photo' || file === 'video') return 'seen'
  return file === 'document' || file === 'audio' ? file : undefined
}

/** Sends 2–10 files of one kind (`albumOf`) as one album; `instead` by index. Throws what Telegram refuses. */
export async function sendAlbum(
  api: Api,
  chat: number,
  files: FilePiece[],
  {
    spoiler,
    instead = {},
    ...options
  }: Omit<PieceOptions, 'instead' | 'reply_markup'> & {
    instead?: Record<number, InputFile>
  } = {},
): Promise<Message[]> {
  const media = files.map((piece, index) => ({
    type: piece.file,
    media: instead[index] ?? piece.id,
    ...(piece.caption !== undefined && { caption: piece.caption }),
    ...formatting('caption_entities', piece.entities),
    ...covered(piece, spoiler),
  }))
  return api.sendMediaGroup(chat, media as Parameters<Api['sendMediaGroup']>[1], options)
}

function sendFile(
  api: Api,
  chat: number,
  piece: FilePiece,
  other: object,
  source: string | InputFile,
): Promise<Message> {
  const caption = {
    ...(piece.caption !== undefined && { caption: piece.caption }),
    ...formatting('caption_entities', piece.entities),
  }
  switch (piece.file) {
    case 'photo':
      return api.sendPhoto(chat, source, { ...other, ...caption })
    case 'video':
      return api.sendVideo(chat, source, { ...other, ...caption })
    case 'animation':
      return api.sendAnimation(chat, source, { ...other, ...caption })
    case 'voice':
      return api.sendVoice(chat, source, { ...other, ...caption })
    case 'audio':
      return api.sendAudio(chat, source, { ...other, ...caption })
    case 'document':
      return api.sendDocument(chat, source, { ...other, ...caption })
    case 'video_note':
      return api.sendVideoNote(chat, source, other)
    default:
      return api.sendSticker(chat, source, other)
  }
}

/** Kinds that Telegram can cover. */
function covered({ file }: FilePiece, spoiler: boolean | undefined): object {
  return spoiler && (file === 'photo' || file === 'video' || file === 'animation') ? { has_spoiler: true } : {}
}

function formatting(name: 'entities' | 'caption_entities', entities: MessageEntity[] | undefined): object {
  return entities === undefined ? {} : { [name]: entities }
}
