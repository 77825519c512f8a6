import { describe, expect, test } from 'vitest'
import { messageId, ok, refusal, town } from './town.ts'

describe('Telegram’s limits', () => {
  test('five at once to a chat, then one a second', async () => {
    const { telegram, aigul, clock, call, send, chat_id } = town({ limits: { scale: 1 } })
    aigul.starts()
    for (let i = 0; i < 5; i++) await send()
    const answer = await call('sendMessage', { chat_id, text: 'x' })
    expect(answer).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    })
    await clock.advance(1000)
    await send()
    telegram.limits.set('off')
    for (let i = 0; i < 50; i++) await send()
  })

  test('thirty a second in all', async () => {
    const { telegram, call } = town({ limits: { scale: 1 } })
    const people = Array.from({ length: 31 }, (_, i) => telegram.person({ first_name: `P${i}` }))
    people.forEach((person) => person.starts())
    const answers = await Promise.all(
      people.map((person) => call('sendMessage', { chat_id: person.chatWithBot, text: 'x' })),
    )
    expect(answers.filter((answer) => answer.ok)).toHaveLength(30)
  })

  test('twenty a minute to a group, edits and topics included', async () => {
    const { telegram, clock, call } = town({ limits: { scale: 1 } })
    const { id: chat_id } = telegram.group({ title: 'Staff', forum: true })
    const message_id = messageId(await call('sendMessage', { chat_id, text: 'x' }))
    for (let i = 1; i < 20; i++) {
      await clock.advance(1000)
      ok(
        i % 2
          ? await call('editMessageText', { chat_id, message_id, text: `x${i}` })
          : await call('createForumTopic', { chat_id, name: `t${i}` }),
      )
    }
    await clock.advance(1000)
    expect(refusal(await call('sendMessage', { chat_id, text: 'x' }))).toBe('429 Too Many Requests: retry after 40')
    ok(await call('deleteMessage', { chat_id, message_id }))
    await clock.advance(40_000)
    ok(await call('sendMessage', { chat_id, text: 'x' }))
  })

  test('scale as told', async () => {
    const { aigul, call, send, chat_id } = town({ limits: { scale: 1 / 5 } })
    aigul.starts()
    for (let i = 0; i < 5; i++) await send()
    expect(refusal(await call('sendMessage', { chat_id, text: 'x' }))).toBe('429 Too Many Requests: retry after 5')
  })
})

describe('faults', () => {
  test('come to the calls they are meant for', async () => {
    const { telegram, aigul, call, send, chat_id } = town()
    aigul.starts()
    telegram.faults.next(1, { kind: 'too-many', retryAfterSeconds: 3 }, { method: 'sendMessage', chat_id })
    telegram.faults.next(1, { kind: 'server-error', code: 502 })
    expect(refusal(await call('sendMessage', { chat_id, text: 'x' }))).toBe('429 Too Many Requests: retry after 3')
    expect(refusal(await call('getMe'))).toBe('502 Bad Gateway')
    await send()
    const off = telegram.faults.always({ kind: 'server-error', code: 500 })
    expect(refusal(await call('getMe'))).toBe('500 Internal Server Error')
    off()
    telegram.faults.random(0.5, { kind: 'server-error', code: 500 }, () => 0.4)
    expect(refusal(await call('getMe'))).toBe('500 Internal Server Error')
    telegram.faults.clear()
    ok(await call('getMe'))
  })

  test('a slow answer takes its time', async () => {
    const { telegram, clock, call } = town()
    telegram.faults.next(1, { kind: 'slow', ms: 5000 })
    let answered = false
    const waiting = call('getMe').then((answer) => (answered = answer.ok))
    await clock.advance(4999)
    expect(answered).toBe(false)
    await clock.advance(1)
    expect(await waiting).toBe(true)
  })

  test('a cut connection: before, nothing happened; after, it did and the bot cannot know', async () => {
    const { telegram, aigul, call, chat_id } = town()
    aigul.starts()
    telegram.faults.next(1, { kind: 'drop-before' })
    await expect(call('sendMessage', { chat_id, text: 'one' })).rejects.toMatchObject({ code: 'ECONNRESET' })
    telegram.faults.next(1, { kind: 'drop-after' })
    await expect(call('sendMessage', { chat_id, text: 'two' })).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(aigul.sees().map(({ text }) => text)).toEqual(['/start', 'two'])
  })
})
