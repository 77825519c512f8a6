/** Sending files: one at a time or as an album. */
import type { Message } from '@grammyjs/types'
import { chatToWrite } from '../access.ts'
import { captionContent } from '../content.ts'
import type { MediaKind, StoredFile } from '../files.ts'
import { captionOf } from '../formatted.ts'
import { mediaContent } from '../media.ts'
import { isPlayable } from '../playable.ts'
import { flag, isObject, json, type Parameters, type Payload, text } from '../parameters.ts'
import { badRequest, failure, Refusal } from '../refusal.ts'
import type { Content } from '../messages.ts'
import type { World } from '../world.ts'
import type { Method, MethodTable } from './method.ts'
import { deliver, nextAlbumId, placeOf, put } from './send.ts'

const MAX_UPLOAD_BYTES = 50 * 1024 * 1024
const MAX_PHOTO_BYTES = 10 * 1024 * 1024

export const mediaMethods: MethodTable = {
  sendPhoto: sends('photo'),
  sendVoice: sends('voice'),
  sendVideo: sends('video'),
  sendVideoNote: sends('video_note'),
  sendAudio: sends('audio'),
  sendAnimation: sends('animation'),
  sendSticker: sends('sticker'),
  sendDocument: sends('document'),

  sendMediaGroup(world, parameters) {
    const { payload } = parameters
    const parts = albumParts(payload)
    const contents = parts.map((part) => inputMediaContent(world, parameters, part))
    const chat = chatToWrite(world, payload)
    const place = placeOf(world, chat, payload)
    world.limits.spend(chat.id, chat.kind !== 'private', parts.length)
    const media_group_id = nextAlbumId(world)
    return contents.map((content): Message => put(world, place, payload, { ...content, media_group_id }))
  },
}

function sends(kind: MediaKind): Method {
  return (world, parameters) => {
    const { payload } = parameters
    const caption = kind === 'sticker' || kind === 'video_note' ? { text: '', entities: [] } : captionOf(world, payload)
    const chat = chatToWrite(world, payload)
    const file = fileOf(world, parameters, kind, text(payload, kind), kind)
    const place = placeOf(world, chat, payload)
    return deliver(world, place, payload, {
      ...mediaContent(world.files, file),
      ...captionContent(caption),
      ...coverOf(kind, payload),
    })
  }
}

/** The file a parameter means: an upload under its name or by attach://, or the identifier of a file known. */
function fileOf(world: World, { files }: Parameters, kind: MediaKind, reference: string, name: string): StoredFile {
  const upload = files[reference.startsWith('attach://') ? reference.slice('attach://'.length) : name]
  if (upload) {
    checkSize(kind, upload.bytes.byteLength)
    // «other formats may be sent as Audio or Document» (Bot API, sendVoice)
    return world.files.put(kind === 'voice' && !isPlayable(upload.bytes) ? 'document' : kind, upload)
  }
  if (reference === '') return badRequest(`there is no ${kind.replace('_', ' ')} in the request`)
  // This server fetches nothing from elsewhere.
  if (/^https?:/i.test(reference)) return badRequest('failed to get HTTP URL content')
  const known = world.files.get(reference) ?? badRequest('wrong file identifier/HTTP URL specified')
  return known.kind === kind ? known : badRequest(`can't use file of type ${apiType(known.kind)} as ${apiType(kind)}`)
}

function checkSize(kind: MediaKind, bytes: number): void {
  if (bytes === 0) badRequest('file must be non-empty')
  if (kind === 'photo' && bytes > MAX_PHOTO_BYTES)
    badRequest('file of size ' + bytes + ' bytes is too big for a photo; the maximum size is 10485760 bytes')
  if (bytes > MAX_UPLOAD_BYTES) throw new Refusal(failure(413, 'Request Entity Too Large'))
}

/** Names of file types as tdlib/td writes them in errors. */
function apiType(kind: MediaKind): string {
  const names = { voice: 'VoiceNote', video_note: 'VideoNote' }
  return kind in names ? names[kind as keyof typeof names] : kind.charAt(0).toUpperCase() + kind.slice(1)
}

type AlbumPart = Record<string, unknown> & { type: MediaKind }
const ALBUM_KINDS = new Set(['photo', 'video', 'audio', 'document'])

function albumParts(payload: Payload): AlbumPart[] {
  const list = json(payload, 'media', 'InputMedia')
  if (!Array.isArray(list)) return badRequest("can't parse media JSON object")
  if (list.length > 10) badRequest('too many messages to send as an album')
  // Telegram documents 2–10; a bot that sends one as an album has made a mistake, so this server says so.
  if (list.length < 2) badRequest('media group must include 2-10 items')
  const parts = list.map((part: unknown): AlbumPart => {
    if (!isObject(part)) return badRequest("can't parse InputMedia: expected an Object")
    if (!ALBUM_KINDS.has(String(part['type']))) badRequest('type of the media to send is not supported in albums')
    return part as AlbumPart
  })
  // Documents go with documents and music with music only (Bot API, sendMediaGroup).
  for (const kind of ['document', 'audio'] as const) {
    const count = parts.filter((part) => part.type === kind).length
    if (count > 0 && count < parts.length) {
      badRequest(`${kind === 'document' ? 'document' : 'audio'} can't be mixed with other media types`)
    }
  }
  return parts
}

/** The fields of a message that an InputMedia means: its file, caption and cover. */
export function inputMediaContent(world: World, parameters: Parameters, part: Payload): Content {
  const kind = text(part, 'type') as MediaKind
  const file = fileOf(world, parameters, kind, text(part, 'media'), '')
  return { ...mediaContent(world.files, file), ...captionContent(captionOf(world, part)), ...coverOf(kind, part) }
}

/** Only what is looked at can be covered; for other kinds Telegram has no such parameter and passes over it. */
function coverOf(kind: MediaKind, payload: Payload): Content {
  const covered = COVERED_KINDS.has(kind) && flag(payload, 'has_spoiler')
  return covered ? { has_media_spoiler: true, ...aboveOf(payload) } : aboveOf(payload)
}
const COVERED_KINDS = new Set<MediaKind>(['photo', 'video', 'animation'])

function aboveOf(payload: Payload): Content {
  return flag(payload, 'show_caption_above_media') ? { show_caption_above_media: true } : {}
}
