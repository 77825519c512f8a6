/**
 * The webhook: proven to come from Telegram by its secret header, small, well-formed, stored, then answered with 200.
 * Not grammY's `webhookCallback`: with bare node:http that one hangs the request and ends the process when a handler throws.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Update } from '@grammyjs/types'
import { z } from 'zod'

const MAX_BYTES = 1_000_000
const SomeUpdate = z.looseObject({ update_id: z.int().nonnegative() })

export type WebhookDeps = {
  /** The public address Telegram calls; only its path matters here. */
  url: string
  secret: string
  receive(update: Update): Promise<void>
}

/** A handler for node:http; false when the request is for another path. */
export function createWebhook({ url, secret, receive }: WebhookDeps) {
  const path = new URL(url).pathname
  const expected = digest(secret)

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.url?.split('?')[0] !== path) return false
    const given = request.headers['x-telegram-bot-api-secret-token']
    if (request.method !== 'POST') refuse(request, response, 405)
    else if (!timingSafeEqual(digest(String(given ?? '')), expected)) refuse(request, response, 401)
    else void take(request, response, receive)
    return true
  }
}

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  receive: WebhookDeps['receive'],
): Promise<void> {
  try {
    const body = await read(request)
    const update = body === undefined ? undefined : parse(body)
    if (body === undefined) return refuse(request, response, 413)
    if (!update) return refuse(request, response, 400)
    await receive(update)
    response.writeHead(200).end()
  } catch {
    refuse(request, response, 500) // Telegram sends it again
  }
}

/** The body, or undefined when it is longer than any update. */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parse(body: string): Update | undefined {
  try {
    const parsed = SomeUpdate.safeParse(JSON.parse(body))
    return parsed.success ? (parsed.data as unknown as Update) : undefined
  } catch {
    return undefined
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end()
  request.resume()
}

/** Of one length, whatever came: comparing takes the same time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
