/** The environment, parsed once: names are a contract (README), an empty value counts as unset, all problems come together. */
import { z } from 'zod'

const whole = (what: string) =>
  z
    .string()
    .regex(/^-?\d+$/, `expected ${what}`)
    .transform(Number)

const Environment = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[A-Za-z0-9_-]{30,}$/, 'expected a token from @BotFather, as 123456:ABC-DEF…')
    .optional(),
  BOT_API_ROOT: z
    .url({ protocol: /^https?$/, error: 'expected the base URL of a Bot API server, as https://api.telegram.org' })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://api.telegram.org'),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'expected redis://host:port or rediss://host:port' }).optional(),
  DATA_KEY: z
    .string()
    .refine((key) => /^[A-Za-z0-9+/]{43}=$/.test(key), 'expected 32 bytes in base64; "npm run key" makes one')
    .optional(),
  STAFF_CHAT_ID: whole('the id of the staff supergroup, as -1001234567890').optional(),
  ADMIN_IDS: z
    .string()
    .regex(/^\d+(\s*,\s*\d+)*$/, 'expected Telegram ids joined by commas, as 123456,789012')
    .transform((ids) => ids.split(',').map(Number))
    .default([]),
  WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'expected the public https address Telegram shall call' })
    .optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,256}$/, 'expected 16 to 256 characters of A-Z a-z 0-9 _ -')
    .optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'expected a port number, 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'expected a port number, 0 to 65535')
    .default(8080),
  TIME_ZONE: z.string().refine(isTimeZone, 'expected an IANA time zone, as Asia/Almaty').default('Asia/Almaty'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DATA_DIR: z.string().default('.data'),
})

export type Config = {
  /** The bot's token; undefined in the demo, where the simulator is Telegram. */
  token: string | undefined
  apiRoot: string
  redisUrl: string | undefined
  /** 32 bytes that seal cases; the demo makes its own. */
  dataKey: string | undefined
  staffChatId: number | undefined
  adminIds: number[]
  /** Undefined: long polling. */
  webhook: { url: string; secret: string } | undefined
  port: number
  timeZone: string
  logLevel: z.infer<typeof Environment>['LOG_LEVEL']
  dataDir: string
}

/** Reads the environment. Throws one `ConfigError` that names every problem: what was expected, what to do. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = Environment.safeParse(given)
  const problems = [...(parsed.success ? [] : parsed.error.issues.map(describe)), ...missing(given)]
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  const env = parsed.data
  return {
    token: env.BOT_TOKEN,
    apiRoot: env.BOT_API_ROOT,
    redisUrl: env.REDIS_URL,
    dataKey: env.DATA_KEY,
    staffChatId: env.STAFF_CHAT_ID,
    adminIds: env.ADMIN_IDS,
    webhook: env.WEBHOOK_URL && env.WEBHOOK_SECRET ? { url: env.WEBHOOK_URL, secret: env.WEBHOOK_SECRET } : undefined,
    port: env.PORT,
    timeZone: env.TIME_ZONE,
    logLevel: env.LOG_LEVEL,
    dataDir: env.DATA_DIR,
  }
}

export class ConfigError extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(`The environment has ${problems.length} problem(s):\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** Without the value: it may be a token. */
function describe(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')}: ${issue.message}`
}

function missing(given: Record<string, unknown>): string[] {
  return [
    given['BOT_TOKEN'] && !given['DATA_KEY']
      ? 'DATA_KEY: required with BOT_TOKEN; "npm run key" makes one, keep it safe'
      : '',
    given['WEBHOOK_URL'] && !given['WEBHOOK_SECRET'] ? 'WEBHOOK_SECRET: required with WEBHOOK_URL' : '',
    given['WEBHOOK_SECRET'] && !given['WEBHOOK_URL'] ? 'WEBHOOK_URL: required with WEBHOOK_SECRET' : '',
  ].filter(Boolean)
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
