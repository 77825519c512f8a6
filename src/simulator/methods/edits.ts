/** The edits of the bot's own messages. They have no limit in time (Bot API: 48 hours are for business messages only). */
import type { InlineKeyboardMarkup, Message } from '@grammyjs/types'
import { isDeepStrictEqual } from 'node:util'
import { chatToWrite } from '../access.ts'
import { captionContent, textContent } from '../content.ts'
import { captionOf, textOf } from '../formatted.ts'
import { inlineMarkupOf } from '../keyboard.ts'
import { mediaOf } from '../media.ts'
import { type Content, isService, replace } from '../messages.ts'
import { integer, isObject, json, type Parameters, type Payload, text } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import { type ChatState, type StoredMessage, unixTime, type World } from '../world.ts'
import { inputMediaContent } from './media.ts'
import type { MethodTable } from './method.ts'
import { previewOf } from './text.ts'

export const editMethods: MethodTable = {
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

  editMessageMedia(world, parameters) {
    const { payload } = parameters
    const { chat, stored } = editable(world, payload)
    const changed = newMedia(world, parameters, stored.message)
    return edited(world, chat, stored, {
      ...withoutContent(stored.message),
      ...changed,
      ...withMarkup(inlineMarkupOf(payload)),
    })
  },
}

function withMarkup(markup: InlineKeyboardMarkup | undefined): Content {
  return markup ? { reply_markup: markup } : {}
}

const EDITABLE_MEDIA = new Set(['animation', 'audio', 'document', 'photo', 'video'])
/** What may take whose place in an album (Bot API, editMessageMedia). */
const ALBUM_PARTNERS: Record<string, string> = { photo: 'seen', video: 'seen', audio: 'audio', document: 'document' }

function newMedia(world: World, parameters: Parameters, before: Message): Content {
  const part = json(parameters.payload, 'media', 'InputMedia')
  if (!isObject(part)) return badRequest("can't parse InputMedia: expected an Object")
  const kind = text(part, 'type')
  if (!EDITABLE_MEDIA.has(kind)) badRequest('unsupported input media type')
  const old = mediaOf(before)?.kind
  if (before.text === undefined && !EDITABLE_MEDIA.has(old ?? ''))
    badRequest('there is no media in the message to edit')
  if (before.media_group_id !== undefined && ALBUM_PARTNERS[kind] !== ALBUM_PARTNERS[old ?? ''])
    badRequest('message content type must not be changed in an album')
  return inputMediaContent(world, parameters, part)
}

/** What a message is beside what it shows. */
function withoutContent(message: Message): Message {
  const { text: _, entities: __, link_preview_options: ___, reply_markup: ____, ...rest } = message
  const { caption: _____, caption_entities: ______, has_media_spoiler: _______, ...bare } = rest
  const media = ['animation', 'audio', 'document', 'photo', 'video', 'show_caption_above_media']
  return Object.fromEntries(Object.entries(bare).filter(([name]) => !media.includes(name))) as unknown as Message
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
