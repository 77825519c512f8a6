import { describe, expect, test } from 'vitest'
import { ogg } from '../ogg.ts'
import { messageId, ok, refusal, town } from './town.ts'

const inline = (...buttons: object[]) => ({ reply_markup: { inline_keyboard: [buttons] } })

describe('sendMessage refuses', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['no text', { text: undefined }, '400 Bad Request: message text is empty'],
    ['an empty text', { text: '' }, '400 Bad Request: message text is empty'],
    ['blanks', { text: '   ' }, '400 Bad Request: text must be non-empty'],
    ['a text of tags', { text: '<b></b>', parse_mode: 'HTML' }, '400 Bad Request: text must be non-empty'],
    ['no chat', { chat_id: undefined }, '400 Bad Request: chat_id is empty'],
    ['a chat that is none', { chat_id: 'x' }, '400 Bad Request: chat not found'],
    ['an unknown chat', { chat_id: 12 }, '400 Bad Request: chat not found'],
    ['an unknown name', { chat_id: '@nobody_here' }, '400 Bad Request: chat not found'],
    ['4097 characters', { text: 'x'.repeat(4097) }, '400 Bad Request: message is too long'],
    ['an unknown parse mode', { parse_mode: 'INVALID' }, '400 Bad Request: unsupported parse_mode'],
    [
      'bad HTML',
      { text: '<b>x', parse_mode: 'HTML' },
      '400 Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
    ],
    ['a topic in a private chat', { message_thread_id: 9 }, '400 Bad Request: message thread not found'],
    [
      'a reply to nothing',
      { reply_parameters: { message_id: 99 } },
      '400 Bad Request: message to be replied not found',
    ],
    [
      'a reply without a number',
      { reply_parameters: { quote: 'x' } },
      '400 Bad Request: can\'t find field "message_id"',
    ],
    [
      'an entity after the end',
      { entities: [{ type: 'bold', offset: 100, length: 1 }] },
      '400 Bad Request: entity begins after the end of the text at UTF-16 offset 100',
    ],
    [
      'an entity too long',
      { entities: [{ type: 'bold', offset: 0, length: 100 }] },
      '400 Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100',
    ],
    [
      'an unknown entity',
      { entities: [{ type: 'x', offset: 0, length: 1 }] },
      "400 Bad Request: can't parse MessageEntity: Unsupported type specified",
    ],
    ['65 bytes of data', inline({ text: 'b', callback_data: 'я'.repeat(33) }), '400 Bad Request: BUTTON_DATA_INVALID'],
    [
      'a button without action',
      inline({ text: 'b' }),
      "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'a button with empty data',
      inline({ text: 'b', callback_data: '' }),
      "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'a button with two actions',
      inline({ text: 'b', callback_data: 'x', url: 'https://a.kz' }),
      "400 Bad Request: can't parse inline keyboard button: exactly one action expected, found url, callback_data",
    ],
    [
      'a button without text',
      inline({ callback_data: 'x' }),
      '400 Bad Request: can\'t parse inline keyboard button: Can\'t find field "text"',
    ],
    [
      'a wrong address',
      inline({ text: 'b', url: 'not-a-url' }),
      "400 Bad Request: inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
    ],
    [
      'a telephone link',
      inline({ text: 'b', url: 'tel:102' }),
      "400 Bad Request: inline keyboard button URL 'tel:102' is invalid: Wrong HTTP URL",
    ],
    [
      'an ftp address',
      inline({ text: 'b', url: 'ftp://example.com' }),
      "400 Bad Request: inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
    ],
    ['nothing to copy', inline({ text: 'b', copy_text: { text: '' } }), '400 Bad Request: BUTTON_COPY_TEXT_INVALID'],
    [
      '257 characters to copy',
      inline({ text: 'b', copy_text: { text: 'x'.repeat(257) } }),
      '400 Bad Request: BUTTON_COPY_TEXT_INVALID',
    ],
    [
      'an unknown style',
      inline({ text: 'b', callback_data: 'x', style: 'pink' }),
      "400 Bad Request: can't parse inline keyboard button: Unsupported button style specified",
    ],
    [
      'nine buttons in a row',
      inline(...Array.from({ length: 9 }, () => ({ text: 'b', callback_data: 'x' }))),
      '400 Bad Request: reply markup is too long',
    ],
    [
      'a keyboard that is none',
      { reply_markup: { inline_keyboard: 'bad' } },
      '400 Bad Request: field "inline_keyboard" must be of type Array',
    ],
    ['markup that is no JSON', { reply_markup: '{' }, "400 Bad Request: can't parse reply keyboard markup JSON object"],
  ])('%s', async (_, payload, expected) => {
    const { aigul, call, chat_id } = town()
    aigul.starts()
    expect(refusal(await call('sendMessage', { chat_id, text: 'hello', ...payload }))).toBe(expected)
  })

  test('but takes 4096 characters counted after parsing, and a reply that may go without', async () => {
    const { aigul, send } = town()
    aigul.starts()
    await send({ text: `<b>${'&amp;'.repeat(4096)}</b>`, parse_mode: 'HTML' })
    await send({ reply_parameters: { message_id: 99, allow_sending_without_reply: true } })
  })
})

