/** What an account does in a chat: the ground under Person. */
import type { Message, User } from '@grammyjs/types'
import { type Content, store, tellBot, topicIdOf } from './messages.ts'
import {
  type Account,
  type ChatState,
  GROUP_ANONYMOUS_BOT,
  type GroupChat,
  isInside,
  memberOf,
  type PrivateChat,
  type World,
} from './world.ts'

export type Where = {
  chat: ChatState
  thread?: number | undefined
  replyTo?: number | undefined
  /** As the group itself; for administrators. */
  anonymous?: boolean | undefined
}

/** Sends a message as this account and tells the bot. Throws when a person could not do that in Telegram. */
export function say(world: World, account: Account, where: Where, content: Content): Message {
  const { chat, thread } = where
  checkMayWrite(account, chat, thread)
  if (chat.kind === 'private') chat.started = true
  const replyTo = where.replyTo === undefined ? undefined : chat.messages.get(where.replyTo)
  if (where.replyTo !== undefined && !replyTo) throw new Error(`message ${where.replyTo} is not in this chat any more`)
  const place = thread ?? (replyTo && topicIdOf(replyTo.message))
  const author = where.anonymous ? asGroup(account, chat, content) : { from: account.user, content }
  const message = store(world, chat, { ...author, thread: place, replyTo })
  tellBot(world, chat, message)
  return message
}

/** An anonymous administrator: the group is the sender, and a bot of Telegram's stands in for the person. */
function asGroup(account: Account, chat: ChatState, content: Content): { from: User; content: Content } {
  if (chat.kind === 'private' || !isAdmin(chat, account))
    throw new Error(
      `${account.user.first_name} is no administrator of a group here: nobody else may write as the group`,
    )
  return { from: GROUP_ANONYMOUS_BOT, content: { ...content, sender_chat: chat.chat } }
}

function isAdmin(chat: GroupChat, { user }: Account): boolean {
  return ['creator', 'administrator'].includes(memberOf(chat, user).status)
}

function checkMayWrite(account: Account, chat: ChatState, thread: number | undefined): void {
  const name = account.user.first_name
  if (account.deactivated) throw new Error(`${name} has deleted their account`)
  if (chat.kind === 'private') {
    if (chat.blocked) throw new Error(`${name} has blocked the bot: unblock() first`)
    return
  }
  if (!isInside(memberOf(chat, account.user))) throw new Error(`${name} is not in «${chat.chat.title}»`)
  const member = memberOf(chat, account.user)
  if (member.status === 'restricted' && !member.can_send_messages) throw new Error(`${name} may not write here`)
  if (thread === undefined) {
    if (chat.general.closed && !isAdmin(chat, account))
      throw new Error(`General is closed, and ${name} is no administrator`)
    return
  }
  const topic = chat.topics.get(thread)
  if (!topic) throw new Error(`«${chat.chat.title}» has no topic ${thread}`)
  if (topic.closed && !isAdmin(chat, account))
    throw new Error(`topic «${topic.name}» is closed, and ${name} is no administrator`)
}

/** Blocks or unblocks the bot; the bot hears of it by my_chat_member. */
export function setBlocked(world: World, chat: PrivateChat, blocked: boolean): void {
  if (chat.blocked === blocked) return
  chat.blocked = blocked
  const user = meAs(world)
  const member = { status: 'member', user } as const
  const banned = { status: 'kicked', user, until_date: 0 } as const
  const change = blocked
    ? { old_chat_member: member, new_chat_member: banned }
    : { old_chat_member: banned, new_chat_member: member }
  const date = Math.floor(world.clock.now() / 1000)
  world.updates.add(
    'my_chat_member',
    { chat: chat.chat, from: chat.account.user, date, ...change },
    `member:${chat.id}`,
  )
  world.events.emit({ kind: 'member', chat_id: chat.id, user, status: change.new_chat_member.status })
}

function meAs({ bot }: World): User {
  return { id: bot.id, is_bot: true, first_name: bot.first_name, username: bot.username }
}
