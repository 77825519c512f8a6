/** npm run doctor: is this installation able to do its job? One line a question; exit 1 when an answer is no. */
import { Api, GrammyError } from 'grammy'
import type { Redis } from 'ioredis'
import { type Config, ConfigError, readConfig } from '../config.ts'
import { connect } from '../store/connection.ts'
import { serverBinary } from '../store/server.ts'
import { createTelegramFetch } from '../telegram/client.ts'

/** `undefined`: fine; otherwise what is wrong and what to do. */
type Finding = { question: string; trouble: string | undefined }

/** Telegram's clock and ours: a tap or a date must not lie. */
const MAX_CLOCK_SKEW_SECONDS = 30

/** A topic for each case, and erasing it with all its messages. */
const RIGHTS = ['can_manage_topics', 'can_delete_messages'] as const

const NO_GROUP =
  'STAFF_CHAT_ID is missing: reports are kept, and go to staff on duty in private only. Make a group as docs/set-up-the-desk.md says'
const NO_ADMINISTRATOR =
  'the bot must be an administrator of the group: otherwise it can make no topics, and is not told who leaves the group, ' +
  'so that somebody who left keeps their role'
const NO_ADMINS =
  'ADMIN_IDS is missing: nobody can invite staff (/invite), and where no lead is reached nobody hears an alarm. Put in the Telegram id of at least one person'

async function examine(config: Config): Promise<Finding[]> {
  return [
    { question: 'the environment', trouble: undefined },
    { question: 'the key that seals what is stored', trouble: key(config) },
    ...(await redisFindings(config)),
    ...(await telegramFindings(config)),
  ]
}

function key({ token, dataKey }: Config): string | undefined {
  return token && !dataKey ? 'DATA_KEY is missing: "npm run key" makes one' : undefined
}

async function redisFindings({ redisUrl }: Config): Promise<Finding[]> {
  if (redisUrl === undefined)
    return [{ question: 'Redis (private, started by the program)', trouble: attempt(serverBinary) }]
  const redis = connect({ url: redisUrl }, { commandTimeoutMs: 5000 })
  const ready = await new Promise<boolean>((resolve) => {
    redis.once('ready', () => resolve(true))
    setTimeout(() => resolve(false), 5000).unref()
  })
  const findings = ready
    ? await Promise.all([
        setting(redis, 'appendonly', 'yes', 'what was accepted is lost when Redis ends'),
        setting(redis, 'appendfsync', 'always', 'the last second is lost when the machine ends'),
        setting(redis, 'maxmemory-policy', 'noeviction', 'Redis throws data away when its memory is full'),
      ])
    : [{ question: 'Redis', trouble: 'no answer at REDIS_URL: is it running, is the address right?' }]
  redis.disconnect()
  return findings
}

async function setting(redis: Redis, name: string, wanted: string, otherwise: string): Promise<Finding> {
  const question = `Redis ${name}`
  try {
    const [, value] = await redis.config('GET', name)
    return { question, trouble: value === wanted ? undefined : `expected ${wanted}, got ${value}: ${otherwise}` }
  } catch {
    return { question, trouble: `could not be read: is CONFIG allowed? It must be ${wanted}` }
  }
}

async function telegramFindings({ token, apiRoot, staffChatId, adminIds }: Config): Promise<Finding[]> {
  if (token === undefined) return [{ question: 'Telegram (the demo brings its own)', trouble: undefined }]
  const transport = createTelegramFetch(apiRoot)
  const api = new Api(token, { apiRoot, fetch: transport.fetch, timeoutSeconds: 10 })
  const findings = [
    { question: 'the token', trouble: await asked(() => api.getMe()) },
    { question: 'the clock', trouble: await clockSkew(apiRoot) },
    { question: 'the staff group', trouble: await staffGroup(api, staffChatId) },
    { question: 'the admins', trouble: await admins(api, adminIds) },
  ]
  await transport.close()
  return findings
}

async function staffGroup(api: Api, chat: number | undefined): Promise<string | undefined> {
  if (chat === undefined) return NO_GROUP
  try {
    const group = await api.getChat(chat)
    if (group.type !== 'supergroup' || group.is_forum !== true) return 'expected a supergroup with topics switched on'
    const { id } = await api.getMe()
    const me = await api.getChatMember(chat, id)
    if (me.status !== 'administrator') return NO_ADMINISTRATOR
    const missing = RIGHTS.filter((right) => me[right] !== true)
    return missing.length > 0 ? `the bot lacks the rights ${missing.join(', ')}` : undefined
  } catch (error) {
    return inWords(error)
  }
}

/** Telegram knows a person's chat with the bot only after they pressed Start; until then no alarm can reach them. */
async function admins(api: Api, ids: number[]): Promise<string | undefined> {
  if (ids.length === 0) return NO_ADMINS
  const asking = ids.map(async (id) => ({ id, trouble: await asked(() => api.getChat(id)) }))
  const unknown = (await Promise.all(asking)).flatMap(({ id, trouble }) => (trouble ? [`${id} (${trouble})`] : []))
  if (unknown.length === 0) return undefined
  return `cannot be written to: ${unknown.join(', ')}. Is the id right? They must open the bot and press Start`
}

async function clockSkew(apiRoot: string): Promise<string | undefined> {
  try {
    const { headers } = await fetch(apiRoot, {
      method: 'HEAD',
      signal: AbortSignal.timeout(10_000),
      redirect: 'manual',
    })
    const seconds = Math.abs(Date.parse(headers.get('date') ?? '') - Date.now()) / 1000
    return seconds > MAX_CLOCK_SKEW_SECONDS
      ? `${Math.round(seconds)} s away from Telegram's: set the machine's time`
      : undefined
  } catch {
    return `no answer from ${new URL(apiRoot).host}: is there a way out to it?`
  }
}

async function asked(call: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await call()
    return undefined
  } catch (error) {
    return inWords(error)
  }
}

function attempt(task: () => unknown): string | undefined {
  try {
    task()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : 'failed'
  }
}

function inWords(error: unknown): string {
  return error instanceof GrammyError ? `Telegram says: ${error.description}` : 'no answer from Telegram'
}

async function run(): Promise<number> {
  try {
    const findings = await examine(readConfig(process.env))
    for (const { question, trouble } of findings)
      console.log(trouble === undefined ? `ok    ${question}` : `WRONG ${question}: ${trouble}`)
    return findings.some(({ trouble }) => trouble !== undefined) ? 1 : 0
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(error.message)
    return 1
  }
}

process.exit(await run())