test('a mention by number names whom Telegram knows, and is plain text for others', async () => {
  const { aigul, call, chat_id } = town()
  aigul.starts()
  const text = `<a href="tg://user?id=${chat_id}">she</a> and <a href="tg://user?id=5">he</a>`
  const { entities } = ok(await call('sendMessage', { chat_id, text, parse_mode: 'HTML' }))
  expect(entities).toEqual([{ type: 'text_mention', offset: 0, length: 3, user: aigul.user }])
})

describe('people out of reach', () => {
  test('one who never wrote is not found', async () => {
    const { call, chat_id } = town()
    expect(refusal(await call('sendMessage', { chat_id, text: 'x' }))).toBe('400 Bad Request: chat not found')
  })
  test('one known from a group only cannot be written to', async () => {
    const { telegram, aigul, call, chat_id } = town()
    telegram.group({ title: 'Staff', members: [aigul] })
    expect(refusal(await call('sendMessage', { chat_id, text: 'x' }))).toBe(
      "403 Forbidden: bot can't initiate conversation with a user",
    )
  })
  test('one who blocked the bot, until they press Start', async () => {
    const { aigul, call, send, chat_id } = town()
    aigul.starts()
    aigul.block()
    expect(refusal(await call('sendMessage', { chat_id, text: 'x' }))).toBe(
      '403 Forbidden: bot was blocked by the user',
    )
    aigul.starts()
    await send()
  })
  test('one who deleted the account', async () => {
    const { aigul, call, chat_id } = town()
    aigul.starts()
    aigul.deleteAccount()
    expect(refusal(await call('sendMessage', { chat_id, text: 'x' }))).toBe('403 Forbidden: user is deactivated')
  })
})

