/** Coming, going, promoting: changes of who is what in a group, and what the bot hears of them. */
import type { ChatMember, User } from '@grammyjs/types'
import { note } from './topics.ts'
import { botUser, type GroupChat, isInside, memberOf, unixTime, type World } from './world.ts'

/**
 * Changes a member. The bot hears my_chat_member about itself, and chat_member about others when it is an administrator and asked
 * for it; who comes or goes is also a service message.
 */
export function changeMember(world: World, group: GroupChat, by: User, next: ChatMember): void {
  const before = memberOf(group, next.user)
  const isBot = next.user.id === world.bot.id
  const wasInside = isInside(before)
  const heardBefore = isInside(group.members.get(world.bot.id))
  group.members.set(next.user.id, next)
  const update = { chat: group.chat, from: by, date: unixTime(world), old_chat_member: before, new_chat_member: next }
  if (isBot) world.updates.add('my_chat_member', update, `member:${group.id}`)
  else if (heardBefore && group.members.get(world.bot.id)?.status === 'administrator') {
    world.updates.add('chat_member', update, `member:${group.id}`)
  }
  if (!wasInside && isInside(next)) note(world, group, by, undefined, { new_chat_members: [next.user] })
  if (wasInside && !isInside(next)) note(world, group, by, undefined, { left_chat_member: next.user })
  world.events.emit({ kind: 'member', chat_id: group.id, user: next.user, status: next.status })
}

/** The bot takes itself out. */
export function botLeaves(world: World, group: GroupChat): void {
  const me = botUser(world)
  changeMember(world, group, me, { status: 'left', user: me })
}
