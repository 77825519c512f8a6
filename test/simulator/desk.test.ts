/** What a staff group with topics does on Telegram, as far as a desk relies on it. */
import type { Message, Update } from '@grammyjs/types'
import { describe, expect, test } from 'vitest'
import { messageId, ok, refusal, town } from './town.ts'

function desk(options: Parameters<typeof town>[0] = {}) {
  const all = town(options)
  const owner = all.telegram.person({ first_name: 'Owner' })
  const sergey = all.telegram.person({ first_name: 'Sergey' })
  const group = all.telegram.group({ title: 'Desk', forum: true, members: [owner, sergey] })
  const thread = group.createTopic('K-1001', owner)
  const updates = async () => ok<Update[]>(await all.call('getUpdates', { limit: 100 }))
  const said = async () => (await updates()).flatMap(({ message }) => message ?? [])
  return { ...all, owner, sergey, group, thread, updates, said, staff: group.id }
}
const jpeg = { bytes: new Uint8Array(4), name: 'p.jpg' }

describe('what a message says of itself', () => {
  test('sent without sound, protected, under a cover', async () => {
    const { aigul, telegram, send, chat_id } = desk()
    aigul.starts()
    await send({ disable_notification: true })
    await send({ protect_content: true })
    ok(await telegram.call('sendPhoto', { chat_id, has_spoiler: true, protect_content: true }, { photo: jpeg }))
    ok(await telegram.call('sendVoice', { chat_id, has_spoiler: true }, { voice: jpeg }))
    aigul.photo({ spoiler: true })
    const looks = aigul.sees().map((seen) => [seen.silent, seen.protected, seen.spoiler])
    expect(looks.slice(1)).toEqual([
      [true, false, false],
      [false, true, false],
      [false, true, true],
      [false, false, false],
      [false, false, true],
    ])
  })

  test('protected: a bot may copy it, nobody may forward it', async () => {
    const { aigul, call, send, chat_id, staff } = desk()
    aigul.starts()
    const message_id = await send({ protect_content: true })
    ok(await call('copyMessage', { chat_id: staff, from_chat_id: chat_id, message_id }))
    expect(refusal(await call('forwardMessage', { chat_id: staff, from_chat_id: chat_id, message_id }))).toBe(
      "400 Bad Request: message can't be forwarded",
    )
  })
})

describe('an answer', () => {
  test('carries what it answers; a message that answers nothing carries the opening of its topic', async () => {
    const { sergey, group, thread, call, staff, said } = desk()
    const report = messageId(await call('sendMessage', { chat_id: staff, message_thread_id: thread, text: 'report' }))
    sergey.send('among us', { chat: group, thread })
    const answer = sergey.send('to her', { chat: group, replyTo: report })
    sergey.send('to him', { chat: group, replyTo: answer })
    const [plain, reply, second] = (await said()).slice(-3)
    expect(plain).toMatchObject({ is_topic_message: true, message_thread_id: thread })
    expect(plain?.reply_to_message).toMatchObject({
      message_id: thread,
      forum_topic_created: { name: 'K-1001' },
    })
    expect(reply).toMatchObject({ message_thread_id: thread, reply_to_message: { text: 'report' } })
    expect(second?.reply_to_message).not.toHaveProperty('reply_to_message')
    expect(group.sees(thread).map(({ replyTo }) => replyTo)).toEqual([undefined, undefined, undefined, report, answer])
  })

  test('of several photos: each of them carries it', async () => {
    const { sergey, group, thread, call, staff, said } = desk()
    const report = messageId(await call('sendMessage', { chat_id: staff, message_thread_id: thread, text: 'report' }))
    const at = { chat: group, replyTo: report }
    sergey.album([
      { kind: 'photo', ...at },
      { kind: 'video', ...at },
    ])
    const parts = (await said()).slice(-2)
    expect(parts.map((part) => part.reply_to_message?.message_id)).toEqual([report, report])
    expect(new Set(parts.map((part) => part.media_group_id)).size).toBe(1)
  })

  test('in General has the number of a thread that is no topic and cannot be sent to', async () => {
    const { sergey, group, call, staff, said } = desk()
    const first = messageId(await call('sendMessage', { chat_id: staff, text: 'stub' }))
    sergey.send('seen', { chat: group, replyTo: first })
    const [answer] = (await said()).slice(-1)
    expect(answer).toMatchObject({ message_thread_id: first })
    expect(answer).not.toHaveProperty('is_topic_message')
    expect(group.sees().at(-1)?.thread).toBeUndefined()
    expect(refusal(await call('sendMessage', { chat_id: staff, message_thread_id: first, text: 'x' }))).toBe(
      '400 Bad Request: message thread not found',
    )
  })
})

