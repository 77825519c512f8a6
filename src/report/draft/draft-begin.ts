/** A draft that begins with answers the person has just ticked: they are its text, and the person sees all of it before Send. */
import type { About } from '../../case/about.ts'
import type { Told } from '../../case/told.ts'
import type { Ctx } from '../../context.ts'
import { show } from '../../telegram/screen.ts'
import type { ReportDeps } from '../report.ts'
import { straightScreen } from './compose.ts'
import { type Draft, inState, newDraft, withAbout, withTold } from './draft.ts'
import type { DraftStore } from './draft-store.ts'
import type { DraftView } from './draft-view.ts'

export type Beginning = {
  /** As in a case. */
  origin: string
  /** What the answers say beside: shown as chips that can be taken off again. */
  about: Pick<About, 'who' | 'under18' | 'danger'>
  /** The answers in the person's language, and what they are; none when nothing was ticked. */
  said?: { text: string; told: Told }
}

/** In place of the tapped screen, which shows the answers themselves. Without a store nothing is begun, and that is said. */
export function createBegin({ content, clock }: ReportDeps, drafts: DraftStore, view: DraftView) {
  return async (ctx: Ctx, beginning: Beginning): Promise<void> => {
    if (!ctx.handling.turn) {
      const again = ctx.callbackQuery?.data ?? ''
      return show(ctx, straightScreen(ctx.language, content, false, again))
    }
    delete ctx.session.covered
    const before = drafts.read(ctx) ?? newDraft(beginning.origin, clock.now())
    await view(ctx, withBeginning(before, beginning, -ctx.update.update_id, clock.now()), 'here')
  }
}

/** `ref`: below 0, since it is no message; the same when the tap is handled again. */
export function withBeginning(before: Draft, { origin, about, said }: Beginning, ref: number, now: number): Draft {
  const open = withAbout(inState(before, 'open', now, origin), { ...before.about, ...about }, now)
  return said ? withTold(open, { ref, piece: { kind: 'text', text: said.text }, told: said.told }, now) : open
}
