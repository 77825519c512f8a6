/** Pana as in production: webhook, real Redis (fsync on every write), session, languages. */
import { Redis } from 'ioredis'
import { createApp } from '../../src/app.ts'
import { loadContent } from '../../src/content/load.ts'
import { startHttpServer } from '../../src/ops/http.ts'
import { newDataKey } from '../../src/store/sealed.ts'
import { createTelegramFetch } from '../../src/telegram/client.ts'
import { createWebhook } from '../../src/telegram/webhook.ts'
import { connect } from '../../src/store/connection.ts'
import { clock, fallDue, waiting } from './reminders.ts'
import { report } from './report.ts'

const { content } = loadContent(process.cwd())
if (!content) throw new Error('the content has problems: npm run content')
const apiRoot = process.env['BENCH_API'] ?? ''
const redis: Redis = connect(
  { socket: process.env['BENCH_REDIS'] ?? '' },
  { prefix: 'bench:', commandTimeoutMs: 10_000 },
)
await new Promise<void>((ready) => redis.once('ready', ready))
const dataKey = newDataKey()
const perSecond = process.env['BENCH_PER_SECOND']
const { receiver, replyTo, due } = createApp({
  token: '123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh',
  botInfo: JSON.parse(process.env['BENCH_BOT'] ?? '{}') as never,
  content,
  redis,
  client: { apiRoot, fetch: createTelegramFetch(apiRoot).fetch, timeoutSeconds: 10 },
  clock,
  ...(perSecond !== undefined && { perSecond: Number(perSecond) }),
  timeZone: 'Asia/Almaty',
  staffChatId: undefined,
  adminIds: [],
  dataKey,
  log: { info: () => {}, warn: () => {}, error: console.error },
})
receiver.start()
const secret = 'a-secret-of-the-benchmark'
const http = await startHttpServer(
  [createWebhook({ url: 'http://localhost/', secret, receive: receiver.receive, reply: replyTo })],
  0,
  '127.0.0.1',
)
if (perSecond !== undefined) {
  await waiting(redis, Number(process.env['BENCH_WAITING'] ?? 0))
  due.start()
}
report(http, fallDue({ redis, dataKey, due, facts: content.facts }))
