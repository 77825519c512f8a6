/** The demo's page over HTTP: its files, the state of the simulated Telegram, events as they happen, and acts of people. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { perform } from './page-act.ts'
import { pageFile } from './page-files.ts'
import { createFeed } from './page-feed.ts'
import { createShelf, type ShelvedFile } from './page-shelf.ts'
import { type ContentProblem, createPageState } from './page-state.ts'
import { createTroubles, type RedisSwitch } from './page-trouble.ts'
import type { Simulator } from './simulator.ts'

export type PageOptions = {
  simulator: Simulator
  /** What stops and starts the bot's Redis, when it is ours to stop. */
  redis?: RedisSwitch | undefined
  /** What each person is, in a word or two, by id. */
  roles?: ReadonlyMap<number, string>
}
export type PageRoutes = {
  /** Answers /, /page/… and /page-api/…; false for anything else. */
  route(request: IncomingMessage, response: ServerResponse): boolean
  /** Lists in the panel what is wrong with the content of the bot; until it is called there is no such list. */
  showProblems(problems: ContentProblem[]): void
  /** Ends the open event streams. */
  stop(): void
}
type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>

/** An album of ten photos, in base64. */
const MAX_BODY_BYTES = 64 * 1024 * 1024

/** The routes of the page for this simulator. */
export function createPageRoutes({ simulator, redis, roles = new Map() }: PageOptions): PageRoutes {
  const feed = createFeed(simulator)
  const troubles = createTroubles(simulator.faults, redis, () => feed.changed())
  const shelf = createShelf(simulator)
  const state = createPageState({ simulator, troubles, roles })
  const deps = { simulator, troubles, shelf }

  const answers: Record<string, Answer> = {
    'GET /page-api/state': (_, response) => sendJson(response, 200, state.now()),
    'GET /page-api/events': (_, response) => feed.open(response),
    'GET /page-api/file': async (_, response, url) => sendFile(response, await shelf.find(idIn(url))),
    'POST /page-api/act': async (request, response) =>
      sendJson(response, 200, await perform(deps, await readJson(request))),
  }

  return {
    route(request, response) {
      const url = new URL(request.url ?? '/', 'http://page.invalid')
      const isPage = url.pathname === '/' || /^\/page(-api)?\//.test(url.pathname)
      if (!isPage) return false
      void respond(request, response, url, answers[`${request.method} ${url.pathname}`])
      return true
    },
    showProblems(problems) {
      state.showProblems(problems)
      feed.changed()
    },
    stop() {
      feed.close()
      state.close()
    },
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  answer: Answer | undefined,
): Promise<void> {
  try {
    const stranger = strangerIn(request)
    if (stranger !== undefined) sendJson(response, 403, { error: stranger })
    else if (answer) await answer(request, response, url)
    else sendPage(request, response, url.pathname)
  } catch (error) {
    sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) })
  }
}

/**
 * Why this request is not from the page itself. The page can do anything to the demo, so another web page must not be able to
 * send here (Origin), nor to pass itself off as this server by a name that resolves to this machine (Host).
 */
function strangerIn({ headers }: IncomingMessage): string | undefined {
  const host = headers.host ?? ''
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host))
    return `the demo is for this machine only: open it as localhost, not as “${host}”`
  const { origin } = headers
  if (origin !== undefined && origin !== `http://${host}`) return `a page of ${origin} may not use the demo`
  return headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate'
    ? 'another site may not use the demo'
    : undefined
}

function sendPage(request: IncomingMessage, response: ServerResponse, path: string): void {
  const file = request.method === 'GET' ? pageFile(path) : undefined
  if (!file) return sendJson(response, 404, { error: `there is no ${request.method} ${path}` })
  response.writeHead(200, { ...GUARDED, 'content-type': file.type, 'content-length': file.bytes.byteLength })
  response.end(file.bytes)
}

const GUARDED = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy':
    "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; " +
    "form-action 'none'; frame-ancestors 'none'",
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  if (response.headersSent) return
  response.writeHead(status, { ...GUARDED, 'content-type': 'application/json' }).end(JSON.stringify(value))
}

/** What may be shown in the page; anything else is handed out as a download only. */
const SHOWN = /^(image\/(png|jpeg|gif|webp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/

function sendFile(response: ServerResponse, file: ShelvedFile | undefined): void {
  if (!file || file.bytes.byteLength === 0) return sendJson(response, 404, { error: 'there is no such file any more' })
  const shown = SHOWN.test(file.mimeType)
  const headers = {
    ...GUARDED,
    'content-type': shown ? file.mimeType : 'application/octet-stream',
    'content-length': file.bytes.byteLength,
    'content-disposition': shown ? 'inline' : 'attachment',
  }
  response.writeHead(200, headers).end(file.bytes)
}

function idIn(url: URL): string {
  return url.searchParams.get('id') ?? ''
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!request.headers['content-type']?.startsWith('application/json')) throw new Error('expected application/json')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > MAX_BODY_BYTES) throw new Error('this is more than 64 MB: send something smaller')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
  } catch (error) {
    throw new Error('expected JSON', { cause: error })
  }
}
