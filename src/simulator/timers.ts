/** Timers by the simulator's clock that can be cancelled together. */
import type { Clock } from '../clock.ts'

export type Timers = {
  /** Runs `task` once after `ms`; returns how to cancel it. */
  after: (ms: number, task: () => void) => () => void
  clear: () => void
}

/** No timers yet. */
export function createTimers(clock: Clock): Timers {
  const live = new Set<() => void>()
  return {
    after(ms, task) {
      const cancel = clock.after(ms, () => {
        live.delete(cancel)
        task()
      })
      live.add(cancel)
      return () => {
        live.delete(cancel)
        cancel()
      }
    },
    clear() {
      for (const cancel of live) cancel()
      live.clear()
    },
  }
}
