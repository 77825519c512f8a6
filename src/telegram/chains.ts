/** Order without a store: one process, one name, one task at a time. */

/** Tasks of one name run one after another in this process; tasks of different names side by side. */
export type Chains = {
  /** Runs `task` when everything that was put behind this name before has ended; settles as it does. */
  append(name: string, task: () => Promise<void>): Promise<void>
  /** Settles when what stands behind this name now has ended. */
  ended(name: string): Promise<void> | undefined
}

export function createChains(): Chains {
  const last = new Map<string, Promise<void>>()
  return {
    append(name, task) {
      const before = last.get(name) ?? Promise.resolve()
      const mine = before.then(task).finally(() => {
        if (last.get(name) === mine) last.delete(name)
      })
      last.set(name, mine)
      return mine
    },
    ended: (name) => last.get(name),
  }
}
