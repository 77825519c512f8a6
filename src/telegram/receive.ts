/**
 * From an update to its answer: stored and claimed in the inbox, handled in its person's order, completed in the inbox.
 * Whatever goes ahead (SOS, Hide, /start, /stop) has a lane of its own; SOS and Hide wait for no store longer than a moment.
 *
 * What changes nothing (a tap on a menu: its address says all) needs no store. It is shown at once and confirmed to
 * Telegram when it is shown, so that Telegram sends it again if this process dies; if it takes long, the inbox takes it.
 * While Redis is down everything is handled like that; what it leaves to be written is written when Redis is back.
 */
import type { Update } from '@grammyjs/types'
import type { Effects } from '../store/effects.ts'
import type { Accepted, Inbox, Turn } from '../store/inbox.ts'
import { type Lane, laneFor } from '../store/lane.ts'
import { createChains } from './chains.ts'
import { createDebts } from './debts.ts'
import { chatOf, memberOf } from './whose.ts'

/** Handles an update; `turn` is missing without the store. Undefined: the person could not be told, try again later. */
export type Handle = (update: Update, turn: Turn | undefined) => Promise<Effects | undefined>

export type ReceiverDeps = {
  inbox: Inbox
  handle: Handle
  /** The lane of its own in which an update goes ahead of the person's others. */
  goesAhead(update: Update): 'sos' | 'hide' | 'ahead' | undefined
  /** Changes nothing, and twice is as good as once. */
  changesNothing(update: Update): boolean
  log: { warn(fields: object, message: string): void }
}

export type Receiver = {
  /** Resolves once the update is safe: stored, or, without a store, answered. Never throws. */
  receive(update: Update): Promise<void>
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>
  /** Starts looking after lanes of replicas that died. */
  start(): void
  /** Stops that, and waits until what is in hand is done, at most `graceMs`. */
  stop(graceMs: number): Promise<void>
}

const SWEEP_MS = 1000
/** Several times within a lease (`store/inbox-scripts.ts`). */
const RENEW_MS = 1500
/** How long SOS and Hide wait for the store before they are answered without. */
const URGENT_PATIENCE_MS = 250
/** A tap that is not shown by then is put into the inbox, so that Telegram and other people need not wait for it. */
const QUICK_MS = 250
/** After a command that failed the store counts as down for so long, so that not every tap waits for a hanging Redis. */
const DOWN_MS = 2000
/** Updates answered without the store that are remembered, in case it did take them in. */
const MAX_REMEMBERED = 10_000

const NO_EFFECTS: Effects = { session: {}, trail: [], counts: [] }

