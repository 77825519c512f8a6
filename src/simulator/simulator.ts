/**
 * Our Telegram: a Bot API server in this process, with people who write and tap. It refuses what Telegram refuses, in its words:
 * a bot that passes on a lenient server is untested.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Update, UserFromGetMe } from '@grammyjs/types'
import { type Clock, systemClock } from '../clock.ts'
import { type Call, createCalls } from './calls.ts'
import { createDelivery } from './delivery.ts'
import { createEvents, type SimulatorEvent } from './events.ts'
import { createFaults, type Faults } from './faults.ts'
import { createFiles } from './files.ts'
import { createGroup, type Group, type GroupInit } from './group.ts'
import { createFetch } from './fetch.ts'
import { createHandler } from './http.ts'
import { createLimits, type LimitSetting } from './limits.ts'
import type { UploadedFile } from './parameters.ts'
import { createPerson, type Person } from './person.ts'
import type { ApiResponse } from './refusal.ts'
import { createSettings } from './settings.ts'
import { createUpdates } from './updates.ts'
import type { WebhookState } from './webhook.ts'
import type { Account, PrivateChat, World } from './world.ts'

export type SimulatorOptions = {
  /** Default the system's: dates, the 48 hours, limits, long polls, webhook retries, the age of taps. */
  clock?: Clock
  token?: string
  bot?: { first_name: string; username: string }
  /** Default {scale: 1}, Telegram's limits. */
  limits?: LimitSetting
  /** Every call {method, payload, result?} and every delivered update {update}, as tools/check-botapi.mjs reads them. */
  record?: (line: object) => void
  /** Messages kept in a chat, default 1000; older ones are forgotten. */
  keepMessages?: number
}
export type PersonInit = {
  first_name: string
  last_name?: string
  username?: string
  language_code?: string
  id?: number
}
export type Simulator = {
  token: string
  clock: Clock
  bot: UserFromGetMe
  /** A Bot API call without a network: same parsing, limits, faults, refusals. Rejects with code ECONNRESET when cut. */
  call: (
    method: string,
    payload?: Record<string, unknown>,
    files?: Record<string, UploadedFile>,
  ) => Promise<ApiResponse>
  /** A `fetch` for clients in this process. */
  fetch: typeof globalThis.fetch
  /** Answers /bot<token>/<method> and /file/bot<token>/<path>; false when the path is neither. */
  handle: (request: IncomingMessage, response: ServerResponse) => boolean
  person: (init: PersonInit) => Person
  people: () => Person[]
  group: (init: GroupInit) => Group
  groups: () => Group[]
  /** Delivers updates by this function instead of polling or webhook. */
  onUpdate: (deliver: (update: Update) => Promise<void>) => () => void
  /** Resolves when every update handed over has been handled; rejects with what a handler threw. */
  settled: () => Promise<void>
  faults: Faults
  limits: { set: (limits: LimitSetting) => void }
  /** The webhook set now, with its last error. */
  webhook: () => WebhookState | undefined
  /** Updates not delivered or not confirmed yet. */
  pendingUpdates: () => number
  onEvent: (listener: (event: SimulatorEvent) => void) => () => void
  /** What the bot set about itself. */
  settings: World['settings']
  close: () => void
}

const DEMO_TOKEN = '7000000001:DEMO-token-of-the-local-Telegram-00'

/** An empty Telegram with one bot. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const { token = DEMO_TOKEN, record = () => {} } = options
  const world = createWorld(options, Number(token.split(':')[0]))
  const faults = createFaults()
  const recordUpdate = (update: Update) => record({ update })
  const delivery = createDelivery(world, recordUpdate, (method, payload) => {
    void calls.perform({ method, payload, files: {} }).catch(() => {})
  })
  const calls = createCalls({ world, faults, delivery, record: options.record })
  const people: Person[] = []
  const groups: Group[] = []
  const door = { token, files: world.files, perform: (call: Call) => calls.perform(call) }

  return {
    token,
    clock: world.clock,
    bot: world.bot,
    call: (method, payload = {}, files = {}) => calls.perform({ method, payload, files }),
    fetch: createFetch(door),
    handle: createHandler(door),
    person(init) {
      const person = newPerson(world, init)
      people.push(person)
      return person
    },
    people: () => [...people],
    group(init) {
      const group = createGroup(world, init)
      groups.push(group)
      return group
    },
    groups: () => [...groups],
    onUpdate(deliver) {
      const stop = delivery.push.subscribe(deliver)
      for (const pending of world.updates.all()) {
        world.updates.remove(pending.update.update_id)
        delivery.push.send(pending)
      }
      return stop
    },
    settled: delivery.push.settled,
    faults,
    limits: { set: world.limits.set },
    webhook: delivery.webhook,
    pendingUpdates: world.updates.count,
    onEvent: world.events.on,
    settings: world.settings,
    close: delivery.close,
  }
}

function createWorld(options: SimulatorOptions, botId: number): World {
  const { clock = systemClock, limits = { scale: 1 }, keepMessages = 1000 } = options
  return {
    clock,
    bot: botNamed(botId, options.bot ?? { first_name: 'Pana', username: 'pana_demo_bot' }),
    accounts: new Map(),
    chats: new Map(),
    queries: new Map(),
    updates: createUpdates(clock),
    files: createFiles(),
    limits: createLimits(clock, limits),
    events: createEvents(),
    settings: createSettings(),
    keepMessages,
    next: { message: 1, user: 500_000_001, group: 2_000_000_001, query: 1, album: 1 },
  }
}

function botNamed(id: number, { first_name, username }: { first_name: string; username: string }): UserFromGetMe {
  return {
    id,
    is_bot: true,
    first_name,
    username,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  }
}

function newPerson(world: World, { id = world.next.user++, ...init }: PersonInit): Person {
  if (world.chats.has(id)) throw new Error(`there is somebody with the id ${id} already`)
  const user = { id, is_bot: false, ...init }
  const account: Account = { user, deactivated: false, notice: undefined }
  const { first_name, last_name, username } = init
  const names = {
    first_name,
    ...(last_name !== undefined && { last_name }),
    ...(username !== undefined && { username }),
  }
  const home: PrivateChat = {
    kind: 'private',
    id,
    chat: { id, type: 'private', ...names },
    account,
    started: false,
    blocked: false,
    messages: new Map(),
    pinned: undefined,
    replyKeyboard: undefined,
  }
  world.accounts.set(id, account)
  world.chats.set(id, home)
  world.events.emit({ kind: 'person', user })
  return createPerson(world, account, home)
}
