/** One update by HTTP POST, and what the bot's endpoint answered. */
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Update } from '@grammyjs/types'
import { parseBody } from './body.ts'
import { type Payload, text } from './parameters.ts'
import type { Timers } from './timers.ts'
import type { WebhookSettings } from './webhook-settings.ts'

const ANSWER_TIMEOUT_MS = 60_000

export type Arrived = { ok: true; method: string; payload: Payload }
export type Failed = { ok: false; reason: string; retryAfterSeconds: number }
export type Post = { send: (update: Update, later: Timers['after']) => Promise<Arrived | Failed>; close: () => void }

/** Posts updates over kept connections. */
export function createPost({ url, secretToken, maxConnections }: WebhookSettings): Post {
  const secure = url.protocol === 'https:'
  const options = { keepAlive: true, maxSockets: maxConnections }
  const agent = secure ? new HttpsAgent(options) : new HttpAgent(options)
  const start = secure ? httpsRequest : httpRequest
  const secret = secretToken === '' ? {} : { 'x-telegram-bot-api-secret-token': secretToken }

  const send = (update: Update, later: Timers['after']) =>
    new Promise<Arrived | Failed>((resolve) => {
      const body = Buffer.from(JSON.stringify(update))
      const headers = { 'content-type': 'application/json', 'content-length': body.length, ...secret }
      const request = start(url, { method: 'POST', agent, headers })
      const cancelTimeout = later(ANSWER_TIMEOUT_MS, () => request.destroy(new Error('timeout')))
      const done = (outcome: Arrived | Failed) => {
        cancelTimeout()
        resolve(outcome)
      }
      const lost = () => done({ ok: false, reason: 'Webhook connection closed', retryAfterSeconds: 0 })
      const answered = async (response: IncomingMessage) => {
        try {
          done(await readOutcome(response))
        } catch {
          lost()
        }
      }
      request.on('response', (response) => void answered(response))
      request.on('error', lost)
      request.end(body)
    })
  return { send, close: () => agent.destroy() }
}

async function readOutcome(response: IncomingMessage): Promise<Arrived | Failed> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const code = response.statusCode ?? 0
  if (code < 200 || code > 299) {
    const retryAfterSeconds = Math.max(0, Number(response.headers['retry-after']) || 0)
    return {
      ok: false,
      reason: `Wrong response from the webhook: ${code} ${response.statusMessage ?? ''}`,
      retryAfterSeconds,
    }
  }
  return { ok: true, ...callIn(response.headers['content-type'] ?? '', Buffer.concat(chunks)) }
}

/** A call in the answer's body; methods that read, and those about webhooks, are passed over as on Telegram. */
function callIn(contentType: string, body: Buffer): { method: string; payload: Payload } {
  const answer = body.length === 0 ? {} : (parseBody(contentType, body)?.payload ?? {})
  const { method: _, ...payload } = answer
  const method = text(answer, 'method')
  const ignored = /^(get|(set|delete)webhook$|close$|logout$)/i.test(method)
  return { method: ignored ? '' : method, payload }
}
