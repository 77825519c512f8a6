/** What a person sees in a chat. */
import type { InlineKeyboardButton, Message, MessageEntity } from '@grammyjs/types'
import type { MediaKind } from './files.ts'
import { mediaOf } from './media.ts'
import { answeredBy, isService, topicIdOf } from './messages.ts'
import { renderHtml } from './render.ts'
import type { ChatState, StoredMessage, World } from './world.ts'

export type SeenButton = {
  text: string
  kind: 'callback' | 'url' | 'copy' | 'disabled' | 'other'
  style?: 'danger' | 'success' | 'primary'
  /** For `url` the address, for `copy` the text, for `callback` the data. */
  value?: string
}
export type SeenMessage = {
  message_id: number
  /** Unix time in seconds. */
  date: number
  from: { id: number; name: string; isBot: boolean }
  /** Text or caption. */
  text: string
  entities: MessageEntity[]
  /** Text with its entities as Telegram HTML. */
  html: string
  buttons: SeenButton[][]
  edited: boolean
  media?: { kind: MediaKind; file_id: string; file_name?: string }
  replyTo?: number
  thread?: number
  albumId?: string
  reactions: string[]
  /** Who set each of the reactions. */
  reactors: number[]
  service: boolean
  /** Came without sound (`disable_notification`). */
  silent: boolean
  /** Covered until it is tapped (`has_spoiler`). */
  spoiler: boolean
  /** Cannot be forwarded, saved or copied by people (`protect_content`). */
  protected: boolean
  /** All of it, as the Bot API gives it. */
  message: Message
}

/** The messages of a chat now, in order; of one topic if `thread` is given. */
export function seenIn(world: World, chat: ChatState, thread?: number): SeenMessage[] {
  const seen: SeenMessage[] = []
  for (const stored of chat.messages.values()) {
    if (thread === undefined || topicIdOf(stored.message) === thread) seen.push(seenMessage(world, stored))
  }
  return seen
}

function seenMessage(world: World, { message, reactions, silent }: StoredMessage): SeenMessage {
  const text = message.text ?? message.caption ?? ''
  const entities = message.entities ?? message.caption_entities ?? []
  const media = mediaOf(message)
  const { from, sender_chat: group } = message
  const name = group && 'title' in group ? group.title : from?.first_name
  const answered = answeredBy(message)
  const topic = topicIdOf(message)
  return {
    message_id: message.message_id,
    date: message.date,
    from: { id: from?.id ?? 0, name: name ?? '', isBot: from?.id === world.bot.id },
    text,
    entities,
    html: renderHtml(text, entities),
    buttons: buttonsOf(message),
    // A message whose buttons alone changed is not shown as edited; one cannot tell here, so any edit counts.
    edited: message.edit_date !== undefined,
    ...(media && { media }),
    ...(answered && { replyTo: answered.message_id }),
    ...(topic !== undefined && { thread: topic }),
    ...(message.media_group_id !== undefined && { albumId: message.media_group_id }),
    reactions: [...reactions.values()].flat(),
    reactors: [...reactions].flatMap(([id, emoji]) => emoji.map(() => id)),
    service: isService(message),
    silent,
    spoiler: message.has_media_spoiler === true,
    protected: message.has_protected_content === true,
    message,
  }
}

/** The inline buttons under a message, row by row. */
export function buttonsOf(message: Message): SeenButton[][] {
  return (message.reply_markup?.inline_keyboard ?? []).map((row) => row.map(seenButton))
}

function seenButton(button: InlineKeyboardButton): SeenButton {
  const look = { text: button.text, ...(button.style && { style: button.style }) }
  if ('callback_data' in button) return { ...look, kind: 'callback', value: button.callback_data }
  if ('url' in button) return { ...look, kind: 'url', value: button.url }
  if ('copy_text' in button) return { ...look, kind: 'copy', value: button.copy_text.text }
  return { ...look, kind: 'disabled' in button ? 'disabled' : 'other' }
}
