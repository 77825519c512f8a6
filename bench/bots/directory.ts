/** The directory with thousands of entries, measured in a process of its own: memory first, while nothing else lies about. */
import { createApp } from '../../src/app.ts'
import { manualClock, systemClock } from '../../src/clock.ts'
import { Directory } from '../../src/content/directory.ts'
import { type Content, loadContent } from '../../src/content/load.ts'
import { type Ask, encodeAsk } from '../../src/directory/near/ask.ts'
import { fearsState, found, type Ground, stepOf, whoMatters } from '../../src/directory/near/found.ts'
import { townFinder } from '../../src/directory/near/near.ts'
import { nearScreen } from '../../src/directory/near/view.ts'
import { currentDirectory } from '../../src/directory/register/current.ts'
import type { EntryRecord } from '../../src/directory/register/record.ts'
import { createRegister } from '../../src/directory/register/register.ts'
import { indexed } from '../../src/directory/search.ts'
import { createLanguages } from '../../src/language/language.ts'
import { createSimulator } from '../../src/simulator/simulator.ts'
import { connect } from '../../src/store/connection.ts'
import { keys } from '../../src/store/keys.ts'
import { createSeal, newDataKey } from '../../src/store/sealed.ts'
import { address } from '../../src/telegram/buttons.ts'
import { generatedEntries, generatedPeople, generatedRecord, generatedWords } from '../entries.ts'
import { foundTheLongWay } from '../long-way.ts'

/** What `bench/directory.ts` prints; times in ms, memory in MB. */
export type DirectoryReading = {
  memory: { entries: number; words: number; records: number }
  searchMs: number[]
  /** So many people were also searched for the long way, and so many got another list. */
  compared: { people: number; different: number }
  whoMattersMs: number[]
  screenMs: number[]
  /** One press of "next", through the whole bot and back to a simulated Telegram. */
  nextMs: number[]
  indexMs: number
  currentMs: { first: number; again: number }
  /** Until the directory is at the present, and the longest stretch in which nothing else ran. */
  refreshMs: Record<'all' | 'one' | 'nothing', { whole: number; blocked: number }>
}

const COUNT = Number(process.env['ENTRIES'] ?? 5000)
const PEOPLE = 1000
const ROUNDS = 1
const COMPARED = 200
/** A tap asks for many searches: fewer people do. */
const TAPPING = 50
const NOW = Date.parse('2026-11-23T10:30:00+05:00')
const TIME_ZONE = 'Asia/Almaty'
const days = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE, dateStyle: 'short' })
const dayOf = (moment: number) => days.format(moment)

async function main(): Promise<DirectoryReading> {
  const { content } = loadContent(process.cwd())
  if (!content) throw new Error('the content has problems: npm run content')
  const { kept, ...memory } = remembered(content)
  const { index, records } = kept
  const ground: Ground = { content, index, moment: { now: NOW, timeZone: TIME_ZONE, holidays: content.desk.holidays } }
  const standings = currentDirectory(content.directory, records, NOW, dayOf).standings
  const people = generatedPeople(content, PEOPLE)
  const known = { ...ground, content: { ...content, standings } }
  return {
    memory,
    searchMs: timed(people, (ask) => found(known, ask)),
    compared: compared(known, people.slice(0, COMPARED)),
    whoMattersMs: timed(people.slice(0, TAPPING), (ask) => whoMatters(known, ask), 1),
    screenMs: screens(known, people.slice(0, TAPPING)),
    nextMs: await presses(content),
    indexMs: median(5, () => indexed(content.directory.organizations, content.places)),
    currentMs: currents(content, records),
    refreshMs: await refreshes(content, records),
  }
}

/** Heap after a full collection, before and after: what was parsed with its index and the finder of towns; words; records. */
function remembered(content: Content) {
  const before = heapMb()
  const organizations = JSON.stringify(generatedEntries(content, COUNT))
  const withText = heapMb()
  content.directory = Directory.parse({
    ...content.directory,
    organizations: { ...content.directory.organizations, ...JSON.parse(organizations) },
  })
  const index = indexed(content.directory.organizations, content.places)
  const finder = townFinder(content)
  const entries = heapMb() - withText
  const ids = Object.keys(content.directory.organizations)
  for (const [code, words] of Object.entries(content.words)) Object.assign(words.directory, generatedWords(ids, code))
  const words = heapMb() - withText - entries
  const records = new Map<string, EntryRecord>()
  for (const [index, [id, each]] of Object.entries(content.directory.organizations).entries())
    if (id.startsWith('organization-')) records.set(id, generatedRecord(each, index, NOW))
  const recordsMb = heapMb() - withText - entries - words
  if (withText < before) throw new Error('Expected a heap that had settled')
  return { entries, words, records: recordsMb, kept: { index, records, finder, organizations } }
}

function heapMb(): number {
  for (let round = 0; round < 4; round += 1) globalThis.gc?.() // node --expose-gc
  return process.memoryUsage().heapUsed / 2 ** 20
}

/** Milliseconds of each, after a round that is not counted. */
function timed<T>(each: readonly T[], act: (one: T) => unknown, rounds = ROUNDS): number[] {
  for (const one of each) act(one)
  return Array.from({ length: rounds }, () => each.map((one) => msOf(() => act(one)))).flat()
}

