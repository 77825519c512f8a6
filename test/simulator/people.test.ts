import type { Update } from '@grammyjs/types'
import { describe, expect, test } from 'vitest'
import { messageId, ok, refusal, town } from './town.ts'

const messages = async (call: ReturnType<typeof town>['call']) =>
  ok<Update[]>(await call('getUpdates')).map(({ message }) => message)

describe('a person sends', () => {
  test('every kind of thing', async () => {
    const { aigul, call } = town()
    aigul.follow('ref_1')
    aigul.command('help', 'me')
    aigul.photo({ caption: 'see https://a.kz' })
    aigul.voice()
    aigul.video()
    aigul.videoNote()
    aigul.audio()
    aigul.animation()
    aigul.sticker()
    aigul.document({ file_name: 'a.pdf', bytes: new Uint8Array(5) })
    aigul.location({ latitude: 43.2, longitude: 76.9, live_period: 900 })
    aigul.venue({ latitude: 43.2, longitude: 76.9, title: 'Station', address: 'Almaty' })
    aigul.contact({ phone_number: '+77010000000', first_name: 'Boss' })
    aigul.dice()
    aigul.poll()
    aigul.forward({ text: 'come and work', from: 'Somebody' })
    const got = await messages(call)
    expect(got.map((message) => message?.text)).toEqual(
      expect.arrayContaining(['/start ref_1', '/help me', 'come and work']),
    )
    expect(got).toHaveLength(16)
    expect(got[2]).toMatchObject({ caption: 'see https://a.kz', caption_entities: [{ type: 'url' }] })
    expect(got[9]?.document).toMatchObject({ file_name: 'a.pdf', file_size: 5 })
    expect(aigul.sees().map(({ media }) => media?.kind)).toContain('video_note')
  })

  test('an album: one message each, one group', async () => {
    const { aigul, call } = town()
    const ids = aigul.album([{ kind: 'photo', caption: 'a' }, { kind: 'photo' }])
    const got = await messages(call)
    expect(got.map((message) => message?.message_id)).toEqual(ids)
    expect(new Set(got.map((message) => message?.media_group_id)).size).toBe(1)
  })

  test('and edits, which is told, and deletes, which is not', async () => {
    const { aigul, call } = town()
    const id = aigul.send('helo')
    aigul.edit(id, 'hello')
    aigul.deletes(id)
    const updates = ok<Update[]>(await call('getUpdates'))
    expect(updates.map(({ message, edited_message }) => message?.text ?? edited_message?.text)).toEqual([
      'helo',
      'hello',
    ])
    expect(aigul.sees()).toEqual([])
  })

  test('and blocks, which is told', async () => {
    const { aigul, call } = town()
    aigul.starts()
    aigul.block()
    expect(() => aigul.send('x')).toThrow('Aigul has blocked the bot')
    aigul.unblock()
    const updates = ok<Update[]>(await call('getUpdates'))
    expect(updates.map(({ my_chat_member }) => my_chat_member?.new_chat_member.status)).toEqual([
      undefined,
      'kicked',
      'member',
    ])
  })
})

test('one counter of messages for all private chats, one for each supergroup', async () => {
  const { telegram, aigul, call } = town()
  const sabina = telegram.person({ first_name: 'Sabina' })
  const group = telegram.group({ title: 'Staff', members: [aigul] })
  expect([aigul.send('a'), sabina.send('b'), aigul.send('c', { chat: group })]).toEqual([1, 2, 2])
  expect(messageId(await call('sendMessage', { chat_id: aigul.chatWithBot, text: 'x' }))).toBe(3)
})

test('old messages are forgotten, so that a long run stays small', async () => {
  const { aigul, send } = town({ keepMessages: 3 })
  aigul.starts()
  for (let i = 0; i < 5; i++) await send({ text: `m${i}` })
  expect(aigul.sees().map(({ text }) => text)).toEqual(['m2', 'm3', 'm4'])
})

test('what happens is told to the page', async () => {
  const { telegram, aigul, call, send, chat_id } = town()
  const seen: string[] = []
  telegram.onEvent(({ kind }) => void seen.push(kind))
  aigul.starts()
  const message_id = await send()
  await call('sendChatAction', { chat_id, action: 'typing' })
  await call('setMessageReaction', { chat_id, message_id: 1, reaction: [{ type: 'emoji', emoji: '👍' }] })
  await call('deleteMessage', { chat_id, message_id })
  expect(seen.filter((kind) => kind !== 'call')).toEqual(['message', 'message', 'action', 'reaction', 'deleted'])
  expect(aigul.sees()[0]?.reactions).toEqual(['👍'])
})

