/**
 * The program without its rim, for tests that kill it hundreds of times: what `main.ts` does between reading content and
 * waiting to be stopped, with content that was read before. Run with one argument: JSON of `BareProgram`.
 */
import { readFileSync } from 'node:fs'
import { Api } from 'grammy'
import { createApp } from '../src/app.ts'
import { systemClock } from '../src/clock.ts'
import type { Content } from '../src/content/load.ts'
import { connect, untilConnected } from '../src/store/connection.ts'
import { createTelegramFetch } from '../src/telegram/client.ts'
import { startPolling } from '../src/telegram/polling.ts'
import { whoAmI } from '../src/telegram/introduce.ts'

export type BareProgram = {
  token: string
  apiRoot: string
  dataKey: string
  staffChatId: number
  redisSocket: string
  prefix: string
  /** JSON of the content. */
  contentFile: string
}

const { token, apiRoot, dataKey, staffChatId, ...given } = JSON.parse(process.argv[2] ?? '{}') as BareProgram
const print = (level: string) => (fields: object, message: string) =>
  void process.stdout.write(`${JSON.stringify({ level, ...fields, message })}\n`)
const log = { info: print('info'), warn: print('warn'), error: print('error') }
const content = JSON.parse(readFileSync(given.contentFile, 'utf8')) as Content
const redis = connect({ socket: given.redisSocket }, { prefix: given.prefix })
await untilConnected(redis, () => {})
const client = { apiRoot, fetch: createTelegramFetch(apiRoot).fetch, timeoutSeconds: 10 }
const app = createApp({
  token,
  botInfo: await whoAmI(token, client, log),
  client,
  redis,
  content,
  clock: systemClock,
  timeZone: 'Asia/Almaty',
  dataKey,
  staffChatId,
  adminIds: [],
  pace: { take: async () => 0, pause: async () => {} }, // its Telegram has no limits
  log,
})
app.receiver.start()
app.due.start()
startPolling({ api: new Api(token, { ...client, timeoutSeconds: 60 }), receive: app.receiver.receive, log })
process.stdout.write('started\n')
