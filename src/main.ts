/** environment → dependencies → bot → run. The only file that acts on import. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newDataKey } from './store/sealed.ts'
import { Api } from 'grammy'
import type { Redis } from 'ioredis'
import type { Receiver } from './telegram/receive.ts'
import { createTelegramFetch } from './telegram/client.ts'
import { checkContent } from './content/check.ts'
import { type Content, loadContent, problemLine } from './content/load.ts'
import { type App, createApp } from './app.ts'
import { systemClock } from './clock.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import type { Log } from './context.ts'
import { healthRoutes, type Route, startHttpServer } from './ops/http.ts'
import { createLog } from './ops/log.ts'
import { createMetrics } from './ops/metrics.ts'
import { introduce, observed, whoAmI } from './telegram/introduce.ts'
import { connect, untilConnected } from './store/connection.ts'
import { type PrivateServer, startPrivateServer } from './store/server.ts'
import { ALLOWED_UPDATES, startPolling } from './telegram/polling.ts'
import { createWebhook } from './telegram/webhook.ts'

/** What is in hand may take so long to finish when the program is told to stop. */
const GRACE_MS = 10_000

/** A person waits: a call that has no answer by then is given up (decision 11). Polling waits for news much longer. */
const REQUEST_SECONDS = 10

/** Something only the operator can mend: said in plain words, no stack, exit 1. */
class CannotStart extends Error {}

async function run(): Promise<void> {
  const config = readConfig(process.env)
  const content = readContent(process.cwd())
  const metrics = createMetrics()
  const log = createLog({ level: config.token ? config.logLevel : 'warn', onTrouble: metrics.logged })
  const routes: Route[] = []
  const problems: { store: string; telegram: string } = {
    store: 'Redis: not yet reached',
    telegram: 'Telegram: not yet reached',
  }
  const ready = async () => [...(await storeProblems()), problems.telegram].filter(Boolean)
  routes.push(healthRoutes({ problems: ready, metrics: metrics.render }))
  const host = config.token ? undefined : '127.0.0.1' // the demo is for this machine only
  const http = await startHttpServer(routes, config.port, host).catch((error: Error) => {
    throw new CannotStart(error.message)
  })

  const server = config.redisUrl === undefined ? await privateServer(config) : undefined
  const redis = connect(server ? { socket: server.socket } : { url: config.redisUrl ?? '' })
  const storeProblems = async () =>
    await redis.ping().then(
      () => [],
      () => ['Redis: no answer'],
    )
  await untilConnected(redis, () =>
    console.error('Waiting for Redis: it does not answer yet. Is REDIS_URL right, is it running?'),
  )

  const telegram = config.token
    ? { token: config.token, apiRoot: config.apiRoot, stop: () => {} }
    : await demo(http.url, routes, server, redis)
  const transport = createTelegramFetch(telegram.apiRoot)
  const client = { apiRoot: telegram.apiRoot, fetch: transport.fetch, timeoutSeconds: REQUEST_SECONDS }
  const botInfo = await whoAmI(telegram.token, client, log).catch((error: Error) => {
    throw new CannotStart(error.message)
  })
  problems.telegram = ''

  const { bot, receiver, languages, replyTo } = createApp({
    token: telegram.token,
    botInfo,
    client,
    redis,
    content,
    log,
    clock: systemClock,
    timeZone: config.timeZone,
    dataKey: dataKey(config),
    onHandled: metrics.handled,
  })
  bot.api.config.use(observed(metrics.call))
  receiver.start()
  void introduce(bot.api, languages, content).catch(() =>
    log.warn({ kind: 'commands' }, 'the command lists were not updated'),
  )
  const stopReceiving = await receiveBy(config, {
    api: new Api(telegram.token, { ...client, timeoutSeconds: 60 }),
    receive: receiver.receive,
    replyTo,
    routes,
    log,
  })
  if (config.token) log.info({ mode: config.webhook ? 'webhook' : 'polling', port: config.port }, 'started')
  else console.log(`\n  Pana is running. Open  ${http.url}\n`)

  await told()
  await stopReceiving()
  await receiver.stop(GRACE_MS)
  telegram.stop()
  await Promise.all([http.close(), transport.close().catch(() => {}), redis.quit().catch(() => {})])
  await server?.stop()
}

type Receiving = { api: Api; receive: Receiver['receive']; replyTo: App['replyTo']; routes: Route[]; log: Log }

/** Webhook or polling; the answer ends it. */
async function receiveBy(
  config: Config,
  { api, receive, replyTo, routes, log }: Receiving,
): Promise<() => Promise<void>> {
  if (!config.webhook) {
    await api.deleteWebhook()
    const polling = startPolling({ api, receive, log })
    return polling.stop
  }
  const { url, secret } = config.webhook
  const webhook = createWebhook({ url, secret, receive, reply: replyTo })
  routes.push(webhook)
  await api.setWebhook(url, { secret_token: secret, max_connections: 40, allowed_updates: ALLOWED_UPDATES })
  return () => Promise.resolve(void routes.splice(routes.indexOf(webhook), 1))
}

/** The checked content, or the list of what is wrong with it. */
function readContent(root: string): Content {
  const { content, problems } = loadContent(root)
  const errors = [...problems, ...(content ? checkContent(content) : [])].filter(({ level }) => level === 'error')
  if (content && errors.length === 0) return content
  throw new CannotStart(
    `The content has ${errors.length} problem(s):\n${errors.map((each) => `  ${problemLine(each)}`).join('\n')}`,
  )
}

/** The key of the environment; the demo's own is made once and kept with its data. */
function dataKey({ dataKey, dataDir }: Config): string {
  if (dataKey !== undefined) return dataKey
  const file = join(dataDir, 'data.key')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, newDataKey(), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8').trim()
}

async function privateServer(config: Config): Promise<PrivateServer> {
  return startPrivateServer(config.token ? config.dataDir : join(config.dataDir, 'demo')).catch((error: Error) => {
    throw new CannotStart(error.message)
  })
}

/** The simulator as Telegram, on the same address as the page for people. */
async function demo(url: string, routes: Route[], server: PrivateServer | undefined, redis: Redis) {
  if (server) await redis.flushdb() // a new Telegram knows nobody: what the store remembers would be about others
  const { startDemo } = await import('./simulator/demo.ts')
  const { token, route, stop } = startDemo({ redis: server })
  routes.push(route)
  return { token, apiRoot: url, stop }
}

/** Resolves at SIGINT or SIGTERM. */
function told(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    const plain = error instanceof CannotStart || error instanceof ConfigError
    console.error(plain ? error.message : error)
    process.exit(1)
  },
)
