/** A headless Chromium, and the page of a simulator with a tiny bot behind it. */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflate } from '@sparticuz/chromium'
import type { Update } from '@grammyjs/types'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { createPageRoutes, type PageOptions } from '../../src/simulator/page-api.ts'
import type { Person } from '../../src/simulator/person.ts'
import type { Group } from '../../src/simulator/group.ts'
import { createSimulator, type Simulator } from '../../src/simulator/simulator.ts'

/** The browser at CHROMIUM_PATH, else the one that npm brought, else (that one is for Linux on x64) the machine's own Chrome. */
export async function startBrowser(): Promise<Browser> {
  // Not the arguments `@sparticuz/chromium` offers: made for a machine of one call, they end the browser with its first page and
  // switch off what a page may not do on another site.
  const options = { args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'], headless: true }
  const own = process.env['CHROMIUM_PATH']
  if (own) return chromium.launch({ ...options, executablePath: own })
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ ...options, channel: 'chrome' })
  const folder = await unpacked()
  const libraries = [process.env['LD_LIBRARY_PATH'], join(folder, 'al2023/lib')].filter(Boolean).join(':')
  const env = { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(folder, 'fonts') }
  return chromium.launch({ ...options, executablePath: join(folder, 'chromium'), env })
}

const PACKED = new URL('../bin/', import.meta.resolve('@sparticuz/chromium'))

/**
 * The browser with the libraries and fonts a bare machine lacks, unpacked once. Unpacked aside and then renamed: tests run side
 * by side, and one that was killed must not leave half a browser to the next.
 */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL('../package.json', PACKED), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `pana-chromium-${version}`)
  if (existsSync(folder)) return folder
  const aside = await mkdtemp(`${folder}-`)
  const { TMPDIR } = process.env
  process.env['TMPDIR'] = aside
  const parts = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) =>
    inflate(fileURLToPath(new URL(name, PACKED))),
  )
  // `inflate` asks for the temporary folder at once, before it waits for anything.
  if (TMPDIR === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = TMPDIR
  await Promise.all(parts)
  await rename(aside, folder).catch(() => rm(aside, { recursive: true }))
  return folder
}

export type Town = {
  simulator: Simulator
  url: string
  dilnoza: Person
  rustam: Person
  aigerim: Person
  desk: Group
  /** Cuts every connection to the page; the server stays. */
  cut(): void
  close(): Promise<void>
}

