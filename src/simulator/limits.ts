/**
 * Telegram's limits on sending: about 30 messages a second in all, one a second to a chat with short bursts, twenty a minute to a
 * group, all topics and edits together (core.telegram.org/bots/faq). The exact rules are not published; these are windows.
 */
import type { Clock } from '../clock.ts'
import { tooManyRequests } from './refusal.ts'

export type LimitSetting = { scale: number } | 'off'
export type Limits = {
  set: (setting: LimitSetting) => void
  /** Counts `messages` sent to or edited in a chat. Throws 429 with the seconds to wait; a refused call is not counted. */
  spend: (chatId: number, isGroup: boolean, messages: number) => void
}

const OVERALL = { count: 30, ms: 1000 }
const GROUP = { count: 20, ms: 60_000 }
const CHAT_BURST = 5
const CHAT_INTERVAL_MS = 1000
/** So many chats are remembered before those at rest are forgotten. */
const REMEMBERED_CHATS = 10_000

type Window = { times: Float64Array; next: number }

/** Counts sends by this clock. */
export function createLimits(clock: Clock, initial: LimitSetting): Limits {
  let scale = scaleOf(initial)
  let overall = openWindow(OVERALL.count * scale)
  let groups = new Map<number, Window>()
  let chats = new Map<number, number>()

  const set = (setting: LimitSetting) => {
    scale = scaleOf(setting)
    overall = openWindow(OVERALL.count * scale)
    groups = new Map()
    chats = new Map()
  }

  const spend = (chatId: number, isGroup: boolean, messages: number) => {
    if (scale === Number.POSITIVE_INFINITY) return
    const now = clock.now()
    const group = isGroup ? remembered(groups, chatId, () => openWindow(GROUP.count * scale)) : undefined
    const interval = CHAT_INTERVAL_MS / scale
    const due = Math.max(chats.get(chatId) ?? 0, now)
    const waitMs = Math.max(
      waitFor(overall, OVERALL.ms, now, messages),
      group ? waitFor(group, GROUP.ms, now, messages) : 0,
      due - now - (CHAT_BURST - 1) * interval,
    )
    if (waitMs > 0) tooManyRequests(Math.max(1, Math.ceil(waitMs / 1000)))
    for (let i = 0; i < messages; i++) {
      note(overall, now)
      if (group) note(group, now)
    }
    if (chats.size > REMEMBERED_CHATS) chats = new Map([...chats].filter(([, at]) => at > now))
    chats.set(chatId, due + interval * messages)
  }

  return { set, spend }
}

function scaleOf(setting: LimitSetting): number {
  return setting === 'off' ? Number.POSITIVE_INFINITY : setting.scale
}

/** A ring of the last `count` times; the oldest ones tell whether there is room. */
function openWindow(count: number): Window {
  const size = Number.isFinite(count) ? Math.max(1, Math.round(count)) : 1
  return { times: new Float64Array(size).fill(Number.NEGATIVE_INFINITY), next: 0 }
}

/** How long until there is room for so many messages at once; an album is let in whole or not at all. */
function waitFor({ times, next }: Window, ms: number, now: number, messages: number): number {
  const oldest = (next + Math.min(messages, times.length) - 1) % times.length
  return (times[oldest] ?? 0) + ms - now
}

function note(window: Window, now: number): void {
  window.times[window.next] = now
  window.next = (window.next + 1) % window.times.length
}

function remembered<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
