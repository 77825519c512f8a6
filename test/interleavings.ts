/**
 * Two people, three colleagues and bad luck, for the property of `interleavings.test.ts`: what each may do at any moment,
 * and what must be true when everything has come to rest. What cannot be done at the moment (no such button) is left out.
 * People believe what they are told: only what was confirmed on the screen counts as sent.
 */
import { expect } from 'vitest'
import type { Answer } from '../src/case/answer.ts'
import { type Case, isOpen } from '../src/case/case.ts'
import { nextRung, whenToClimb } from '../src/desk/clock/ladder.ts'
import { whenToRemind } from '../src/desk/clock/unanswered.ts'
import type { SeenMessage } from '../src/simulator/sight.ts'
import { keys } from '../src/store/keys.ts'
import { type Colleague, realContent, type Someone, type World, world } from './world.ts'

const MINUTE = 60_000
/** How long something real (Redis, a timer of the program) may take before the clock moves on. */
const PATIENCE_MS = 25
const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }

/** Which of the acts, and the dice of those in it. */
export type Throw = { act: keyof typeof ACTS; who: number; staff: number; pick: number }

type Teller = Someone & {
  name: string
  /** Words the screen said were received. */
  promised: Set<string>
  /** The words of messages that can be edited: message → text. */
  written: number[]
  /** Whether a Send button was ever pressed: before, nothing may leave the chat. */
  pressed: boolean
  /** Asked to erase everything. */
  erased: boolean
  /** Words of staff that stood in the chat at any time. */
  read: Set<string>
}
type Scene = World & {
  people: Teller[]
  staff: Colleague[]
  guest: Colleague
  /** Messages of staff in the group that were meant for somebody, by whom and in which topic. */
  answers: { by: Colleague; message: number; thread: number; to: string }[]
  count: number
  deleted: Set<number>
}

/** Everybody is there, nobody has said anything. */
export async function scene(): Promise<Scene> {
  const w = await world({ content })
  const people = ['Amina', 'Bolat'].map((name) => teller(w, name))
  for (const each of people) await each.sends('/start')
  const staff = [
    await w.colleague('Sergey'),
    await w.colleague('Raushan'),
    await w.colleague('Zhanna', { roles: ['staff', 'lead'] }),
  ]
  const guest = await w.colleague('Nobody', { roles: [] })
  return { ...w, people, staff, guest, answers: [], count: 0, deleted: new Set() }
}

function teller(w: World, name: string): Teller {
  const fresh = { promised: new Set<string>(), written: [], pressed: false, erased: false, read: new Set<string>() }
  return { ...w.person(name, 'en'), name, ...fresh }
}

/** Waits for something that may itself wait for the clock. */
async function during<T>({ clock }: World, task: Promise<T>): Promise<T> {
  const state = { over: false }
  const ended = task.finally(() => (state.over = true))
  ended.catch(() => {})
  while (!state.over) {
    let timer: NodeJS.Timeout | undefined
    await Promise.race([ended.catch(() => {}), new Promise((next) => (timer = setTimeout(next, PATIENCE_MS)))])
    clearTimeout(timer)
    if (!state.over) await clock.advance(1000)
  }
  return ended
}

const words = (by: string, at: Scene) => `${by}-secret-${(at.count += 1)}.`
const secretsOf = (by: string, text: string) => text.match(new RegExp(`${by}-secret-\\d+\\.`, 'g')) ?? []
const everySecret = (messages: SeenMessage[], by: string) => messages.flatMap(({ text }) => secretsOf(by, text))
const fromBot = (who: Someone) => who.chat().filter(({ from, service }) => from.isBot && !service)

/** Button and message, if there is one: mostly the newest, sometimes one that is long outdated. */
function button(messages: SeenMessage[], label: string, pick = 0): [SeenMessage, string] | undefined {
  const found = messages.toReversed().flatMap((message): [SeenMessage, string][] => {
    const text = message.buttons.flat().find((each) => each.kind === 'callback' && each.text.endsWith(label))?.text
    return text === undefined ? [] : [[message, text]]
  })
  return pick % 7 === 6 ? found.at(-1) : found[0]
}

async function taps(at: Scene, who: Someone, label: string, pick = 0): Promise<boolean> {
  const found = button(fromBot(who), label, pick)
  if (found)
    await during(
      at,
      who.does((phone) => phone.tap(found[0].message_id, found[1])),
    )
  return found !== undefined
}

