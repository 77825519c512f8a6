import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { startSimulatorServer } from '../src/simulator/server.ts'
import { createSimulator } from '../src/simulator/simulator.ts'
import { startPrivateServer } from '../src/store/server.ts'
import { freePort, place, type Program, startProgram, until, untilAnswered } from './process.ts'
import { recorded } from './traffic.ts'

const programs: Program[] = []
const ends: (() => Promise<void>)[] = []
const start = (...args: Parameters<typeof startProgram>) => {
  const program = startProgram(...args)
  programs.push(program)
  return program
}

afterEach(async () => {
  for (const program of programs.splice(0)) await program.kill()
  for (const end of ends.splice(0).reverse()) await end()
})

async function rig() {
  const telegram = createSimulator({ limits: 'off', ...recorded() })
  const server = await startSimulatorServer({ simulator: telegram })
  const home = place()
  ends.push(server.close, home.clear)
  const environment = {
    BOT_TOKEN: telegram.token,
    BOT_API_ROOT: server.url,
    DATA_KEY: home.dataKey,
    DATA_DIR: home.directory,
    PORT: '0',
  }
  return { telegram, home, environment }
}

describe('a wrong environment', () => {
  test('is told whole, with what to do, and without the value', async () => {
    const program = start({
      BOT_TOKEN: 'secret-nonsense',
      REDIS_URL: 'localhost',
      PORT: '99999',
      TIME_ZONE: 'Mars/Base',
      LOG_LEVEL: 'loud',
      WEBHOOK_URL: 'https://example.org/hook',
      ADMIN_IDS: 'me',
      DATA_KEY: 'short',
    })
    expect(await program.exit).toBe(1)
    for (const name of [
      'BOT_TOKEN',
      'REDIS_URL',
      'PORT',
      'TIME_ZONE',
      'LOG_LEVEL',
      'WEBHOOK_SECRET',
      'ADMIN_IDS',
      'DATA_KEY',
    ])
      expect(program.output()).toContain(`${name}: `)
    expect(program.output()).toContain('npm run key')
    expect(program.output()).not.toContain('secret-nonsense')
    expect(program.output()).not.toMatch(/\bat .*\.ts:/) // no stack
  })

  test('an empty value counts as unset', async () => {
    const { environment } = await rig()
    const program = start({ ...environment, WEBHOOK_URL: '', WEBHOOK_SECRET: '', REDIS_URL: '' })
    await program.prints('started')
  })

  test('a token needs a key', async () => {
    const program = start({ BOT_TOKEN: '123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh' })
    expect(await program.exit).toBe(1)
    expect(program.output()).toMatch(/DATA_KEY: required/)
  })

  test('a token Telegram does not know is told in one sentence', async () => {
    const { environment } = await rig()
    const program = start({ ...environment, BOT_TOKEN: '123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh' })
    expect(await program.exit).toBe(1)
    expect(program.output().trim()).toBe('Telegram does not know this BOT_TOKEN: copy it again from @BotFather.')
  })

  test('a taken port is told in words', async () => {
    const { environment } = await rig()
    const taken = new URL(environment.BOT_API_ROOT).port
    const program = start({ ...environment, PORT: taken })
    expect(await program.exit).toBe(1)
    expect(program.output()).toContain(`Port ${taken} is taken`)
  })
})

