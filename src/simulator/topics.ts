/** Topics of a forum: made, renamed, closed, opened, deleted, each with its service message. */
import type { Message, User } from '@grammyjs/types'
import { remove, store, tellBot, topicIdOf } from './messages.ts'
import type { Content } from './messages.ts'
import type { GroupChat, Topic, World } from './world.ts'

/** The six colours a topic can have (Bot API, createForumTopic). */
export const TOPIC_COLORS = [7322096, 16766590, 13338331, 9367192, 16749490, 16478047]
export type TopicInit = { name: string; iconColor?: number; iconEmoji?: string }

/** Makes a topic; its identifier is that of the service message that opens it. */
export function createTopic(world: World, group: GroupChat, by: User, init: TopicInit): Topic {
  const iconColor = init.iconColor ?? TOPIC_COLORS[0] ?? 0
  const id = group.nextMessageId
  const topic: Topic = {
    id,
    name: init.name,
    iconColor,
    iconEmoji: init.iconEmoji ?? '',
    closed: false,
    creator: by.id,
  }
  group.topics.set(id, topic)
  const icon = topic.iconEmoji ? { icon_custom_emoji_id: topic.iconEmoji } : {}
  note(world, group, by, id, { forum_topic_created: { name: init.name, icon_color: iconColor, ...icon } })
  world.events.emit({ kind: 'topic', chat_id: group.id, topic, change: 'created' })
  return topic
}

/** Changes name or icon. */
export function editTopic(world: World, group: GroupChat, by: User, topic: Topic, change: Partial<TopicInit>): void {
  const { name, iconEmoji } = change
  if (name !== undefined) topic.name = name
  if (iconEmoji !== undefined) topic.iconEmoji = iconEmoji
  const edited = {
    ...(name !== undefined && { name }),
    ...(iconEmoji !== undefined && { icon_custom_emoji_id: iconEmoji }),
  }
  note(world, group, by, topic.id, { forum_topic_edited: edited })
  world.events.emit({ kind: 'topic', chat_id: group.id, topic, change: 'edited' })
}

/** Closes or opens. */
export function setClosed(world: World, group: GroupChat, by: User, topic: Topic, closed: boolean): void {
  topic.closed = closed
  note(world, group, by, topic.id, closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} })
  world.events.emit({ kind: 'topic', chat_id: group.id, topic, change: closed ? 'closed' : 'reopened' })
}

export type GeneralChange = 'close' | 'reopen' | 'hide' | 'unhide'

/** The general topic after a change: hiding closes it, and opening shows it (Bot API, hideGeneralForumTopic). */
export function generalAfter({ closed, hidden }: GroupChat['general'], change: GeneralChange): GroupChat['general'] {
  return {
    closed: change === 'close' || change === 'hide' || (closed && change !== 'reopen'),
    hidden: change === 'hide' || (hidden && change !== 'reopen' && change !== 'unhide'),
  }
}

/** Changes the general topic, with a service message for each thing that became different. */
export function setGeneral(world: World, group: GroupChat, by: User, change: GeneralChange): void {
  const before = group.general
  const now = generalAfter(before, change)
  group.general = now
  if (now.closed !== before.closed) {
    note(world, group, by, undefined, now.closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} })
  }
  if (now.hidden !== before.hidden) {
    const line = now.hidden ? { general_forum_topic_hidden: {} } : { general_forum_topic_unhidden: {} }
    note(world, group, by, undefined, line)
  }
}

/** Deletes a topic with all its messages. Nobody is told but those who look. */
export function deleteTopic(world: World, group: GroupChat, topic: Topic): void {
  group.topics.delete(topic.id)
  const ids = [...group.messages.values()].filter((each) => topicIdOf(each.message) === topic.id)
  remove(
    world,
    group,
    ids.map((each) => each.message.message_id),
  )
  world.events.emit({ kind: 'topic', chat_id: group.id, topic, change: 'deleted' })
}

/**
 * A service message. The bot is told of its own topic messages too: need_skip_update_message of tdlib/telegram-bot-api lets
 * outgoing topic and pin messages through.
 */
export function note(world: World, group: GroupChat, by: User, thread: number | undefined, content: Content): Message {
  const message = store(world, group, { from: by, content, thread })
  tellBot(world, group, message)
  return message
}
