/** Delivery by a function in the same process: what tests use. */
import type { Update } from '@grammyjs/types'
import type { Pending } from './updates.ts'

export type Deliver = (update: Update) => Promise<void>
export type Push = {
  /** Sets the receiver; the returned function removes it. */
  subscribe: (deliver: Deliver) => () => void
  active: () => boolean
  /** Hands an update over, after those of its own queue. */
  send: (pending: Pending) => void
  /** Resolves when nothing is under way. Rejects with what a receiver threw. */
  settled: () => Promise<void>
}

/** One chain of promises a queue; different queues overlap. */
export function createPush(record: (update: Update) => void): Push {
  const receivers = new Set<Deliver>()
  const chains = new Map<string, Promise<void>>()
  let failures: unknown[] = []

  const hand = async (update: Update) => {
    record(update)
    // A copy, as over a network: what the bot does to it changes nothing here.
    const copies = [...receivers].map((deliver) => deliver(JSON.parse(JSON.stringify(update)) as Update))
    for (const result of await Promise.allSettled(copies))
      if (result.status === 'rejected') failures.push(result.reason)
  }

  return {
    subscribe(deliver) {
      receivers.add(deliver)
      return () => void receivers.delete(deliver)
    },
    active: () => receivers.size > 0,
    send({ update, queue }) {
      const previous = chains.get(queue) ?? Promise.resolve()
      const mine = previous.then(() => hand(update))
      chains.set(queue, mine)
      void mine.finally(() => chains.get(queue) === mine && chains.delete(queue))
    },
    async settled() {
      while (chains.size > 0) await Promise.all(chains.values())
      const thrown = failures
      failures = []
      if (thrown.length === 1) throw thrown[0]
      if (thrown.length > 1) throw new AggregateError(thrown, 'several updates were not handled')
    },
  }
}
