import type { Update } from '@grammyjs/types'
import { describe, expect, test } from 'vitest'
import { messageId, ok, refusal, town } from './town.ts'

function forum() {
  const all = town()
  const group = all.telegram.group({ title: 'Staff', forum: true, members: [all.aigul] })
  return { ...all, group, chat_id: group.id }
}
const thread = async (answer: Promise<Parameters<typeof ok>[0]>) =>
  ok<{ message_thread_id: number }>(await answer).message_thread_id

describe('topics', () => {
  test('are made, written to, renamed, closed, opened and deleted', async () => {
    const { group, aigul, call, chat_id } = forum()
    const message_thread_id = await thread(call('createForumTopic', { chat_id, name: 'Case 1', icon_color: 7322096 }))
    const answer = ok(await call('sendMessage', { chat_id, message_thread_id, text: 'card' }))
    expect(answer).toMatchObject({ message_thread_id, is_topic_message: true, chat: { is_forum: true } })
    aigul.send('seen', { chat: group, thread: message_thread_id })
    ok(await call('editForumTopic', { chat_id, message_thread_id, name: 'Case 1 ✅' }))
    ok(await call('closeForumTopic', { chat_id, message_thread_id }))
    expect(group.topic('Case 1 ✅')).toMatchObject({ closed: true })
    ok(await call('reopenForumTopic', { chat_id, message_thread_id }))
    expect(group.sees(message_thread_id).map((message) => message.text)).toEqual(['', 'card', 'seen', '', '', ''])
    ok(await call('deleteForumTopic', { chat_id, message_thread_id }))
    expect(group.topics()).toEqual([])
    expect(refusal(await call('sendMessage', { chat_id, message_thread_id, text: 'x' }))).toBe(
      '400 Bad Request: message thread not found',
    )
  })

  test('refuse what does not fit', async () => {
    const { group, aigul, call, chat_id } = forum()
    const message_thread_id = await thread(call('createForumTopic', { chat_id, name: 'Case 1' }))
    const theirs = group.createTopic('Talk', aigul)
    const refused = async (method: string, payload: object) => refusal(await call(method, { chat_id, ...payload }))
    expect(await refused('createForumTopic', { name: ' ' })).toBe('400 Bad Request: title must be non-empty')
    expect(await refused('editForumTopic', { message_thread_id, name: 'Case 1' })).toBe(
      '400 Bad Request: TOPIC_NOT_MODIFIED',
    )
    expect(await refused('reopenForumTopic', { message_thread_id })).toBe('400 Bad Request: TOPIC_NOT_MODIFIED')
    expect(await refused('closeForumTopic', { message_thread_id: 999 })).toBe('400 Bad Request: TOPIC_ID_INVALID')
    expect(await refused('sendMessage', { message_thread_id: 1, text: 'x' })).toBe(
      '400 Bad Request: message thread not found',
    )
    expect(await refused('deleteMessage', { message_id: message_thread_id })).toBe(
      "400 Bad Request: message can't be deleted",
    )
    group.closeTopic(theirs)
    group.botRights({ can_manage_topics: false })
    expect(await refused('createForumTopic', { name: 'x' })).toBe(
      '400 Bad Request: not enough rights to create a topic',
    )
    expect(await refused('editForumTopic', { message_thread_id: theirs, name: 'x' })).toBe(
      '400 Bad Request: not enough rights to edit the topic',
    )
    expect(await refused('sendMessage', { message_thread_id: theirs, text: 'x' })).toBe('400 Bad Request: TOPIC_CLOSED')
    group.setForum(false)
    expect(await refused('createForumTopic', { name: 'x' })).toBe('400 Bad Request: the chat is not a forum')
  })

  test('the general one is closed and hidden', async () => {
    const { call, chat_id } = forum()
    for (const method of [
      'closeGeneralForumTopic',
      'reopenGeneralForumTopic',
      'hideGeneralForumTopic',
      'unhideGeneralForumTopic',
      'reopenGeneralForumTopic', // hiding had closed it
    ]) {
      ok(await call(method, { chat_id }))
    }
    expect(refusal(await call('reopenGeneralForumTopic', { chat_id }))).toBe('400 Bad Request: TOPIC_NOT_MODIFIED')
  })
})

