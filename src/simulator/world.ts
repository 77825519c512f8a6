/** What exists: the bot, people, chats, messages, files. Data only; the rules are beside it. */
import type { Chat, ChatMember, Message, User, UserFromGetMe } from '@grammyjs/types'
import type { Clock } from '../clock.ts'
import type { Events, Notice } from './events.ts'
import type { Files } from './files.ts'
import type { Limits } from './limits.ts'
import type { Settings } from './settings.ts'
import type { Updates } from './updates.ts'

export type World = {
  readonly clock: Clock
  readonly bot: UserFromGetMe
  readonly accounts: Map<number, Account>
  readonly chats: Map<number, ChatState>
  /** Taps waiting for answerCallbackQuery. */
  readonly queries: Map<string, Query>
  readonly updates: Updates
  readonly files: Files
  readonly limits: Limits
  readonly events: Events
  readonly settings: Settings
  /** Messages kept in a chat; older ones are forgotten. */
  readonly keepMessages: number
  /** The next of each counter. `message` is shared by all private chats and basic groups, as in the bot's own account. */
  readonly next: { message: number; user: number; group: number; query: number; album: number }
}

export type Account = { user: User; deactivated: boolean; notice: Notice | undefined }
export type Query = { userId: number; askedAt: number }
export type StoredMessage = {
  message: Message
  /** A message with a reply keyboard cannot be edited. */
  hadReplyKeyboard: boolean
  /** Sent without sound; Telegram tells this to nobody but the apps that get it. */
  silent: boolean
  reactions: Map<number, string[]>
}
export type Topic = { id: number; name: string; iconColor: number; iconEmoji: string; closed: boolean; creator: number }

type CommonChat = { id: number; messages: Map<number, StoredMessage>; pinned: number | undefined }
export type PrivateChat = CommonChat & {
  kind: 'private'
  chat: Chat.PrivateChat
  account: Account
  /** The person has written to the bot; before that it may not write. */
  started: boolean
  blocked: boolean
  replyKeyboard: string[][] | undefined
}
export type GroupChat = CommonChat & {
  kind: 'group' | 'supergroup'
  chat: Chat.GroupChat | Chat.SupergroupChat
  /** Those who are or were members, the bot among them. */
  members: Map<number, ChatMember>
  topics: Map<number, Topic>
  general: { closed: boolean; hidden: boolean }
  nextMessageId: number
  /** The supergroup this basic group became. */
  migratedTo: number | undefined
}
export type ChatState = PrivateChat | GroupChat

/** Who an administrator seems to be when they write as the group itself (Bot API, Message.sender_chat). */
export const GROUP_ANONYMOUS_BOT: User = {
  id: 1087968824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
}

/** Seconds since 1970, as Telegram dates things. */
export function unixTime(world: World): number {
  return Math.floor(world.clock.now() / 1000)
}

/** The bot as the sender of a message: without what only getMe tells. */
export function botUser(world: World): User {
  const { id, is_bot, first_name, username } = world.bot
  return { id, is_bot, first_name, username }
}

/** What this member is in the group; someone never seen has «left». */
export function memberOf(group: GroupChat, user: User): ChatMember {
  return group.members.get(user.id) ?? { status: 'left', user }
}

/** Whether this status means being in the group. */
export function isInside(member: ChatMember | undefined): boolean {
  if (!member) return false
  return member.status === 'restricted' ? member.is_member : member.status !== 'left' && member.status !== 'kicked'
}

/** The group as an update names it. */
export function groupChat(init: {
  id: number
  title: string
  kind: 'group' | 'supergroup'
  forum: boolean
}): GroupChat['chat'] {
  const { id, title, kind, forum } = init
  if (kind === 'group') return { id, type: 'group', title }
  return { id, type: 'supergroup', title, ...(forum && { is_forum: true as const }) }
}

/** Whether the group is split into topics. */
export function isForum(chat: ChatState): boolean {
  return chat.kind === 'supergroup' && chat.chat.is_forum === true
}