describe('albums', () => {
  const photos = async ({ telegram, staff, thread, aigul }: ReturnType<typeof desk>, count: number) => {
    aigul.photo()
    const media = aigul.sees().at(-1)?.media?.file_id
    const parts = Array.from({ length: count }, () => ({ type: 'photo', media, has_spoiler: true }))
    return telegram.call('sendMediaGroup', { chat_id: staff, message_thread_id: thread, media: parts })
  }

  test('by identifier, covered, in a topic', async () => {
    const all = desk()
    const sent = ok<Message[]>(await photos(all, 10))
    expect(sent.every((part) => part.has_media_spoiler && part.message_thread_id === all.thread)).toBe(true)
    expect(new Set(sent.map((part) => part.media_group_id)).size).toBe(1)
    expect(refusal(await photos(all, 11))).toBe('400 Bad Request: too many messages to send as an album')
  })

  test('copied at once stay one album; one by one they do not', async () => {
    const { aigul, call, chat_id, staff, thread, group } = desk()
    const ids = aigul.album([{ kind: 'photo', spoiler: true }, { kind: 'video' }])
    const to = { chat_id: staff, message_thread_id: thread, from_chat_id: chat_id }
    ok(await call('copyMessages', { ...to, message_ids: ids }))
    ok(await call('copyMessage', { ...to, message_id: ids[0] }))
    const [first, second, alone] = group.sees(thread).slice(-3)
    expect(first?.albumId).toBeDefined()
    expect(second?.albumId).toBe(first?.albumId)
    expect([first?.spoiler, second?.spoiler, alone?.spoiler]).toEqual([true, false, true])
    expect(alone?.albumId).toBeUndefined()
  })

  test('a caption of 1025 characters is too long', async () => {
    const { aigul, telegram, chat_id } = desk()
    aigul.starts()
    const answer = await telegram.call('sendPhoto', { chat_id, caption: 'x'.repeat(1025) }, { photo: jpeg })
    expect(refusal(answer)).toBe('400 Bad Request: message caption is too long')
  })

  test('a reaction on a part of one goes to its first message', async () => {
    const { aigul, call, chat_id } = desk()
    const ids = aigul.album([{ kind: 'photo' }, { kind: 'photo' }])
    const reaction = [{ type: 'emoji', emoji: '👀' }]
    ok(await call('setMessageReaction', { chat_id, message_id: ids[1], reaction }))
    expect(aigul.sees().map(({ reactions }) => reactions)).toEqual([['👀'], []])
  })
})

