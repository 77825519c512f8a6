/** The baseline: a bare grammY bot, default client, no store; answers the same tap from a constant. */
import { createServer } from 'node:http'
import { Bot, webhookCallback } from 'grammy'
import { report } from './report.ts'

const TEXT = process.env['BENCH_TEXT'] ?? ''
const KEYBOARD = JSON.parse(process.env['BENCH_KEYBOARD'] ?? '[]') as { text: string; callback_data: string }[][]
const botInfo = JSON.parse(process.env['BENCH_BOT'] ?? '{}') as never

const bot = new Bot('123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh', {
  botInfo,
  client: { apiRoot: process.env['BENCH_API'] ?? '' },
})
bot.on('callback_query:data', async (ctx) => {
  await ctx.editMessageText(TEXT, {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    reply_markup: { inline_keyboard: KEYBOARD },
  })
  await ctx.answerCallbackQuery()
})
const handle = webhookCallback(bot, 'http')
const server = createServer((request, response) => void handle(request, response))
server.listen(0, '127.0.0.1', () => report(server))