describe('edits', () => {
  test('the same again is not modified', async () => {
    const { aigul, call, send, chat_id } = town()
    aigul.starts()
    const message_id = await send({
      text: '<b>a</b>',
      parse_mode: 'HTML',
      ...inline({ text: 'b', callback_data: 'x' }),
    })
    const same = {
      chat_id,
      message_id,
      text: '<strong>a</strong>',
      parse_mode: 'HTML',
      ...inline({ text: 'b', callback_data: 'x' }),
    }
    expect(refusal(await call('editMessageText', same))).toBe(
      '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
    expect(ok(await call('editMessageText', { ...same, reply_markup: undefined }))).not.toHaveProperty('reply_markup')
    expect(refusal(await call('editMessageReplyMarkup', { chat_id, message_id }))).toContain('message is not modified')
  })
  test('what is gone, not the bot’s own, or has a reply keyboard cannot be edited', async () => {
    const { aigul, call, send, chat_id } = town()
    const theirs = aigul.send('hi')
    const keyboard = await send({ reply_markup: { keyboard: [[{ text: 'yes' }, { text: 'no' }]] } })
    expect(aigul.keyboard()).toEqual([['yes', 'no']])
    const edit = async (message_id: number) =>
      refusal(await call('editMessageText', { chat_id, message_id, text: 'x' }))
    expect(await edit(theirs)).toBe("400 Bad Request: message can't be edited")
    expect(await edit(keyboard)).toBe("400 Bad Request: message can't be edited")
    expect(await edit(999)).toBe('400 Bad Request: message to edit not found')
    expect(await edit(0)).toBe('400 Bad Request: message identifier is not specified')
  })
  test('a photo has a caption and no text', async () => {
    const { telegram, aigul, call, send, chat_id } = town()
    aigul.starts()
    const files = { photo: { bytes: new Uint8Array(9), name: 'a.jpg' } }
    const message_id = messageId(await telegram.call('sendPhoto', { chat_id, caption: 'a' }, files))
    expect(refusal(await call('editMessageText', { chat_id, message_id, text: 'x' }))).toBe(
      '400 Bad Request: there is no text in the message to edit',
    )
    expect(ok(await call('editMessageCaption', { chat_id, message_id, caption: 'b' }))['caption']).toBe('b')
    expect(refusal(await call('editMessageCaption', { chat_id, message_id: await send(), caption: 'b' }))).toBe(
      '400 Bad Request: there is no caption in the message to edit',
    )
  })
})

describe('deletions', () => {
  test('within 48 hours, both sides of a private chat', async () => {
    const { aigul, clock, call, send, chat_id } = town()
    const theirs = aigul.send('hi')
    const own = await send()
    await clock.advance(47 * 3_600_000)
    expect(ok(await call('deleteMessages', { chat_id, message_ids: [theirs, 12_345] }))).toBe(true)
    await clock.advance(2 * 3_600_000)
    expect(refusal(await call('deleteMessage', { chat_id, message_id: own }))).toBe(
      "400 Bad Request: message can't be deleted for everyone",
    )
    expect(refusal(await call('deleteMessage', { chat_id, message_id: theirs }))).toBe(
      '400 Bad Request: message to delete not found',
    )
    expect(
      refusal(await call('deleteMessages', { chat_id, message_ids: Array.from({ length: 101 }, (_, i) => i + 1) })),
    ).toBe('400 Bad Request: too many message identifiers specified')
    expect(aigul.sees()).toHaveLength(1)
  })
  test('in a group others’ messages only with the right', async () => {
    const { telegram, aigul, call } = town()
    const group = telegram.group({ title: 'Staff', members: [aigul], botRights: { can_delete_messages: false } })
    const message_id = aigul.send('hi', { chat: group })
    expect(refusal(await call('deleteMessage', { chat_id: group.id, message_id }))).toBe(
      "400 Bad Request: message can't be deleted",
    )
    group.botRights({ can_delete_messages: true })
    ok(await call('deleteMessage', { chat_id: group.id, message_id }))
  })
})

describe('taps', () => {
  test('are answered once, in time, with at most 200 characters', async () => {
    const { aigul, clock, call, send } = town()
    aigul.starts()
    const message = await send(inline({ text: 'Help', callback_data: 'help' }))
    const old = '400 Bad Request: query is too old and response timeout expired or query ID is invalid'
    const tap = () => {
      const tapped = aigul.tap(message, 'Help')
      return tapped.kind === 'callback' ? tapped.queryId : ''
    }
    const callback_query_id = tap()
    expect(refusal(await call('answerCallbackQuery', { callback_query_id, text: 'x'.repeat(201) }))).toBe(
      '400 Bad Request: MESSAGE_TOO_LONG',
    )
    ok(await call('answerCallbackQuery', { callback_query_id, text: 'ok', show_alert: true }))
    expect(aigul.notice()).toEqual({ text: 'ok', alert: true })
    expect(refusal(await call('answerCallbackQuery', { callback_query_id }))).toBe(old)
    expect(refusal(await call('answerCallbackQuery', { callback_query_id: 'x' }))).toBe(old)
    const late = tap()
    await clock.advance(151_000)
    expect(refusal(await call('answerCallbackQuery', { callback_query_id: late }))).toBe(old)
  })
  test('press what is shown; what is not shown is told', async () => {
    const { aigul, send } = town()
    aigul.starts()
    const message = await send(
      inline(
        { text: 'Copy', copy_text: { text: '102' } },
        { text: 'Site', url: 'https://a.kz' },
        { text: 'Off', disabled: {} },
      ),
    )
    expect(aigul.tap(message, 'Copy')).toEqual({ kind: 'copied', text: '102' })
    expect(aigul.tap(message, 1)).toEqual({ kind: 'url', url: 'https://a.kz' })
    expect(aigul.tap(message, { row: 0, column: 2 })).toEqual({ kind: 'nothing' })
    expect(() => aigul.tap(message, 'Helo')).toThrow('[Copy] [Site] [Off]')
  })
})

describe('other methods', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['nonsense', {}, '404 Not Found'],
    ['copyMessage', { message_id: 99 }, '400 Bad Request: message to copy not found'],
    ['forwardMessage', { message_id: 99 }, '400 Bad Request: message to forward not found'],
    ['forwardMessages', { message_ids: [99] }, '400 Bad Request: there are no messages to forward'],
    [
      'copyMessages',
      { message_ids: [2, 1] },
      '400 Bad Request: message identifiers must be in a strictly increasing order',
    ],
    ['sendPhoto', {}, '400 Bad Request: there is no photo in the request'],
    ['sendVoice', {}, '400 Bad Request: there is no voice in the request'],
    ['sendVoice', { voice: 'nonsense' }, '400 Bad Request: wrong file identifier/HTTP URL specified'],
    ['sendVoice', { voice: 'https://a.kz/a.ogg' }, '400 Bad Request: failed to get HTTP URL content'],
    ['sendPhoto', { photo: 'nonsense' }, '400 Bad Request: wrong file identifier/HTTP URL specified'],
    ['sendPhoto', { photo: 'x', caption: 'x'.repeat(1025) }, '400 Bad Request: message caption is too long'],
    [
      'sendMediaGroup',
      { media: [{ type: 'photo', media: 'x' }] },
      '400 Bad Request: media group must include 2-10 items',
    ],
    [
      'sendMediaGroup',
      {
        media: [
          { type: 'photo', media: 'x' },
          { type: 'document', media: 'x' },
        ],
      },
      "400 Bad Request: document can't be mixed with other media types",
    ],
    ['sendChatAction', { action: 'dancing' }, '400 Bad Request: wrong parameter action in request'],
    [
      'setMessageReaction',
      { message_id: 1, reaction: [{ type: 'emoji', emoji: '🏠' }] },
      '400 Bad Request: REACTION_INVALID',
    ],
    ['setMessageReaction', { message_id: 99 }, '400 Bad Request: message to react not found'],
    ['getFile', { file_id: 'x' }, '400 Bad Request: invalid file_id'],
    ['setMyCommands', { commands: [{ command: 'Start', description: 'x' }] }, '400 Bad Request: BOT_COMMAND_INVALID'],
    ['createForumTopic', { name: 'x' }, '400 Bad Request: the chat is not a forum'],
    ['pinChatMessage', { message_id: 99 }, '400 Bad Request: message to pin not found'],
    [
      'setWebhook',
      { url: 'http://example.com' },
      '400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
    ],
    [
      'setWebhook',
      { url: 'http://127.0.0.1/', secret_token: 'é' },
      '400 Bad Request: secret token contains unallowed characters',
    ],
  ])('%s %o', async (method, payload, expected) => {
    const { aigul, call, chat_id } = town()
    aigul.starts()
    expect(refusal(await call(method, { chat_id, from_chat_id: chat_id, ...payload }))).toBe(expected)
  })
})

