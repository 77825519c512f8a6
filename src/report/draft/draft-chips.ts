/** Taps on a draft: begin, choose, drop an item, cancel. Each looks at the draft as it is; a button of another time does no harm. */
import type { Ctx } from '../../context.ts'
import { answerTap, type Screen, show } from '../../telegram/screen.ts'
import type { Taps } from '../../telegram/taps.ts'
import { bareIntro, plainScreen } from './compose.ts'
import { cityScreen } from './compose-about.ts'
import { answersScreen, wordScreen } from './compose-answers.ts'
import { placeBelow, placeHere } from './compose-place.ts'
import { type Draft, inState, newDraft, withAbout, withoutItem } from './draft.ts'
import { withChip } from './draft-about.ts'
import type { DraftStore } from './draft-store.ts'
import type { DraftView } from './draft-view.ts'
import type { ReportDeps } from '../report.ts'

/** Chips that stand on the screen of answers; the others on the preview. */
const ANSWER_CHIPS = ['hour', 'first', 'outside', 'plain', 'code', 'quiet']

export function createChips({ content, clock }: ReportDeps, drafts: DraftStore, view: DraftView): Taps {
  /** A message of its own: the numbers of the card stay where they are. */
  async function write(ctx: Ctx): Promise<void> {
    delete ctx.session.covered
    const origin = originOf(ctx.address?.args[0])
    if (!ctx.handling.turn) return void (await placeBelow(ctx, bareIntro(ctx.language), undefined))
    const now = clock.now()
    const draft = drafts.read(ctx) ?? newDraft(origin, now)
    await view(ctx, inState(draft, 'open', now, origin), 'below')
  }

  /** Where it began, from the button. */
  function originOf(from: string | undefined): string {
    const page = /^page\.(.+)$/.exec(from ?? '')?.[1]
    if (page !== undefined && Object.hasOwn(content.menu.pages, page)) return `page:${page}`
    const guide = /^guide\.(.+)$/.exec(from ?? '')?.[1]
    if (guide !== undefined && Object.hasOwn(content.guides, guide)) return `guide:${guide}`
    return from === 'sos' ? 'sos' : 'ask'
  }

  /** A tap on the draft there is. */
  function onDraft(act: (ctx: Ctx, draft: Draft, args: string[]) => Promise<void>) {
    return async (ctx: Ctx): Promise<void> => {
      if (!ctx.handling.turn) return answerTap(ctx, ctx.language.plain('report.toast.later'))
      const draft = drafts.read(ctx)
      if (!draft) return show(ctx, plainScreen(ctx.language, 'report.gone.text'))
      await act(ctx, inState(draft, 'open', clock.now()), ctx.address?.args ?? [])
    }
  }

  async function about(ctx: Ctx, draft: Draft, [what = '', page = '0']: string[]): Promise<void> {
    if (what === 'code' || what === 'quiet')
      return view(ctx, inState(draft, `asking-${what}-word`, clock.now()), 'here', wordScreen(what, ctx.language))
    await view(ctx, draft, 'here', aboutScreen(ctx, draft, what, Number(page)))
  }

  function aboutScreen(ctx: Ctx, draft: Draft, what: string, page: number): Screen | undefined {
    if (what === 'city') return cityScreen(draft, content, ctx.language, page)
    return what === 'answers' ? answersScreen(draft, ctx.language) : undefined
  }

  async function set(ctx: Ctx, draft: Draft, [chip = '', value = '']: string[]): Promise<void> {
    const choices = withChip(draft.about, chip, value, content.cities)
    const changed = choices ? withAbout(draft, choices, clock.now()) : draft
    await view(ctx, changed, 'here', ANSWER_CHIPS.includes(chip) ? answersScreen(changed, ctx.language) : undefined)
  }

  async function drop(ctx: Ctx, draft: Draft, [ref = '']: string[]): Promise<void> {
    await view(ctx, withoutItem(draft, parseInt(ref, 36), clock.now()), 'here')
  }

  async function cancel(ctx: Ctx, draft: Draft): Promise<void> {
    drafts.write(ctx, undefined)
    await placeHere(ctx, plainScreen(ctx.language, 'report.cancelled.text'), draft.screen)
  }
  return { write, about: onDraft(about), set: onDraft(set), drop: onDraft(drop), cancel: onDraft(cancel) }
}
