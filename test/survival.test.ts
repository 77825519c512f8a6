import { describe, expect, test } from 'vitest'
import type { Person } from '../src/simulator/person.ts'
import { startSimulatorServer } from '../src/simulator/server.ts'
import { createSimulator, type Simulator } from '../src/simulator/simulator.ts'
import { freePort, place, startProgram, until } from './process.ts'
import { recorded } from './traffic.ts'

const UPDATES = 500
const PEOPLE = 10
const KILLS = 10
const PATIENCE_MS = 60_000

describe('the process is killed at random moments during 500 updates', () => {
  test.each(['polling', 'webhook'] as const)(
    '%s: every update is answered, none twice in a way a person sees',
    async (mode) => {
      const telegram = createSimulator({ limits: 'off', ...recorded() })
      const server = await startSimulatorServer({ simulator: telegram })
      const home = place()
      const port = await freePort()
      const webhook = { WEBHOOK_URL: `http://127.0.0.1:${port}/hook`, WEBHOOK_SECRET: 'a-secret-of-the-test-run' }
      const environment = {
        BOT_TOKEN: telegram.token,
        BOT_API_ROOT: server.url,
        DATA_KEY: home.dataKey,
        DATA_DIR: home.directory,
        PORT: String(port),
        LOG_LEVEL: 'warn',
        ...(mode === 'webhook' ? webhook : {}),
      }
      let program = startProgram(environment)
      const endKilling = killInTheMiddle(telegram, async () => {
        await program.kill()
        program = startProgram(environment)
      })
      const people = Array.from({ length: PEOPLE }, (_, index) =>
        telegram.person({ first_name: `P${index}`, language_code: 'ru' }),
      )
      const lives = people.map((person, index) => live(telegram, person, UPDATES / PEOPLE, index))
      const outcome = await Promise.all(lives).then(
        () => 'all answered',
        (error: Error) => `${error.message}\n${program.output()}`,
      )
      const kills = await endKilling()

      const doubled = people.flatMap((person) => unbalanced(person))
      await program.stop()
      await server.close()
      await home.clear()
      expect({ outcome, doubled, enoughKills: kills >= KILLS }).toEqual({
        outcome: 'all answered',
        doubled: [],
        enoughKills: true,
      })
    },
    240_000,
  )
})

/** Somebody who writes and taps, one thing after the other, waiting for each answer. */
async function live(telegram: Simulator, person: Person, acts: number, seed: number): Promise<void> {
  let random = seed * 7919 + 17
  const next = (bound: number) => {
    random = (random * 1103515245 + 12345) % 2 ** 31
    return random % bound
  }
  for (let act = 0; act < acts; act += 1) {
    const screen = person.lastFromBot()
    const buttons = screen?.buttons.flat().filter(({ kind }) => kind === 'callback') ?? []
    const choice = buttons[next(Math.max(1, buttons.length))]
    if (!screen || !choice || next(3) === 0) await answered(telegram, person, () => write(person, next(4)))
    else if (/🧹|🆘|✉️|🪧/.test(choice.text))
      continue // Hide and a draft remove what this test counts, a card adds to it; SOS may come twice
    else await tapped(telegram, () => person.tap(screen.message_id, choice.text))
  }
}

function write(person: Person, choice: number): void {
  if (choice === 0) person.command('start')
  else if (choice === 1) person.command('sos')
  else if (choice === 2) person.command('help')
  else person.send('help me please')
}

function answered(telegram: Simulator, person: Person, act: () => void): Promise<void> {
  act()
  const mine = person.sees().at(-1)?.message_id ?? 0
  const replied = () => person.sees().some(({ message_id, from }) => from.isBot && message_id > mine)
  return until(replied, telegram.onEvent, PATIENCE_MS, () => `an answer to "${person.sees().at(-1)?.text}"`)
}

function tapped(telegram: Simulator, act: () => void): Promise<void> {
  let asked = ''
  let done = false
  const off = telegram.onEvent((event) => {
    if (event.kind === 'answered' && event.query_id === asked) done = true
  })
  const first = telegram.onEvent((event) => {
    if (event.kind === 'tapped') asked = event.query_id
  })
  act()
  first()
  return until(
    () => done,
    telegram.onEvent,
    PATIENCE_MS,
    () => 'an answered tap',
  ).finally(off)
}

/** Messages of a person that were not followed by exactly one of the bot, with what followed. */
function unbalanced(person: Person): string[] {
  const chat = person.sees().filter(({ service }) => !service)
  return chat.flatMap(({ from, text }, index) => {
    const answers = from.isBot ? [''] : answersAfter(chat.slice(index + 1))
    return answers.length === 1
      ? []
      : [`${text} → ${answers.map((answer) => answer.slice(0, 30).replace(/\n/g, ' ')).join(' | ') || 'nothing'}`]
  })
}

function answersAfter(rest: { from: { isBot: boolean }; text: string }[]): string[] {
  const end = rest.findIndex(({ from }) => !from.isBot)
  return rest.slice(0, end === -1 ? rest.length : end).map(({ text }) => text)
}

/**
 * Kills the program in the middle of a Bot API call, again and again: when Telegram has carried it out and the answer is
 * on its way, which is the worst moment there is. The answer counts the kills and ends them.
 */
function killInTheMiddle(telegram: Simulator, restart: () => Promise<void>): () => Promise<number> {
  let kills = 0
  let calls = 0
  let next = 10
  let restarting: Promise<void> | undefined
  const off = telegram.onEvent((event) => {
    if (event.kind !== 'call' || !event.ok || restarting || /^(get|set|delete)/.test(event.method)) return
    calls += 1
    if (calls < next) return
    next = calls + 30 + Math.floor(Math.random() * 50)
    kills += 1
    restarting = restart().then(() => void (restarting = undefined))
  })
  return async () => {
    off()
    await restarting
    return kills
  }
}
