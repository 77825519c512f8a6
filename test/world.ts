/**
 * The language the tests are written in: people who send and tap, a bot that answers, a Telegram that refuses what
 * Telegram refuses, a clock that is moved by hand, a real Redis.
 *
 *   const { person, restarts } = await world()
 *   const amina = person('Amina', 'ky')
 *   await amina.sends('/start')
 *   await amina.taps('Кыргызча')
 *   expect(amina.sees()).toContain('…')
 *
 *   const { person, colleague, room, later } = await world()
 *   const sergey = await colleague('Sergey')
 *   await sergey.presses('I take it', 'K-1001')
 *   await later(5 * 60_000)
 */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { inject } from 'vitest'
import { type App, createApp } from '../src/app.ts'
import { type ManualClock, manualClock } from '../src/clock.ts'
import { type Content, loadContent } from '../src/content/load.ts'
import { problemLine } from '../src/content/checks/problem.ts'
import type { Role } from '../src/desk/staff.ts'
import type { Language } from '../src/language/language.ts'
import type { Group } from '../src/simulator/group.ts'
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

/** Somebody of the staff: a person who is in the staff group too. */
export type Colleague = Someone & {
  /** Presses a button in the staff group: the newest message that has it, in the topic whose name holds `topic`, else anywhere. */
  presses(label: string, topic?: string): Promise<void>
  /** Writes in a topic; with `to`, as a reply to the newest message there that holds it. The id of the message. */
  says(text: string, topic: string, to?: string): Promise<number>
  /** Anything else in the group, with the topic's id at hand. */
  doesIn(topic: string, act: (person: Person, at: { chat: Group; thread: number }) => unknown): Promise<void>
}

export type World = {
  telegram: Simulator
  clock: ManualClock
  redis: Redis
  content: Content
  /** DATA_KEY. */
  dataKey: string
  /** Everything that was logged, as JSON. */
  logged: string[]
  app(): App
  person(name: string, languageCode?: string): Someone
  /** The staff group. */
  room: Group
  /** Messages of the topic whose name holds `topic`, or of the group outside topics. */
  topic(topic: string): SeenMessage[]
  /** Messages of General: what stands in no topic. */
  general(): SeenMessage[]
  /** Somebody who works here, in the group and known to the bot. */
  colleague(name: string, options?: { roles?: Role[]; languageCode?: string }): Promise<Colleague>
  /** Time passes, and what falls due on the way happens. */
  later(milliseconds: number): Promise<void>
  /** A text of a language. */
  say(code: string): Language
  /** The process ends and begins anew: memory is lost, the store stays. */
  restarts(): void
  /** Redis cannot be reached, until the returned function is called. */
  loses(what: 'redis'): Promise<() => Promise<void>>
}

const worlds: (() => string[])[] = []

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
    staffChatId: 0,
    adminIds: [] as number[],
  }
  const admin = telegram.person({ first_name: 'Admin', language_code: 'ru' })
  const room = telegram.group({ title: 'Desk', forum: true, admins: [admin] })
  Object.assign(deps, { staffChatId: room.id, adminIds: [admin.user.id] })

  let app = createApp(deps)
  telegram.onUpdate(async (update) => {
    await app.receiver.receive(update)
    await app.receiver.idle()
    await app.due.run()
  })
  worlds.push(() => {
    telegram.close()
    redis.disconnect()
    return leaked(logged, telegram)
  })

  return {
    telegram,
    clock,
    redis,
    content,
    dataKey: deps.dataKey,
    logged,
    app: () => app,
    room,
    topic: (name) => room.sees(threadOf(room, name)),
    general: () => room.sees().filter(({ thread }) => thread === undefined),
    person: (name, languageCode) => someone(telegram, name, languageCode),
    async colleague(name, { roles = ['staff' as Role], languageCode = 'en' } = {}) {
      const member = someone(telegram, name, languageCode)
      room.joins(member.person, admin)
      await member.does((person) => person.starts())
      await app.desk.staff.appoint({ id: member.person.user.id, name, roles, language: languageCode })
      return atWork(member, room)
    },
    async later(milliseconds) {
      const until = clock.now() + milliseconds
      for (let next = await app.due.next(); next !== undefined && next <= until; next = await app.due.next()) {
        await clock.advance(Math.max(0, next - clock.now()))
        await app.due.run()
        await telegram.settled()
      }
      await clock.advance(until - clock.now())
      await app.due.run()
      await app.directory.refresh()
      await telegram.settled()
    },
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

/**
 * Ends every world of a test file; called after each test. Fails when anything that was logged holds words, names, phone
 * numbers, places or ids of the people in it.
 */
export function endWorlds(): void {
  const leaks = worlds.splice(0).flatMap((end) => end())
  if (leaks.length > 0) fail(`The log holds what people wrote or who they are:\n${leaks.join('\n')}`)
}

/** Logged lines with something of a person's in them. Short words stand in any line: from six characters on. */
function leaked(logged: string[], telegram: Simulator): string[] {
  const lines = logged.join('\n')
  const secrets = telegram.people().flatMap((person) => [
    String(person.user.id),
    person.user.first_name,
    ...person
      .sees()
      .filter(({ from }) => !from.isBot)
      .flatMap(({ message }) => wordsIn(message)),
  ])
  return secrets.filter((secret) => secret.length > 5 && lines.includes(secret))
}

function wordsIn({ text, caption, contact, location }: SeenMessage['message']): string[] {
  const place = location ? [String(location.latitude), String(location.longitude)] : []
  return [text, caption, contact?.phone_number, ...place].filter((word) => word !== undefined)
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

function threadOf(room: Group, name: string): number {
  const topics = room.topics().filter((topic) => topic.name.includes(name))
  return (
    topics.at(-1)?.id ??
    fail(
      `No topic "${name}". There are: ${
        room
          .topics()
          .map((topic) => topic.name)
          .join(' | ') || 'none'
      }`,
    )
  )
}

function atWork(member: Someone, room: Group): Colleague {
  const { person, does } = member
  return {
    ...member,
    async presses(label, topic) {
      const messages = topic === undefined ? room.sees() : room.sees(threadOf(room, topic))
      const message = messages.findLast(({ buttons }) => has(buttons, label))
      if (!message)
        fail(`No button "${label}" in the group. The newest: ${labels(messages.at(-1)).join(' | ') || 'none'}`)
      await does(() => person.tap(message.message_id, exactly(message.buttons, label), { chat: room }))
    },
    async says(text, topic, to) {
      const thread = threadOf(room, topic)
      const target = to === undefined ? undefined : room.sees(thread).findLast((message) => message.text.includes(to))
      if (to !== undefined && !target) fail(`No message with "${to}" in ${topic}`)
      let id = 0
      const at = { chat: room, thread, ...(target && { replyTo: target.message_id }) }
      await does(() => (id = person.send(text, at)))
      return id
    },
    doesIn: (topic, act) => does(() => act(person, { chat: room, thread: threadOf(room, topic) })),
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
