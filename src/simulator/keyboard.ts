/** Keyboards under messages: what Telegram takes and what it refuses. */
import type { InlineKeyboardButton, InlineKeyboardMarkup } from '@grammyjs/types'
import { checkedLink } from './link.ts'
import { isObject, json, type Payload, text } from './parameters.ts'
import { badRequest } from './refusal.ts'

export type ReplyKeyboardRow = string[]
export type Markup =
  | { kind: 'none' }
  | { kind: 'inline'; markup: InlineKeyboardMarkup }
  | { kind: 'keyboard'; rows: ReplyKeyboardRow[] }
  | { kind: 'remove' }
  | { kind: 'force-reply' }

const MAX_BUTTONS = 100
const MAX_BUTTONS_IN_ROW = 8
const CALLBACK_DATA_MAX_BYTES = 64
const COPY_TEXT_MAX = 256
const STYLES = new Set(['danger', 'success', 'primary'])
const ACTIONS = (
  'url callback_data web_app login_url switch_inline_query switch_inline_query_current_chat ' +
  'switch_inline_query_chosen_chat copy_text callback_game pay disabled'
).split(' ')

/** The `reply_markup` of a call. Throws Telegram's refusals, most of them seen on api.telegram.org. */
export function markupOf(payload: Payload): Markup {
  const markup = json(payload, 'reply_markup', 'reply keyboard markup')
  if (markup === undefined) return { kind: 'none' }
  if (!isObject(markup)) return badRequest('object expected as reply markup')
  if ('inline_keyboard' in markup) return inlineMarkup(rows(markup, 'inline_keyboard'))
  if ('keyboard' in markup) return replyMarkup(rows(markup, 'keyboard'))
  if (isTrue(markup, 'remove_keyboard')) return { kind: 'remove' }
  return isTrue(markup, 'force_reply') ? { kind: 'force-reply' } : { kind: 'none' }
}

/** For an edit: only an inline keyboard can be put under a message already sent. */
export function inlineMarkupOf(payload: Payload): InlineKeyboardMarkup | undefined {
  const markup = markupOf(payload)
  if (markup.kind === 'none') return undefined
  if (markup.kind !== 'inline') return badRequest('inline keyboard expected')
  return markup.markup
}

function rows(markup: Record<string, unknown>, name: string): unknown[][] {
  const value = markup[name]
  if (!Array.isArray(value)) return badRequest(`field "${name}" must be of type Array`)
  for (const row of value as unknown[]) {
    if (!Array.isArray(row)) badRequest(`field "${name}" must be an Array of Arrays`)
  }
  const filled = (value as unknown[][]).filter((row) => row.length > 0)
  const total = filled.reduce((sum, row) => sum + row.length, 0)
  // The size is not documented; tech.md §8 gives what others have met.
  if (total > MAX_BUTTONS || filled.some((row) => row.length > MAX_BUTTONS_IN_ROW))
    badRequest('reply markup is too long')
  return filled
}

function isTrue(markup: Record<string, unknown>, name: string): boolean {
  const value = markup[name]
  if (value !== undefined && typeof value !== 'boolean') badRequest(`field "${name}" must be of type Boolean`)
  return value === true
}

function inlineMarkup(keyboard: unknown[][]): Markup {
  const checked = keyboard.map((row) => row.map(inlineButton))
  // An empty keyboard is the same as none.
  return checked.length === 0 ? { kind: 'none' } : { kind: 'inline', markup: { inline_keyboard: checked } }
}

function inlineButton(button: unknown): InlineKeyboardButton {
  const cannot = (reason: string): never => badRequest(`can't parse inline keyboard button: ${reason}`)
  if (!isObject(button)) return cannot('expected an Object')
  if (button['text'] === undefined) cannot(`Can't find field "text"`)
  if (typeof button['text'] !== 'string') cannot('Field "text" must be of type String')
  if (String(button['text']).trim() === '') badRequest('text buttons must have non-empty text')
  if (button['style'] !== undefined && !STYLES.has(text(button, 'style'))) cannot('Unsupported button style specified')
  const actions = ACTIONS.filter(
    (name) => button[name] !== undefined && (button[name] !== '' || name.startsWith('switch_inline')),
  )
  if (actions.length === 0) cannot('Text buttons are unallowed in the inline keyboard')
  // Telegram takes the first it knows; a bot that sends two has made a mistake, so this server says so.
  if (actions.length > 1) cannot(`exactly one action expected, found ${actions.join(', ')}`)
  checkAction(button, String(actions[0]))
  return button as unknown as InlineKeyboardButton
}

function checkAction(button: Record<string, unknown>, action: string): void {
  const value = button[action]
  if (action === 'callback_data' && (typeof value !== 'string' || Buffer.byteLength(value) > CALLBACK_DATA_MAX_BYTES)) {
    badRequest('BUTTON_DATA_INVALID')
  }
  if (action === 'url') checkUrl(String(value))
  if (action === 'copy_text') checkCopyText(value)
  if (action === 'web_app') checkWebApp(isObject(value) ? String(value['url']) : '')
  if (action === 'pay' || action === 'callback_game') badRequest('BUTTON_TYPE_INVALID')
}

function checkUrl(url: string): void {
  const invalid = (reason: string): never => badRequest(`inline keyboard button URL '${url}' is invalid: ${reason}`)
  if (/^tg:\/\/\S+$/i.test(url)) return
  const scheme = /^([^:/]*):\/\//.exec(url)?.[1]?.toLowerCase()
  if (scheme !== undefined && !/^(https?|ton)$/.test(scheme)) invalid('Unsupported URL protocol')
  if (!checkedLink(url)) invalid('Wrong HTTP URL')
}

function checkCopyText(value: unknown): void {
  const copied = isObject(value) ? value['text'] : undefined
  if (typeof copied !== 'string' || copied.length < 1 || copied.length > COPY_TEXT_MAX)
    badRequest('BUTTON_COPY_TEXT_INVALID')
}

function checkWebApp(url: string): void {
  if (!url.startsWith('https://')) {
    badRequest(`inline keyboard button Web App URL '${url}' is invalid: Only HTTPS links are allowed`)
  }
}

function replyMarkup(keyboard: unknown[][]): Markup {
  const label = (button: unknown): string => {
    const name = isObject(button) ? button['text'] : button
    return typeof name === 'string' && name !== ''
      ? name
      : badRequest(`can't parse keyboard button: Can't find field "text"`)
  }
  if (keyboard.length === 0) return { kind: 'none' }
  return { kind: 'keyboard', rows: keyboard.map((row) => row.map(label)) }
}
