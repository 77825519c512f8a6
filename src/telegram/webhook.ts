/**
 * The webhook: proven to come from Telegram by its secret header, small, well-formed, stored, then answered with 200.
 * Not grammY's `webhookCallback`: with bare node:http that one hangs the request and ends the process when a handler throws.
 */
import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Update } from '@grammyjs/types'

const MAX_BYTES = 1_000_000
const EMPTY = { 'content-length': 0 }

export type WebhookDeps = {
  /** The public address Telegram calls; only its path matters here. */
  url: string
  secret: string
  receive(update: Update): Promise<void>
  /** A call that Telegram shall carry out as part of the response: one trip saved. */
  reply?(update: Update): { method: string } | undefined
}

/** A handler for node:http; false when the request is for another path. */
export function createWebhook(deps: WebhookDeps) {
  const { url, secret } = deps
  const path = new URL(url).pathname
  const expected = Buffer.from(secret)

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.url?.split('?')[0] !== path) return false
    const given = request.headers['x-telegram-bot-api-secret-token']
    if (request.method !== 'POST') refuse(request, response, 405)
    else if (!same(given, expected)) refuse(request, response, 401)
    else void take(request, response, deps)
    return true
  }
}

async function take(request: IncomingMessage, response: ServerResponse, deps: WebhookDeps): Promise<void> {
  try {
    const body = await read(request)
    const update = body === undefined ? undefined : parse(body)
    if (body === undefined) return refuse(request, response, 413)
    if (!update) return refuse(request, response, 400)
    const reply = deps.reply?.(update)
    await deps.receive(update)
    if (reply) answer(response, JSON.stringify(reply))
    else response.writeHead(200, EMPTY).end()
  } catch {
    refuse(request, response, 500) // Telegram sends it again
  }
}

function answer(response: ServerResponse, json: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) }).end(json)
}

/** The body, or undefined when it is longer than any update. By events: an iterator over the request costs twice as much. */
function read(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > MAX_BYTES) resolve(undefined)
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    request.on('error', reject)
  })
}

/** An update, as far as can be told without naming every field Telegram may add. */
function parse(body: string): Update | undefined {
  try {
    const value: unknown = JSON.parse(body)
    const isUpdate =
      typeof value === 'object' && value !== null && 'update_id' in value && Number.isSafeInteger(value.update_id)
    return isUpdate ? (value as Update) : undefined
  } catch {
    return undefined
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end()
  request.resume()
}

/** In a time that does not tell how much of it was right. */
function same(given: string | string[] | undefined, expected: Buffer): boolean {
  const bytes = Buffer.from(typeof given === 'string' ? given : '')
  return bytes.length === expected.length && timingSafeEqual(bytes, expected)
}
