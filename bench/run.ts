/**
 * npm run bench            a menu tap beside a bare grammY bot (CPU, time), memory as people come, trips a person waits for
 * npm run bench -- tap     one of: tap, memory, trips, reminders, directory
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLanguages } from '../src/language/language.ts'
import { loadContent } from '../src/content/load.ts'
import { pageScreen } from '../src/menu/view.ts'
import { createSimulator } from '../src/simulator/simulator.ts'
import { startPrivateServer } from '../src/store/server.ts'
import { keyboard } from '../src/telegram/buttons.ts'
import { startDelay } from './delay.ts'
import { directory } from './directory.ts'
import { startSubject, type Subject } from './subject.ts'
import { startTarget, type Target } from './telegram.ts'
import { median, quantile, verdict } from './verdict.ts'

const PAIRS = Number(process.env['PAIRS'] ?? 40)
const TAPS = Number(process.env['TAPS'] ?? 150)
/** So many reminders go out while people tap, and so many more wait in the queue. */
const REMINDERS = Number(process.env['REMINDERS'] ?? 3000)
const WAITING = 100_000
const PER_SECOND = Number(process.env['RATE'] ?? 100)

type Rig = { target: Target; environment: Record<string, string>; socket: string }

async function main(): Promise<void> {
  const wanted = process.argv.slice(2).filter((word) => word !== '--')
  const folder = mkdtempSync(join(tmpdir(), 'pana-bench-'))
  const server = await startPrivateServer(folder)
  const target = await startTarget()
  const rig = { target, socket: server.socket, environment: { ...sameScreen(), BENCH_REDIS: server.socket } }
  const verdicts: boolean[] = []
  for (const [name, measure] of Object.entries({ tap, memory, trips, reminders, directory }))
    if (wanted.length === 0 || wanted.includes(name)) verdicts.push(...(await measure(rig)))
  await target.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exitCode = verdicts.every(Boolean) ? 0 : 1
}

/**
 * CPU and time of a tap. Both bots run side by side and are tapped in turns of a second or two: a machine that is slow for a
 * while is slow for both, and the median of many short turns does not see it.
 */
async function tap({ target, environment }: Rig): Promise<boolean[]> {
  console.log(
    `\nA menu tap (edit + answer) at ${PER_SECOND}/s beside a bare grammY bot, ${PAIRS} turns of ${TAPS} taps each`,
  )
  const rows: Record<string, number[]> = { cpu: [], 'screen p50': [], 'screen p99': [], 'done p50': [], 'done p99': [] }
  const subjects = {
    bare: await startSubject({ bot: 'bare', target, environment }),
    pana: await startSubject({ bot: 'pana', target, environment }),
  }
  for (const subject of Object.values(subjects)) await subject.taps(3000, 600, 200) // warm: measured as they run after a while
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const bare = await measured(subjects.bare)
    const pana = await measured(subjects.pana)
    for (const [name, values] of Object.entries(rows)) values.push((pana[name] ?? 0) / (bare[name] ?? 1))
    if (pair % 10 === 9) console.log(`  turn ${pair + 1}: bare ${line(bare)} | Pana ${line(pana)}`)
  }
  for (const subject of Object.values(subjects)) subject.end()
  const limits: Record<string, number> = {
    cpu: 0.7,
    'screen p50': 1.2,
    'screen p99': 1.5,
    'done p50': 1.2,
    'done p99': 1.5,
  }
  return Object.entries(rows).map(([name, values]) =>
    verdict(`${name}, Pana ÷ bare`, median(values), limits[name] ?? 1),
  )
}

async function measured(subject: Subject): Promise<Record<string, number>> {
  const before = await subject.reading()
  const { screenMs, doneMs } = await subject.taps(TAPS, PER_SECOND, 200)
  const after = await subject.reading()
  return {
    cpu: after.cpuMs - before.cpuMs,
    'screen p50': quantile(screenMs, 0.5),
    'screen p99': quantile(screenMs, 0.99),
    'done p50': quantile(doneMs, 0.5),
    'done p99': quantile(doneMs, 0.99),
  }
}

/** Nothing grows with the number of people or taps. */
async function memory({ target, environment }: Rig): Promise<boolean[]> {
  console.log('\nMemory of the process, 5,000 people (heap after a full collection)')
  const subject = await startSubject({ bot: 'pana', target, environment })
  const at = async (count: number) => {
    await subject.taps(count, 1500, 5000)
    return subject.reading('collect')
  }
  const first = await at(10_000)
  const last = await at(50_000)
  subject.end()
  console.log(
    `  after 10,000 taps: heap ${first.heapMb.toFixed(1)} MB, resident ${first.rssMb.toFixed(0)} MB; after 60,000: heap ${last.heapMb.toFixed(1)} MB, resident ${last.rssMb.toFixed(0)} MB`,
  )
  return [
    verdict('heap, 60,000 ÷ 10,000 taps', last.heapMb / first.heapMb, 1.1),
    verdict('resident, 60,000 ÷ 10,000 taps', last.rssMb / first.rssMb, 1.1),
  ]
}

