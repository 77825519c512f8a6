/** Shows a draft, and keeps it together with the id of the message that shows it. */
import type { Ctx } from '../../context.ts'
import type { Screen } from '../../telegram/screen.ts'
import { draftScreen } from './compose.ts'
import { placeAgain, placeBelow, placeHere } from './compose-place.ts'
import type { Draft } from './draft.ts'
import type { DraftStore } from './draft-store.ts'
import type { ReportDeps } from '../report.ts'
import { isReopenable } from './send-payload.ts'

const PLACES = { below: placeBelow, here: placeHere, again: placeAgain }

export type DraftView = {
  /** `below`: a new message · `here`: the tapped one · `again`: the one that shows it. `screen`: another than the preview. */
  (ctx: Ctx, draft: Draft, where: keyof typeof PLACES, screen?: Screen): Promise<void>
  /** The preview as it is now, with a note. */
  preview(ctx: Ctx, draft: Draft, note?: string): Promise<Screen>
}

export function createDraftView({ cases, clock }: ReportDeps, drafts: DraftStore): DraftView {
  async function preview(ctx: Ctx, draft: Draft, note?: string): Promise<Screen> {
    const earlier = ctx.chat && (await cases.ofPerson(ctx.chat.id).catch(() => undefined))
    const closed = isReopenable(earlier, clock.now()) ? earlier : undefined
    return draftScreen({ draft, language: ctx.language, closed, ...(note !== undefined && { note }) })
  }

  async function view(ctx: Ctx, draft: Draft, where: keyof typeof PLACES, screen?: Screen): Promise<void> {
    drafts.write(ctx, draft) // kept although showing it may fail
    const placed = await PLACES[where](ctx, screen ?? (await preview(ctx, draft)), draft.screen)
    if (placed !== undefined) drafts.write(ctx, { ...draft, screen: placed })
  }
  return Object.assign(view, { preview })
}