function msOf(act: () => unknown): number {
  const begun = performance.now()
  act()
  return performance.now() - begun
}

function median(times: number, act: () => unknown): number {
  const sorted = Array.from({ length: times }, () => msOf(act)).toSorted((one, other) => one - other)
  return sorted[Math.floor(times / 2)] ?? 0
}

/** The first screen of what was found, as `near.ts` makes it for a tap. */
function screens(ground: Ground, people: Ask[]): number[] {
  const language = createLanguages(ground.content).byCode('en')
  if (!language) throw new Error('no English')
  return timed(people, (ask) => [stepOf(ground, ask), nearScreen({ ...ground, language, ask })], 1)
}

function compared(ground: Ground, people: Ask[]) {
  const sample = people.filter((ask) => !fearsState(ask))
  const different = sample.filter((ask) => {
    const quick = found(ground, ask).map(({ id }) => id)
    return quick.join() !== foundTheLongWay(ground, ask).join()
  })
  return { people: sample.length, different: different.length }
}

function currents({ directory }: Content, records: Map<string, EntryRecord>) {
  const fresh = new Map([...records].map(([id, record]) => [id, structuredClone(record)]))
  const act = () => currentDirectory(directory, fresh, NOW, dayOf)
  return { first: msOf(act), again: median(5, act) }
}

/** With Redis: everything as at a start, after one change by another replica, after none. */
async function refreshes(content: Content, records: Map<string, EntryRecord>): Promise<DirectoryReading['refreshMs']> {
  const dataKey = newDataKey()
  const redis = connect(
    { socket: process.env['BENCH_REDIS'] ?? '' },
    { prefix: 'bench:directory:', commandTimeoutMs: 10_000 },
  )
  await new Promise<void>((ready) => redis.once('ready', ready))
  const { seal } = createSeal(dataKey, 'directory')
  await redis.hset(
    keys.directoryRecords,
    new Map([...records].map(([id, record]) => [id, seal(JSON.stringify(record))])),
  )
  await redis.set(keys.directoryLast, 'the first')
  const replica = () =>
    createRegister({
      redis,
      clock: manualClock(NOW),
      log: { info: () => {}, warn: () => {}, error: console.error },
      dataKey,
      content: { ...content },
      dayOf,
      nextLook: () => undefined,
      onChange: () => {},
    })
  const [one, other] = [replica(), replica()]
  const all = await blocking(() => one.refresh())
  await other.change('organization-7', ({ record }) => ({ record: { ...record, closedAt: NOW } }))
  const changed = await blocking(() => one.refresh())
  const nothing = await blocking(() => one.refresh())
  redis.disconnect()
  return { all, one: changed, nothing }
}

/** `blocked`: the longest stretch between two turns of the event loop. */
async function blocking(act: () => Promise<void>): Promise<{ whole: number; blocked: number }> {
  const begun = performance.now()
  let [isOver, last, blocked] = [false, begun, 0]
  const turn = () => {
    const now = performance.now()
    blocked = Math.max(blocked, now - last)
    last = now
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  await act()
  const whole = performance.now() - begun
  isOver = true
  await new Promise((next) => setImmediate(() => setImmediate(next)))
  return { whole, blocked }
}

/** Somebody turns pages of safe places in Almaty. */
async function presses(content: Content): Promise<number[]> {
  const PRESSES = 60
  const telegram = createSimulator({ limits: 'off' })
  const redis = connect(
    { socket: process.env['BENCH_REDIS'] ?? '' },
    { prefix: 'bench:presses:', commandTimeoutMs: 10_000 },
  )
  await new Promise<void>((ready) => redis.once('ready', ready))
  const app = createApp({
    token: telegram.token,
    botInfo: telegram.bot,
    client: { fetch: telegram.fetch, timeoutSeconds: 5 },
    redis,
    content: { ...content },
    clock: systemClock,
    log: { info: () => {}, warn: () => {}, error: console.error },
    timeZone: TIME_ZONE,
    dataKey: newDataKey(),
    staffChatId: undefined,
    adminIds: [],
    gatherMs: 0,
  })
  telegram.onUpdate(async (update) => {
    await app.receiver.receive(update)
    await app.receiver.idle()
  })
  const person = telegram.person({ first_name: 'Amina', language_code: 'en' })
  person.starts()
  await telegram.settled()
  const ask: Ask = {
    need: 'safe-place',
    where: content.places['almaty']?.code ?? '',
    who: [],
    whoSaid: true,
    index: 0,
    afraid: undefined,
    country: undefined,
  }
  const times: number[] = []
  for (let index = 0; index < PRESSES; index += 1) {
    const message = person.lastFromBot()?.message_id ?? 0
    const data = address('en', 'near', ...encodeAsk(content, { ...ask, index }))
    const begun = performance.now()
    person.tapData(message, data)
    await telegram.settled()
    times.push(performance.now() - begun)
  }
  await app.receiver.stop(1000)
  telegram.close()
  redis.disconnect()
  return times.slice(10) // the first ones warm it
}

const reading = await main()
process.send?.(reading, () => process.exit())
