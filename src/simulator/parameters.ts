/**
 * The parameters of one call. They come from JSON, a query string or a form, so a number may be a string and an object may be
 * JSON text; Telegram takes all of these (core.telegram.org/bots/api#making-requests).
 */
import { badRequest } from './refusal.ts'

export type UploadedFile = { bytes: Uint8Array; name: string; mimeType?: string }
export type Payload = Readonly<Record<string, unknown>>
export type Parameters = { payload: Payload; files: Readonly<Record<string, UploadedFile>> }

/** The parameter as text; a number becomes its digits; '' when missing. */
export function text(payload: Payload, name: string): string {
  const value = payload[name]
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** The parameter as a whole number; undefined when missing or not a number, as Telegram treats it as 0 then. */
export function integer(payload: Payload, name: string): number | undefined {
  const value = payload[name]
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined
  return typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : undefined
}

/** The parameter as a decimal number. */
export function decimal(payload: Payload, name: string): number | undefined {
  const value = payload[name]
  if (typeof value === 'number') return value
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  return Number.isFinite(number) ? number : undefined
}

/** true, "true", "yes" and "1" are true (Client::to_bool of tdlib/telegram-bot-api). */
export function flag(payload: Payload, name: string): boolean {
  const value = payload[name]
  return value === true || (value !== undefined && /^(true|yes|1)$/i.test(text(payload, name).trim()))
}

/** The parameter as an object or array; JSON text is parsed. Throws «can't parse <what> JSON object». */
export function json(payload: Payload, name: string, what: string): unknown {
  const value = payload[name]
  if (typeof value !== 'string') return value ?? undefined
  if (value.trim() === '') return undefined
  try {
    return JSON.parse(value)
  } catch {
    return badRequest(`can't parse ${what} JSON object`)
  }
}

/** Whether this is a plain JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
