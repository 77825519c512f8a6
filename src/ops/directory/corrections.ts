/** What the bot knows of entries besides the file: read from where the bot keeps it. Nothing is started for it. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Redis } from 'ioredis'
import { systemClock } from '../../clock.ts'
import type { Config } from '../../config.ts'
import type { Content } from '../../content/load.ts'
import { nextLook } from '../../directory/contact/contact.ts'
import { createRegister, type Register } from '../../directory/register/register.ts'
import { connect, type RedisAddress } from '../../store/connection.ts'
import { socketPath } from '../../store/server.ts'

export type Store = { redis: Redis; dataKey: string }

const WAIT_MS = 5000

/** Connects to the bot's store, and says what is missing otherwise. Whoever calls closes `redis`. */
export async function openStore(config: Config): Promise<Store | { trouble: string }> {
  const dataKey = dataKeyOf(config)
  if (dataKey === undefined) return { trouble: 'Expected DATA_KEY, the key the bot runs with, found none' }
  const address = addressOf(config)
  if ('trouble' in address) return address
  const redis = connect(address, { commandTimeoutMs: WAIT_MS })
  const isReady = await new Promise<boolean>((done) => {
    redis.once('ready', () => done(true))
    setTimeout(() => done(false), WAIT_MS).unref()
  })
  if (isReady) return { redis, dataKey }
  redis.disconnect()
  return {
    trouble:
      'url' in address
        ? 'Expected an answer at REDIS_URL, got none: is it running, is the address right?'
        : `Expected a bot that runs on ${address.socket}, got no answer. Start it, or set REDIS_URL`,
  }
}

function addressOf({ redisUrl, token, dataDir }: Config): RedisAddress | { trouble: string } {
  if (redisUrl !== undefined) return { url: redisUrl }
  const directory = resolve(token ? dataDir : join(dataDir, 'demo'))
  const socket = socketPath(directory)
  if (existsSync(socket)) return { socket }
  return {
    trouble: `Expected REDIS_URL, or a bot that runs here with its data in ${directory}, found neither. The bot must be running, and this command needs its variables: DATA_KEY, and DATA_DIR or REDIS_URL`,
  }
}

/** The demo makes its own. */
function dataKeyOf({ dataKey, token, dataDir }: Config): string | undefined {
  const file = join(dataDir, 'data.key')
  if (dataKey !== undefined || token !== undefined || !existsSync(file)) return dataKey
  return readFileSync(file, 'utf8').trim()
}

/** The register over `content` as the files say. `unread` counts records that this key does not open. */
export function registerOf(
  { redis, dataKey }: Store,
  content: Content,
  timeZone: string,
): { register: Register; unread(): number } {
  let unread = 0
  const days = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const log = { info: () => {}, warn: () => {}, error: () => void (unread += 1) }
  const register = createRegister({
    redis,
    dataKey,
    content,
    log,
    nextLook: (record) => nextLook(record, timeZone),
    clock: systemClock,
    dayOf: (moment) => days.format(moment),
    onChange: () => {},
  })
  return { register, unread: () => unread }
}
