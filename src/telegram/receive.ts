/**
 * From an update to its answer: stored and claimed in the inbox, handled in its person's order, completed in the inbox.
 * Whatever goes ahead (SOS, Hide, …) has a lane of its own and waits for no store longer than a moment.
 *
 * What changes nothing (a tap on a menu: its address says all) needs no store. It is shown at once and confirmed to
 * Telegram when it is shown, so that Telegram sends it again if this process dies; if it takes long, the inbox takes it.
 * While Redis is down everything is handled like that.
 */
import type { Update } from '@grammyjs/types'
import type { Effects, Inbox, Lane, Turn } from '../store/inbox.ts'
import { laneFor } from '../store/inbox.ts'

/** What a handler gets: `turn` is missing while the store is down. */
export type Handle = (update: Update, turn: Turn | undefined, overtaken: boolean) => Promise<Effects>

export type ReceiverDeps = {
  inbox: Inbox
  handle: Handle
  /** Goes ahead of the person's other updates: the emergency card and what must work from any state. */
  goesAhead(update: Update): boolean
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
/** Several times within a lease (`store/inbox.ts`). */
const RENEW_MS = 1500
/** How long what goes ahead waits for the store before it is answered without. */
const AHEAD_PATIENCE_MS = 250
/** A tap that is not shown by then is put into the inbox, so that Telegram and other people need not wait for it. */
const QUICK_MS = 250
/** After a command that failed the store counts as down for so long, so that not every tap waits for a hanging Redis. */
const DOWN_MS = 2000
/** Updates answered without the store that are remembered, in case it did take them in. */
const MAX_REMEMBERED = 10_000

const NO_EFFECTS: Effects = { session: {}, trail: [], counts: [] }

export function createReceiver({ inbox, handle, goesAhead, changesNothing, log }: ReceiverDeps): Receiver {
  const inHand = new Map<string, Lane>()
  const working = new Set<Promise<void>>()
  const answered = new Set<number>()
  const chains = new Map<string, Promise<void>>()
  /** The last update of a chat that went ahead here. */
  const ahead = new Map<string, number>()
  const timers: NodeJS.Timeout[] = []
  let downUntil = 0
  let stopping = false

  const isDown = () => Date.now() < downUntil
  function failed(error: unknown): void {
    if (!isDown()) log.warn({ error: nameOf(error) }, 'store is down: answering without it')
    downUntil = Date.now() + DOWN_MS
  }

  async function accept(update: Update, lane: Lane) {
    if (isDown()) return undefined
    const jumps = lane.id !== lane.chat
    const accepted = inbox.accept(update, lane, { ahead: jumps }).catch((error: unknown) => {
      failed(error)
      return undefined
    })
    return jumps ? within(AHEAD_PATIENCE_MS, accepted) : accepted
  }

  async function receive(update: Update): Promise<void> {
    const chat = chatOf(update)
    const lane = laneFor(chat, goesAhead(update))
    if (lane.id !== chat) remember(ahead, chat, update.update_id)
    if (changesNothing(update) && !inHand.has(lane.id)) return atOnce(update, lane)
    const accepted = await accept(update, lane)
    if (!accepted) return inOrder(lane, () => withoutStore(update))
    if (accepted.kind === 'turn') void track(after(lane, () => work(accepted.turn)))
  }

  /** Resolves when it is shown, or else when the inbox has it. */
  async function atOnce(update: Update, lane: Lane): Promise<void> {
    const shown = inOrder(lane, () => withoutStore(update)).then(() => true)
    if (await within(QUICK_MS, shown)) return
    const accepted = await accept(update, lane)
    if (accepted?.kind === 'turn') void track(shown.then(() => work(accepted.turn)))
    else if (!accepted) await shown
  }

  /** Handles turn after turn of a lane until it is empty. */
  async function work(first: Turn): Promise<void> {
    inHand.set(first.lane.id, first.lane)
    for (let turn: Turn | undefined = first; turn; ) {
      const known = answered.delete(turn.update.update_id)
      const effects: Effects = known
        ? NO_EFFECTS
        : await handle(turn.update, turn, isOvertaken(turn.update, turn.overtaken))
      turn = await finish(turn, effects)
    }
    inHand.delete(first.lane.id)
  }

  function isOvertaken(update: Update, known = false): boolean {
    return known || (!goesAhead(update) && update.update_id < (ahead.get(chatOf(update)) ?? 0))
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

  async function withoutStore(update: Update): Promise<void> {
    if (answered.has(update.update_id)) return
    if (answered.size >= MAX_REMEMBERED) answered.clear()
    answered.add(update.update_id)
    await handle(update, undefined, isOvertaken(update))
  }

  /** Once what this process shows of the lane without the store is done. */
  async function after(lane: Lane, task: () => Promise<void>): Promise<void> {
    await chains.get(lane.id)
    return task()
  }

  /** One at a time in this process, for a lane that has no store to order it. */
  function inOrder(lane: Lane, task: () => Promise<void>): Promise<void> {
    const mine = after(lane, task).finally(() => {
      if (chains.get(lane.id) === mine) chains.delete(lane.id)
    })
    chains.set(lane.id, mine)
    return track(mine)
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
    try {
      for (const turn of await inbox.overdue(20, (lane) => inHand.has(lane))) void track(work(turn))
    } catch (error) {
      failed(error)
    }
  }

  return {
    receive,
    async idle() {
      while (working.size > 0) await Promise.all(working)
    },
    start() {
      timers.push(setInterval(() => void sweep(), SWEEP_MS))
      timers.push(setInterval(() => void inbox.renew([...inHand.values()]).catch(failed), RENEW_MS))
    },
    async stop(graceMs) {
      stopping = true
      for (const timer of timers.splice(0)) clearInterval(timer)
      const grace = new Promise<void>((done) => setTimeout(done, graceMs).unref())
      await Promise.race([Promise.all(working), grace])
    },
  }
}

/** The chat an update belongs to: a private chat has its person's id, so messages and taps of one person share a lane. */
export function chatOf(update: Update): string {
  const chat =
    update.message?.chat ??
    update.callback_query?.message?.chat ??
    update.edited_message?.chat ??
    update.my_chat_member?.chat ??
    update.chat_member?.chat ??
    update.message_reaction?.chat
  return String(chat?.id ?? update.callback_query?.from.id ?? 'none')
}

function remember(map: Map<string, number>, key: string, value: number): void {
  if (map.size >= MAX_REMEMBERED) map.clear()
  map.set(key, value)
}

/** The value, or undefined when it takes longer. */
function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), ms)
    void promise.then(resolve).finally(() => clearTimeout(timer))
  })
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
