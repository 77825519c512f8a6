/** The log: pino with an allow-list of fields, so that no text, name, number or token can slip in. */
import { pino } from 'pino'
import type { Log } from '../context.ts'

/** Every field that may be logged. Ids of updates and kinds of things; never words, people or chats. */
const FIELDS = [
  'update',
  'error',
  'cause',
  'code',
  'kind',
  'method',
  'language',
  'address',
  'port',
  'mode',
  'count',
  'signal',
] as const

export type LogOptions = {
  level: string
  /** Told of each warning and error, for the metrics. */
  onTrouble?(level: 'warn' | 'error'): void
}

export function createLog({ level, onTrouble }: LogOptions): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  return {
    info: (fields, message) => logger.info(allowed(fields), message),
    warn(fields, message) {
      onTrouble?.('warn')
      logger.warn(allowed(fields), message)
    },
    error(fields, message) {
      onTrouble?.('error')
      logger.error(allowed(fields), message)
    },
  }
}

/** Drops every field that is not on the list. */
function allowed(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => (FIELDS as readonly string[]).includes(name)))
}