describe('the twenty messages a minute of a group', () => {
  test('are spent by what puts or changes a message, and by nothing else', async () => {
    const all = desk({ limits: { scale: 1 } })
    const { aigul, call, telegram, clock, staff, thread, chat_id, group, sergey } = all
    const photo = aigul.photo()
    const file = aigul.sees().at(-1)?.media?.file_id
    const next = async (method: string, payload: object) => {
      await clock.advance(1000)
      return ok(await call(method, { chat_id: staff, ...payload }))
    }
    const topic = { message_thread_id: thread }
    const { message_id } = await next('sendMessage', { ...topic, text: '1' })
    await next('copyMessage', { ...topic, from_chat_id: chat_id, message_id: photo })
    const media = Array.from({ length: 10 }, () => ({ type: 'photo', media: file }))
    await next('sendMediaGroup', { ...topic, media })
    await clock.advance(10_000)
    await next('editMessageText', { message_id, text: '13' })
    const { message_thread_id } = await next('createForumTopic', { name: '14' })
    await next('editForumTopic', { message_thread_id, name: '15' })
    await next('closeForumTopic', { message_thread_id })
    await next('pinChatMessage', { message_id })
    // These are free.
    await next('setMessageReaction', { message_id, reaction: [{ type: 'emoji', emoji: '👍' }] })
    await next('deleteMessage', { message_id })
    await next('getChat', {})
    await next('sendChatAction', { action: 'typing' })
    const menu = await next('sendMessage', {
      text: '18',
      reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] },
    })
    const tapped = sergey.tap(Number(menu['message_id']), 'x', { chat: group })
    if (tapped.kind === 'callback') await next('answerCallbackQuery', { callback_query_id: tapped.queryId })
    await next('sendMessage', { text: '19' })
    // Room for one: an album of two has to wait, a message does not.
    await clock.advance(1000)
    const two = await call('sendMediaGroup', { chat_id: staff, media: media.slice(2, 4) })
    expect(refusal(two)).toMatch(/^429 Too Many Requests: retry after \d+$/)
    await next('sendMessage', { text: '20' })
    const last = await call('sendMessage', { chat_id: staff, text: '21' })
    expect(last).toMatchObject({ ok: false, error_code: 429, parameters: { retry_after: expect.any(Number) } })
    telegram.limits.set('off')
  })

  test('three hundred reports in ten minutes are quick to play', async () => {
    const { aigul, clock, call, staff } = desk({ limits: { scale: 1 } })
    const began = performance.now()
    let [delivered, waiting] = [0, 0]
    for (let second = 0; second < 1200 && delivered < 300; second++) {
      if (second < 600 && second % 2 === 0) {
        aigul.send(`report ${second}`)
        waiting++
      }
      while (waiting > 0 && (await call('sendMessage', { chat_id: staff, text: 'card' })).ok) {
        delivered++
        waiting--
      }
      await clock.advance(1000)
    }
    expect(delivered).toBe(300)
    expect(performance.now() - began).toBeLessThan(3000)
  })
})

describe('reactions', () => {
  test.each([
    ['an emoji that is none of the list', [{ type: 'emoji', emoji: '🧨' }], 'REACTION_INVALID'],
    ['a custom emoji', [{ type: 'custom_emoji', custom_emoji_id: '1' }], 'REACTION_INVALID'],
    [
      'two',
      [
        { type: 'emoji', emoji: '👍' },
        { type: 'emoji', emoji: '👀' },
      ],
      'REACTIONS_TOO_MANY',
    ],
  ])('%s', async (_, reaction, expected) => {
    const { aigul, call, send, chat_id } = desk()
    aigul.starts()
    const message_id = await send()
    expect(refusal(await call('setMessageReaction', { chat_id, message_id, reaction }))).toBe(
      `400 Bad Request: ${expected}`,
    )
  })

  test('to nothing, to a line of Telegram’s own, and by a bot that is out', async () => {
    const { group, thread, call, staff } = desk()
    const react = async (message_id: number) =>
      refusal(await call('setMessageReaction', { chat_id: staff, message_id, reaction: [] }))
    expect(await react(999)).toBe('400 Bad Request: message to react not found')
    expect(await react(thread)).toBe('400 Bad Request: REACTION_INVALID')
    group.botIs('left')
    expect(await react(thread)).toBe('403 Forbidden: bot is not a member of the supergroup chat')
  })
})