/** A delay put before Redis, then before the Bot API, shows how many trips to each a person waits for. */
async function trips({ target, environment, socket }: Rig): Promise<boolean[]> {
  const DELAY_MS = 100
  console.log(`\nTrips a person waits for before the screen changes (${DELAY_MS} ms put before each)`)
  const screen = async (bench: Record<string, string>) => {
    const subject = await startSubject({ bot: 'pana', target, environment: { ...environment, ...bench } })
    await subject.taps(20, 20, 20)
    const { screenMs } = await subject.taps(60, 20, 60)
    subject.end()
    return median(screenMs)
  }
  const near = await screen({})
  const delay = await startDelay(socket, DELAY_MS)
  const farRedis = await screen({ BENCH_REDIS: delay.socket })
  await delay.close()
  target.delayMs = DELAY_MS
  target.calls.clear()
  const farTelegram = await screen({})
  target.delayMs = 0
  const taps = target.calls.get('answerCallbackQuery') ?? 1
  const calls = [...target.calls.values()].reduce((sum, count) => sum + count, 0)
  return [
    verdict('Redis trips', (farRedis - near) / DELAY_MS, 1.1),
    verdict('other Bot API trips', (farTelegram - near) / DELAY_MS, 0.1),
    verdict('Bot API calls a tap', calls / taps, 2),
  ]
}

/**
 * The time of a tap while reminders go out, beside its time while none do: in turns, as `tap` does it. The limit of the token is
 * raised by the taps, since reminders would otherwise yield to them, and this would measure nothing.
 */
async function reminders({ target, environment }: Rig): Promise<boolean[]> {
  const TURN_SECONDS = 6
  const RATE = 25
  const LIMIT = 28
  const batch = LIMIT * (TURN_SECONDS + 1)
  const pairs = Math.ceil(REMINDERS / batch)
  console.log(
    `\nA menu tap (at ${RATE}/s) while reminders go out (${LIMIT}/s, ${pairs * batch} in all, ${WAITING} more in the queue), ${pairs} turns of ${TURN_SECONDS} s beside as many without`,
  )
  const bench = { BENCH_PER_SECOND: String(LIMIT + RATE), BENCH_WAITING: String(WAITING) }
  const subject = await startSubject({ bot: 'pana', target, environment: { ...environment, ...bench } })
  await subject.taps(3000, 600, 200)
  const times = { idle: newTimes(), busy: newTimes() }
  const cpu = { idle: 0, busy: 0 }
  const fullestSeconds: number[] = []
  const rates: number[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    const begun = (await subject.reading()).cpuMs
    note(times.idle, await subject.taps(RATE * TURN_SECONDS, RATE, 200))
    const between = (await subject.reading()).cpuMs
    const before = target.sends.length
    target.messages.length = 0
    await Promise.all([subject.taps(RATE, RATE, 200), subject.remind(batch)]) // until reminders yield to the taps
    note(times.busy, await subject.taps(RATE * TURN_SECONDS, RATE, 200))
    while (target.sends.length < before + batch) await new Promise((resume) => setTimeout(resume, 50))
    cpu.idle += between - begun
    cpu.busy += (await subject.reading()).cpuMs - between
    const settled = (target.messages[0] ?? 0) + 2000 // reminders yield to taps within a second of the first ones
    fullestSeconds.push(fullest(target.messages.filter((at) => at > settled)))
    const sends = target.sends.slice(before)
    rates.push(((sends.length - 1) * 1000) / ((sends.at(-1) ?? 0) - (sends[0] ?? 0)))
  }
  subject.end()
  const { idle, busy } = times
  for (const [name, { screen, done }] of Object.entries(times))
    console.log(
      `  ${name}: screen ${quantile(screen.all, 0.5).toFixed(2)} / ${quantile(screen.all, 0.99).toFixed(2)}, done ${quantile(done.all, 0.5).toFixed(2)} / ${quantile(done.all, 0.99).toFixed(2)} ms`,
    )
  console.log(`  CPU of a reminder: ${((cpu.busy - cpu.idle) / pairs / batch).toFixed(2)} ms`)
  return [
    verdict('screen p99, with ÷ without', quantile(busy.screen.all, 0.99) / quantile(idle.screen.all, 0.99), 1.5),
    verdict('done p99, with ÷ without', quantile(busy.done.all, 0.99) / quantile(idle.done.all, 0.99), 1.5),
    verdict('minutes for 100,000 reminders', 100_000 / median(rates) / 60, 62),
    verdict('messages in the fullest second ÷ the limit', Math.max(...fullestSeconds) / (LIMIT + RATE), 1.2),
  ]
}

type Times = { screen: { all: number[] }; done: { all: number[] } }
const newTimes = (): Times => ({ screen: { all: [] }, done: { all: [] } })

function note(times: Times, { screenMs, doneMs }: { screenMs: number[]; doneMs: number[] }): void {
  times.screen.all.push(...screenMs)
  times.done.all.push(...doneMs)
}

/** The most moments that lie within one second. */
function fullest(moments: number[]): number {
  let first = 0
  let most = 0
  for (const [index, at] of moments.entries()) {
    while ((moments[first] ?? 0) <= at - 1000) first += 1
    most = Math.max(most, index - first + 1)
  }
  return most
}

/** The screen that the bare bot sends, so that both send the same bytes. */
function sameScreen(): Record<string, string> {
  const { content } = loadContent(process.cwd())
  if (!content) throw new Error('the content has problems: npm run content')
  const language = createLanguages(content).byCode('en')
  if (!language) throw new Error('no English')
  const { text, rows } = pageScreen({ content, language, id: 'stay', day: '2026-11-21' })
  const telegram = createSimulator()
  telegram.close()
  return { BENCH_TEXT: text, BENCH_KEYBOARD: JSON.stringify(keyboard(rows)), BENCH_BOT: JSON.stringify(telegram.bot) }
}

function line(values: Record<string, number>): string {
  return `cpu ${values['cpu']?.toFixed(0)} ms, screen ${values['screen p50']?.toFixed(2)} / ${values['screen p99']?.toFixed(2)}, done ${values['done p50']?.toFixed(2)} / ${values['done p99']?.toFixed(2)} ms`
}

await main()
