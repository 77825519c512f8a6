/** The updates in hand, each with what its handlers need to know beside it. */
import type { Update } from '@grammyjs/types'
import type { Clock } from '../clock.ts'
import type { Handling } from '../context.ts'
import type { Turn } from '../store/inbox.ts'
import { goesAhead } from './precedence.ts'
import { chatOf } from './whose.ts'

/** How long after a Hide something asked before it may still be on its way. */
const HIDDEN_MS = 60_000
const MAX_HIDES = 10_000

export type Handlings = {
  begin(update: Update, turn: Turn | undefined): Handling
  of(updateId: number): Handling | undefined
  end(update: Update): void
  /** Its spinner is taken from the button before it is handled. */
  tapAnswered(update: Update): void
}

export function createHandlings(clock: Clock): Handlings {
  const inHand = new Map<number, Handling>()
  const answeredTaps = new WeakSet<Update>()
  /** The last Hide of a chat here: nothing that was asked before it may appear after it. */
  const hides = new Map<string, { updateId: number; at: number }>()

  function noteHide(update: Update): void {
    if (goesAhead(update) !== 'hide') return
    if (hides.size >= MAX_HIDES) hides.clear()
    hides.set(chatOf(update), { updateId: update.update_id, at: clock.now() })
  }

  function isHidden(update: Update): boolean {
    const hide = hides.get(chatOf(update))
    return hide !== undefined && update.update_id < hide.updateId && clock.now() - hide.at < HIDDEN_MS
  }

  return {
    begin(update, turn) {
      noteHide(update)
      const handling: Handling = {
        turn,
        effects: { session: {}, trail: [], counts: [] },
        tapAnswered: answeredTaps.has(update),
        untold: false,
        pause: (milliseconds) => new Promise((resume) => clock.after(milliseconds, resume)),
        isHidden: () => isHidden(update),
      }
      inHand.set(update.update_id, handling)
      return handling
    },
    of: (updateId) => inHand.get(updateId),
    end: (update) => void inHand.delete(update.update_id),
    tapAnswered: (update) => void answeredTaps.add(update),
  }
}
