/** What all sending methods share: thread, reply, markup, limits, and the message itself. */
import type { Message } from '@grammyjs/types'
import { botMay } from '../access.ts'
import { type Markup, markupOf } from '../keyboard.ts'
import { type Content, store, topicIdOf } from '../messages.ts'
import { flag, integer, isObject, json, type Payload } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import { botUser, type ChatState, isForum, type StoredMessage, type World } from '../world.ts'

export type Place = { chat: ChatState; thread: number | undefined; replyTo: StoredMessage | undefined; markup: Markup }

/** Checks where a message is to go. Throws Telegram's refusals. */
export function placeOf(world: World, chat: ChatState, payload: Payload): Place {
  const markup = markupOf(payload)
  const thread = threadOf(world, chat, payload)
  const replyTo = replyOf(chat, payload)
  return { chat, thread: thread ?? (replyTo && topicIdOf(replyTo.message)), replyTo, markup }
}

/** Counts against the limits, stores the message and returns it. */
export function deliver(world: World, place: Place, payload: Payload, content: Content): Message {
  world.limits.spend(place.chat.id, place.chat.kind !== 'private', 1)
  return put(world, place, payload, content)
}

/** Stores a message of the bot without counting it. */
export function put(world: World, place: Place, payload: Payload, content: Content): Message {
  const { chat, markup } = place
  const whole = {
    ...content,
    ...(flag(payload, 'protect_content') && { has_protected_content: true as const }),
    ...(markup.kind === 'inline' && { reply_markup: markup.markup }),
  }
  if (chat.kind === 'private') {
    if (markup.kind === 'keyboard') chat.replyKeyboard = markup.rows
    if (markup.kind === 'remove') chat.replyKeyboard = undefined
  }
  const hadReplyKeyboard = markup.kind !== 'inline' && markup.kind !== 'none'
  const silent = flag(payload, 'disable_notification')
  const { thread, replyTo } = place
  return store(world, chat, { from: botUser(world), content: whole, thread, replyTo, hadReplyKeyboard, silent })
}

/** The topic a call names. The general topic has no number to send to: 1 is refused too. */
export function threadOf(world: World, chat: ChatState, payload: Payload): number | undefined {
  const thread = integer(payload, 'message_thread_id')
  if (thread === undefined || thread === 0) {
    if (chat.kind !== 'private' && chat.general.closed && !botMay(world, chat, 'can_manage_topics'))
      badRequest('TOPIC_CLOSED')
    return undefined
  }
  const topic = chat.kind !== 'private' && isForum(chat) ? chat.topics.get(thread) : undefined
  if (!topic || chat.kind === 'private') return badRequest('message thread not found')
  if (topic.closed && topic.creator !== world.bot.id && !botMay(world, chat, 'can_manage_topics'))
    badRequest('TOPIC_CLOSED')
  return thread
}

function replyOf(chat: ChatState, payload: Payload): StoredMessage | undefined {
  const parameters = json(payload, 'reply_parameters', 'reply parameters')
  const given = isObject(parameters) && Object.keys(parameters).length > 0 ? parameters : undefined
  if (given && given['message_id'] === undefined) badRequest(`can't find field "message_id"`)
  const id = given ? integer(given, 'message_id') : integer(payload, 'reply_to_message_id')
  if (!id) return undefined
  const stored = chat.messages.get(id)
  if (stored || flag(given ?? payload, 'allow_sending_without_reply')) return stored
  return badRequest('message to be replied not found')
}

/** A number no album has yet. */
export function nextAlbumId(world: World): string {
  return String(13_000_000_000_000 + world.next.album++)
}
