/** The files of the page itself, read from the folder beside this one at each request, so that an edit needs no restart. */
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'

export type PageFile = { type: string; bytes: Uint8Array }

const FOLDER = new URL('./page/', import.meta.url)
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The file a path asks for: one of those lying in the folder, by its plain name, and nothing else. */
export function pageFile(path: string): PageFile | undefined {
  const name = path === '/' ? 'index.html' : path.slice('/page/'.length)
  const type = TYPES[extname(name)]
  if (type === undefined || !readdirSync(FOLDER).includes(name)) return undefined
  return { type, bytes: readFileSync(new URL(name, FOLDER)) }
}
