/** sendMessage and the edits. */
import type { InlineKeyboardMarkup, Message } from '@grammyjs/types'
import { isDeepStrictEqual } from 'node:util'
import { chatToWrite } from '../access.ts'
import { captionContent, textContent } from '../content.ts'
import { captionOf, textOf } from '../formatted.ts'
import { inlineMarkupOf } from '../keyboard.ts'
import { mediaOf } from '../media.ts'
import { type Content, isService, replace } from '../messages.ts'
import { flag, integer, isObject, json, type Payload, text } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import { type ChatState, type StoredMessage, unixTime, type World } from '../world.ts'
import type { MethodTable } from './method.ts'
import { deliver, placeOf } from './send.ts'

export const textMethods: MethodTable = {
  sendMessage(world, { payload }) {
    const formatted = textOf(world, payload)
    const chat = chatToWrite(world, payload)
    const place = placeOf(world, chat, payload)
    return deliver(world, place, payload, { ...textContent(formatted), ...previewOf(payload) })
  },

  editMessageText(world, { payload }) {
    const formatted = textOf(world, payload)
    const { chat, stored } = editable(world, payload)
    if (stored.message.text === undefined) badRequest('there is no text in the message to edit')
    const markup = inlineMarkupOf(payload)
    const { text: _, entities: __, reply_markup: ___, link_preview_options: ____, ...rest } = stored.message
    const changed = { ...rest, ...textContent(formatted), ...previewOf(payload), ...withMarkup(markup) }
    return edited(world, chat, stored, changed)
  },

  editMessageCaption(world, { payload }) {
    const formatted = captionOf(world, payload)
    const { chat, stored } = editable(world, payload)
    if (!mediaOf(stored.message)) badRequest('there is no caption in the message to edit')
    const markup = inlineMarkupOf(payload)
    const { caption: _, caption_entities: __, reply_markup: ___, ...rest } = stored.message
    return edited(world, chat, stored, { ...rest, ...captionContent(formatted), ...withMarkup(markup) })
  },

  editMessageReplyMarkup(world, { payload }) {
    const { chat, stored } = editable(world, payload)
    const markup = inlineMarkupOf(payload)
    const { reply_markup: _, ...rest } = stored.message
    return edited(world, chat, stored, { ...rest, ...withMarkup(markup) })
  },
}

function withMarkup(markup: InlineKeyboardMarkup | undefined): Content {
  return markup ? { reply_markup: markup } : {}
}

function previewOf(payload: Payload): Content {
  if (flag(payload, 'disable_web_page_preview')) return { link_preview_options: { is_disabled: true } }
  const options = json(payload, 'link_preview_options', 'link preview options')
  if (!isObject(options)) return {}
  for (const [name, value] of Object.entries(options)) {
    if (name !== 'url' && typeof value !== 'boolean') badRequest(`field "${name}" must be of type Boolean`)
  }
  return { link_preview_options: options }
}

function editable(world: World, payload: Payload): { chat: ChatState; stored: StoredMessage } {
  if (text(payload, 'inline_message_id') !== '') badRequest('invalid inline message identifier specified')
  const chat = chatToWrite(world, payload)
  const id = integer(payload, 'message_id')
  if (id === undefined || id <= 0) return badRequest('message identifier is not specified')
  const stored = chat.messages.get(id)
  if (!stored) return badRequest('message to edit not found')
  const own = stored.message.from?.id === world.bot.id
  if (!own || isService(stored.message) || stored.hadReplyKeyboard || stored.message.forward_origin) {
    badRequest("message can't be edited")
  }
  return { chat, stored }
}

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and ' +
  'reply markup of the message'

function edited(world: World, chat: ChatState, stored: StoredMessage, changed: Message): Message {
  const { edit_date: _, ...before } = stored.message
  const { edit_date: __, ...after } = changed
  if (isDeepStrictEqual(before, after)) badRequest(NOT_MODIFIED)
  world.limits.spend(chat.id, chat.kind !== 'private', 1)
  // A change of buttons alone does not mark a message as edited, but Telegram dates it all the same.
  return replace(world, chat, stored, { ...changed, edit_date: unixTime(world) })
}
