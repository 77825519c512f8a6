/**
 * The private Redis: without `REDIS_URL` the program runs a `redis-server` or `valkey-server` of its own under the
 * data directory, durable (append-only file, fsync on every write), reachable only through a Unix socket.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Redis } from 'ioredis'

export type PrivateServer = {
  /** Path of the Unix socket to connect to. */
  socket: string
  /** Ends the server; what was written stays in the data directory. */
  stop(): Promise<void>
  /** Starts it again after `stop`, on the same data and socket. */
  start(): Promise<void>
}

/** The longest path a Unix socket may have on Linux and macOS, less the closing zero. */
const MAX_SOCKET_PATH = 103

/**
 * Starts a private server on `directory`, or takes over the one that an earlier, killed process left running there.
 * `port`: also listen there on the loopback address (0: on the socket only). Throws when no server binary is installed, or when it ends before it answers.
 */
export async function startPrivateServer(directory: string, { port = 0 } = {}): Promise<PrivateServer> {
  const data = resolve(directory)
  mkdirSync(data, { recursive: true })
  const socket = socketPath(data)
  let child: ChildProcess | undefined

  const start = async () => {
    if (await answers(socket)) return
    rmSync(socket, { force: true })
    child = launch(serverBinary(), { socket, directory: data, port })
    await untilReady(socket, child)
  }
  const stop = async () => {
    await shutDown(socket)
    child = undefined
  }

  await start()
  return { socket, start, stop }
}

/** The first of valkey-server and redis-server that runs here; throws when there is none. */
export function serverBinary(): string {
  const found = ['valkey-server', 'redis-server'].find((name) => spawnSync(name, ['--version']).status === 0)
  if (found) return found
  throw new Error('Expected redis-server or valkey-server on this machine, found neither. Run "npm run setup".')
}

/** Where the socket of a data directory stands. */
export function socketPath(directory: string): string {
  const inside = join(directory, 'redis.sock')
  if (Buffer.byteLength(inside) <= MAX_SOCKET_PATH) return inside
  const hash = createHash('sha256').update(directory).digest('hex').slice(0, 16)
  return join(tmpdir(), `pana-${hash}.sock`)
}

type Launch = { socket: string; directory: string; port: number }

function launch(binary: string, { socket, directory, port }: Launch): ChildProcess {
  const options = {
    port: String(port),
    bind: '127.0.0.1',
    unixsocket: socket,
    unixsocketperm: '700',
    dir: directory,
    appendonly: 'yes',
    appendfsync: 'always',
    save: '',
    'maxmemory-policy': 'noeviction',
    loglevel: 'warning',
  }
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  // A group of its own: Ctrl-C in a terminal must not end it before the bot has finished writing.
  return spawn(binary, args, { stdio: 'ignore', detached: true, env: { ...process.env, LANG: 'C.UTF-8' } })
}

async function untilReady(socket: string, child: ChildProcess): Promise<void> {
  let ended: string | undefined
  child.once('exit', (code, signal) => {
    ended = `code ${code ?? '-'}, signal ${signal ?? '-'}`
  })
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (ended) throw new Error(`The private Redis ended before it answered (${ended}). Is its data directory writable?`)
    if (await answers(socket)) return child.unref()
    await new Promise((done) => setTimeout(done, 25))
  }
  throw new Error('The private Redis did not answer within 10 seconds.')
}

/** One short-lived connection that neither waits nor retries. */
async function once<T>(socket: string, use: (redis: Redis) => Promise<T>): Promise<T | undefined> {
  const redis = new Redis({ path: socket, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 })
  redis.on('error', () => {})
  try {
    await redis.connect()
    return await use(redis)
  } catch {
    return undefined
  } finally {
    redis.disconnect()
  }
}

async function answers(socket: string): Promise<boolean> {
  return (await once(socket, (redis) => redis.ping())) === 'PONG'
}

async function shutDown(socket: string): Promise<void> {
  await once(socket, (redis) => redis.call('SHUTDOWN', 'NOSAVE'))
  for (let attempt = 0; attempt < 200 && (await answers(socket)); attempt += 1) {
    await new Promise((done) => setTimeout(done, 25))
  }
}