/** Messages of the bot that are new or were changed by `act`. */
async function shownBy(who: Someone, act: () => Promise<unknown>): Promise<SeenMessage[]> {
  const before = new Map(fromBot(who).map(({ message_id, text }) => [message_id, text]))
  await act()
  return fromBot(who).filter(({ message_id, text }) => before.get(message_id) !== text)
}

async function says(at: Scene, who: Teller, act: (text: string) => Promise<unknown>, word = 'We added your message') {
  const text = words(who.name, at)
  const shown = await shownBy(who, () => act(text))
  if (shown.some((message) => message.text.includes(word))) who.promised.add(text)
  return shown
}

const writes = (at: Scene, who: Teller) =>
  says(at, who, (text) =>
    during(
      at,
      who.does((phone) => void who.written.push(phone.send(text))),
    ),
  )

async function sends(at: Scene, who: Teller, pick = 0): Promise<void> {
  const found =
    button(fromBot(who), 'Send', pick) ?? button(fromBot(who), 'Send as new') ?? button(fromBot(who), 'Send again')
  if (!found) return
  const [preview, label] = found
  const listed = secretsOf(who.name, preview.text)
  who.pressed = true
  const shown = await shownBy(who, () =>
    during(
      at,
      who.does((phone) => phone.tap(preview.message_id, label)),
    ),
  )
  if (shown.some(({ text }) => text.includes('We have it'))) for (const text of listed) who.promised.add(text)
}

const isHere = (at: Scene, { person }: Someone) => at.room.state().members.get(person.user.id)?.status === 'member'
const topicsOf = (at: Scene) => at.room.topics().filter(({ name }) => name.includes('K-'))

async function presses(at: Scene, by: Colleague, label: string, pick: number, then?: string): Promise<void> {
  const topics = topicsOf(at)
  const thread = topics[pick % Math.max(1, topics.length)]?.id
  const found = thread === undefined ? undefined : button(at.room.sees(thread), label)
  if (!found) return
  const tap = (message: number, text: string) =>
    during(
      at,
      by.does((phone) => phone.tap(message, text, { chat: at.room })),
    )
  await tap(found[0].message_id, found[1])
  const next = then === undefined ? undefined : button(at.room.sees(thread), then)
  if (next) await tap(next[0].message_id, next[1])
}

/** A reply to somebody's words; in their own topic, or (`elsewhere`) written in another one. */
async function replies(at: Scene, by: Colleague, pick: number, elsewhere = false): Promise<void> {
  const said = topicsOf(at).flatMap(({ id }) =>
    at.people.flatMap(({ name }) =>
      at.room.sees(id).flatMap((message) => (secretsOf(name, message.text).length > 0 ? [{ message, id, name }] : [])),
    ),
  )
  const target = said[pick % Math.max(1, said.length)]
  if (!target) return
  const thread = elsewhere ? topicsOf(at).find(({ id }) => id !== target.id)?.id : target.id
  if (thread === undefined) return
  const mayReach = !elsewhere && by !== at.guest
  const to = mayReach ? target.name : 'nobody'
  const text = words(`for-${to}`, at)
  const where = { chat: at.room, thread, replyTo: target.message.message_id }
  let message = 0
  await during(
    at,
    by.does((phone) => void (message = phone.send(text, where))),
  )
  at.answers.push({ by, message, thread, to })
}

