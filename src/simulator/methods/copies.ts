/** Copying and forwarding, one message or many. */
import type { Message, MessageOrigin } from '@grammyjs/types'
import { chatToRead, chatToWrite, messageIn } from '../access.ts'
import { captionContent } from '../content.ts'
import { captionOf } from '../formatted.ts'
import { type Content, isService } from '../messages.ts'
import { flag, integer, type Payload } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import type { StoredMessage, World } from '../world.ts'
import { messageIds } from './deletion.ts'
import type { MethodTable } from './method.ts'
import { nextAlbumId, placeOf, put } from './send.ts'

export const copyMethods: MethodTable = {
  copyMessage(world, { payload }) {
    const caption = payload['caption'] === undefined ? undefined : captionOf(world, payload)
    const { message } = source(world, payload, 'message to copy not found')
    const content = copyContent(message)
    const recaptioned =
      caption && message.text === undefined ? { ...withoutCaption(content), ...captionContent(caption) } : content
    return { message_id: sendAll(world, payload, [recaptioned])[0]?.message_id }
  },

  copyMessages(world, { payload }) {
    const found = sources(world, payload).filter(({ message }) => !isService(message))
    if (found.length === 0) badRequest('there are no messages to copy')
    const contents = found.map(({ message }) =>
      flag(payload, 'remove_caption') ? withoutCaption(copyContent(message)) : copyContent(message),
    )
    return sendAll(world, payload, inAlbums(world, found, contents)).map(({ message_id }) => ({ message_id }))
  },

  forwardMessage(world, { payload }) {
    const { message } = source(world, payload, 'message to forward not found')
    return sendAll(world, payload, [forwardContent(message)])[0]
  },

  forwardMessages(world, { payload }) {
    const found = sources(world, payload).filter(({ message }) => mayLeave(message))
    if (found.length === 0) badRequest('there are no messages to forward')
    const contents = found.map(({ message }) => forwardContent(message))
    return sendAll(world, payload, inAlbums(world, found, contents)).map(({ message_id }) => ({ message_id }))
  },
}

function sendAll(world: World, payload: Payload, contents: Content[]): Message[] {
  const chat = chatToWrite(world, payload)
  const place = placeOf(world, chat, payload)
  world.limits.spend(chat.id, chat.kind !== 'private', contents.length)
  return contents.map((content) => put(world, place, payload, content))
}

/** «Album grouping is kept for copied messages» (Bot API, copyMessages), under a number of its own. */
function inAlbums(world: World, originals: StoredMessage[], contents: Content[]): Content[] {
  const albums = new Map<string, string>()
  return contents.map((content, i) => {
    const old = originals[i]?.message.media_group_id
    if (old === undefined) return content
    const media_group_id = albums.get(old) ?? nextAlbumId(world)
    albums.set(old, media_group_id)
    return { ...content, media_group_id }
  })
}

function source(world: World, payload: Payload, refusal: string): StoredMessage {
  const from = chatToRead(world, payload, 'from_chat_id')
  return messageIn(from, integer(payload, 'message_id'), refusal)
}

/** Those of several messages that are there; the numbers must rise (Bot API, copyMessages). */
function sources(world: World, payload: Payload): StoredMessage[] {
  const from = chatToRead(world, payload, 'from_chat_id')
  const ids = messageIds(payload)
  if (ids.some((id, i) => i > 0 && id <= (ids[i - 1] ?? 0)))
    badRequest('message identifiers must be in a strictly increasing order')
  return ids.flatMap((id) => from.messages.get(id) ?? [])
}

/**
 * Everything of a message but where, when and by whom it was. A bot may copy what is protected, though not forward it
 * (MessagesManager::get_forwarded_messages of tdlib/td).
 */
function contentOf(message: Message): Content {
  const {
    message_id: _id,
    date: _date,
    chat: _chat,
    from: _from,
    sender_chat: _sender,
    reply_markup: _markup,
    reply_to_message: _reply,
    edit_date: _edit,
    message_thread_id: _thread,
    is_topic_message: _topic,
    media_group_id: _album,
    has_protected_content: _protected,
    ...content
  } = message
  return content
}

function copyContent(message: Message): Content {
  if (isService(message)) badRequest("message can't be copied")
  const { forward_origin: _, ...content } = contentOf(message)
  return content
}

function withoutCaption(content: Content): Content {
  const { caption: _, caption_entities: __, ...rest } = content
  return rest
}

function mayLeave(message: Message): boolean {
  return !isService(message) && !message.has_protected_content
}

function forwardContent(message: Message): Content {
  if (!mayLeave(message)) badRequest("message can't be forwarded")
  const origin: MessageOrigin | undefined =
    message.forward_origin ?? (message.from && { type: 'user', sender_user: message.from, date: message.date })
  return { ...contentOf(message), ...(origin && { forward_origin: origin }) }
}
