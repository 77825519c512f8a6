/** Whose update it is. */
import type { Update } from '@grammyjs/types'

/** The chat an update belongs to: a private chat has its person's id, so messages and taps of one person share a lane. */
export function chatOf(update: Update): string {
  const chat =
    update.message?.chat ??
    update.callback_query?.message?.chat ??
    update.edited_message?.chat ??
    update.my_chat_member?.chat ??
    update.chat_member?.chat ??
    update.message_reaction?.chat
  return String(chat?.id ?? update.callback_query?.from.id ?? 'none')
}

/** Whose update it is in a group; undefined in a private chat. */
export function memberOf(update: Update): number | undefined {
  const { message, edited_message, callback_query } = update
  const chat = message?.chat ?? edited_message?.chat ?? callback_query?.message?.chat
  if (!chat || chat.type === 'private') return undefined
  return (message ?? edited_message ?? callback_query)?.from?.id
}
