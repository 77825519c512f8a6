/** The connection to Redis or Valkey: one place for how it fails. */
import { Redis } from 'ioredis'

export type RedisAddress = { url: string } | { socket: string }

/**
 * Connects in the background and keeps trying. A command fails at once while there is no connection, and after
 * `commandTimeoutMs` when Redis hangs: menus and the emergency card then answer without it.
 * `maxRetriesPerRequest: 0`, because ioredis otherwise repeats a command whose reply was lost.
 */
export function connect(address: RedisAddress, { prefix = 'pana:', commandTimeoutMs = 1000 } = {}): Redis {
  const options = {
    keyPrefix: prefix,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: commandTimeoutMs,
    connectTimeout: 5000,
    retryStrategy: (attempt: number) => Math.min(100 * attempt, 2000),
  }
  const redis = 'url' in address ? new Redis(address.url, options) : new Redis({ ...options, path: address.socket })
  redis.on('error', () => {}) // each failed command tells; without a listener ioredis prints the address
  return redis
}

/** Resolves when Redis answers; calls `onWaiting` once if it does not at the first try. */
export async function untilConnected(redis: Redis, onWaiting: () => void): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await redis.ping()
      return
    } catch {
      if (attempt === 4) onWaiting()
      await new Promise((done) => setTimeout(done, 250))
    }
  }
}
