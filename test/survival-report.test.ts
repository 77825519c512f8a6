import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import type { Group } from '../src/simulator/group.ts'
import type { Person } from '../src/simulator/person.ts'
import { startSimulatorServer } from '../src/simulator/server.ts'
import { createSimulator, type Simulator } from '../src/simulator/simulator.ts'
import { newDataKey } from '../src/store/sealed.ts'
import { startBareProgram, until } from './process.ts'
import { recorded } from './traffic.ts'
import { realContent } from './world.ts'

const KILLS = Number(process.env['KILLS'] ?? 200)
const AT_A_TIME = 16
const FAULTY = 0.1
/** Somebody who sees no answer for so long presses again, as people do. */
const PRESSES_AGAIN_MS = 3000
const GIVES_UP_MS = 300_000

/** A number in 0–1, the same in every run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1103515245 + 12345) % 2 ** 31
    return state / 2 ** 31
  }
}

test(`${KILLS} kills from Send to delivery, while Telegram fails every tenth call: no report is lost, everybody is told the truth`, async () => {
  const telegram = createSimulator({ limits: 'off', ...recorded() })
  const server = await startSimulatorServer({ simulator: telegram })
  const directory = mkdtempSync(join(tmpdir(), 'pana-kills-'))
  const contentFile = join(directory, 'content.json')
  writeFileSync(contentFile, JSON.stringify(realContent()))
  const admin = telegram.person({ first_name: 'Admin', language_code: 'en' })
  const room = telegram.group({ title: 'Desk', forum: true, admins: [admin] })
  const bare = {
    token: telegram.token,
    apiRoot: server.url,
    dataKey: newDataKey(),
    staffChatId: room.id,
    redisSocket: inject('redisSocket'),
    prefix: `test:${randomUUID()}:`,
    contentFile,
  }
  const random = numbers(20261122)
  fail(telegram, random)

  let program = startBareProgram(bare)
  const killing = new AbortController()
  const kills = (async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const begun = performance.now()
      await program.prints('started')
      const longest = Math.max(350, (performance.now() - begun) / 2) // a slow machine is given longer, so that somebody is answered
      await new Promise((moment) => setTimeout(moment, random() * longest))
      await program.kill()
      program = startBareProgram(bare)
    }
    killing.abort()
  })()

  const people: Person[] = []
  async function reportAfterReport(): Promise<void> {
    while (!killing.signal.aborted) {
      const person = telegram.person({ first_name: `P${people.length}`, language_code: 'en' })
      people.push(person)
      await reports(telegram, person)
    }
  }
  const outcomes = await Promise.allSettled(Array.from({ length: AT_A_TIME }, reportAfterReport))
  await kills
  telegram.faults.clear()
  const undelivered = () => people.filter((person) => !deliveredOnce(room, person))
  await until(
    () => undelivered().length === 0,
    telegram.onEvent,
    GIVES_UP_MS,
    () => `${undelivered().length} reports`,
  ).catch(() => {})

  const lost = undelivered().map((person) => ({
    says: secretOf(person),
    told: caseTold(person),
    topics: topicsWith(room, person),
  }))
  const output = program.output()
  await program.stop()
  await server.close()
  rmSync(directory, { recursive: true })
  expect(outcomes.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []))).toEqual([])
  expect({ lost, output: lost.length > 0 ? output : '' }).toEqual({ lost: [], output: '' })
  expect(people.length).toBeGreaterThan(AT_A_TIME) // how many it is beyond that depends on the machine
}, 900_000)

/** Every tenth call goes wrong, each time in another way. */
function fail(telegram: Simulator, random: () => number): void {
  const share = FAULTY / 4
  telegram.faults.random(share, { kind: 'server-error', code: 502 }, random)
  telegram.faults.random(share, { kind: 'too-many', retryAfterSeconds: 1 }, random)
  telegram.faults.random(share, { kind: 'drop-before' }, random)
  telegram.faults.random(share, { kind: 'drop-after' }, random)
}

const secretOf = (person: Person) => `my secret is ${person.user.id}`

/** From SOS to "we have it", pressing again where no answer comes. */
async function reports(telegram: Simulator, person: Person): Promise<void> {
  const insist = (act: () => void, happened: () => boolean) => insists(telegram, person, act, happened)
  await insist(
    () => person.command('sos'),
    () => has(person, 'Write to our team'),
  )
  await insist(
    () => press(person, 'Write to our team'),
    () => has(person, 'Cancel'),
  )
  await insist(writing(person), () => has(person, '✅ Send'))
  await insist(
    () => press(person, '✅ Send'),
    () => caseTold(person) !== undefined,
  )
}

/**
 * A message is written; somebody who then reads an apology, or nothing at all, goes back to it the way they came, and writes
 * it again in the end.
 */
function writing(person: Person): () => void {
  let tries = 0
  return () => {
    if (tries % 4 === 0) person.send(secretOf(person))
    else press(person, has(person, 'Write to our team') ? 'Write to our team' : 'SOS')
    tries += 1
  }
}

async function insists(telegram: Simulator, person: Person, act: () => void, happened: () => boolean): Promise<void> {
  for (let waited = 0; waited < GIVES_UP_MS; waited += PRESSES_AGAIN_MS) {
    act()
    const came = await until(happened, telegram.onEvent, PRESSES_AGAIN_MS, () => 'an answer').then(
      () => true,
      () => false,
    )
    if (came) return
  }
  const seen = person.sees().at(-1)
  throw new Error(`${person.user.first_name} waits for ever; sees: ${seen?.text ?? 'nothing'}`)
}

function has(person: Person, label: string): boolean {
  return person.sees().some(({ buttons }) => buttons.flat().some(({ text }) => text.includes(label)))
}

function press(person: Person, label: string): void {
  for (const { message_id, buttons } of person.sees().toReversed()) {
    const button = buttons.flat().find(({ text }) => text.includes(label))
    if (button) return void person.tap(message_id, button.text)
  }
}

/** The number this person was told, once told. */
function caseTold(person: Person): string | undefined {
  return person.sees().flatMap(({ from, text }) => (from.isBot ? (/K-\d+/.exec(text) ?? []) : []))[0]
}

function topicsWith(room: Group, person: Person): string[] {
  return room
    .topics()
    .filter(({ id }) => room.sees(id).some(({ text }) => text.includes(secretOf(person))))
    .map(({ name }) => name)
}

/** In the topic of the number that was told, and nowhere else. */
function deliveredOnce(room: Group, person: Person): boolean {
  const told = caseTold(person)
  const topics = topicsWith(room, person)
  return told !== undefined && topics.length === 1 && (topics[0]?.split(' ').includes(told) ?? false)
}
