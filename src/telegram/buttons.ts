/**
 * Buttons carry addresses: which screen to show, in at most 64 bytes, and the language of the message they hang on, so
 * that a tap is answered in it even while the store is down. `kk:page:host-notice`.
 */
import type { InlineKeyboardButton } from '@grammyjs/types'

/** What a button leads to. Never reuse or rename one: taps on last year's messages still arrive. */
const VERBS = [
  'page',
  'sources',
  'useful',
  'ask',
  'listen',
  'card',
  'sos',
  'hide',
  'languages',
  'speak',
  // directory/
  'near',
  'finding',
  'directory',
  'confirm',
  // guide/, reminder/
  'guide',
  'tell',
  'remind',
  'reminders',
  'follow',
  // report/: what is about to be sent
  'write',
  'about',
  'set',
  'drop',
  'send',
  'cancel',
  // report/: a case on the person's phone
  'case',
  'open',
  'quiet',
  'withdraw',
  'erase',
  'relink',
  'contact',
  'rate',
  // desk/: work on a case
  'seen',
  'take',
  'give',
  'accept',
  'close',
  'priority',
  'trafficking',
  'hold',
  'refer',
  'misuse',
  'unlock',
  'same',
  'keep',
  'work',
  // desk/: answers
  'canned',
  'retry',
  'back',
  'adopt',
  // desk/: office and figures
  'cases',
  'duty',
  'shift',
  'invite',
  'audit',
  'stats',
] as const
export type Verb = (typeof VERBS)[number]
const KNOWN: ReadonlySet<string> = new Set(VERBS)

export type Address = { language: string; verb: Verb; args: string[] }

export type Button =
  | { label: string; to: string; style?: 'danger' | 'success' | 'primary' }
  /** Copies a phone number: Telegram has no button that calls. */
  | { label: string; copy: string }
  /** Opens a map or a film outside Telegram. */
  | { label: string; url: string }

/** Telegram refuses more (BUTTON_DATA_INVALID). */
const MAX_DATA_BYTES = 64

/** The data of a button; throws when it would not fit, which the content check proves for every screen. */
export function address(language: string, verb: Verb, ...args: string[]): string {
  const data = [language, verb, ...args].join(':')
  const bytes = Buffer.byteLength(data)
  if (bytes > MAX_DATA_BYTES)
    throw new Error(`Expected at most ${MAX_DATA_BYTES} bytes of button data, got ${bytes}: ${data}`)
  return data
}

/** How many bytes one of its arguments may still grow by. */
export function roomAfter(data: string): number {
  return MAX_DATA_BYTES - Buffer.byteLength(data)
}

/** Reads the data of a tap; undefined for what was never ours, or is ours no more. */
export function readAddress(data: string): Address | undefined {
  if (data !== last.data) last = { data, address: parse(data) }
  return last.address
}

/** Each step of an update asks again: the last answer is kept. */
let last: { data: string; address: Address | undefined } = { data: '', address: undefined }

function parse(data: string): Address | undefined {
  const [language = '', verb = '', ...args] = data.split(':')
  return KNOWN.has(verb) ? { language, verb: verb as Verb, args } : undefined
}

/** Rows of buttons as Telegram takes them. */
export function keyboard(rows: Button[][]): InlineKeyboardButton[][] {
  return rows.filter((row) => row.length > 0).map((row) => row.map(toTelegram))
}

function toTelegram(button: Button): InlineKeyboardButton {
  if ('copy' in button) return { text: button.label, copy_text: { text: button.copy } }
  if ('url' in button) return { text: button.label, url: button.url }
  const { label, to, style } = button
  return style ? { text: label, callback_data: to, style } : { text: label, callback_data: to }
}

/** Two a row, in order. */
export function pairs(buttons: Button[]): Button[][] {
  return buttons.flatMap((_, index) => (index % 2 === 0 ? [buttons.slice(index, index + 2)] : []))
}
