/** The files of `media/`, `<language>/<page id>.ogg`: pages read aloud. What of them can be played is `audio.ts`. */
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { error, type Problem } from './checks/problem.ts'
import { Id } from './schema.ts'

/** `locales/<language>/audio.yaml`: page → the hash of what was read. */
export const Recorded = z.record(Id, z.string().regex(/^[0-9a-f]{8}$/, 'expected eight hex digits in quotes'))

export type Recording = {
  /** Where the file is. */
  path: string
  bytes: number
  /** Whether it begins as OGG with OPUS does. */
  opus: boolean
}

/** By language folder, then by page. */
export type Recordings = Record<string, Record<string, Recording>>

export const MEDIA = 'media'
const ENDING = '.ogg'

/** Looks through `media/`; files that are no recordings become problems. */
export function readRecordings(root: string, problems: Problem[]): Recordings {
  const media = join(root, MEDIA)
  const folders = namesIn(media).filter((name) => statSync(join(media, name)).isDirectory())
  return Object.fromEntries(folders.map((code) => [code, recordingsIn(root, code, problems)]))
}

function recordingsIn(root: string, code: string, problems: Problem[]): Record<string, Recording> {
  const names = namesIn(join(root, MEDIA, code))
  const others = names.filter((name) => !name.endsWith(ENDING))
  problems.push(...others.map((name) => error(`${MEDIA}/${code}/${name}`, `expected <page id>${ENDING}`)))
  return Object.fromEntries(
    names
      .filter((name) => name.endsWith(ENDING))
      .map((name) => [name.slice(0, -ENDING.length), recording(join(root, MEDIA, code, name))]),
  )
}

/** Not those that start with a dot: file managers leave them everywhere. */
function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : []
}

function recording(path: string): Recording {
  const head = Buffer.alloc(36) // the first page: 27 bytes and the length of its one packet, then the packet's name (RFC 7845)
  const file = openSync(path, 'r')
  readSync(file, head, 0, head.length, 0)
  closeSync(file)
  const opus = head.toString('latin1', 0, 4) === 'OggS' && head.toString('latin1', 28) === 'OpusHead'
  return { path, bytes: statSync(path).size, opus }
}
