/** Trouble on demand: what a bot meets when Telegram or the network is having a bad day. */
import { type Payload, text } from './parameters.ts'

export type Fault =
  | { kind: 'too-many'; retryAfterSeconds: number }
  | { kind: 'server-error'; code: 500 | 502 | 504 }
  | { kind: 'slow'; ms: number }
  /** The connection is cut before the call took effect. */
  | { kind: 'drop-before' }
  /** The call takes effect, then the connection is cut: the bot cannot know. */
  | { kind: 'drop-after' }
export type FaultMatch = { method?: string; chat_id?: number | string }
export type Faults = {
  /** The next `count` calls that match meet the fault. */
  next: (count: number, fault: Fault, match?: FaultMatch) => void
  /** Every call that matches, until the returned function is called. */
  always: (fault: Fault, match?: FaultMatch) => () => void
  /** Each matching call with this probability (0–1), by this source of numbers in 0–1. Returns off. */
  random: (probability: number, fault: Fault, seededRandom: () => number, match?: FaultMatch) => () => void
  /** A bad day: this share of all matching calls meets one of these faults, the same ones for the same seed. Returns off. */
  mixed: (day: BadDay) => () => void
  clear: () => void
}
export type BadDay = FaultMatch & {
  /** 0–1. */
  share: number
  /** Default: a 502, a 429 of one second, a connection cut before and one cut after. */
  kinds?: readonly Fault[]
  seed: number
}
export type FaultBook = Faults & {
  /** The fault this call meets, if any; uses up a `next`. */
  take: (method: string, payload: Payload) => Fault | undefined
}

type Entry = { fault: () => Fault; match: FaultMatch; strikes: () => boolean; left: number }

const WORST: Fault = { kind: 'drop-after' }
const BAD_DAY: readonly Fault[] = [
  { kind: 'server-error', code: 502 },
  { kind: 'too-many', retryAfterSeconds: 1 },
  { kind: 'drop-before' },
  WORST,
]

/** Numbers in 0–1 that are the same for the same seed (mulberry32, public domain). */
function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** An empty book of faults. */
export function createFaults(): FaultBook {
  let entries: Entry[] = []
  const add = (entry: Entry) => {
    entries.push(entry)
    return () => {
      entries = entries.filter((other) => other !== entry)
    }
  }
  return {
    next: (count, fault, match = {}) => void add({ fault: () => fault, match, left: count, strikes: () => true }),
    always: (fault, match = {}) => add({ fault: () => fault, match, left: Infinity, strikes: () => true }),
    random: (probability, fault, random, match = {}) =>
      add({ fault: () => fault, match, left: Infinity, strikes: () => random() < probability }),
    mixed({ share, kinds = BAD_DAY, seed, ...match }) {
      const random = seeded(seed)
      const fault = () => kinds[Math.floor(random() * kinds.length)] ?? WORST
      return add({ fault, match, left: Infinity, strikes: () => random() < share })
    },
    clear: () => void (entries = []),
    take(method, payload) {
      if (entries.length === 0) return undefined
      const entry = entries.find((each) => matches(each.match, method, payload) && each.strikes())
      if (entry && --entry.left <= 0) entries = entries.filter((other) => other !== entry)
      return entry?.fault()
    },
  }
}

function matches(match: FaultMatch, method: string, payload: Payload): boolean {
  if (match.method !== undefined && match.method.toLowerCase() !== method.toLowerCase()) return false
  return match.chat_id === undefined || text(payload, 'chat_id') === String(match.chat_id)
}