/** What may happen. */
const ACTS = {
  async reports(at: Scene, { who, pick }: Dice) {
    await during(at, who.sends('/sos'))
    await taps(at, who, 'Write to our team')
    await writes(at, who)
    if (pick % 2 === 0) await taps(at, who, 'Danger now')
    await sends(at, who)
  },
  opensDraft: (at: Scene, { who, pick }: Dice) => taps(at, who, 'Write to our team', pick),
  writes: (at: Scene, { who }: Dice) => writes(at, who),
  photographs: (at: Scene, { who }: Dice) =>
    says(at, who, (caption) =>
      during(
        at,
        who.does((phone) => phone.photo({ caption })),
      ),
    ),
  async edits(at: Scene, { who, pick }: Dice) {
    const message = who.written.filter((id) => who.chat().some((seen) => seen.message_id === id)).at(-1 - (pick % 3))
    if (message === undefined) return
    const act = (text: string) =>
      during(
        at,
        who.does((phone) => phone.edit(message, text)),
      )
    await says(at, who, act, 'We added the new version')
  },
  sends: (at: Scene, { who, pick }: Dice) => sends(at, who, pick),
  async offers(at: Scene, { who }: Dice) {
    if (await taps(at, who, 'Send to our team')) await sends(at, who)
  },
  opens: (at: Scene, { who, pick }: Dice) => taps(at, who, 'Open', pick),
  asks: (at: Scene, { who }: Dice) => during(at, who.sends('/case')),
  again: (at: Scene, { who, pick }: Dice) => taps(at, who, 'Read again', pick),
  quiet: (at: Scene, { who, pick }: Dice) => taps(at, who, 'Not now', pick),
  notQuiet: (at: Scene, { who, pick }: Dice) => taps(at, who, 'You may write again', pick),
  hides: (at: Scene, { who }: Dice) => during(at, who.sends('/hide')),
  async withdraws(at: Scene, { who }: Dice) {
    if (await taps(at, who, 'Take it back')) await taps(at, who, 'Yes, take it back')
  },
  async erases(at: Scene, { who }: Dice) {
    if (!(await taps(at, who, 'Erase everything')) || !button(fromBot(who), 'Yes, erase it')) return
    Object.assign(who, { erased: true, promised: new Set() })
    await taps(at, who, 'Yes, erase it')
  },
  sees: (at: Scene, { by, pick }: Dice) => presses(at, by, 'Seen', pick),
  takes: (at: Scene, { by, pick }: Dice) => presses(at, by, 'I take it', pick),
  /** All at the same moment. */
  async race(at: Scene, { pick, who }: Dice) {
    const topics = topicsOf(at)
    const found = button(at.room.sees(topics[pick % Math.max(1, topics.length)]?.id ?? -1), 'I take it')
    const more = button(fromBot(who), 'Send')
    if (more) who.pressed = true
    for (const { person } of found ? [...at.staff, at.guest].filter((each) => isHere(at, each)) : [])
      person.tap(found?.[0].message_id ?? 0, found?.[1] ?? 0, { chat: at.room })
    if (more) who.person.tap(more[0].message_id, more[1])
    await during(at, at.telegram.settled())
  },
  handsOver: (at: Scene, { by, pick }: Dice) =>
    presses(at, by, 'Hand over', pick, ['Sergey', 'Raushan', 'Zhanna', 'Back to the queue'][pick % 4]),
  accepts: (at: Scene, { by, pick }: Dice) => presses(at, by, 'I accept', pick),
  closes: (at: Scene, { by, pick }: Dice) =>
    presses(at, by, 'Close', pick, ['Helped', 'No contact', 'Person declined'][pick % 3]),
  reopens: (at: Scene, { by, pick }: Dice) => presses(at, by, 'Reopen', pick),
  adopts: (at: Scene, { by }: Dice) => {
    const found = button(at.general(), 'Make it a case')
    return (
      found &&
      during(
        at,
        by.does((phone) => phone.tap(found[0].message_id, found[1], { chat: at.room })),
      )
    )
  },
  answers: (at: Scene, { by, pick }: Dice) => replies(at, by, pick),
  forges: (at: Scene, { by, pick }: Dice) => replies(at, by, pick, true),
  takesBack: (at: Scene, { by, pick }: Dice) => presses(at, by, 'Take back', pick),
  async rewords(at: Scene, { pick }: Dice) {
    const said = at.answers[pick % Math.max(1, at.answers.length)]
    if (!said || !isHere(at, said.by) || !at.room.sees().some(({ message_id }) => message_id === said.message)) return
    const text = words(`for-${said.to}`, at)
    await during(
      at,
      said.by.does((phone) => phone.edit(said.message, text, { chat: at.room })),
    )
  },
  async intrudes(at: Scene, { pick }: Dice) {
    await presses(at, at.guest, ['I take it', 'Seen', 'Close', 'I accept', 'Take back'][pick % 5] ?? '', pick)
    await replies(at, at.guest, pick)
  },
  /** Whoever leaves the group works here no more. The lead stays. */
  async leaves(at: Scene, { by }: Dice) {
    if (by === at.staff[2]) return
    at.room.leaves(by.person)
    await during(at, at.telegram.settled())
  },
  waits: (at: Scene, { pick }: Dice) => during(at, at.later((1 + (pick % 10)) * MINUTE)),
  async restarts(at: Scene) {
    at.restarts()
    await takesUp(at)
  },
  troubles: (at: Scene, { pick }: Dice) => void at.telegram.faults.mixed({ share: 0.1, seed: pick }),
  calms: (at: Scene) => at.telegram.faults.clear(),
  topicGone(at: Scene, { pick }: Dice) {
    const topics = topicsOf(at)
    const topic = topics[pick % Math.max(1, topics.length)]
    if (!topic) return
    at.room.deleteTopic(topic.id)
    at.deleted.add(topic.id)
  },
  /** The store is away while one thing happens. */
  async storeGone(at: Scene, dice: Dice) {
    const back = await at.loses('redis')
    const acts = [ACTS.sends, ACTS.writes, ACTS.hides, ACTS.opens, ACTS.takes, ACTS.answers, ACTS.quiet, ACTS.edits]
    await acts[dice.pick % acts.length]?.(at, dice)
    await during(at, back())
  },
} satisfies Record<string, (at: Scene, dice: Dice) => unknown>
type Dice = { who: Teller; by: Colleague; pick: number }