export function createReceiver({ inbox, handle, goesAhead, changesNothing, log }: ReceiverDeps): Receiver {
  /** Lanes that this process has taken. */
  const inHand = new Map<string, Lane>()
  /** How many updates of a lane are on their way into the inbox. */
  const arriving = new Map<string, number>()
  const working = new Set<Promise<void>>()
  const answered = new Set<number>()
  const chains = createChains()
  let sweeping: NodeJS.Timeout | undefined
  let renewing: NodeJS.Timeout | undefined
  let downUntil = 0
  let stopping = false

  const isDown = () => Date.now() < downUntil
  function failed(error: unknown): void {
    if (!isDown()) log.warn({ error: nameOf(error) }, 'store is down: answering without it')
    downUntil = Date.now() + DOWN_MS
  }
  const debts = createDebts(inbox, isDown, failed)

  inbox.onBack(() => {
    downUntil = 0
    void track(debts.settle())
  })

  async function receive(update: Update): Promise<void> {
    const lane = laneFor(chatOf(update), goesAhead(update), memberOf(update))
    if (changesNothing(update) && !inHand.has(lane.id) && !arriving.has(lane.id)) return atOnce(update, lane)
    if (isUrgent(update)) return urgent(update, lane)
    const accepted = await accept(update, lane)
    if (!accepted) return inOrder(lane, () => withoutStore(update, lane))
    if (accepted.kind === 'turn') take(accepted.turn)
  }

  async function accept(update: Update, lane: Lane): Promise<Accepted | undefined> {
    if (isDown()) return undefined
    arriving.set(lane.id, (arriving.get(lane.id) ?? 0) + 1)
    try {
      return await inbox.accept(update, lane)
    } catch (error) {
      failed(error)
      return undefined
    } finally {
      const left = (arriving.get(lane.id) ?? 1) - 1
      if (left > 0) arriving.set(lane.id, left)
      else arriving.delete(lane.id)
    }
  }

  const isUrgent = (update: Update) => goesAhead(update) === 'sos' || goesAhead(update) === 'hide'

  /**
   * Waits for nobody: a store that takes its time, or a lane that somebody dead still holds, is done without. After a
   * crash that may show a card twice: better than late.
   */
  async function urgent(update: Update, lane: Lane): Promise<void> {
    const accepting = accept(update, lane)
    const accepted = await within(URGENT_PATIENCE_MS, accepting)
    if (accepted?.kind === 'seen') return
    if (accepted?.kind === 'turn') return take(accepted.turn)
    if (accepted?.kind === 'queued' && inHand.has(lane.id)) return
    await inOrder(lane, () => withoutStore(update, lane))
    await accepting.then(conclude).catch(failed)
  }

  /** What the inbox has of an update that was answered without it. */
  async function conclude(accepted: Accepted | undefined): Promise<void> {
    if (accepted?.kind === 'turn') take(accepted.turn)
    if (accepted?.kind === 'queued') await accepted.withdraw()
  }

  /** Resolves when it is shown, or else when the inbox has it. */
  async function atOnce(update: Update, lane: Lane): Promise<void> {
    const shown = inOrder(lane, () => withoutStore(update, lane)).then(() => true)
    if (await within(QUICK_MS, shown)) return
    const accepted = await accept(update, lane)
    if (accepted?.kind === 'turn') take(accepted.turn)
    else if (!accepted) await shown
  }

  /** Begins to work on a lane, unless this process does already: then the running work brings the turn in its order. */
  function take(turn: Turn): void {
    if (inHand.has(turn.lane.id)) return
    inHand.set(turn.lane.id, turn.lane)
    void track(work(turn).finally(() => inHand.delete(turn.lane.id)))
  }

  /** Handles turn after turn of a lane until it is empty. */
  async function work(first: Turn): Promise<void> {
    for (let turn: Turn | undefined = first; turn; ) {
      await chains.ended(turn.lane.id)
      const known = answered.delete(turn.update.update_id)
      const effects: Effects | undefined = known ? NO_EFFECTS : await handle(turn.update, turn)
      if (!effects) return // its lease runs out, and it is tried again
      turn = await finish(turn, effects)
    }
  }

  /** Writes the outcome; while Redis is away it is kept and tried again, since the answer has been given. */
  async function finish(turn: Turn, effects: Effects): Promise<Turn | undefined> {
    for (let delay = 100; ; delay = Math.min(delay * 2, 2000)) {
      try {
        return await inbox.finish(turn, effects)
      } catch (error) {
        failed(error)
        if (stopping) return undefined
        await new Promise((done) => setTimeout(done, delay))
      }
    }
  }

  async function withoutStore(update: Update, lane: Lane): Promise<void> {
    if (answered.has(update.update_id)) return
    if (answered.size >= MAX_REMEMBERED) answered.clear()
    answered.add(update.update_id)
    const effects = await handle(update, undefined)
    if (!effects || (changesNothing(update) && effects.trail.length === 0)) return
    debts.add({ updateId: update.update_id, chat: lane.chat, effects })
    await debts.settle()
  }

  /** One at a time in this process, for a lane that has no store to order it. */
  function inOrder(lane: Lane, task: () => Promise<void>): Promise<void> {
    return track(chains.append(lane.id, task))
  }

  function track(task: Promise<void>): Promise<void> {
    const tracked = task
      .catch((error: unknown) => log.warn({ error: nameOf(error) }, 'an update ended in an error'))
      .finally(() => working.delete(tracked))
    working.add(tracked)
    return tracked
  }

  async function sweep(): Promise<void> {
    if (isDown()) return
    await debts.settle()
    try {
      for (const turn of await inbox.overdue(20, (lane) => inHand.has(lane))) take(turn)
    } catch (error) {
      failed(error)
    }
  }

  async function idle(): Promise<void> {
    while (working.size > 0) await Promise.all(working)
  }

  return {
    receive,
    idle,
    start() {
      sweeping = setInterval(() => void sweep(), SWEEP_MS)
      renewing = setInterval(() => void inbox.renew([...inHand.values()]).catch(failed), RENEW_MS)
    },
    async stop(graceMs) {
      stopping = true
      clearInterval(sweeping)
      await within(graceMs, idle())
      clearInterval(renewing)
    },
  }
}

/** The value, or undefined when it takes longer. */
function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), ms)
    void promise.then(resolve, () => resolve(undefined)).finally(() => clearTimeout(timer))
  })
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
