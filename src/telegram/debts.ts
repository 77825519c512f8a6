/** What was answered without the store and is still to be written there; kept in this process only. */
import type { Effects } from '../store/effects.ts'
import type { Inbox } from '../store/inbox.ts'

export type Debt = { updateId: number; chat: string; effects: Effects }

export type Debts = {
  add(debt: Debt): void
  /** Writes them in their order, as far as the store is there; what fails is kept. */
  settle(): Promise<void>
}

/** `isDown`: the store is known to be away; `failed` is told each time it could not be reached. */
export function createDebts(inbox: Inbox, isDown: () => boolean, failed: (error: unknown) => void): Debts {
  let owed: Debt[] = []
  return {
    add: (debt) => void owed.push(debt),
    async settle() {
      const debts = owed
      owed = []
      for (const debt of debts) {
        if (isDown()) owed.push(debt)
        else
          await inbox.note(debt.updateId, debt.chat, debt.effects).catch((error: unknown) => {
            failed(error)
            owed.push(debt)
          })
      }
    },
  }
}