test('a broken content file stops the start with the list and the line', async () => {
  const root = mkdtempSync(join(tmpdir(), 'pana-broken-'))
  for (const folder of ['content', 'locales']) cpSync(folder, join(root, folder), { recursive: true })
  const file = join(root, 'content/facts.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('kind: duration', 'kind: eternity'))
  const { environment } = await rig()
  const program = start(environment, root)
  expect(await program.exit).toBe(1)
  expect(program.output()).toMatch(/The content has 1 problem\(s\):\n {2}content\/facts\.yaml:\d+: error/)
  rmSync(root, { recursive: true })
})

test('Redis missing at the start is waited for, and that is said', async () => {
  const { environment, telegram } = await rig()
  const other = place()
  const port = await freePort()
  const program = start({ ...environment, REDIS_URL: `redis://127.0.0.1:${port}` })
  await program.prints('Waiting for Redis')
  const server = await startPrivateServer(other.directory, { port })
  ends.push(other.clear, server.stop)
  await program.prints('started')
  const amina = telegram.person({ first_name: 'Amina' })
  amina.starts()
  await untilAnswered(amina, telegram)
})

test('it stops within seconds, having finished what was in hand', async () => {
  const { environment, telegram } = await rig()
  const program = start(environment)
  await program.prints('started')
  const amina = telegram.person({ first_name: 'Amina' })
  telegram.faults.next(1, { kind: 'slow', ms: 1500 }, { method: 'sendMessage' })
  let asked = false
  const off = telegram.onEvent(() => (asked = true))
  amina.starts()
  await until(
    () => asked && telegram.pendingUpdates() === 0,
    telegram.onEvent,
    20_000,
    () => 'the update to be taken',
  )
  off()
  expect(await program.stop()).toBe(0)
  expect(amina.lastFromBot()).toBeDefined()
})

test('a private Redis left behind by a killed program is taken over, with what it holds', async () => {
  const { environment, telegram } = await rig()
  const first = start(environment)
  await first.prints('started')
  const amina = telegram.person({ first_name: 'Amina', language_code: 'ru' })
  amina.starts()
  await untilAnswered(amina, telegram)
  const taps = (label: string | RegExp) => void amina.tap(amina.lastFromBot()?.message_id ?? 0, label)
  const sees = (text: RegExp) =>
    until(
      () => text.test(amina.lastFromBot()?.html ?? ''),
      telegram.onEvent,
      20_000,
      () => String(text),
    )
  taps('Кыргызча')
  await until(
    () =>
      amina
        .lastFromBot()
        ?.buttons.flat()
        .some(({ text }) => text.startsWith('✅')) ?? false,
    telegram.onEvent,
    20_000,
    () => 'the phone question',
  )
  taps(/✅/)
  await sees(/🏠/)
  await first.kill()
  const second = start(environment)
  await second.prints('started')
  amina.starts()
  await until(
    () => (amina.lastFromBot()?.text ?? '').startsWith('🏠'),
    telegram.onEvent,
    20_000,
    () => 'the menu, since the language is known',
  )
})

describe('an operator can see', () => {
  test('that it is alive, ready, and numbers without people', async () => {
    const { environment, telegram } = await rig()
    const port = await freePort()
    const admin = telegram.person({ first_name: 'Admin' })
    const room = telegram.group({ title: 'Desk', forum: true, admins: [admin] })
    const program = start({ ...environment, PORT: String(port), STAFF_CHAT_ID: String(room.id) })
    await program.prints('started')
    const amina = telegram.person({ first_name: 'Secretova' })
    amina.starts()
    await untilAnswered(amina, telegram)
    const get = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`)
      return { status: response.status, text: await response.text() }
    }
    expect(await get('/healthz')).toEqual({ status: 200, text: 'ok\n' })
    expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' })
    const metrics = await get('/metrics')
    expect(metrics.text).toMatch(/pana_update_seconds_count\{kind="message"\} 1/)
    expect(metrics.text).toMatch(/pana_bot_api_calls_total\{method="sendMessage",outcome="ok"\} 1/)
    for (const secret of [String(amina.user.id), 'Secretova', environment.BOT_TOKEN]) {
      expect(metrics.text).not.toContain(secret)
      expect(program.output()).not.toContain(secret)
    }
  })
})

test('commands and descriptions are registered in each language Telegram has a code for', async () => {
  const { environment, telegram } = await rig()
  const program = start(environment)
  await program.prints('started')
  const commands = (language_code: string) =>
    telegram.call('getMyCommands', { scope: { type: 'all_private_chats' }, language_code })
  const all = async () =>
    Promise.all(['', 'en', 'ru', 'kk', 'ky', 'tg', 'uz'].map(async (code) => JSON.stringify(await commands(code))))
  let texts = await all()
  while (texts.some((text) => !text.includes('"sos"'))) {
    await new Promise((next) => setImmediate(next))
    texts = await all()
  }
  expect(new Set(texts).size).toBe(6) // the default is Russian
})