describe('the bot sends', () => {
  test('copies without the name, forwards with it', async () => {
    const { telegram, aigul, call } = town()
    const group = telegram.group({ title: 'Staff', members: [aigul] })
    const [photo, voice] = [aigul.photo({ caption: 'a' }), aigul.voice()]
    const where = { chat_id: group.id, from_chat_id: aigul.chatWithBot }
    ok(await call('copyMessage', { ...where, message_id: photo, caption: 'b' }))
    ok(await call('copyMessages', { ...where, message_ids: [photo, voice, 999], remove_caption: true }))
    expect(ok(await call('forwardMessage', { ...where, message_id: photo }))['forward_origin']).toMatchObject({
      type: 'user',
      sender_user: { first_name: 'Aigul' },
    })
    ok(await call('forwardMessages', { ...where, message_ids: JSON.stringify([photo, voice]) }))
    expect(group.sees().map(({ text, media }) => `${media?.kind} ${text}`)).toEqual([
      'photo b',
      'photo ',
      'voice ',
      'photo a',
      'photo a',
      'voice ',
    ])
  })

  test('places, contacts, files of every kind and albums', async () => {
    const { telegram, aigul, call, chat_id } = town()
    aigul.starts()
    ok(await call('sendLocation', { chat_id, latitude: '43.2', longitude: 76.9 }))
    ok(await call('sendVenue', { chat_id, latitude: 43.2, longitude: 76.9, title: 'Police', address: 'Abay 1' }))
    ok(await call('sendContact', { chat_id, phone_number: '116', first_name: 'Hotline' }))
    const bytes = new Uint8Array(4)
    for (const kind of ['Photo', 'Voice', 'Video', 'VideoNote', 'Audio', 'Animation', 'Sticker', 'Document']) {
      const name = kind === 'VideoNote' ? 'video_note' : kind.toLowerCase()
      ok(await telegram.call(`send${kind}`, { chat_id }, { [name]: { bytes, name: 'f' } }))
    }
    const photo = aigul.sees().find(({ media }) => media?.kind === 'photo')?.media?.file_id
    const media = [
      { type: 'photo', media: 'attach://x' },
      { type: 'photo', media: photo },
    ]
    expect(ok(await telegram.call('sendMediaGroup', { chat_id, media }, { x: { bytes, name: 'f' } }))).toHaveLength(2)
    expect(refusal(await call('sendVoice', { chat_id, voice: photo }))).toBe(
      "400 Bad Request: can't use file of type Photo as VoiceNote",
    )
  })

  test('files up to 50 MB, photos up to 10, and gets files up to 20', async () => {
    const { telegram, aigul, call, chat_id } = town()
    aigul.starts()
    const big = { bytes: new Uint8Array(50 * 1024 * 1024 + 1), name: 'big' }
    expect(refusal(await telegram.call('sendDocument', { chat_id }, { document: big }))).toBe(
      '413 Request Entity Too Large',
    )
    expect(refusal(await telegram.call('sendPhoto', { chat_id }, { photo: big }))).toContain('is too big for a photo')
    aigul.video({ size: 21 * 1024 * 1024 })
    const file_id = aigul.sees().at(-1)?.media?.file_id
    expect(refusal(await call('getFile', { file_id }))).toBe('400 Bad Request: file is too big')
  })

  test('words about itself, by language and scope', async () => {
    const { call, chat_id } = town()
    const commands = [{ command: 'help', description: 'Help' }]
    ok(await call('setMyCommands', { commands, language_code: 'ru' }))
    ok(await call('setMyCommands', { commands, scope: { type: 'chat', chat_id } }))
    expect(ok(await call('getMyCommands'))).toEqual([])
    expect(ok(await call('getMyCommands', { language_code: 'ru' }))).toEqual(commands)
    ok(await call('deleteMyCommands', { language_code: 'ru' }))
    expect(ok(await call('getMyCommands', { language_code: 'ru' }))).toEqual([])
    for (const field of ['Name', 'Description', 'ShortDescription']) {
      const name = field === 'ShortDescription' ? 'short_description' : field.toLowerCase()
      ok(await call(`setMy${field}`, { [name]: 'Пана', language_code: 'ru' }))
      expect(ok(await call(`getMy${field}`, { language_code: 'ru' }))[name]).toBe('Пана')
      expect(ok(await call(`getMy${field}`))[name]).toBe(field === 'Name' ? 'Pana' : '')
    }
  })
})
