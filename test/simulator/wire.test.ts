import { Bot, InputFile } from 'grammy'
import { afterEach, describe, expect, test } from 'vitest'
import { startSimulatorServer } from '../../src/simulator/server.ts'
import { town } from './town.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function online() {
  const all = town()
  const server = await startSimulatorServer({ simulator: all.telegram })
  closers.push(server.close)
  return { ...all, root: server.url, api: `${server.url}/bot${all.telegram.token}` }
}

const statusAndBody = async (answer: Response) => [answer.status, await answer.json()]

describe('over HTTP', () => {
  test('parameters come as JSON, form, multipart or in the address, method names in any case', async () => {
    const { aigul, api } = await online()
    aigul.starts()
    const chat_id = String(aigul.chatWithBot)
    const form = new FormData()
    form.set('chat_id', chat_id)
    form.set('text', 'multipart')
    await fetch(`${api}/sendmessage?chat_id=${chat_id}&text=address`)
    await fetch(`${api}/sendMessage`, { method: 'POST', body: new URLSearchParams({ chat_id, text: 'form' }) })
    await fetch(`${api}/SENDMESSAGE`, { method: 'POST', body: form })
    await fetch(`${api}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id, text: 'json' }),
    })
    expect(aigul.sees().map(({ text }) => text)).toEqual(['/start', 'address', 'form', 'multipart', 'json'])
  })

  test('a wrong token, path, method or body is refused', async () => {
    const { root, api } = await online()
    expect(await statusAndBody(await fetch(`${root}/bot123:${'A'.repeat(35)}/getMe`))).toEqual([
      401,
      { ok: false, error_code: 401, description: 'Unauthorized' },
    ])
    expect((await fetch(`${root}/botx/getMe`)).status).toBe(404)
    expect((await fetch(`${root}/elsewhere`)).status).toBe(404)
    expect(await statusAndBody(await fetch(`${api}/getYou`))).toEqual([
      404,
      { ok: false, error_code: 404, description: 'Not Found' },
    ])
    const bad = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }
    expect((await fetch(`${api}/getMe`, bad)).status).toBe(400)
  })

  test('faults reach the wire: a status with Retry-After, a cut connection', async () => {
    const { telegram, aigul, api } = await online()
    aigul.starts()
    telegram.faults.next(1, { kind: 'too-many', retryAfterSeconds: 9 })
    const flooded = await fetch(`${api}/getMe`)
    expect([flooded.status, flooded.headers.get('retry-after')]).toEqual([429, '9'])
    telegram.faults.next(1, { kind: 'drop-after' }, { method: 'sendMessage' })
    await expect(fetch(`${api}/sendMessage?chat_id=${aigul.chatWithBot}&text=x`)).rejects.toThrow('fetch failed')
    expect(aigul.lastFromBot()?.text).toBe('x')
  })
})

describe('a grammY bot', () => {
  test('polls, answers, edits, uploads and downloads', async () => {
    const { telegram, aigul, root } = await online()
    const bot = new Bot(telegram.token, { client: { apiRoot: root } })
    const done = Promise.withResolvers<void>()
    bot.command('start', (ctx) =>
      ctx.reply('<b>Hi</b>', {
        parse_mode: 'HTML',
        reply_markup: { inline_keyboard: [[{ text: 'More', callback_data: 'more' }]] },
      }),
    )
    bot.callbackQuery('more', async (ctx) => {
      await ctx.answerCallbackQuery('ok')
      await ctx.editMessageText('more')
      await ctx.replyWithDocument(new InputFile(Buffer.from('%PDF'), 'card.pdf'), { caption: 'card' })
      await ctx.replyWithMediaGroup(
        ['a', 'b'].map((name) => ({ type: 'photo', media: new InputFile(Buffer.from(name), `${name}.jpg`) })),
      )
      done.resolve()
    })
    const greeted = new Promise<number>((resolve) => {
      telegram.onEvent(
        (event) => void (event.kind === 'message' && event.message.from?.is_bot && resolve(event.message.message_id)),
      )
    })
    const polling = bot.start()
    aigul.starts()
    aigul.tap(await greeted, 'More')
    await done.promise
    await bot.stop()
    await polling
    expect(aigul.sees().map(({ text, media }) => media?.kind ?? text)).toEqual([
      '/start',
      'more',
      'document',
      'photo',
      'photo',
    ])
    expect(aigul.notice()).toEqual({ text: 'ok', alert: false })
    const media = aigul.sees()[2]?.media
    const { file_path } = await bot.api.getFile(media?.file_id ?? '')
    const downloaded = await fetch(`${root}/file/bot${telegram.token}/${file_path}`)
    expect(await downloaded.text()).toBe('%PDF')
    expect((await fetch(`${root}/file/bot${telegram.token}/nothing`)).status).toBe(404)
  })

  test('works without a socket', async () => {
    const { telegram, aigul } = town()
    const bot = new Bot(telegram.token, { botInfo: telegram.bot, client: { fetch: telegram.fetch as never } })
    bot.on('message:photo', async (ctx) => void (await ctx.replyWithPhoto(new InputFile(Buffer.from('x'), 'x.jpg'))))
    bot.catch(({ error }) => Promise.reject(error))
    telegram.onUpdate((update) => bot.handleUpdate(update))
    aigul.photo()
    await telegram.settled()
    expect(aigul.lastFromBot()?.media?.kind).toBe('photo')
    telegram.faults.next(1, { kind: 'drop-before' })
    await expect(bot.api.getMe()).rejects.toMatchObject({ error: { code: 'ECONNRESET' } })
    telegram.faults.next(1, { kind: 'server-error', code: 500 })
    await expect(bot.api.getMe()).rejects.toMatchObject({ error_code: 500 })
  })
})
