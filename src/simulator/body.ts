/** The body of a request as parameters and files: JSON, urlencoded or multipart, as Telegram takes them. */
import type { Parameters, UploadedFile } from './parameters.ts'

/** Reads a body. Unknown kinds count as no parameters. Returns undefined for JSON that is none. */
export function parseBody(contentType: string, body: Buffer): Parameters | undefined {
  if (contentType.startsWith('application/json')) return parseJson(body)
  if (contentType.startsWith('application/x-www-form-urlencoded')) return fromQuery(body.toString())
  if (contentType.startsWith('multipart/form-data')) return parseMultipart(contentType, body)
  return { payload: {}, files: NO_FILES }
}

/** Parameters of a query string. */
export function fromQuery(query: string): Parameters {
  return { payload: Object.fromEntries(new URLSearchParams(query)), files: NO_FILES }
}

const NO_FILES: Readonly<Record<string, UploadedFile>> = Object.freeze({})

function parseJson(body: Buffer): Parameters | undefined {
  if (body.length === 0) return { payload: {}, files: NO_FILES }
  try {
    const payload: unknown = JSON.parse(body.toString())
    return typeof payload === 'object' && payload !== null && !Array.isArray(payload)
      ? { payload: payload as Record<string, unknown>, files: NO_FILES }
      : undefined
  } catch {
    return undefined
  }
}

/** Splits a form at its boundary; parts with a filename are files, kept as views into the body. */
function parseMultipart(contentType: string, body: Buffer): Parameters | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (!boundary) return undefined
  const mark = Buffer.from(`--${boundary}`)
  const payload: Record<string, unknown> = {}
  const files: Record<string, UploadedFile> = {}
  for (let at = body.indexOf(mark); at >= 0; ) {
    const start = at + mark.length + 2
    const end = body.indexOf(mark, start)
    if (end < 0) break
    readPart(body.subarray(start, end - 2), payload, files)
    at = end
  }
  return { payload, files }
}

function readPart(part: Buffer, payload: Record<string, unknown>, files: Record<string, UploadedFile>): void {
  const split = part.indexOf('\r\n\r\n')
  if (split < 0) return
  const head = part.subarray(0, split).toString()
  const content = part.subarray(split + 4)
  const name = /\bname="([^"]*)"/i.exec(head)?.[1] ?? /\bname=([^;\s]+)/i.exec(head)?.[1]
  const fileName = /\bfilename="?([^";\r\n]*)"?/i.exec(head)?.[1]
  if (name === undefined) return
  if (fileName === undefined) payload[name] = content.toString()
  else {
    const mimeType = /^content-type:\s*([^\r\n;]+)/im.exec(head)?.[1]
    files[name] = { bytes: new Uint8Array(content), name: fileName, ...(mimeType && { mimeType }) }
  }
}
