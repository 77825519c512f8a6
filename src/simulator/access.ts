/** Which chat a call means, and whether the bot may write there (check_chat_access of tdlib/telegram-bot-api). */
import type { ChatAdministratorRights, ResponseParameters } from '@grammyjs/types'
import { type Payload, text } from './parameters.ts'
import { badRequest, forbidden } from './refusal.ts'
import type { ChatState, GroupChat, StoredMessage, World } from './world.ts'

/** The chat of `chat_id`, to write to. Throws Telegram's refusals for one unknown, closed to the bot, or moved. */
export function chatToWrite(world: World, payload: Payload, name = 'chat_id'): ChatState {
  const chat = chatToRead(world, payload, name)
  if (chat.kind !== 'private') return chat
  if (chat.account.deactivated) forbidden('user is deactivated')
  if (chat.blocked) forbidden('bot was blocked by the user')
  // Telegram knows the person from a group, but they never wrote to the bot.
  if (!chat.started) forbidden("bot can't initiate conversation with a user")
  return chat
}

/** The chat of `chat_id`, to look at. A person the bot never met is «chat not found», as on Telegram. */
export function chatToRead(world: World, payload: Payload, name = 'chat_id'): ChatState {
  const given = text(payload, name)
  if (given === '') badRequest(`${name} is empty`)
  const chat = find(world, given)
  if (!chat || (chat.kind === 'private' && !chat.started && !metInGroup(world, chat.id)))
    return badRequest('chat not found')
  if (chat.kind !== 'private') checkGroup(world, chat)
  return chat
}

/** The group of `chat_id`, or the refusal for a private chat. */
export function groupToWrite(world: World, payload: Payload, refusal: string): GroupChat {
  const chat = chatToWrite(world, payload)
  return chat.kind === 'private' ? badRequest(refusal) : chat
}

function find(world: World, given: string): ChatState | undefined {
  if (!given.startsWith('@')) return /^-?\d+$/.test(given) ? world.chats.get(Number(given)) : undefined
  // By name Telegram finds groups and channels only, never a person.
  return [...world.chats.values()].find(({ kind, chat }) => kind !== 'private' && `@${chat.username ?? ''}` === given)
}

function metInGroup(world: World, userId: number): boolean {
  for (const chat of world.chats.values()) if (chat.kind !== 'private' && chat.members.has(userId)) return true
  return false
}

function checkGroup(world: World, group: GroupChat): void {
  if (group.migratedTo !== undefined) {
    const parameters: ResponseParameters = { migrate_to_chat_id: group.migratedTo }
    badRequest('group chat was upgraded to a supergroup chat', parameters)
  }
  const status = group.members.get(world.bot.id)?.status
  if (status === 'kicked') forbidden(`bot was kicked from the ${group.kind} chat`)
  if (status === 'left') forbidden(`bot is not a member of the ${group.kind} chat`)
  if (status === undefined) badRequest('chat not found')
}

/** Whether the bot is an administrator with this right. */
export function botMay(world: World, group: GroupChat, right: keyof ChatAdministratorRights): boolean {
  const member = group.members.get(world.bot.id)
  return member?.status === 'creator' || (member?.status === 'administrator' && member[right] === true)
}

/** A message of this chat, or the refusal. */
export function messageIn(chat: ChatState, messageId: number | undefined, refusal: string): StoredMessage {
  return (messageId === undefined ? undefined : chat.messages.get(messageId)) ?? badRequest(refusal)
}
