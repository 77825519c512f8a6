/** The media part of a message, from a stored file or from what an account shares. */
import type { Message, PhotoSize } from '@grammyjs/types'
import type { Files, MediaKind, StoredFile } from './files.ts'
import type { Content } from './messages.ts'

/** The fields that carry this file in a message. */
export function mediaContent(files: Files, file: StoredFile): Content {
  const common = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size }
  const named = { ...common, file_name: file.name, mime_type: file.mimeType }
  const seen = { width: 640, height: 480, duration: 4 }
  switch (file.kind) {
    case 'photo':
      return { photo: sizes(files, file) }
    case 'voice':
      return { voice: { ...common, duration: 4, mime_type: file.mimeType } }
    case 'video':
      return { video: { ...named, ...seen } }
    case 'video_note':
      return { video_note: { ...common, length: 240, duration: 4 } }
    case 'audio':
      return { audio: { ...named, duration: 4 } }
    case 'animation':
      // «For backward compatibility, when this field is set, the document field will also be set» (Bot API, Message).
      return { animation: { ...named, ...seen }, document: named }
    case 'sticker':
      return {
        sticker: {
          ...common,
          type: 'regular',
          width: 512,
          height: 512,
          is_animated: false,
          is_video: false,
          emoji: '🙂',
        },
      }
    default:
      return { document: named }
  }
}

/** A photo comes in several sizes, the largest last; each has an identifier of its own. */
function sizes(files: Files, file: StoredFile): PhotoSize[] {
  const known = SMALL.get(file) ?? files.put('photo', { bytes: file.bytes.subarray(0, 64 * 1024), name: 'thumb.jpg' })
  SMALL.set(file, known)
  return [
    { file_id: known.id, file_unique_id: known.uniqueId, file_size: known.size, width: 90, height: 68 },
    { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size, width: 800, height: 600 },
  ]
}
const SMALL = new WeakMap<StoredFile, StoredFile>()

const KINDS: MediaKind[] = ['animation', 'photo', 'voice', 'video', 'video_note', 'audio', 'sticker', 'document']

/** What media a message carries, with the identifier to fetch it by. */
export function mediaOf(message: Message): { kind: MediaKind; file_id: string; file_name?: string } | undefined {
  const kind = KINDS.find((each) => message[each] !== undefined)
  if (!kind) return undefined
  const value = kind === 'photo' ? message.photo?.at(-1) : message[kind]
  const name = value && 'file_name' in value ? value.file_name : undefined
  return { kind, file_id: value?.file_id ?? '', ...(name !== undefined && { file_name: name }) }
}
