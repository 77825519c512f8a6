/** What the page shows: people, groups and messages as plain JSON. */
import type { Message, MessageEntity } from '@grammyjs/types'
import type { Group } from './group.ts'
import type { MediaKind } from './files.ts'
import { mediaOf } from './media.ts'
import { answeredBy } from './messages.ts'
import { isInside } from './world.ts'
import type { Person } from './person.ts'
import type { SeenButton, SeenMessage } from './sight.ts'
import type { Simulator } from './simulator.ts'

export type MediaView = { kind: MediaKind; fileId: string; name?: string; size?: number; seconds?: number }
export type PlaceView = { latitude: number; longitude: number; live: boolean; title?: string; address?: string }
export type MessageView = {
  id: number
  date: number
  from: { id: number; name: string; isBot: boolean }
  text: string
  entities: MessageEntity[]
  buttons: SeenButton[][]
  edited: boolean
  reactions: string[]
  reactors: number[]
  thread?: number
  albumId?: string
  /** Came without sound; cannot be forwarded; covered until tapped. Absent when not. */
  silent?: boolean
  protected?: boolean
  spoiler?: boolean
  media?: MediaView
  place?: PlaceView
  contact?: { name: string; phone: string }
  /** A dice, a poll and the like, in words. */
  other?: string
  reply?: { id: number; name: string; text: string }
  forwardedFrom?: string
  /** A line of Telegram's own, like «Madina joined the group». */
  service?: string
}
export type TopicView = { id: number; name: string; color: string; closed: boolean }
export type GroupView = { id: number; title: string; forum: boolean; members: number[]; topics: TopicView[] }

/** A message as the page draws it. */
function messageView(seen: SeenMessage): MessageView {
  const { message, thread, albumId } = seen
  const media = mediaView(seen)
  const place = placeView(message)
  const other = otherKind(message)
  const { contact } = message
  const answered = answeredBy(message)
  const forwardedFrom = originOf(message)
  return {
    id: seen.message_id,
    date: seen.date,
    from: seen.from,
    text: seen.text,
    entities: seen.entities,
    buttons: seen.buttons,
    edited: seen.edited,
    reactions: seen.reactions,
    reactors: seen.reactors,
    ...(seen.silent && { silent: true }),
    ...(seen.protected && { protected: true }),
    ...(seen.spoiler && { spoiler: true }),
    ...(thread !== undefined && { thread }),
    ...(albumId !== undefined && { albumId }),
    ...(media && { media }),
    ...(place && { place }),
    ...(contact && { contact: { name: contact.first_name, phone: contact.phone_number } }),
    ...(other !== undefined && { other }),
    ...(answered && { reply: replyView(answered) }),
    ...(forwardedFrom !== undefined && { forwardedFrom }),
    ...(seen.service && { service: serviceLine(message) }),
  }
}

function mediaView({ media, message }: SeenMessage): MediaView | undefined {
  if (!media) return undefined
  const { kind, file_id: fileId, file_name: name } = media
  const file = kind === 'photo' ? message.photo?.at(-1) : message[kind]
  const seconds = file && 'duration' in file ? file.duration : undefined
  const size = file?.file_size
  return {
    kind,
    fileId,
    ...(name !== undefined && { name }),
    ...(size !== undefined && { size }),
    ...(seconds !== undefined && { seconds }),
  }
}

function placeView({ location, venue }: Message): PlaceView | undefined {
  if (!location) return undefined
  const { latitude, longitude, live_period: live } = location
  return { latitude, longitude, live: live !== undefined, ...(venue && { title: venue.title, address: venue.address }) }
}

function otherKind({ dice, poll, story, live_photo: live }: Message): string | undefined {
  if (dice) return `${dice.emoji} ${dice.value}`
  if (story) return 'A story'
  if (live) return 'Live photo'
  return poll ? `📊 ${poll.question}` : undefined
}

function replyView(message: Message): { id: number; name: string; text: string } {
  const text = message.text ?? message.caption ?? kindInWords(message)
  return { id: message.message_id, name: message.from?.first_name ?? '', text: text.slice(0, 120) }
}

function kindInWords(message: Message): string {
  const kind = mediaOf(message)?.kind.replace('_', ' ') ?? (message.location ? 'location' : 'message')
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`
}

function originOf({ forward_origin: origin }: Message): string | undefined {
  switch (origin?.type) {
    case 'user':
      return origin.sender_user.first_name
    case 'hidden_user':
      return origin.sender_user_name
    default:
      return undefined
  }
}

function serviceLine(message: Message): string {
  const who = message.from?.first_name ?? 'Somebody'
  const { new_chat_members: came, left_chat_member: left } = message
  if (came) return `${came.map((user) => user.first_name).join(', ')} joined the group`
  if (left) return `${left.first_name} left the group`
  if (message.new_chat_title) return `${who} renamed the group to “${message.new_chat_title}”`
  if (message.pinned_message) return `${who} pinned a message`
  if (message.forum_topic_created) return `${who} created the topic “${message.forum_topic_created.name}”`
  if (message.forum_topic_edited)
    return `${who} changed the topic${message.forum_topic_edited.name ? ` to “${message.forum_topic_edited.name}”` : ''}`
  if (message.forum_topic_closed) return `${who} closed the topic`
  if (message.forum_topic_reopened) return `${who} reopened the topic`
  return `${who} changed the group`
}

/** A group with those who are in it now and its topics. */
export function groupView(group: Group): GroupView {
  const { members, chat } = group.state()
  const inside = [...members.values()].filter((member) => isInside(member) && !member.user.is_bot)
  const topics = group.topics().map(({ id, name, iconColor, closed }) => ({
    id,
    name,
    closed,
    color: `#${iconColor.toString(16).padStart(6, '0')}`,
  }))
  const forum = 'is_forum' in chat && chat.is_forum === true
  return { id: group.id, title: group.title, forum, topics, members: inside.map(({ user }) => user.id) }
}

/** Every chat with its messages, by chat id. */
export function chatViews(simulator: Simulator): Record<number, MessageView[]> {
  const chats: Record<number, MessageView[]> = {}
  for (const person of simulator.people()) chats[person.chatWithBot] = person.sees().map(messageView)
  for (const group of simulator.groups()) chats[group.id] = group.sees().map(messageView)
  return chats
}

/** One message as it stands now. */
export function messageNow(simulator: Simulator, chatId: number, messageId: number): MessageView | undefined {
  const seen = chatNow(simulator, chatId)?.find((message) => message.message_id === messageId)
  return seen && messageView(seen)
}

function chatNow(simulator: Simulator, chatId: number): SeenMessage[] | undefined {
  return personOf(simulator, chatId)?.sees() ?? groupOf(simulator, chatId)?.sees()
}

/** The person with this id, which is also that of their chat with the bot. */
export function personOf(simulator: Simulator, id: number): Person | undefined {
  return simulator.people().find((person) => person.user.id === id)
}

/** The group with this id. */
export function groupOf(simulator: Simulator, id: number): Group | undefined {
  return simulator.groups().find((group) => group.id === id)
}
