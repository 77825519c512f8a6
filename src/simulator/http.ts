/** The server's paths over node:http. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fromQuery, parseBody } from './body.ts'
import type { Call } from './calls.ts'
import type { Files } from './files.ts'
import type { Parameters } from './parameters.ts'
import { type ApiResponse, failure } from './refusal.ts'

/** What stands behind the paths. */
export type Door = { token: string; files: Files; perform: (call: Call) => Promise<ApiResponse> }
export type Route =
  | { kind: 'method'; method: string; query: string }
  | { kind: 'file'; path: string }
  | { kind: 'refused'; answer: ApiResponse }

/** Largest body taken: 50 MB of file and what surrounds it. */
const MAX_BODY_BYTES = 51 * 1024 * 1024
const TOO_LARGE = failure(413, 'Request Entity Too Large')

/** What a path asks for; undefined when it is not this server's. */
export function routeOf(door: Door, target: string): Route | undefined {
  const isFile = target.startsWith('/file/bot')
  if (!isFile && !target.startsWith('/bot')) return undefined
  const rest = target.slice(isFile ? '/file/bot'.length : '/bot'.length)
  const slash = rest.indexOf('/')
  const token = slash < 0 ? rest : rest.slice(0, slash)
  if (token !== door.token) return { kind: 'refused', answer: wrongToken(token) }
  const [path = '', query = ''] = rest.slice(slash + 1).split('?', 2)
  if (isFile) return { kind: 'file', path: decodeURIComponent(path) }
  return { kind: 'method', method: path, query }
}

/** A token that cannot be one is not found, one that could be is unauthorized (ClientManager.cpp of tdlib/telegram-bot-api). */
function wrongToken(token: string): ApiResponse {
  return /^\d+:[\w-]{20,}$/.test(decodeURIComponent(token)) ? failure(401, 'Unauthorized') : failure(404, 'Not Found')
}

/** A listener for node:http; false when the path is not its own. */
export function createHandler(door: Door): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const route = routeOf(door, request.url ?? '')
    if (!route) return false
    if (route.kind === 'refused') write(response, route.answer)
    else if (route.kind === 'file') sendFile(door, route.path, response)
    else readBody(request, (body) => void serve(door, route, request, response, body))
    return true
  }
}

type MethodRoute = Extract<Route, { kind: 'method' }>

async function serve(
  door: Door,
  route: MethodRoute,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer | undefined,
): Promise<void> {
  if (!body) return write(response, TOO_LARGE)
  const parameters = parametersOf(route, request.headers['content-type'] ?? '', body)
  if (!parameters) return write(response, failure(400, "Bad Request: can't parse request body"))
  const signal = route.method.toLowerCase() === 'getupdates' ? goneSignal(response) : undefined
  try {
    write(response, await door.perform({ method: route.method, ...parameters, ...(signal && { signal }) }))
  } catch (error) {
    cut(request, error)
  }
}

/** Aborted when the client has closed the connection: a poll nobody waits for must not swallow updates. */
function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  return gone.signal
}

/** A dropped connection is closed without an answer; any other error is a mistake of this server and is told. */
function cut(request: IncomingMessage, error: unknown): void {
  if ((error as { code?: string }).code !== 'ECONNRESET')
    process.emitWarning(error instanceof Error ? error : String(error))
  request.socket.destroy()
}

/** Parameters of the query string and the body together. */
export function parametersOf(route: MethodRoute, contentType: string, body: Buffer): Parameters | undefined {
  const parameters = parseBody(contentType, body)
  if (!parameters || route.query === '') return parameters
  return { ...parameters, payload: { ...fromQuery(route.query).payload, ...parameters.payload } }
}

function readBody(request: IncomingMessage, done: (body: Buffer | undefined) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= MAX_BODY_BYTES) chunks.push(chunk)
  })
  request.on('end', () =>
    done(size > MAX_BODY_BYTES ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)),
  )
}

function write(response: ServerResponse, answer: ApiResponse): void {
  if (response.destroyed) return
  const body = Buffer.from(JSON.stringify(answer))
  response.writeHead(statusOf(answer), headersOf(answer, body.length))
  response.end(body)
}

/** HTTP status of an answer: its error code. */
export function statusOf(answer: ApiResponse): number {
  return answer.ok ? 200 : answer.error_code
}

/** Headers of an answer. */
export function headersOf(answer: ApiResponse, length: number): Record<string, string | number> {
  const retryAfter = answer.ok ? undefined : answer.parameters?.retry_after
  const headers = { 'content-type': 'application/json', 'content-length': length }
  return retryAfter === undefined ? headers : { ...headers, 'retry-after': retryAfter }
}

function sendFile(door: Door, path: string, response: ServerResponse): void {
  const file = door.files.byPath(path)
  if (!file) return write(response, failure(404, 'Not Found'))
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': file.bytes.byteLength })
  response.end(file.bytes)
}
