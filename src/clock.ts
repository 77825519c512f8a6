/** Time as a dependency: the bot and the local Telegram read it here, tests move it by hand. */
export type Clock = {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** Runs `task` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, task: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs)
    return () => clearTimeout(timer)
  },
}

export type ManualClock = Clock & {
  /** Moves time forward, running what falls due on the way, in order; lets promises settle after each task. */
  advance(ms: number): Promise<void>
}

/** A clock that stands still until a test moves it. */
export function manualClock(start: number | string | Date = Date.now()): ManualClock {
  let now = new Date(start).getTime()
  const waiting = new Set<{ at: number; task: () => void }>()

  const nextDue = (until: number) => [...waiting].filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0]

  return {
    now: () => now,
    after(delayMs, task) {
      const entry = { at: now + Math.max(0, delayMs), task }
      waiting.add(entry)
      return () => waiting.delete(entry)
    },
    async advance(ms) {
      const until = now + ms
      for (let due = nextDue(until); due; due = nextDue(until)) {
        waiting.delete(due)
        now = Math.max(now, due.at)
        due.task()
        await settle()
      }
      now = until
      await settle()
    },
  }
}

/** Lets everything that is ready to run do so: promise callbacks and what they schedule. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