describe('topics', () => {
  test('closed: an administrator bot with the right writes there all the same', async () => {
    const { group, thread, call, staff, sergey } = desk()
    group.closeTopic(thread)
    const send = () => call('sendMessage', { chat_id: staff, message_thread_id: thread, text: 'x' })
    ok(await send())
    expect(() => sergey.send('x', { chat: group, thread })).toThrow('is closed')
    group.botRights({ can_manage_topics: false })
    expect(refusal(await send())).toBe('400 Bad Request: TOPIC_CLOSED')
  })

  test('deleted need the right to delete messages', async () => {
    const { group, thread, call, staff } = desk()
    group.botRights({ can_delete_messages: false })
    const remove = () => call('deleteForumTopic', { chat_id: staff, message_thread_id: thread })
    expect(refusal(await remove())).toBe('400 Bad Request: not enough rights to delete the topic')
    group.botRights({})
    ok(await remove())
    expect(refusal(await remove())).toBe('400 Bad Request: TOPIC_ID_INVALID')
  })

  test('General: hiding closes it, opening shows it, and the bot is told', async () => {
    const { group, call, staff, sergey, owner, said } = desk()
    group.changeGeneral('hide', owner)
    expect(group.state().general).toEqual({ closed: true, hidden: true })
    expect(() => sergey.send('x', { chat: group })).toThrow('General is closed')
    group.botRights({ can_manage_topics: false })
    expect(refusal(await call('sendMessage', { chat_id: staff, text: 'x' }))).toBe('400 Bad Request: TOPIC_CLOSED')
    group.changeGeneral('reopen', owner)
    ok(await call('sendMessage', { chat_id: staff, text: 'x' }))
    const fields = (await said()).flatMap((message) =>
      Object.keys(message).filter((key) => /^(general_)?forum/.test(key)),
    )
    expect(fields).toEqual([
      'forum_topic_created',
      'forum_topic_closed',
      'general_forum_topic_hidden',
      'forum_topic_reopened',
      'general_forum_topic_unhidden',
    ])
  })

  test('a message is pinned inside its topic', async () => {
    const { thread, call, staff, said } = desk()
    const message_id = messageId(await call('sendMessage', { chat_id: staff, message_thread_id: thread, text: 'card' }))
    ok(await call('pinChatMessage', { chat_id: staff, message_id }))
    expect((await said()).at(-1)).toMatchObject({ message_thread_id: thread, pinned_message: { message_id } })
  })
})

describe('members', () => {
  const heard = (updates: Update[]) => updates.map(({ chat_member: change }) => change?.new_chat_member.status)

  test('come and go, told to a bot that is an administrator and asked for it', async () => {
    const { group, telegram, call, updates, sergey } = desk()
    const nurlan = telegram.person({ first_name: 'Nurlan' })
    group.joins(nurlan)
    expect(heard(await updates())).not.toContain('member')
    ok(await call('getUpdates', { allowed_updates: ['chat_member', 'my_chat_member'], offset: -1 }))
    group.restricts(sergey)
    expect(() => sergey.send('x', { chat: group })).toThrow('may not write')
    group.leaves(sergey)
    group.removes(nurlan)
    expect(heard(await updates()).slice(-3)).toEqual(['restricted', 'left', 'kicked'])
    group.botIs('member')
    group.joins(sergey)
    expect((await updates()).at(-1)?.my_chat_member?.new_chat_member.status).toBe('member')
  })

  test('an administrator writes as the group', async () => {
    const { group, thread, owner, sergey, said, staff } = desk()
    const id = owner.send('who am I', { chat: group, thread, anonymous: true })
    owner.edit(id, 'the group', { chat: group })
    expect((await said()).at(-1)).toMatchObject({
      from: { id: 1087968824, username: 'GroupAnonymousBot' },
      sender_chat: { id: staff, type: 'supergroup' },
    })
    expect(group.sees(thread).at(-1)).toMatchObject({ text: 'the group', from: { name: 'Desk', isBot: false } })
    expect(() => sergey.send('x', { chat: group, anonymous: true })).toThrow('no administrator')
  })
})

test('a basic group whose owner turns topics on becomes a forum with another number', async () => {
  const { telegram, owner, call } = desk()
  const group = telegram.group({ title: 'Small', kind: 'group', members: [owner] })
  const old = group.id
  const chat_id = group.upgrade({ forum: true })
  const answer = await call('createForumTopic', { chat_id: old, name: 'x' })
  expect(answer).toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: chat_id } })
  ok(await call('createForumTopic', { chat_id, name: 'x' }))
})

