import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Update } from '@grammyjs/types'
import { afterEach, describe, expect, test } from 'vitest'
import { ok, refusal, town } from './town.ts'

const updatesOf = async (answer: ReturnType<ReturnType<typeof town>['call']>) => ok<Update[]>(await answer)

describe('getUpdates', () => {
  test('gives what is pending from the offset on and forgets the rest', async () => {
    const { telegram, aigul, call } = town()
    for (const text of ['a', 'b', 'c', 'd']) aigul.send(text)
    const all = await updatesOf(call('getUpdates', { limit: 3 }))
    expect(all.map(({ message }) => message?.text)).toEqual(['a', 'b', 'c'])
    const offset = (all[1]?.update_id ?? 0) + 1
    expect((await updatesOf(call('getUpdates', { offset }))).map(({ message }) => message?.text)).toEqual(['c', 'd'])
    expect((await updatesOf(call('getUpdates', { offset: -1 }))).map(({ message }) => message?.text)).toEqual(['d'])
    expect(telegram.pendingUpdates()).toBe(1)
  })

  test('waits for an update, and no longer than its timeout', async () => {
    const { aigul, clock, call } = town()
    const waiting = call('getUpdates', { timeout: 30 })
    aigul.album([{ kind: 'photo' }, { kind: 'photo' }])
    expect(await updatesOf(waiting)).toHaveLength(2)
    const offset = 2_000_000_000
    const empty = call('getUpdates', { timeout: 500, offset })
    await clock.advance(50_000)
    expect(await updatesOf(empty)).toEqual([])
  })

  test('ends for the earlier of two bots', async () => {
    const { clock, call } = town()
    const first = call('getUpdates', { timeout: 30 })
    const second = call('getUpdates', { timeout: 30 })
    expect(refusal(await first)).toBe(
      '409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    )
    await clock.advance(30_000)
    expect(await updatesOf(second)).toEqual([])
  })

  test('is refused while a webhook is set', async () => {
    const { telegram, call } = town()
    ok(await call('setWebhook', { url: 'http://127.0.0.1:9/' }))
    expect(refusal(await call('getUpdates'))).toBe(
      "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    ok(await call('deleteWebhook'))
    ok(await call('getUpdates'))
    telegram.close()
  })

  test('leaves out member changes and reactions unless they were asked for, and remembers it', async () => {
    const { aigul, telegram, call } = town()
    const group = telegram.group({ title: 'Staff', members: [aigul] })
    const sabina = telegram.person({ first_name: 'Sabina' })
    const kinds = async () => (await updatesOf(call('getUpdates'))).flatMap((update) => Object.keys(update).slice(1))
    group.joins(sabina)
    aigul.reacts(2, '👍', { chat: group })
    expect(await kinds()).toEqual(['message'])
    await call('getUpdates', { allowed_updates: ['chat_member', 'message_reaction'] })
    group.leaves(sabina)
    aigul.reacts(2, undefined, { chat: group })
    aigul.send('not asked for')
    expect(await kinds()).toEqual(['message', 'chat_member', 'message_reaction'])
  })

  test('drops taps nobody fetched for 150 seconds and messages after a day', async () => {
    const { aigul, clock, call, send } = town()
    aigul.starts()
    aigul.tapData(await send(), 'x')
    await clock.advance(151_000)
    expect(await updatesOf(call('getUpdates'))).toHaveLength(1)
    await clock.advance(86_400_000)
    expect(await updatesOf(call('getUpdates'))).toEqual([])
  })
})

describe('webhook', () => {
  const closers: (() => void)[] = []
  afterEach(() => closers.splice(0).forEach((close) => close()))

  type Post = {
    update: Update
    headers: IncomingMessage['headers']
    answer: (status: number, body?: object, headers?: Record<string, string>) => void
    drop: () => void
  }
  /** A bot's endpoint that leaves each answer to the test. */
  async function endpoint() {
    const posts: Post[] = []
    let heard = () => {}
    const listener = (request: IncomingMessage, response: ServerResponse) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const update = JSON.parse(Buffer.concat(chunks).toString()) as Update
        const answer: Post['answer'] = (status, body, headers = {}) =>
          void response
            .writeHead(status, { 'content-type': 'application/json', ...headers })
            .end(body ? JSON.stringify(body) : '')
        posts.push({ update, headers: request.headers, answer, drop: () => request.socket.destroy() })
        heard()
      })
    }
    const server = createServer(listener)
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    closers.push(() => {
      server.close()
      server.closeAllConnections()
    })
    const next = async (): Promise<Post> => {
      while (posts.length === 0) await new Promise<void>((resolve) => void (heard = resolve))
      return posts.shift() as Post
    }
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, next, posts }
  }
  /** Waits until the simulator has taken notice of an answer. */
  const until = async (done: () => boolean | undefined) => {
    while (!done()) await new Promise((resolve) => setImmediate(resolve))
  }

  test('posts with the secret, keeps the order of a chat, and lets a tap overlap', async () => {
    const { telegram, aigul, call, send } = town()
    closers.push(() => telegram.close())
    const bot = await endpoint()
    aigul.starts()
    ok(await call('setWebhook', { url: bot.url, secret_token: 'abc', drop_pending_updates: true }))
    const message = await send()
    aigul.send('one')
    aigul.send('two')
    aigul.tapData(message, 'x')
    const [first, second] = [await bot.next(), await bot.next()]
    expect(first.headers['x-telegram-bot-api-secret-token']).toBe('abc')
    expect([first.update.message?.text, second.update.callback_query?.data]).toEqual(['one', 'x'])
    expect(bot.posts).toEqual([])
    first.answer(200)
    second.answer(200)
    expect((await bot.next()).update.message?.text).toBe('two')
  })

  test('repeats what failed at once, then after 2, 4, 8 seconds, holding up only its own queue', async () => {
    const { telegram, aigul, clock, call } = town()
    closers.push(() => telegram.close())
    const bot = await endpoint()
    ok(await call('setWebhook', { url: bot.url }))
    aigul.send('hard')
    const failures = () => telegram.webhook()?.lastError?.message
    ;(await bot.next()).answer(500)
    ;(await bot.next()).drop()
    await until(() => failures() === 'Webhook connection closed')
    const other = telegram.person({ first_name: 'Sabina' })
    other.send('easy')
    const easy = await bot.next()
    expect(easy.update.message?.text).toBe('easy')
    easy.answer(200)
    for (const seconds of [2, 4, 8]) {
      await clock.advance(seconds * 1000 - 1)
      expect(bot.posts).toEqual([])
      await clock.advance(1)
      const post = await bot.next()
      expect(post.update.message?.text).toBe('hard')
      post.answer(503 + seconds)
      await until(() => failures()?.includes(String(503 + seconds)))
    }
    const info = ok(await call('getWebhookInfo'))
    expect(info).toMatchObject({
      pending_update_count: 1,
      last_error_message: expect.stringContaining('Wrong response from the webhook: 511') as string,
    })
  })

  test('waits as Retry-After says', async () => {
    const { telegram, aigul, clock, call } = town()
    closers.push(() => telegram.close())
    const bot = await endpoint()
    ok(await call('setWebhook', { url: bot.url }))
    aigul.send('hi')
    ;(await bot.next()).answer(429, undefined, { 'retry-after': '7' })
    await until(() => telegram.webhook()?.lastError !== undefined)
    await clock.advance(6999)
    expect(bot.posts).toEqual([])
    await clock.advance(1)
    ;(await bot.next()).answer(200)
    await until(() => telegram.pendingUpdates() === 0)
  })

  test('carries out a call in the answer', async () => {
    const { telegram, aigul, call, chat_id } = town()
    closers.push(() => telegram.close())
    const bot = await endpoint()
    ok(await call('setWebhook', { url: bot.url }))
    aigul.send('hi')
    ;(await bot.next()).answer(200, { method: 'sendMessage', chat_id, text: 'by the way' })
    await until(() => aigul.lastFromBot() !== undefined)
    expect(aigul.lastFromBot()?.text).toBe('by the way')
  })

  test('has at most max_connections open at a time', async () => {
    const { telegram, call } = town()
    closers.push(() => telegram.close())
    const bot = await endpoint()
    ok(await call('setWebhook', { url: bot.url, max_connections: 2 }))
    for (const first_name of ['A', 'B', 'C']) telegram.person({ first_name }).starts()
    const [first] = [await bot.next(), await bot.next()]
    await new Promise((resolve) => setImmediate(resolve))
    expect(bot.posts).toEqual([])
    first.answer(200)
    expect((await bot.next()).update.message?.from?.first_name).toBe('C')
  })
})

describe('a function in the same process', () => {
  test('gets messages of a chat one after another, and taps beside them', async () => {
    const { telegram, aigul, call, send } = town()
    aigul.starts()
    const message = await send()
    const log: string[] = []
    telegram.onUpdate(async (update) => {
      const what = update.message?.text ?? update.callback_query?.data ?? ''
      log.push(`${what} comes`)
      await new Promise((resolve) => setImmediate(resolve))
      log.push(`${what} done`)
    })
    await telegram.settled()
    log.length = 0
    aigul.send('a')
    aigul.send('b')
    aigul.tapData(message, 'tap')
    await telegram.settled()
    expect(log.slice(0, 3)).toEqual(['a comes', 'tap comes', 'a done'])
    expect(log.filter((line) => !line.startsWith('tap'))).toEqual(['a comes', 'a done', 'b comes', 'b done'])
    expect(await updatesOf(call('getUpdates'))).toEqual([])
  })

  test('is heard when it throws', async () => {
    const { telegram, aigul } = town()
    telegram.onUpdate(() => Promise.reject(new Error('broken bot')))
    aigul.starts()
    await expect(telegram.settled()).rejects.toThrow('broken bot')
    await telegram.settled()
  })
})
