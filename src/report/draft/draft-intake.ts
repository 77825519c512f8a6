/**
 * What a person sends to the bot, and where it goes: an item of the draft, a word they choose, a further message of their
 * case, or an offer to send it. Commands are never items.
 */
import type { Filter, NextFunction } from 'grammy'
import type { Case } from '../../case/case.ts'
import { isQuietWord, quieted } from '../../case/quiet.ts'
import { isWord } from '../../case/words.ts'
import { onceOf } from '../../case/once.ts'
import type { Ctx } from '../../context.ts'
import { described } from '../../telegram/boundary.ts'
import { homeButton } from '../../telegram/frame.ts'
import { hush } from '../../telegram/hush.ts'
import { reply } from '../../telegram/screen.ts'
import { type Also, offerScreen } from './compose.ts'
import { placeBelow } from './compose-place.ts'
import { collects, type Draft, hasAlbum, inState, type Item, newDraft, withItem } from './draft.ts'
import { isLaterPartOfAlbum, isMoving, isVersion, itemOf, kindOf } from './draft-item.ts'
import type { DraftStore } from './draft-store.ts'
import type { DraftView } from './draft-view.ts'
import { takeWord } from './draft-word.ts'
import type { ReportDeps } from '../report.ts'
import { NO_DRAFT } from './send-address.ts'
import { isRestricted } from '../mine/case-changes.ts'
import { restrictedScreen } from '../mine/case-view.ts'
import { added, takesMore, newEntries } from './send-payload.ts'
import { statusBelow } from './send-status.ts'

export type Intake = {
  message(ctx: Filter<Ctx, 'message'>, next: NextFunction): Promise<void>
  edited(ctx: Filter<Ctx, 'edited_message'>, next: NextFunction): Promise<void>
  offer(ctx: Ctx): Promise<void>
}