export const EVERY_ACT = Object.keys(ACTS) as (keyof typeof ACTS)[]

/** Plays one throw. */
export async function plays(at: Scene, { act, who, staff, pick }: Throw): Promise<void> {
  const teller = at.people[who % 2]
  const by = at.staff[staff % 3]
  if (teller && by && isHere(at, by)) await ACTS[act](at, { who: teller, by, pick })
  looks(at)
}

/** What everybody sees now is remembered, and must be theirs. */
function looks({ people }: Scene): void {
  for (const each of people) {
    for (const text of everySecret(each.chat(), `for-${each.name}`)) each.read.add(text)
    const foreign = [
      'for-nobody',
      ...people.filter((other) => other !== each).flatMap(({ name }) => [name, `for-${name}`]),
    ]
    for (const name of foreign) expect(everySecret(each.chat(), name), `in the chat of ${each.name}`).toEqual([])
  }
}

/** What a process that is gone had in hand is taken up, as its lease were over. */
async function takesUp(at: Scene): Promise<void> {
  const lanes = await at.redis.zrange(keys.leases, '0', '-1')
  if (lanes.length === 0) return
  for (const lane of lanes) await at.redis.zadd(keys.leases, 'XX', 0, lane)
  const { receiver } = at.app()
  receiver.start()
  for (let waited = 0; waited < 100 && (await at.redis.zcard(keys.leases)) > 0; waited += 1) {
    await during(at, new Promise((next) => setTimeout(next, 20)))
  }
  await during(at, receiver.stop(1000))
  at.restarts()
}

/** Nothing is in trouble any more, and everything that is under way arrives. */
export async function rests(at: Scene): Promise<void> {
  at.telegram.faults.clear()
  await takesUp(at)
  await calm(at)
  for (const each of at.people) await lastWords(at, each)
  await calm(at)
  for (const each of at.people) await readsAll(at, each)
  await calm(at)
  looks(at)
}

async function calm(at: Scene): Promise<void> {
  for (let round = 0; round < 30; round += 1) {
    await during(at, at.later(2 * MINUTE))
    const next = (await at.app().due.next()) ?? Number.POSITIVE_INFINITY
    if ((await at.app().cases.outboxSize()) === 0 && next > at.clock.now()) return
  }
  expect.fail(
    `no rest: ${await at.app().cases.outboxSize()} in the outbox, due ${(await at.redis.zrange(keys.due, '0', '-1', 'WITHSCORES')).join(' ')}`,
  )
}

/** Somebody with an open case can always add to it, unless they took it back or asked to erase it. */
async function lastWords(at: Scene, who: Teller): Promise<void> {
  const each = await at.app().cases.ofPerson(who.person.user.id)
  if (!each || !isOpen(each) || each.person.erasure || each.person.withdrawn) return
  await during(at, who.sends('/case'))
  await taps(at, who, 'You may write again')
  const before = who.promised.size
  await writes(at, who)
  if (who.promised.size === before) await sends(at, who)
  expect(who.promised.size, `${who.name} adds to K-${each.number}, sees: ${who.sees()}`).toBeGreaterThan(before)
}

async function readsAll(at: Scene, who: Teller): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    await during(at, who.sends('/case'))
    const [message, label] = button(fromBot(who).slice(-1), 'Open') ?? []
    if (!message || label === undefined) return
    await during(
      at,
      who.does((phone) => phone.tap(message.message_id, label)),
    )
    looks(at)
  }
}

/** What must be true when all is at rest. */
export async function mustHold(at: Scene): Promise<void> {
  const { cases } = at.app()
  const last = Number((await at.redis.get(keys.lastCase)) ?? 1000)
  const all: Case[] = []
  for (let number = 1001; number <= last; number += 1)
    all.push(...[await cases.read(number)].flatMap((each) => each ?? []))
  for (const each of all) await caseHolds(at, each)
  for (const each of at.people) await personHolds(at, each, all)
  await deskHolds(at)
}

