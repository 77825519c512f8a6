import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { Api } from 'grammy'
import type { Redis } from 'ioredis'
import { type App, createApp } from '../src/app.ts'
import { systemClock } from '../src/clock.ts'
import { startHttpServer } from '../src/ops/http.ts'
import type { Person } from '../src/simulator/person.ts'
import { startSimulatorServer } from '../src/simulator/server.ts'
import { createSimulator, type Simulator } from '../src/simulator/simulator.ts'
import { connect } from '../src/store/connection.ts'
import { createSeal, newDataKey } from '../src/store/sealed.ts'
import { startPolling } from '../src/telegram/polling.ts'
import { createWebhook } from '../src/telegram/webhook.ts'
import { until, untilAnswered } from './process.ts'
import { realContent } from './world.ts'
import { recorded } from './traffic.ts'

const PEOPLE = 200
const SECRET = 'a-secret-of-the-test-run'
const ends: (() => Promise<void>)[] = []
const silent = { info: () => {}, warn: () => {}, error: () => {} }

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

type Rig = { telegram: Simulator; url: string; redis: Redis; dataKey: string; replica(): Promise<App> }

async function rig(): Promise<Rig> {
  const telegram = createSimulator({ limits: 'off', ...recorded() })
  const server = await startSimulatorServer({ simulator: telegram })
  const prefix = `test:${randomUUID()}:`
  const dataKey = newDataKey()
  const store = async () => {
    const redis = connect({ socket: inject('redisSocket') }, { prefix, commandTimeoutMs: 10_000 })
    await new Promise<void>((ready) => redis.once('ready', ready))
    ends.push(async () => redis.disconnect())
    return redis
  }
  ends.push(server.close)
  return {
    telegram,
    url: server.url,
    redis: await store(),
    dataKey,
    async replica() {
      const client = { fetch: telegram.fetch, timeoutSeconds: 20 }
      const app = createApp({
        token: telegram.token,
        botInfo: telegram.bot,
        client,
        redis: await store(),
        content: realContent(),
        dataKey,
        staffChatId: undefined,
        adminIds: [],
        clock: systemClock,
        timeZone: 'Asia/Almaty',
        log: silent,
      })
      app.receiver.start()
      ends.push(() => app.receiver.stop(1000))
      return app
    },
  }
}

async function byPolling({ telegram, url, replica }: Rig): Promise<void> {
  const { receiver } = await replica()
  const api = new Api(telegram.token, { apiRoot: url })
  const polling = startPolling({ api, receive: receiver.receive, log: silent })
  ends.push(polling.stop)
}

/** Two replicas behind one address: whichever gets an update, the other may have the person in hand. */
async function byWebhook({ telegram, replica }: Rig): Promise<void> {
  const replicas = [await replica(), await replica()]
  let turn = 0
  const receive = (update: Parameters<App['receiver']['receive']>[0]) =>
    (replicas[(turn += 1) % 2] ?? replicas[0])?.receiver.receive(update) ?? Promise.resolve()
  const http = await startHttpServer(
    [
      createWebhook({
        url: 'http://localhost/hook',
        secret: SECRET,
        receive,
        ...(replicas[0] && { reply: replicas[0].replyTo }),
      }),
    ],
    0,
  )
  ends.push(http.close)
  await telegram.call('setWebhook', {
    url: `${http.url.replace('localhost', '127.0.0.1')}/hook`,
    secret_token: SECRET,
    max_connections: 100,
  })
}

/** Five things at once, each of which writes something else, or the same thing again. */
function actsOf(person: Person): void {
  const message = person.lastFromBot()?.message_id ?? 0
  person.tapData(message, 'kk:speak:kk')
  person.send('/stop')
  person.photo({ albumId: '1' })
  person.tapData(message, 'tg:speak:tg')
  person.photo({ albumId: '2' })
}

