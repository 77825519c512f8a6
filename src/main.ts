/** environment → dependencies → bot → run. The only file that acts on import. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newDataKey } from './store/sealed.ts'
import { Api } from 'grammy'
import type { Redis } from 'ioredis'
import type { Receiver } from './telegram/receive.ts'
import { createTelegramFetch } from './telegram/client.ts'
import { checkContent } from './content/check.ts'
import { type Content, loadContent } from './content/load.ts'
import { problemLine } from './content/checks/problem.ts'
import { type App, createApp } from './app.ts'
import { calendar } from './calendar.ts'
import { systemClock } from './clock.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import type { Log } from './context.ts'
import { healthRoutes, type Route, startHttpServer } from './ops/http.ts'
import { createLog } from './ops/log.ts'
import { createMetrics } from './ops/metrics.ts'
import { startPreview } from './ops/preview.ts'
import { createRunning, createStage, renewal, type Running } from './running.ts'
import { observed, untilTelegramAnswers, whoAmI } from './telegram/introduce.ts'
import { connect, untilConnected } from './store/connection.ts'
import { type PrivateServer, startPrivateServer } from './store/server.ts'
import { ALLOWED_UPDATES, startPolling } from './telegram/polling.ts'
import { createWebhook } from './telegram/webhook.ts'

/** What is in hand may take so long to finish when the program is told to stop. */
const GRACE_MS = 10_000

/** A person waits: a call that has no answer by then is given up (decision 11). Polling waits for news much longer. */
const REQUEST_SECONDS = 10
const POLLING_SECONDS = 60
const WAITING_FOR_REDIS = 'Waiting for Redis: it does not answer yet. Is REDIS_URL right, is it running?'

/** What the demo brings, and Telegram itself does not. */
const NO_DEMO = { stop: () => {}, staffChatId: undefined, adminIds: [], staff: [], showProblems: undefined }

/** Told to stop before it had started: exit 0. */
class Stopped extends Error {}

/** Something only the operator can mend: said in plain words, no stack, exit 1. */
class CannotStart extends Error {}

async function run(): Promise<void> {
  const stopping = toldToStop()
  const config = readConfig(process.env)
  const content = readContent(process.cwd())
  const metrics = createMetrics()
  const log = createLog({ level: config.token ? config.logLevel : 'warn', onTrouble: metrics.logged })
  const routes: Route[] = []
  let problems = async () => ['still starting']
  routes.push(healthRoutes({ problems: () => problems(), metrics: metrics.render }))
  const host = config.token ? undefined : '127.0.0.1' // the demo is for this machine only
  const http = await inWords(startHttpServer(routes, config.port, host))
  void stopping.then(() => setTimeout(() => process.exit(0), GRACE_MS + 2000).unref()) // whatever hangs

  const server = config.redisUrl === undefined ? await privateServer(config) : undefined
  const redis = connect(server ? { socket: server.socket } : { url: config.redisUrl ?? '' })
  await orStop(
    stopping,
    untilConnected(redis, () => console.error(WAITING_FOR_REDIS)),
  )

  const telegram = config.token
    ? { ...NO_DEMO, token: config.token, apiRoot: config.apiRoot }
    : await demo(http.url, routes, server, redis)
  const transport = createTelegramFetch(telegram.apiRoot)
  const client = { apiRoot: telegram.apiRoot, fetch: transport.fetch, timeoutSeconds: REQUEST_SECONDS }
  const botInfo = await orStop(stopping, inWords(whoAmI(telegram.token, client, log)))

  const createWork = (content: Content, store: Redis): Running => {
    const app = createApp({
      token: telegram.token,
      botInfo,
      client,
      redis: store,
      content,
      log,
      clock: systemClock,
      timeZone: config.timeZone,
      dataKey: dataKey(config),
      staffChatId: config.staffChatId ?? telegram.staffChatId,
      adminIds: [...config.adminIds, ...telegram.adminIds],
      onHandled: metrics.handled,
    })
    for (const api of [app.bot.api, app.background, app.bulk]) api.config.use(observed(metrics.call))
    return createRunning(app, content, log)
  }
  const first = createWork(content, redis)
  for (const member of telegram.staff) await first.app.desk.staff.appoint(member)
  const stage = await createStage(first, GRACE_MS)
  const api = new Api(telegram.token, { ...client, timeoutSeconds: POLLING_SECONDS })
  const receive = { api, receive: stage.receive, replyTo: stage.replyTo, routes, log }
  const stopReceiving = await orStop(stopping, receiveBy(config, receive))
  problems = async () => [...(await reachable(redis, stage.app().bot.api)), ...(await stage.app().desk.problems())]
  const preview =
    telegram.showProblems &&
    startPreview({
      root: process.cwd(),
      today: calendar(systemClock, config.timeZone),
      use: renewal({ redis, stage, createWork }),
      tell: telegram.showProblems,
    })
  if (config.token) log.info({ mode: config.webhook ? 'webhook' : 'polling', address: http.url }, 'started')
  else console.log(`\n  Pana is running. Open  ${http.url}\n`)

  await stopping
  preview?.stop()
  await stopReceiving()
  await stage.stop(GRACE_MS)
  telegram.stop()
  await Promise.all([http.close(), transport.close().catch(() => {}), redis.quit().catch(() => {})])
  await server?.stop()
}