describe('a group the bot has lost', () => {
  test.each([
    ['kicked', '403 Forbidden: bot was kicked from the supergroup chat'],
    ['left', '403 Forbidden: bot is not a member of the supergroup chat'],
  ] as const)('%s', async (status, expected) => {
    const { group, call, chat_id } = forum()
    group.botIs(status)
    expect(refusal(await call('sendMessage', { chat_id, text: 'x' }))).toBe(expected)
    const kinds = ok<Update[]>(await call('getUpdates')).map((update) => update.my_chat_member?.new_chat_member.status)
    expect(kinds).toEqual([status])
  })

  test('that was upgraded tells its new number', async () => {
    const { telegram, aigul, call } = town()
    const group = telegram.group({ title: 'Old', kind: 'group', members: [aigul] })
    const chat_id = group.id
    ok(await call('sendMessage', { chat_id, text: 'x' }))
    const migrate_to_chat_id = group.upgrade()
    expect(await call('sendMessage', { chat_id, text: 'x' })).toEqual({
      ok: false,
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id },
    })
    expect(messageId(await call('sendMessage', { chat_id: migrate_to_chat_id, text: 'x' }))).toBe(3)
    const updates = ok<Update[]>(await call('getUpdates'))
    expect(updates.map(({ message }) => message?.migrate_to_chat_id ?? message?.migrate_from_chat_id)).toEqual([
      migrate_to_chat_id,
      chat_id,
    ])
  })

  test('it left by itself', async () => {
    const { call, chat_id } = forum()
    ok(await call('leaveChat', { chat_id }))
    expect(refusal(await call('getChat', { chat_id }))).toBe(
      '403 Forbidden: bot is not a member of the supergroup chat',
    )
  })
})

describe('members', () => {
  test('are counted, looked up and listed', async () => {
    const { telegram, aigul, call, group, chat_id } = forum()
    const sabina = telegram.person({ first_name: 'Sabina' })
    const status = async (user_id: number) => ok(await call('getChatMember', { chat_id, user_id }))['status']
    expect(await status(sabina.user.id)).toBe('left')
    group.joins(sabina)
    group.promotes(sabina, { can_delete_messages: true })
    expect([await status(aigul.user.id), await status(sabina.user.id)]).toEqual(['creator', 'administrator'])
    expect(ok(await call('getChatMemberCount', { chat_id }))).toBe(3)
    expect(ok<unknown[]>(await call('getChatAdministrators', { chat_id }))).toHaveLength(3)
    group.removes(sabina)
    expect(await status(sabina.user.id)).toBe('kicked')
    expect(refusal(await call('getChatMember', { chat_id, user_id: 3 }))).toBe(
      '400 Bad Request: PARTICIPANT_ID_INVALID',
    )
    expect(() => sabina.send('x', { chat: group })).toThrow('Sabina is not in «Staff»')
    ok(await call('getChat', { chat_id }))
    ok(await call('getChat', { chat_id: aigul.chatWithBot }))
  })

  test('a bot that is no administrator sees commands, mentions and replies only', async () => {
    const { telegram, aigul, call } = town()
    const group = telegram.group({ title: 'Staff', members: [aigul], bot: 'member' })
    const own = messageId(await call('sendMessage', { chat_id: group.id, text: 'x' }))
    aigul.send('among us', { chat: group })
    aigul.send('/help', { chat: group })
    aigul.send(`hey @${telegram.bot.username}`, { chat: group })
    aigul.send('yes', { chat: group, replyTo: own })
    expect(ok<Update[]>(await call('getUpdates')).map(({ message }) => message?.text)).toEqual([
      '/help',
      `hey @${telegram.bot.username}`,
      'yes',
    ])
  })

  test('pins need a right, and are told to the bot itself', async () => {
    const { group, call, chat_id } = forum()
    const message_id = messageId(await call('sendMessage', { chat_id, text: 'rules' }))
    ok(await call('pinChatMessage', { chat_id, message_id }))
    expect(ok<Update[]>(await call('getUpdates'))[0]?.message?.pinned_message).toMatchObject({ message_id })
    expect(ok(await call('getChat', { chat_id }))['pinned_message']).toMatchObject({ text: 'rules' })
    group.botRights({ can_pin_messages: false })
    expect(refusal(await call('pinChatMessage', { chat_id, message_id }))).toBe(
      '400 Bad Request: not enough rights to manage pinned messages in the chat',
    )
  })
})