/** One owner, who works here; the ladder is where it should be; answers reached their person. */
async function caseHolds(at: Scene, each: Case): Promise<void> {
  const name = `K-${each.number}`
  const who = at.people.find(({ person }) => person.user.id === each.person.chat) ?? expect.fail(`${name} is nobody's`)
  if (isOpen(each) && each.owner) {
    const isMember = await at.app().desk.staff.may(each.owner.id, 'staff')
    expect(isMember, `the owner of ${name} works here`).toBe(true)
  }
  await ownedInTurn(at, each)
  const climbs = whenToClimb(each, content.desk)
  if (isOpen(each) && !each.owner && nextRung(each)) {
    expect(climbs, `${name}: no rung is overdue`).toBeGreaterThan(at.clock.now())
    const due = Number((await at.redis.zscore(keys.due, `clock:${each.number}`)) ?? Number.NaN)
    expect(due, `${name}: the ladder is due`).toBeLessThanOrEqual(climbs ?? 0)
  }
  const reminds = whenToRemind(each, content.desk) ?? Infinity
  expect(reminds, `${name}: no words wait longer than is told`).toBeGreaterThan(at.clock.now())
  const log = await at.app().cases.log(each.number)
  const said = JSON.stringify(log)
  for (const other of at.people.filter(({ name: theirs }) => theirs !== who.name))
    for (const by of [other.name, `for-${other.name}`]) expect(secretsOf(by, said), `in the log of ${name}`).toEqual([])
  expect(secretsOf('for-nobody', said), `in the log of ${name}`).toEqual([])
  const isLatest = (await at.app().cases.ofPerson(who.person.user.id))?.number === each.number
  if (!isLatest || each.hold) return
  const textOf = ({ entries }: Answer) =>
    secretsOf(`for-${who.name}`, JSON.stringify(entries.map((entry) => log[entry])))
  const unread = each.answers
    .filter((answer) => answer.state !== 'taken-back')
    .flatMap(textOf)
    .filter((text) => !who.read.has(text))
  expect(unread, `answers of ${name} that ${who.name} could not read`).toEqual([])
}

/** As the audit tells it: it was taken only when nobody had it, and who came last has it. */
async function ownedInTurn(at: Scene, each: Case): Promise<void> {
  let owner: number | undefined
  for (const { who, what } of await at.app().cases.audit(each.number)) {
    if (what === 'taken') expect(owner, `K-${each.number} is taken by one at a time`).toBeUndefined()
    const begins = ['taken', 'accepted', 'reopened'].includes(what)
    const ends = ['returned', 'lapsed', 'owner-left', 'withdrawn', 'closed'].includes(what)
    if (begins) owner = typeof who === 'number' ? who : undefined
    if (ends) owner = undefined
  }
  if (isOpen(each)) expect(each.owner?.id, `the owner of K-${each.number}`).toBe(owner)
}

/** What was confirmed stands in the person's own topic, and nothing of theirs elsewhere. */
async function personHolds(at: Scene, who: Teller, all: Case[]): Promise<void> {
  const own = all.filter(({ person }) => person.chat === who.person.user.id)
  const logs = (await Promise.all(own.map(({ number }) => at.app().cases.log(number)))).flat()
  const kept = new Set(secretsOf(who.name, JSON.stringify(logs)))
  expect(
    [...who.promised].filter((text) => !kept.has(text)),
    `${who.name} was told "we have it", and it is lost`,
  ).toEqual([])
  const standing = new Set<string>()
  for (const { id, name } of topicsOf(at)) {
    const found = everySecret(at.room.sees(id), who.name)
    for (const text of found) standing.add(text)
    const number = await at.app().cases.byTopic(at.room.id, id)
    if (found.length > 0 && !who.erased)
      expect(
        own.map((each) => each.number),
        `words of ${who.name} in ${name}`,
      ).toContain(number)
  }
  const isGone = own.some(({ desk, state }) => state === 'closed' && at.deleted.has(desk.thread ?? 0))
  if (!isGone)
    expect(
      [...who.promised].filter((text) => !standing.has(text)),
      `${who.name}: not at the desk`,
    ).toEqual([])
  if (!who.pressed) expect(everySecret(at.room.sees(), who.name), `${who.name} never pressed Send`).toEqual([])
  const told = fromBot(who).flatMap(({ text }) => text.match(/K-\d+/g) ?? [])
  if (!who.erased) for (const number of told) expect(own.map((each) => `K-${each.number}`)).toContain(number)
}

/** Each case has one topic, and each topic one case. */
async function deskHolds(at: Scene): Promise<void> {
  const numbers = topicsOf(at).map(({ name }) => /K-\d+/.exec(name)?.[0])
  expect(new Set(numbers).size, `topics: ${numbers.join(' ')}`).toBe(numbers.length)
}
