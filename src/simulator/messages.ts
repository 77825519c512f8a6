/** Putting a message into a chat, changing it, taking it out. */
import type { Message, User } from '@grammyjs/types'
import { type ChatState, isInside, type StoredMessage, unixTime, type World } from './world.ts'

export type Content = Omit<Partial<Message>, 'message_id' | 'date' | 'chat' | 'from'>
export type Draft = {
  from: User
  content: Content
  thread?: number | undefined
  replyTo?: StoredMessage | undefined
  /** A message with a reply keyboard cannot be edited. */
  hadReplyKeyboard?: boolean
  /** Sent without sound (`disable_notification`). */
  silent?: boolean
}

/** Stores a message under the next id of its chat, forgets the oldest over the number kept, and tells listeners. */
export function store(world: World, chat: ChatState, draft: Draft): Message {
  const { hadReplyKeyboard = false, silent = false } = draft
  const message = {
    message_id: nextMessageId(world, chat),
    from: draft.from,
    chat: chat.chat,
    date: unixTime(world),
    ...threadOf(chat, draft),
    ...replyOf(chat, draft),
    ...draft.content,
  } as Message
  chat.messages.set(message.message_id, { message, hadReplyKeyboard, silent, reactions: NO_REACTIONS })
  if (chat.messages.size > world.keepMessages) forgetOldest(chat)
  world.events.emit({ kind: 'message', chat_id: chat.id, message })
  return message
}

/** A message without reactions shares this; setting one makes a map of its own. */
const NO_REACTIONS: Map<number, string[]> = new Map()

/**
 * Outside topics a supergroup has threads too: an answer carries the number of the first message answered, which is no topic and
 * cannot be sent to (tdlib/telegram-bot-api, issues 356 and 447).
 */
function threadOf(chat: ChatState, { thread, replyTo }: Draft): Content {
  if (thread !== undefined) return { message_thread_id: thread, is_topic_message: true }
  if (!replyTo || chat.kind !== 'supergroup') return {}
  return { message_thread_id: replyTo.message.message_thread_id ?? replyTo.message.message_id }
}

/**
 * A topic is the thread of the message that opened it: what is said there without answering anything carries that message as the
 * one it answers (core.telegram.org/api/forum).
 */
function replyOf(chat: ChatState, { thread, replyTo }: Draft): { reply_to_message?: Message } {
  const answered = replyTo ?? (thread === undefined ? undefined : chat.messages.get(thread))
  return answered ? { reply_to_message: withoutReply(answered.message) } : {}
}

/** The topic a message is in; undefined for General, and for a thread that is no topic. */
export function topicIdOf(message: Message): number | undefined {
  return message.is_topic_message ? message.message_thread_id : undefined
}

/** What a message answers, if somebody chose to answer it. */
export function answeredBy({ reply_to_message: answered }: Message): Message | undefined {
  return answered && !answered.forum_topic_created ? answered : undefined
}

function withoutReply(message: Message): Message {
  if (!message.reply_to_message) return message
  const { reply_to_message: _, ...rest } = message
  return rest
}

function nextMessageId(world: World, chat: ChatState): number {
  return chat.kind === 'supergroup' ? chat.nextMessageId++ : world.next.message++
}

function forgetOldest(chat: ChatState): void {
  const oldest = chat.messages.keys().next().value
  if (oldest !== undefined) chat.messages.delete(oldest)
}

/** Puts changed content in place of the old; messages already handed out stay as they were. */
export function replace(world: World, chat: ChatState, stored: StoredMessage, message: Message): Message {
  chat.messages.set(message.message_id, { ...stored, message })
  world.events.emit({ kind: 'edited', chat_id: chat.id, message })
  return message
}

/** Takes messages out of a chat. Telegram tells the bot of no deletion. */
export function remove(world: World, chat: ChatState, ids: number[]): void {
  for (const id of ids) chat.messages.delete(id)
  if (chat.pinned !== undefined && ids.includes(chat.pinned)) chat.pinned = undefined
  world.events.emit({ kind: 'deleted', chat_id: chat.id, message_ids: ids })
}

/** Tells the bot of a message, if it is one the bot gets to see. */
export function tellBot(
  world: World,
  chat: ChatState,
  message: Message,
  kind: 'message' | 'edited_message' = 'message',
): void {
  if (!botSees(world, chat, message)) return
  world.updates.add(kind, message as never, `chat:${chat.id}`)
}

/**
 * In a group, a bot that is no administrator and has privacy mode on sees commands, replies to itself, mentions and service
 * messages only (core.telegram.org/bots/features#privacy-mode).
 */
function botSees(world: World, chat: ChatState, message: Message): boolean {
  if (chat.kind === 'private') return true
  const me = chat.members.get(world.bot.id)
  if (!isInside(me)) return false
  if (me?.status === 'administrator' || world.bot.can_read_all_group_messages || isService(message)) return true
  const said = message.text ?? message.caption ?? ''
  const answered = answeredBy(message)?.from?.id === world.bot.id
  return said.startsWith('/') || said.includes(`@${world.bot.username}`) || answered
}

const SERVICE_FIELDS = (
  'new_chat_members left_chat_member new_chat_title migrate_to_chat_id migrate_from_chat_id pinned_message ' +
  'forum_topic_created forum_topic_edited forum_topic_closed forum_topic_reopened general_forum_topic_hidden ' +
  'general_forum_topic_unhidden supergroup_chat_created group_chat_created'
).split(' ') as (keyof Message)[]

/** A line written by Telegram itself, like «joined the group». */
export function isService(message: Message): boolean {
  return SERVICE_FIELDS.some((field) => message[field] !== undefined)
}
