/** Who may what in a group. */
import type { ChatAdministratorRights, ChatMember, ChatPermissions, User } from '@grammyjs/types'

const NO_RIGHTS = {
  is_anonymous: false,
  can_manage_chat: false,
  can_delete_messages: false,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_pin_messages: false,
  can_manage_topics: false,
}

/** Rights the bot has as an administrator unless a test says otherwise. */
export const BOT_RIGHTS: Partial<ChatAdministratorRights> = {
  can_manage_chat: true,
  can_manage_topics: true,
  can_delete_messages: true,
  can_pin_messages: true,
}
export const ALL_RIGHTS: Partial<ChatAdministratorRights> = Object.fromEntries(
  Object.keys(NO_RIGHTS).map((right) => [right, right !== 'is_anonymous']),
)

/** An administrator with these rights and no others. */
export function administrator(user: User, rights: Partial<ChatAdministratorRights>): ChatMember {
  return { status: 'administrator', user, can_be_edited: false, ...NO_RIGHTS, ...rights } as ChatMember
}

/** A member who may do only what is said here. */
export function restricted(user: User, rights: Partial<ChatPermissions>): ChatMember {
  return {
    status: 'restricted',
    user,
    is_member: true,
    until_date: 0,
    can_send_messages: false,
    ...rights,
  } as ChatMember
}

/** The owner of a group. */
export function owner(user: User): ChatMember {
  return { status: 'creator', user, is_anonymous: false }
}
