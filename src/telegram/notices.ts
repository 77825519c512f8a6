/** Telegram's own notices in a chat: nobody said anything. */
import type { Message } from '@grammyjs/types'

const NOTICES = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'new_chat_members',
  'left_chat_member',
  'chat_background_set',
  'forum_topic_created',
  'forum_topic_closed',
  'forum_topic_edited',
  'forum_topic_reopened',
  'write_access_allowed',
]

export function isNotice(message: Message): boolean {
  return NOTICES.some((notice) => notice in message)
}
