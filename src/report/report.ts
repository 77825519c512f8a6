/**
 * The person's side, from "Write to our team" to "We have it": what is sent to the bot becomes an item of a draft, or joins
 * the case the person has; what nobody asked for is offered to be sent.
 */
import { Composer } from 'grammy'
import type { Ctx, Deps } from '../context.ts'
import type { Language } from '../language/language.ts'
import type { Seal } from '../store/sealed.ts'
import type { Button } from '../telegram/buttons.ts'
import type { Taps } from '../telegram/taps.ts'
import { type Beginning, createBegin } from './draft/draft-begin.ts'
import type { Also } from './draft/compose.ts'
import { createChips } from './draft/draft-chips.ts'
import { createIntake } from './draft/draft-intake.ts'
import { createDraftStore } from './draft/draft-store.ts'
import { createDraftView } from './draft/draft-view.ts'
import { createSend } from './draft/send.ts'

export type ReportDeps = Deps & {
  /** Seals drafts. */
  seal: Seal
  /** Who of the team is on duty now: somebody, or nobody. */
  onDuty(language: string): Promise<number[]>
  /** Copies messages straight into the staff group, while nothing can be stored. False: it could not. */
  direct(chat: number, messageIds: number[], language: string): Promise<boolean>
  /** Offers to look for help near a place that was sent. */
  near(language: Language, place: { latitude: number; longitude: number }): Button
  /** Pages that words may mean, for beside the offer to send them. */
  suggest(language: Language, text: string): Also
}

export type Report = {
  /** Messages while a draft or a case is open. */
  composer: Composer<Ctx>
  taps: Taps
  /** A message nothing else answers: offers to send it to the team. */
  offer(ctx: Ctx): Promise<void>
  /** Answers of a guide become a draft, in place of the tapped screen. */
  begin(ctx: Ctx, beginning: Beginning): Promise<void>
}

export function createReport(deps: ReportDeps): Report {
  const drafts = createDraftStore(deps.seal, () => deps.clock.now())
  const view = createDraftView(deps, drafts)
  const intake = createIntake(deps, drafts, view)
  const composer = new Composer<Ctx>()
  composer.on('message', intake.message)
  composer.on('edited_message', intake.edited)
  return {
    composer,
    taps: { ...createChips(deps, drafts, view), send: createSend(deps, drafts, view) },
    offer: intake.offer,
    begin: createBegin(deps, drafts, view),
  }
}
