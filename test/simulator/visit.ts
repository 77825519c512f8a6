/** Somebody in front of the page, in a real browser. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { startBrowser } from './browser.ts'
import { startTown, type Town } from './page-town.ts'
import { answer } from './tiny-bot.ts'

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
async function visit(browser: Browser): Promise<Visit> {
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

/** One browser for the tests of a file, and a new town for each of them; what broke in its page fails the test. */
export function eachTestVisits(arrive: (visit: Visit) => void): void {
  let browser: Browser
  let at: Visit

  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    at = await visit(browser)
    arrive(at)
  })
  afterEach(async () => {
    expect(await at.leave()).toEqual([])
  })
}