/** Two migrants, one of the staff with her group, and the page on a free port. */
export async function startTown(redis?: PageOptions['redis']): Promise<Town> {
  const simulator = createSimulator({ limits: 'off' })
  const dilnoza = simulator.person({ first_name: 'Dilnoza', language_code: 'uz' })
  const rustam = simulator.person({ first_name: 'Rustam', language_code: 'tg' })
  const aigerim = simulator.person({ first_name: 'Aigerim', language_code: 'kk' })
  const desk = simulator.group({ title: 'Desk', forum: true, admins: [aigerim] })
  const page = createPageRoutes({ simulator, redis, roles: new Map([[dilnoza.user.id, 'migrant']]) })
  const server = createServer((request, response) => {
    if (!simulator.handle(request, response) && !page.route(request, response)) response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    simulator,
    url: `http://127.0.0.1:${port}`,
    dilnoza,
    rustam,
    aigerim,
    desk,
    cut: () => server.closeAllConnections(),
    close: async () => {
      page.stop()
      simulator.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Somebody in front of the page of a new town: what they press, and what they see. */
export type Visit = {
  town: Town
  page: Page
  press(name: string | RegExp): Promise<void>
  messages(): Locator
  sees(text: string | RegExp): Promise<void>
  write(text: string): Promise<void>
  /** Presses START and waits for the welcome. */
  begin(): Promise<void>
  /** What the control in focus is called. */
  focused(): Promise<unknown>
  /** Closes all; the answer is what broke in the page. Throws what broke in the bot. */
  leave(): Promise<string[]>
}

/** Opens the page of a new town, with the tiny bot at work. */
export async function visit(browser: Browser): Promise<Visit> {
  const town = await startTown({ stop: async () => {}, start: async () => {} })
  town.simulator.onUpdate((update) => answer(town.simulator, update))
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(String(error)))
  await page.goto(town.url)
  const start = page.getByRole('button', { name: 'START', exact: true })
  await start.waitFor()

  const messages = () => page.getByRole('list', { name: 'Messages' })
  const sees = (text: string | RegExp) => messages().getByText(text).first().waitFor()
  return {
    town,
    page,
    messages,
    sees,
    press: (name) => page.getByRole('button', { name, exact: typeof name === 'string' }).click(),
    async write(text) {
      await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text)
      await page.keyboard.press('Enter')
    },
    async begin() {
      await start.click()
      await sees('Welcome')
    },
    focused: () => page.evaluate('document.activeElement.ariaLabel ?? document.activeElement.textContent'),
    async leave() {
      await town.simulator.settled()
      await context.close()
      await town.close()
      return broken
    },
  }
}

/** What the tiny bot shows under its welcome. */
export const MENU = {
  inline_keyboard: [
    [{ text: 'Urgent', callback_data: 'alert', style: 'danger' }],
    [
      { text: 'Change it', callback_data: 'edit' },
      { text: 'Take it away', callback_data: 'delete' },
    ],
    [
      { text: 'Thank you', callback_data: 'toast', style: 'success' },
      { text: 'Number', copy_text: { text: '+77270000000' } },
    ],
    [{ text: 'Start a guide', url: 'https://t.me/pana_demo_bot?start=guide' }],
  ],
}
const RICH =
  '<b>Bold</b> <s>old</s> <code>K-1</code> <tg-spoiler>a secret</tg-spoiler>\n' +
  '<blockquote expandable>one\ntwo\nthree\nfour\nfive</blockquote>\n<a href="https://example.org/">a link</a>'

/** The tiny bot. */
async function answer(simulator: Simulator, { message, callback_query: tap }: Update): Promise<void> {
  const chat_id = message?.chat.id ?? tap?.message?.chat.id
  const thread = message?.message_thread_id
  const say = (text: string, more = {}) =>
    simulator.call('sendMessage', { chat_id, text, parse_mode: 'HTML', message_thread_id: thread, ...more })
  if (tap) return answerTap(simulator, tap)
  if (message?.text?.startsWith('/start')) await say(`Welcome ${message.text.slice(7)}`, { reply_markup: MENU })
  else if (message?.text === 'rich') await say(RICH)
  else if (message?.text === 'keyboard') await say('Choose', { reply_markup: { keyboard: [['Yes'], ['No']] } })
  else if (message?.location) await say(`You are at ${message.location.latitude}`)
  else if (message?.photo)
    await simulator.call('sendPhoto', { chat_id, photo: message.photo.at(-1)?.file_id, caption: 'Seen' })
  else if (message?.text)
    await simulator.call('sendMessage', { chat_id, text: `You said: ${message.text}`, message_thread_id: thread })
}

async function answerTap(simulator: Simulator, tap: NonNullable<Update['callback_query']>): Promise<void> {
  const place = { chat_id: tap.message?.chat.id, message_id: tap.message?.message_id }
  const notice = {
    edit: {},
    delete: {},
    toast: { text: 'You are welcome' },
    alert: { text: 'Call 112', show_alert: true },
  }
  const shown = notice[tap.data as keyof typeof notice]
  await simulator.call('answerCallbackQuery', { callback_query_id: tap.id, ...shown })
  if (tap.data === 'edit') await simulator.call('editMessageText', { ...place, text: 'Changed', reply_markup: MENU })
  if (tap.data === 'delete') await simulator.call('deleteMessage', place)
}
