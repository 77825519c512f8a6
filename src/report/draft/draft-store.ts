/** The open draft of the person at hand: loaded sealed with the update, written sealed with its completion. */
import type { Ctx } from '../../context.ts'
import type { Seal } from '../../store/sealed.ts'
import { Draft, isExpired } from './draft.ts'

export type DraftStore = {
  /** Undefined when there is none, when it is a day old, and when it cannot be read (another key, another format). */
  read(ctx: Ctx): Draft | undefined
  /** Kept once this update is completed; undefined: removed. */
  write(ctx: Ctx, draft: Draft | undefined): void
}

/** `now`: ms since 1970. */
export function createDraftStore(seal: Seal, now: () => number): DraftStore {
  return {
    read(ctx) {
      const { effects, turn } = ctx.handling
      const sealed = effects.draft === undefined ? turn?.draft : effects.draft
      const draft = sealed ? opened(sealed, seal) : undefined
      return draft && !isExpired(draft, now()) ? draft : undefined
    },
    write(ctx, draft) {
      ctx.handling.effects.draft = draft ? seal.seal(JSON.stringify(draft)) : null
    },
  }
}

function opened(sealed: string, seal: Seal): Draft | undefined {
  try {
    return Draft.safeParse(JSON.parse(seal.open(sealed))).data
  } catch {
    return undefined
  }
}
