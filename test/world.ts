/**
 * The language the tests are written in: people who send and tap, a bot that answers, a Telegram that refuses what
 * Telegram refuses, a clock that is moved by hand, a real Redis.
 *
 *   const { person, restarts } = await world()
 *   const amina = person('Amina', 'ky')
 *   await amina.sends('/start')
 *   await amina.taps('Кыргызча')
 *   expect(amina.sees()).toContain('…')
 */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { inject } from 'vitest'
import { type App, createApp } from '../src/app.ts'
import { type ManualClock, manualClock } from '../src/clock.ts'
import { type Content, loadContent, problemLine } from '../src/content/load.ts'
import type { Language } from '../src/language/language.ts'
import type { Person } from '../src/simulator/person.ts'
import type { SeenButton, SeenMessage } from '../src/simulator/sight.ts'
import { createSimulator, type Simulator } from '../src/simulator/simulator.ts'
import { connect } from '../src/store/connection.ts'
import { newDataKey } from '../src/store/sealed.ts'
import { recorded } from './traffic.ts'

/** A Saturday noon in Almaty, on which every fact of the content holds. */
export const NOON = '2026-11-21T07:00:00Z'

export type WorldOptions = {
  /** When the clock stands at the beginning. */
  now?: string
  content?: Content
  /** Telegram's limits are off unless a test is about them: a test taps faster than people do. */
  limits?: 'off' | { scale: number }
}

/** A person, with the acts and the eyes a test needs. */
export type Someone = {
  /** For what has no word here. */
  person: Person
  sends(text: string): Promise<void>
  /** Does something with the phone and waits for the answer. */
  does(act: (person: Person) => unknown): Promise<void>
  /** Presses the button whose label holds `label`, in the newest message that has it. Fails with the labels there are. */
  taps(label: string): Promise<void>
  /** Follows labels one after another. */
  walks(...labels: string[]): Promise<void>
  /** Text of the newest message of the bot; empty when there is none. */
  sees(): string
  /** Everything in the chat. */
  chat(): SeenMessage[]
  /** Labels of the newest message's buttons. */
  buttons(): string[]
  newest(): SeenMessage | undefined
}

export type World = {
  telegram: Simulator
  clock: ManualClock
  redis: Redis
  content: Content
  /** Everything that was logged, as JSON. */
  logged: string[]
  app(): App
  person(name: string, languageCode?: string): Someone
  /** A text of a language. */
  say(code: string): Language
  /** The process ends and begins anew: memory is lost, the store stays. */
  restarts(): void
  /** Redis cannot be reached, until the returned function is called. */
  loses(what: 'redis'): Promise<() => Promise<void>>
}

const worlds: (() => void)[] = []

let read: Content | undefined

/** The project's own content, read once; throws with its problems. A test that changes it takes a copy. */
export function realContent(): Content {
  if (read) return read
  const { content, problems } = loadContent(process.cwd())
  if (!content) throw new Error(problems.map(problemLine).join('\n'))
  read = content
  return content
}

/** A world of its own: nothing is shared with other tests but the Redis process. */
export async function world(options: WorldOptions = {}): Promise<World> {
  const clock = manualClock(options.now ?? NOON)
  const content = options.content ?? realContent()
  const telegram = createSimulator({
    clock,
    limits: options.limits ?? 'off',
    ...recorded(),
  })
  const redis = connect({ socket: inject('redisSocket') }, { prefix: `test:${randomUUID()}:` })
  await new Promise<void>((ready) => redis.once('ready', ready))
  const logged: string[] = []
  const keep = (level: string) => (fields: object, message: string) =>
    void logged.push(JSON.stringify({ level, ...fields, message }))
  const log = { info: keep('info'), warn: keep('warn'), error: keep('error') }
  const deps = {
    token: telegram.token,
    botInfo: telegram.bot,
    client: { fetch: telegram.fetch, timeoutSeconds: 5 },
    redis,
    content,
    clock,
    log,
    timeZone: 'Asia/Almaty',
    dataKey: newDataKey(),
    gatherMs: 0,
  }

  let app = createApp(deps)
  telegram.onUpdate(async (update) => {
    await app.receiver.receive(update)
    await app.receiver.idle()
  })
  worlds.push(() => {
    telegram.close()
    redis.disconnect()
  })

  return {
    telegram,
    clock,
    redis,
    content,
    logged,
    app: () => app,
    person: (name, languageCode) => someone(telegram, name, languageCode),
    say: (code) => app.languages.byCode(code) ?? fail(`Expected a language of locales/, got "${code}"`),
    restarts: () => void (app = createApp(deps)),
    async loses() {
      const ended = new Promise((resolve) => redis.once('end', resolve))
      redis.disconnect()
      await ended
      return async () => {
        await redis.connect()
        await app.receiver.idle()
      }
    },
  }
}

/** Seconds go by one at a time, while what waits on Redis gets its answers. */
export async function passes(clock: ManualClock, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await new Promise((next) => setTimeout(next, 5))
    await clock.advance(1000)
  }
}

/** Ends every world of a test file; called after each test. */
export function endWorlds(): void {
  for (const end of worlds.splice(0)) end()
}

function someone(telegram: Simulator, name: string, languageCode = 'ru'): Someone {
  const person = telegram.person({ first_name: name, language_code: languageCode })
  const fromBot = () => person.sees().filter(({ from, service }) => from.isBot && !service)
  const newest = () => fromBot().at(-1)
  const does = async (act: (person: Person) => unknown) => {
    act(person)
    await telegram.settled()
  }
  const taps = async (label: string) => {
    const message = fromBot().findLast(({ buttons }) => has(buttons, label))
    if (!message) fail(`${name} sees no button "${label}". There are: ${labels(newest()).join(' | ') || 'none'}`)
    await does(() => person.tap(message.message_id, exactly(message.buttons, label)))
  }
  return {
    person,
    does,
    taps,
    newest,
    sends: (text) => does(() => person.send(text)),
    async walks(...path) {
      for (const label of path) await taps(label)
    },
    sees: () => newest()?.text ?? '',
    chat: () => person.sees(),
    buttons: () => labels(newest()),
  }
}

function has(rows: SeenButton[][], label: string): boolean {
  return rows.flat().some(({ text }) => text.includes(label))
}

/** The whole label: the one that is it, or else that ends with it, or else that holds it. */
function exactly(rows: SeenButton[][], label: string): string {
  const texts = rows.flat().map(({ text }) => text)
  const found =
    texts.find((text) => text === label) ??
    texts.find((text) => text.endsWith(` ${label}`)) ??
    texts.find((text) => text.includes(label))
  return found ?? label
}

function labels(message: SeenMessage | undefined): string[] {
  return (message?.buttons ?? []).flat().map(({ text }) => text)
}

function fail(message: string): never {
  throw new Error(message)
}