describe('sendVoice', () => {
  const sends = async (bytes: Uint8Array) => {
    const { telegram, aigul, chat_id } = town()
    aigul.starts()
    return telegram.call('sendVoice', { chat_id }, { voice: { bytes, name: 'voice.ogg' } })
  }
  test('refuses what is empty, too large, or a file of another type', async () => {
    expect(refusal(await sends(new Uint8Array(0)))).toBe('400 Bad Request: file must be non-empty')
    expect(refusal(await sends(new Uint8Array(50 * 1024 * 1024 + 1)))).toBe('413 Request Entity Too Large')
    const { telegram, aigul, call, chat_id } = town()
    aigul.starts()
    const files = { photo: { bytes: new Uint8Array(9), name: 'a.jpg' } }
    const photo = ok<{ photo: { file_id: string }[] }>(await telegram.call('sendPhoto', { chat_id }, files)).photo.at(
      -1,
    )
    expect(refusal(await call('sendVoice', { chat_id, voice: photo?.file_id }))).toBe(
      "400 Bad Request: can't use file of type Photo as VoiceNote",
    )
  })
  test('makes a voice message of OGG with OPUS, MP3 and M4A, and a document of anything else', async () => {
    const begins = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
    for (const bytes of [ogg(), begins('ID3\x03'), begins('\0\0\0\x20ftypM4A ')])
      expect(ok(await sends(bytes))).toHaveProperty('voice')
    for (const bytes of [begins('RIFF....WAVE'), begins(`OggS${'.'.repeat(24)}\x01vorbis`)]) {
      const sent = ok(await sends(bytes))
      expect(sent).not.toHaveProperty('voice')
      expect(sent).toHaveProperty('document')
    }
  })
})