describe('editMessageMedia', () => {
  test('changes a text into a photo and a photo into a video, but no album of files into photos', async () => {
    const { aigul, telegram, call, send, chat_id } = desk()
    aigul.video()
    const video = aigul.sees().at(-1)?.media?.file_id
    const message_id = await send()
    const edit = (media: object, files = {}) => telegram.call('editMessageMedia', { chat_id, message_id, media }, files)
    ok(await edit({ type: 'photo', media: 'attach://p', caption: '<b>a</b>', parse_mode: 'HTML' }, { p: jpeg }))
    expect(aigul.sees().at(-1)).toMatchObject({ text: 'a', html: '<b>a</b>', media: { kind: 'photo' } })
    ok(await edit({ type: 'video', media: video, has_spoiler: true }))
    expect(aigul.sees().at(-1)).toMatchObject({ text: '', spoiler: true, media: { kind: 'video' } })
    expect(refusal(await edit({ type: 'video', media: video, has_spoiler: true }))).toContain('message is not modified')
    expect(refusal(await edit({ type: 'voice', media: video }))).toBe('400 Bad Request: unsupported input media type')
    const parts = ['a', 'b'].map((name) => ({ type: 'document', media: `attach://${name}` }))
    const album = ok<Message[]>(await telegram.call('sendMediaGroup', { chat_id, media: parts }, { a: jpeg, b: jpeg }))
    const wrong = { chat_id, message_id: album[0]?.message_id, media: { type: 'video', media: video } }
    expect(refusal(await call('editMessageMedia', wrong))).toContain('must not be changed in an album')
  })
})

test('a live photo comes with its still picture, a story with nothing to look into', async () => {
  const { aigul, said } = desk()
  aigul.livePhoto({ caption: 'here' })
  aigul.story()
  const [photo, story] = (await said()).slice(-2)
  expect(photo).toMatchObject({ caption: 'here', photo: expect.any(Array), live_photo: { duration: 3 } })
  expect(story).toHaveProperty('story')
})

describe('deleting', () => {
  test('in a private chat both sides, for 48 hours; own texts are edited for as long as they are there', async () => {
    const { aigul, clock, call, send, chat_id } = desk()
    aigul.starts()
    const [own, theirs] = [await send(), aigul.send('x')]
    ok(await call('deleteMessages', { chat_id, message_ids: [own, theirs, 999] }))
    const late = await send()
    await clock.advance(49 * 3_600_000)
    expect(refusal(await call('deleteMessage', { chat_id, message_id: late }))).toBe(
      "400 Bad Request: message can't be deleted for everyone",
    )
    ok(await call('editMessageText', { chat_id, message_id: late, text: 'hidden' }))
  })

  test('in a group others’ messages with the right only', async () => {
    const { group, sergey, thread, call, staff } = desk()
    const message_id = sergey.send('x', { chat: group, thread })
    group.botRights({ can_delete_messages: false })
    expect(refusal(await call('deleteMessage', { chat_id: staff, message_id }))).toBe(
      "400 Bad Request: message can't be deleted",
    )
    group.botRights({})
    ok(await call('deleteMessages', { chat_id: staff, message_ids: [message_id] }))
  })
})

test('a bad day strikes its share of calls, the same ones for the same seed', async () => {
  const play = async (seed: number) => {
    const { telegram, call } = desk()
    telegram.faults.mixed({ share: 0.1, seed })
    const outcomes: string[] = []
    for (let i = 0; i < 500; i++) {
      const answer = await call('getMe').catch((error: Error) => error.message)
      outcomes.push(typeof answer === 'string' ? answer : answer.ok ? 'ok' : answer.description)
    }
    return outcomes
  }
  const day = await play(7)
  const struck = day.filter((outcome) => outcome !== 'ok')
  expect(struck.length).toBeGreaterThan(25)
  expect(struck.length).toBeLessThan(80)
  expect(new Set(struck)).toEqual(new Set(['Bad Gateway', 'Too Many Requests: retry after 1', 'read ECONNRESET']))
  expect(await play(7)).toEqual(day)
  expect(await play(8)).not.toEqual(day)
})
