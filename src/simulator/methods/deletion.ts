/** deleteMessage and deleteMessages. */
import { botMay, chatToRead, messageIn } from '../access.ts'
import { isService, remove } from '../messages.ts'
import { integer, json, type Payload } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import { type ChatState, type StoredMessage, unixTime, type World } from '../world.ts'
import type { MethodTable } from './method.ts'

const TWO_DAYS_SECONDS = 48 * 3600
const MAX_IDS = 100

export const deletionMethods: MethodTable = {
  deleteMessage(world, { payload }) {
    const chat = chatToRead(world, payload)
    const id = integer(payload, 'message_id')
    if (!id || id <= 0) return badRequest('message identifier is not specified')
    checkDeletable(world, chat, messageIn(chat, id, 'message to delete not found'))
    remove(world, chat, [id])
    return true
  },

  /** Unknown messages are passed over; one that may not be deleted refuses the whole call (delete_messages of tdlib/td). */
  deleteMessages(world, { payload }) {
    const chat = chatToRead(world, payload)
    const known = messageIds(payload).filter((id) => chat.messages.has(id))
    for (const id of known) checkDeletable(world, chat, messageIn(chat, id, 'message to delete not found'))
    if (known.length > 0) remove(world, chat, known)
    return true
  },
}

/** The 1–100 ids of a call about several messages. */
export function messageIds(payload: Payload): number[] {
  const ids = json(payload, 'message_ids', 'message identifiers')
  if (ids === undefined) return badRequest('message identifiers are not specified')
  if (!Array.isArray(ids)) return badRequest('expected an Array of message identifiers')
  if (ids.length > MAX_IDS) badRequest('too many message identifiers specified')
  return ids.map((id: unknown) =>
    Number.isInteger(Number(id)) && Number(id) > 0 ? Number(id) : badRequest('invalid message identifier specified'),
  )
}

/** Bot API, deleteMessage: 48 hours, own messages or with the right, never the opening of a topic or a group. */
function checkDeletable(world: World, chat: ChatState, { message }: StoredMessage): void {
  const old = unixTime(world) - message.date > TWO_DAYS_SECONDS
  if (chat.kind === 'private') {
    if (old) badRequest("message can't be deleted for everyone")
    return
  }
  if (message.forum_topic_created || message.supergroup_chat_created || message.group_chat_created)
    badRequest("message can't be deleted")
  if (botMay(world, chat, 'can_delete_messages')) return
  const own = message.from?.id === world.bot.id
  if (!own || isService(message)) badRequest("message can't be deleted")
  if (old) badRequest("message can't be deleted for everyone")
}
