/** Looking at chats and members, leaving, pinning, reacting. */
import type { ChatMember, Message } from '@grammyjs/types'
import { botMay, chatToRead, chatToWrite, groupToWrite, messageIn } from '../access.ts'
import { botLeaves } from '../members.ts'
import { isService, store, tellBot, topicIdOf } from '../messages.ts'
import { integer, isObject, json, type Payload, text } from '../parameters.ts'
import { changeReactions } from '../reactions.ts'
import { badRequest } from '../refusal.ts'
import { botUser, type ChatState, type GroupChat, isInside, type World } from '../world.ts'
import type { MethodTable } from './method.ts'

export const chatMethods: MethodTable = {
  getChat(world, { payload }) {
    const chat = chatToRead(world, payload)
    const pinned = chat.pinned === undefined ? undefined : chat.messages.get(chat.pinned)?.message
    const common = {
      ...chat.chat,
      accent_color_id: 0,
      max_reaction_count: 11,
      ...(pinned && { pinned_message: pinned }),
    }
    return { ...common, accepted_gift_types: NO_GIFTS, ...(chat.kind !== 'private' && { permissions: MAY_ALL }) }
  },

  getChatMember(world, { payload }) {
    const group = groupOf(world, payload)
    const userId = integer(payload, 'user_id') ?? badRequest('invalid user_id specified')
    const known = group.members.get(userId)
    if (known) return known
    const account = world.accounts.get(userId) ?? badRequest('PARTICIPANT_ID_INVALID')
    return { status: 'left', user: account.user } satisfies ChatMember
  },

  getChatMemberCount: (world, { payload }) => {
    const chat = chatToRead(world, payload)
    return chat.kind === 'private' ? 2 : [...chat.members.values()].filter(isInside).length
  },

  getChatAdministrators(world, { payload }) {
    const chat = chatToRead(world, payload)
    if (chat.kind === 'private') return badRequest('there are no administrators in the private chat')
    return [...chat.members.values()].filter(({ status }) => status === 'creator' || status === 'administrator')
  },

  leaveChat(world, { payload }) {
    botLeaves(world, groupToWrite(world, payload, "chat member status can't be changed in private chats"))
    return true
  },

  pinChatMessage(world, { payload }) {
    const chat = chatToWrite(world, payload)
    if (chat.kind !== 'private' && !botMay(world, chat, 'can_pin_messages'))
      badRequest('not enough rights to manage pinned messages in the chat')
    const { message } = messageIn(chat, integer(payload, 'message_id'), 'message to pin not found')
    // The line «pinned a message» is a message of the group too.
    world.limits.spend(chat.id, chat.kind !== 'private', 1)
    chat.pinned = message.message_id
    const { reply_to_message: _, ...pinned } = message
    tellBot(
      world,
      chat,
      store(world, chat, {
        from: botUser(world),
        content: { pinned_message: pinned },
        thread: topicIdOf(message),
      }),
    )
    return true
  },

  unpinChatMessage(world, { payload }) {
    const chat = chatToWrite(world, payload)
    if (chat.kind !== 'private' && !botMay(world, chat, 'can_pin_messages'))
      badRequest('not enough rights to manage pinned messages in the chat')
    const id = integer(payload, 'message_id')
    if (chat.pinned === undefined || (id !== undefined && id !== chat.pinned)) badRequest('message to unpin not found')
    chat.pinned = undefined
    return true
  },

  setMessageReaction(world, { payload }) {
    const chat = chatToWrite(world, payload)
    const { message } = messageIn(chat, integer(payload, 'message_id'), 'message to react not found')
    const reactions = reactionsOf(payload)
    if (isService(message)) badRequest('REACTION_INVALID')
    changeReactions(world, chat, reactedMessage(chat, message).message_id, botUser(world), reactions)
    return true
  },
}

/** In an album it is the first message still there that is reacted to (Bot API, setMessageReaction). */
function reactedMessage(chat: ChatState, message: Message): Message {
  const album = message.media_group_id
  if (album === undefined) return message
  return [...chat.messages.values()].find((each) => each.message.media_group_id === album)?.message ?? message
}

const NO_GIFTS = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
}
const MAY_ALL = { can_send_messages: true, can_send_photos: true, can_send_documents: true, can_send_voice_notes: true }

function groupOf(world: World, payload: Payload): GroupChat {
  const chat = chatToRead(world, payload)
  return chat.kind === 'private' ? badRequest("chat member can't be got in a private chat") : chat
}

/** Emoji anybody may react with (Bot API, ReactionTypeEmoji). */
const EMOJI = new Set(
  (
    '❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 ' +
    '😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡'
  ).split(' '),
)

function reactionsOf(payload: Payload): string[] {
  const list = json(payload, 'reaction', 'reaction types')
  if (list === undefined) return []
  if (!Array.isArray(list)) return badRequest("can't parse reaction types JSON object")
  // A bot may set one reaction (Bot API, setMessageReaction).
  if (list.length > 1) badRequest('REACTIONS_TOO_MANY')
  return list.map((reaction: unknown) => {
    const emoji =
      isObject(reaction) && reaction['type'] === 'emoji' ? text(reaction, 'emoji').replaceAll('\uFE0F', '') : ''
    return EMOJI.has(emoji) ? emoji : badRequest('REACTION_INVALID')
  })
}
