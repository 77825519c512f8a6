/** A `fetch` that reaches the simulator without a socket, for clients in the same process. */
import { connectionReset } from './calls.ts'
import { type Door, headersOf, parametersOf, routeOf, statusOf } from './http.ts'
import { type ApiResponse, failure } from './refusal.ts'

type Init = { headers?: unknown; body?: unknown; signal?: AbortSignal | null }

/** Whatever the host, the path decides. Paths that are not the simulator's reject, as a host that does not answer. */
export function createFetch(door: Door): typeof globalThis.fetch {
  const fetch = async (input: string | URL | { url: string }, init: Init = {}): Promise<Response> => {
    const url = new URL(typeof input === 'string' ? input : 'url' in input ? input.url : input.href)
    const route = routeOf(door, url.pathname + url.search)
    if (init.signal?.aborted) throw new DOMException('aborted', 'AbortError') // grammY's signal is a polyfill without throwIfAborted
    if (!route) throw connectionReset()
    if (route.kind === 'refused') return jsonResponse(route.answer)
    if (route.kind === 'file') return fileResponse(door, route.path)
    const parameters = parametersOf(route, headerOf(init.headers, 'content-type'), await bytesOf(init.body))
    if (!parameters) return jsonResponse(failure(400, "Bad Request: can't parse request body"))
    const { signal } = init
    const answered = door.perform({ method: route.method, ...parameters, ...(signal && { signal }) })
    return jsonResponse(await (signal ? unlessAborted(answered, signal) : answered))
  }
  return fetch
}

function jsonResponse(answer: ApiResponse): Response {
  const body = JSON.stringify(answer)
  const headers = headersOf(answer, Buffer.byteLength(body))
  return new Response(body, { status: statusOf(answer), headers: headers as Record<string, string> })
}

function fileResponse(door: Door, path: string): Response {
  const file = door.files.byPath(path)
  return file ? new Response(new Uint8Array(file.bytes)) : jsonResponse(failure(404, 'Not Found'))
}

/** Rejects as fetch does when the caller gives up, even if the simulator is slow. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () =>
      reject(signal.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError'))
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

function headerOf(headers: unknown, name: string): string {
  if (headers === undefined || headers === null) return ''
  if (typeof (headers as Headers).get === 'function') return (headers as Headers).get(name) ?? ''
  const pairs = Array.isArray(headers)
    ? (headers as [string, string][])
    : Object.entries(headers as Record<string, string>)
  return pairs.find(([key]) => key.toLowerCase() === name)?.[1] ?? ''
}

/** A body as fetch takes it: text, bytes, a form, or a stream of chunks. */
async function bytesOf(body: unknown): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0)
  if (typeof body === 'string') return Buffer.from(body)
  if (body instanceof Uint8Array) return Buffer.from(body)
  if (body instanceof URLSearchParams) return Buffer.from(body.toString())
  if (body instanceof ArrayBuffer) return Buffer.from(body)
  const chunks: Uint8Array[] = []
  for await (const chunk of body as AsyncIterable<Uint8Array | string>)
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
  return Buffer.concat(chunks)
}