export function createIntake(deps: ReportDeps, drafts: DraftStore, view: DraftView): Intake {
  const { cases, clock, log } = deps

  async function message(ctx: Filter<Ctx, 'message'>, next: NextFunction): Promise<void> {
    const item = itemOf(ctx.message)
    if (!item || !ctx.handling.turn) return next()
    const each = await caseOf(ctx)
    if (each && item.piece.kind === 'text' && isQuietWord(each, item.piece.text)) return quiet(ctx, each)
    const draft = ctx.session.covered ? undefined : drafts.read(ctx)
    if (draft && collects(draft, clock.now())) return collect(ctx, draft, item)
    if (takesMore(each) && !ctx.session.covered)
      return (isRestricted(each, clock.now()) ? refuse : add)(ctx, each, item)
    await next()
  }

  async function edited(ctx: Filter<Ctx, 'edited_message'>, next: NextFunction): Promise<void> {
    const item = itemOf(ctx.editedMessage)
    if (!item || !ctx.handling.turn || isMoving(ctx.editedMessage)) return next()
    const draft = drafts.read(ctx)
    if (draft?.items.some(({ ref }) => ref === item.ref)) return editItem(ctx, draft, item)
    const each = ctx.session.covered ? undefined : await caseOf(ctx)
    const known = takesMore(each) && (await cases.log(each.number)).some((entry) => isVersion(entry, item.ref))
    await (known ? add(ctx, each, item) : next())
  }

  async function collect(ctx: Ctx, draft: Draft, item: Item): Promise<void> {
    if (draft.state !== 'open' && item.piece.kind === 'text' && isWord(item.piece.text))
      return takeWord(ctx, draft, item.piece.text, clock.now(), view)
    const isLaterPart = item.piece.kind === 'file' && hasAlbum(draft, item.piece.album)
    const open = inState(withItem(draft, item, clock.now()), 'open', clock.now())
    await view(ctx, open, isLaterPart ? 'again' : 'below')
  }

  /** What stands on the screen is kept true. */
  async function editItem(ctx: Ctx, draft: Draft, item: Item): Promise<void> {
    const changed = withItem(draft, item, clock.now())
    if (draft.state === 'offered' || ctx.session.covered) return offered(ctx, changed, 'edited', 'again')
    await view(ctx, inState(changed, 'open', clock.now()), 'again')
  }

  /** For some time nothing of theirs is passed on; SOS and a new report work as always. */
  async function refuse(ctx: Ctx, each: Case): Promise<void> {
    await reply(ctx, restrictedScreen(ctx.language, each))
  }

  async function add(ctx: Ctx, each: Case, item: Item): Promise<void> {
    const now = clock.now()
    const earlier = await cases.log(each.number)
    const entries = newEntries([item], earlier, now)
    const decide = (current: Case) => (takesMore(current) ? added(current, entries, now) : undefined)
    const changed = await cases.change(each.number, decide, onceOf(ctx.update))
    if (!takesMore(changed)) return offer(ctx) // closed or erased this moment
    if (isLaterPartOfAlbum(earlier, item)) return
    const word = ctx.editedMessage ? 'report.added.changed' : 'report.added.text'
    await statusBelow(deps, ctx, changed, ctx.language.t(word))
  }

  /** As after Hide: whoever looks sees information for travellers. */
  async function quiet(ctx: Ctx, each: Case): Promise<void> {
    const now = clock.now()
    await cases.change(each.number, (current) => quieted(current, now), onceOf(ctx.update))
    ctx.session.covered = true
    hush(ctx)
    if (ctx.handling.isHidden()) return
    await reply(ctx, { text: ctx.language.t('hide.done'), rows: [[homeButton(ctx.language)]] })
  }

  /** Kept for a day, and nobody reads it unless the person sends it. Without the store only the button knows it. */
  async function offer(ctx: Ctx): Promise<void> {
    const said = ctx.message ?? ctx.editedMessage
    const item = said && itemOf(said)
    if (!item) return
    const kind = ctx.editedMessage ? 'edited' : kindOf(item.piece)
    if (!ctx.handling.turn)
      return void (await placeBelow(
        ctx,
        offerScreen(ctx.language, kind, NO_DRAFT, [item.ref], also(ctx, item)),
        undefined,
      ))
    const now = clock.now()
    const before = drafts.read(ctx) ?? newDraft('ask', now)
    const isLaterPart = item.piece.kind === 'file' && hasAlbum(before, item.piece.album)
    await offered(ctx, withItem(before, item, now), kind, isLaterPart ? 'again' : 'below', also(ctx, item))
  }

  /** A place may have been sent to find help near it; words, to find a page. */
  function also({ language }: Ctx, { piece }: Item): Also {
    if (piece.kind === 'place') return { rows: [[deps.near(language, piece)]] }
    return piece.kind === 'text' ? deps.suggest(language, piece.text) : {}
  }

  /** Each message has its own answer, as it has without a draft: earlier offers stay. */
  async function offered(
    ctx: Ctx,
    draft: Draft,
    kind: string,
    where: 'again' | 'below',
    more: Also = {},
  ): Promise<void> {
    const { screen: earlier, ...rest } = inState(draft, 'offered', clock.now())
    const refs = draft.items.map(({ ref }) => ref)
    const screen = offerScreen(ctx.language, kind, draft.id, refs, more)
    const stays = where === 'below' || earlier === undefined
    await view(ctx, stays ? rest : { ...rest, screen: earlier }, where, screen)
  }

  /** The person's case; undefined also when it cannot be looked up: what they sent is kept all the same. */
  async function caseOf(ctx: Ctx): Promise<Case | undefined> {
    try {
      return ctx.chat && (await cases.ofPerson(ctx.chat.id))
    } catch (error) {
      log.warn({ update: ctx.update.update_id, ...described(error) }, 'a case could not be looked up')
      return undefined
    }
  }
  return { message, edited, offer }
}
