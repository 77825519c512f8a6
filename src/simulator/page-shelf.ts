/** The files in messages, so that the page can show a photo and play a voice. */
import { extname } from 'node:path'
import type { Simulator } from './simulator.ts'

export type ShelvedFile = { bytes: Uint8Array; mimeType: string }
export type Shelf = {
  keep(fileId: string, file: ShelvedFile): void
  find(fileId: string): Promise<ShelvedFile | undefined>
}

const KEPT = 300
const TYPES: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.oga': 'audio/ogg',
  '.ogg': 'audio/ogg',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
}

/** Keeps what people sent from the page; what the bot uploaded is asked of the simulator. */
export function createShelf(simulator: Simulator): Shelf {
  const kept = new Map<string, ShelvedFile>()
  const keep = (fileId: string, file: ShelvedFile) => {
    kept.set(fileId, file)
    const oldest = kept.keys().next().value
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
  }
  return {
    keep,
    async find(fileId) {
      const known = kept.get(fileId)
      if (known) return known
      const fetched = await download(simulator, fileId)
      if (fetched) keep(fileId, fetched)
      return fetched
    },
  }
}

async function download(simulator: Simulator, fileId: string): Promise<ShelvedFile | undefined> {
  const answer = await simulator.call('getFile', { file_id: fileId })
  if (!answer.ok) return undefined
  const path = String((answer.result as { file_path?: string }).file_path)
  const file = await simulator.fetch(`http://localhost/file/bot${simulator.token}/${path}`)
  if (!file.ok) return undefined
  const mimeType = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'
  return { bytes: new Uint8Array(await file.arrayBuffer()), mimeType }
}
