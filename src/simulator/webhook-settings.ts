/** What setWebhook takes and getWebhookInfo tells. */
import type { WebhookInfo } from '@grammyjs/types'
import { integer, type Payload, text } from './parameters.ts'
import { badRequest } from './refusal.ts'
import type { Updates } from './updates.ts'

export type WebhookSettings = { url: URL; secretToken: string; maxConnections: number }
export type WebhookHealth = WebhookSettings & { lastError: { at: number; message: string } | undefined }

const PORTS = new Set(['', '80', '88', '443', '8443'])
const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Checks the parameters of setWebhook. Throws Telegram's refusals. */
export function checkedWebhook(payload: Payload): WebhookSettings {
  const url = checkedUrl(text(payload, 'url'))
  const secretToken = text(payload, 'secret_token')
  if (secretToken.length > 256) badRequest('secret token is too long')
  if (!/^[A-Za-z0-9_-]*$/.test(secretToken)) badRequest('secret token contains unallowed characters')
  const connections = integer(payload, 'max_connections') ?? 40
  return { url, secretToken, maxConnections: Math.min(Math.max(connections, 1), 100) }
}

/** Telegram wants https on four ports; this server also takes plain http to this machine, on any port, for tests and the demo. */
function checkedUrl(given: string): URL {
  const url = URL.canParse(given) ? new URL(given) : badRequest('bad webhook: invalid webhook URL specified')
  if (url.protocol === 'http:' && LOCAL.test(url.hostname)) return url
  if (url.protocol !== 'https:') badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  if (!PORTS.has(url.port)) badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443')
  return url
}

/** The answer of getWebhookInfo. */
export function webhookInfo(webhook: WebhookHealth | undefined, updates: Updates): WebhookInfo {
  const allowed = updates.allowed()
  const error = webhook?.lastError
  return {
    url: webhook?.url.href ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.count(),
    ...(webhook && { max_connections: webhook.maxConnections }),
    ...(error && { last_error_date: error.at, last_error_message: error.message }),
    ...(allowed && { allowed_updates: [...allowed] as NonNullable<WebhookInfo['allowed_updates']> }),
  }
}
