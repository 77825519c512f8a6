/** Files: what people and the bot upload, under the identifiers Telegram gives them. */
import { createHash } from 'node:crypto'
import type { UploadedFile } from './parameters.ts'

export type MediaKind = 'photo' | 'voice' | 'video' | 'video_note' | 'audio' | 'animation' | 'sticker' | 'document'
export type StoredFile = {
  id: string
  uniqueId: string
  kind: MediaKind
  /** Bytes; may be more than `bytes` holds when a test only claims a big file. */
  size: number
  bytes: Uint8Array
  name: string
  mimeType: string
  /** Where it is downloaded: /file/bot<token>/<path>. */
  path: string
}
export type NewFile = Partial<UploadedFile> & { size?: number }
export type Files = {
  put: (kind: MediaKind, file: NewFile) => StoredFile
  get: (id: string) => StoredFile | undefined
  byPath: (path: string) => StoredFile | undefined
}

type Habit = { folder: string; name: string; mimeType: string }
const HABITS: Record<MediaKind, Habit> = {
  photo: { folder: 'photos', name: 'file.jpg', mimeType: 'image/jpeg' },
  voice: { folder: 'voice', name: 'file.oga', mimeType: 'audio/ogg' },
  video: { folder: 'videos', name: 'file.mp4', mimeType: 'video/mp4' },
  video_note: { folder: 'video_notes', name: 'file.mp4', mimeType: 'video/mp4' },
  audio: { folder: 'music', name: 'file.mp3', mimeType: 'audio/mpeg' },
  animation: { folder: 'animations', name: 'file.mp4', mimeType: 'video/mp4' },
  sticker: { folder: 'stickers', name: 'file.webp', mimeType: 'image/webp' },
  document: { folder: 'documents', name: 'file', mimeType: 'application/octet-stream' },
}

/** A store that keeps the newest `keep` files. */
export function createFiles(keep = 2000): Files {
  const byId = new Map<string, StoredFile>()
  const byPath = new Map<string, StoredFile>()
  let count = 0

  const forgetOldest = () => {
    const oldest = byId.values().next().value
    if (!oldest) return
    byId.delete(oldest.id)
    byPath.delete(oldest.path)
  }

  return {
    put(kind, file) {
      const habit = HABITS[kind]
      const name = file.name ?? habit.name
      const id = identifier(`${kind}:${count}`, 54)
      const path = `${habit.folder}/file_${count++}${extension(name)}`
      const bytes = file.bytes ?? new Uint8Array(0)
      const mimeType = file.mimeType ?? habit.mimeType
      const size = file.size ?? bytes.byteLength
      const stored: StoredFile = { id, uniqueId: identifier(path, 11), kind, size, bytes, name, mimeType, path }
      byId.set(id, stored)
      byPath.set(path, stored)
      if (byId.size > keep) forgetOldest()
      return stored
    },
    get: (id) => byId.get(id),
    byPath: (path) => byPath.get(path),
  }
}

function extension(name: string): string {
  return /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? ''
}

/** Looks like Telegram's identifiers and means nothing, as theirs. */
function identifier(seed: string, length: number): string {
  return `AgAC${createHash('sha512').update(seed).digest('base64url')}`.slice(0, length + 4)
}