/** What keeps the bot from doing its job right now. */
async function reachable(redis: Redis, api: Api): Promise<string[]> {
  const problem = (what: string, asked: Promise<unknown>) =>
    asked.then(
      () => [],
      () => [`${what}: no answer`],
    )
  return (await Promise.all([problem('Redis', redis.ping()), problem('Telegram', api.getMe())])).flat()
}

/** What is waited for while starting, unless the program is told to stop before it comes. */
function orStop<T>(stopping: Promise<void>, waiting: Promise<T>): Promise<T> {
  const stopped = stopping.then(() => {
    throw new Stopped()
  })
  return Promise.race([waiting, stopped])
}

type Receiving = { api: Api; receive: Receiver['receive']; replyTo: App['replyTo']; routes: Route[]; log: Log }

/** Webhook or polling; the answer ends it. */
async function receiveBy(
  config: Config,
  { api, receive, replyTo, routes, log }: Receiving,
): Promise<() => Promise<void>> {
  if (!config.webhook) {
    await untilTelegramAnswers(() => api.deleteWebhook(), log)
    const polling = startPolling({ api, receive, log })
    return polling.stop
  }
  const { url, secret } = config.webhook
  const webhook = createWebhook({ url, secret, receive, reply: replyTo })
  routes.push(webhook)
  const settings = { secret_token: secret, max_connections: 40, allowed_updates: ALLOWED_UPDATES }
  await untilTelegramAnswers(() => api.setWebhook(url, settings), log)
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
  return inWords(startPrivateServer(config.token ? config.dataDir : join(config.dataDir, 'demo')))
}

/** The simulator as Telegram, on the same address as the page for people. */
async function demo(url: string, routes: Route[], server: PrivateServer | undefined, redis: Redis) {
  if (server) await redis.flushdb() // a new Telegram knows nobody: what the store remembers would be about others
  const { startDemo } = await import('./simulator/demo.ts')
  const { route, ...telegram } = startDemo({ redis: server })
  routes.push(route)
  return { ...telegram, apiRoot: url }
}

/** A failure that only the operator can mend, in its own words. */
function inWords<T>(task: Promise<T>): Promise<T> {
  return task.catch((error: Error) => {
    throw new CannotStart(error.message)
  })
}

/** Resolves at SIGINT or SIGTERM. */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof Stopped) process.exit(0)
    const plain = error instanceof CannotStart || error instanceof ConfigError
    console.error(plain ? error.message : error)
    process.exit(1)
  },
)