describe('five simultaneous updates of each of 200 people lose no session write', () => {
  test.each([
    ['polling', byPolling],
    ['webhook, two replicas', byWebhook],
  ] as const)('%s', async (_mode, connectBot) => {
    const all = await rig()
    const { telegram, redis } = all
    const people = Array.from({ length: PEOPLE }, (_, index) =>
      telegram.person({ first_name: `P${index}`, language_code: 'en' }),
    )
    for (const person of people) person.starts()
    await connectBot(all)
    await until(
      () => people.every((person) => person.lastFromBot() !== undefined),
      telegram.onEvent,
      50_000,
      () => 'a first answer for everybody',
    )
    for (const person of people) actsOf(person)
    const session = async (person: Person) => redis.hgetall(`session:${person.user.id}`)
    const settled = async () => (await redis.zcard('leases')) === 0 && telegram.pendingUpdates() === 0
    while (!(await settled())) await new Promise((next) => setImmediate(next))

    const sessions = await Promise.all(people.map(session))
    const expected = { language: '"tg"', quiet: 'true' }
    expect(
      sessions.filter((stored) => JSON.stringify(stored, Object.keys(expected)) !== JSON.stringify(expected)),
    ).toEqual([])
    const seal = createSeal(all.dataKey, 'drafts')
    const drafts = await Promise.all(
      people.map(async (person) => seal.open((await redis.get(`draft:${person.user.id}`)) ?? '')),
    )
    expect(drafts.filter((draft) => draft.split('"kind":"file"').length !== 3)).toEqual([]) // both photos
  })
})

test('a slow answer to one person delays nobody else', async () => {
  const all = await rig()
  const { telegram } = all
  const [slow, quick] = [telegram.person({ first_name: 'Slow' }), telegram.person({ first_name: 'Quick' })]
  telegram.faults.always({ kind: 'slow', ms: 5000 }, { chat_id: slow.chatWithBot })
  await byPolling(all)
  slow.starts()
  quick.starts()
  await untilAnswered(quick, telegram, 4000)
  expect(slow.lastFromBot()).toBeUndefined()
  telegram.faults.clear()
})

test('the same update twice is handled once', async () => {
  const all = await rig()
  const { receiver } = await all.replica()
  const person = all.telegram.person({ first_name: 'Amina' })
  const update = {
    update_id: 77,
    message: {
      message_id: 1,
      date: 1,
      text: '/start',
      chat: { id: person.user.id, type: 'private', first_name: 'Amina' },
      from: person.user,
    },
  } as Parameters<App['receiver']['receive']>[0]
  person.starts()
  await Promise.all([receiver.receive(update), receiver.receive(update)])
  await receiver.receive(update)
  await receiver.idle()
  expect(person.sees().filter(({ from }) => from.isBot)).toHaveLength(1)
})

describe('the webhook takes only what Telegram sends', () => {
  const REQUESTS: [string, RequestInit, number][] = [
    [
      'the secret',
      { method: 'POST', body: '{"update_id":1}', headers: { 'x-telegram-bot-api-secret-token': SECRET } },
      200,
    ],
    ['no secret', { method: 'POST', body: '{"update_id":1}' }, 401],
    [
      'a wrong secret',
      { method: 'POST', body: '{"update_id":1}', headers: { 'x-telegram-bot-api-secret-token': 'wrong' } },
      401,
    ],
    ['GET', { method: 'GET', headers: { 'x-telegram-bot-api-secret-token': SECRET } }, 405],
    ['no JSON', { method: 'POST', body: 'hello', headers: { 'x-telegram-bot-api-secret-token': SECRET } }, 400],
    [
      'no update',
      { method: 'POST', body: '{"update_id":"1"}', headers: { 'x-telegram-bot-api-secret-token': SECRET } },
      400,
    ],
    [
      'too much',
      { method: 'POST', body: 'x'.repeat(1_000_001), headers: { 'x-telegram-bot-api-secret-token': SECRET } },
      413,
    ],
  ]
  test.each(REQUESTS)('%s', async (_name, request, status) => {
    const received: number[] = []
    const receive = async (update: { update_id: number }) => void received.push(update.update_id)
    const http = await startHttpServer([createWebhook({ url: 'https://example.org/hook', secret: SECRET, receive })], 0)
    ends.push(http.close)
    const response = await fetch(`${http.url}/hook`, request)
    expect(response.status).toBe(status)
    expect(received).toEqual(status === 200 ? [1] : [])
  })
})
