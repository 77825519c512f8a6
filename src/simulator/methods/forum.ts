/** Topics of a forum, by the bot (ForumTopicManager.cpp of tdlib/td for the refusals). */
import { botMay, groupToWrite } from '../access.ts'
import { integer, type Payload, text } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import {
  createTopic,
  deleteTopic,
  editTopic,
  generalAfter,
  type GeneralChange,
  note,
  setClosed,
  setGeneral,
  TOPIC_COLORS,
} from '../topics.ts'
import { botUser, type GroupChat, isForum, type Topic, type World } from '../world.ts'
import type { Method, MethodTable } from './method.ts'

const MAX_NAME = 128

export const forumMethods: MethodTable = {
  createForumTopic(world, { payload }) {
    const group = forumOf(world, payload)
    if (!botMay(world, group, 'can_manage_topics')) badRequest('not enough rights to create a topic')
    const name = nameOf(payload)
    if (name === '') badRequest('title must be non-empty')
    const color = integer(payload, 'icon_color')
    if (color !== undefined && !TOPIC_COLORS.includes(color)) badRequest('invalid icon color specified')
    world.limits.spend(group.id, true, 1)
    const icon = text(payload, 'icon_custom_emoji_id')
    const topic = createTopic(world, group, botUser(world), {
      name,
      ...(color !== undefined && { iconColor: color }),
      ...(icon !== '' && { iconEmoji: icon }),
    })
    return {
      message_thread_id: topic.id,
      name: topic.name,
      icon_color: topic.iconColor,
      ...(topic.iconEmoji && { icon_custom_emoji_id: topic.iconEmoji }),
    }
  },

  editForumTopic(world, { payload }) {
    const { group, topic } = topicOf(world, payload, 'not enough rights to edit the topic')
    const name = nameOf(payload)
    if (payload['name'] !== undefined && text(payload, 'name') !== '' && name === '')
      badRequest('title must be non-empty')
    const icon = payload['icon_custom_emoji_id'] === undefined ? undefined : text(payload, 'icon_custom_emoji_id')
    // Nothing to change is no mistake; the same again is.
    if (name === '' && icon === undefined) return true
    if ((name === '' || name === topic.name) && (icon === undefined || icon === topic.iconEmoji))
      badRequest('TOPIC_NOT_MODIFIED')
    const change = {
      ...(name !== '' && name !== topic.name && { name }),
      ...(icon !== undefined && { iconEmoji: icon }),
    }
    world.limits.spend(group.id, true, 1)
    editTopic(world, group, botUser(world), topic, change)
    return true
  },

  closeForumTopic: closes(true),
  reopenForumTopic: closes(false),

  deleteForumTopic(world, { payload }) {
    const group = forumOf(world, payload)
    const topic = group.topics.get(integer(payload, 'message_thread_id') ?? 0) ?? badRequest('TOPIC_ID_INVALID')
    if (!botMay(world, group, 'can_delete_messages')) badRequest('not enough rights to delete the topic')
    deleteTopic(world, group, topic)
    return true
  },

  editGeneralForumTopic: general((world, group) =>
    note(world, group, botUser(world), undefined, { forum_topic_edited: {} }),
  ),
  closeGeneralForumTopic: changesGeneral('close'),
  reopenGeneralForumTopic: changesGeneral('reopen'),
  hideGeneralForumTopic: changesGeneral('hide'),
  unhideGeneralForumTopic: changesGeneral('unhide'),
}

function forumOf(world: World, payload: Payload): GroupChat {
  const group = groupToWrite(world, payload, 'the chat is not a forum')
  return isForum(group) ? group : badRequest('the chat is not a forum')
}

function topicOf(world: World, payload: Payload, refusal: string): { group: GroupChat; topic: Topic } {
  const group = forumOf(world, payload)
  const topic = group.topics.get(integer(payload, 'message_thread_id') ?? 0) ?? badRequest('TOPIC_ID_INVALID')
  if (topic.creator !== world.bot.id && !botMay(world, group, 'can_manage_topics')) badRequest(refusal)
  return { group, topic }
}

/** A name is cut to 128 characters, not refused (clean_name of tdlib/td). */
function nameOf(payload: Payload): string {
  return Array.from(text(payload, 'name').replace(/\s+/g, ' ').trim()).slice(0, MAX_NAME).join('')
}

function closes(closed: boolean): Method {
  return (world, { payload }) => {
    const { group, topic } = topicOf(world, payload, 'not enough rights to close or open the topic')
    if (topic.closed === closed) badRequest('TOPIC_NOT_MODIFIED')
    // Closing and opening put a message into the group as renaming does.
    world.limits.spend(group.id, true, 1)
    setClosed(world, group, botUser(world), topic, closed)
    return true
  }
}

function general(act: (world: World, group: GroupChat) => void): Method {
  return (world, { payload }) => {
    const group = forumOf(world, payload)
    if (!botMay(world, group, 'can_manage_topics')) badRequest('not enough rights to close or open the topic')
    act(world, group)
    return true
  }
}

function changesGeneral(change: GeneralChange): Method {
  return general((world, group) => {
    const { closed, hidden } = generalAfter(group.general, change)
    if (closed === group.general.closed && hidden === group.general.hidden) badRequest('TOPIC_NOT_MODIFIED')
    world.limits.spend(group.id, true, 1)
    setGeneral(world, group, botUser(world), change)
  })
}
