/** Emoji under messages. */
import type { ReactionType, User } from '@grammyjs/types'
import { type ChatState, unixTime, type World } from './world.ts'

/** Sets what this user reacts with. People's reactions reach the bot when it asked for message_reaction and, in a group, is an administrator. */
export function changeReactions(world: World, chat: ChatState, messageId: number, user: User, emoji: string[]): void {
  const stored = chat.messages.get(messageId)
  if (!stored) throw new Error(`message ${messageId} is not in this chat any more`)
  const before = stored.reactions.get(user.id) ?? []
  const reactions = new Map(stored.reactions)
  if (emoji.length > 0) reactions.set(user.id, emoji)
  else reactions.delete(user.id)
  chat.messages.set(messageId, { ...stored, reactions })
  world.events.emit({ kind: 'reaction', chat_id: chat.id, message_id: messageId, user_id: user.id, emoji })
  if (user.id === world.bot.id || !botHears(world, chat)) return
  const change = {
    chat: chat.chat,
    message_id: messageId,
    user,
    date: unixTime(world),
    old_reaction: before.map(emojiReaction),
    new_reaction: emoji.map(emojiReaction),
  }
  world.updates.add('message_reaction', change, `reaction:${chat.id}`)
}

function emojiReaction(emoji: string): ReactionType {
  return { type: 'emoji', emoji } as ReactionType
}

function botHears(world: World, chat: ChatState): boolean {
  return chat.kind === 'private' || chat.members.get(world.bot.id)?.status === 'administrator'
}
