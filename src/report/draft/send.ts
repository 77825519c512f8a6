/**
 * Send. A draft becomes a case, or joins the person's case, and only when that is stored the person sees its number. While
 * nothing can be stored the messages are copied straight into the staff group, and the person is told exactly that.
 */
import type { Case, CaseNumber } from '../../case/case.ts'
import { urgencyOf } from '../../case/priority.ts'
import { onceOf } from '../../case/once.ts'
import type { Ctx } from '../../context.ts'
import { described } from '../../telegram/boundary.ts'
import { type Ids, readIds } from '../../telegram/ids.ts'
import { show } from '../../telegram/screen.ts'
import { plainScreen, straightScreen } from './compose.ts'
import { type Draft, inState, toldIn } from './draft.ts'
import type { DraftStore } from './draft-store.ts'
import type { DraftView } from './draft-view.ts'
import type { ReportDeps } from '../report.ts'
import { messagesOf, NO_DRAFT, sendAddress } from './send-address.ts'
import { firstCase, isJoinable, isReopenable, joined, newEntries, reopened } from './send-payload.ts'
import { statusHere } from './send-status.ts'

const HOUR_MS = 3_600_000

type Outcome =
  | { kind: 'stored'; case: Case }
  /** Too many in an hour. */
  | { kind: 'later'; minutes: number }
  /** Or stored without our knowing: then it reaches the team twice. */
  | { kind: 'not-stored' }

/** Handles the Send button. */
export function createSend(deps: ReportDeps, drafts: DraftStore, view: DraftView): (ctx: Ctx) => Promise<void> {
  const { cases, clock, content, log } = deps

  return async function send(ctx) {
    const [id = '', words = '', how = ''] = ctx.address?.args ?? []
    if (!ctx.handling.turn || id === NO_DRAFT) return straight(ctx, readIds(words))
    delete ctx.session.covered
    const draft = drafts.read(ctx)
    if (!draft || draft.id !== id) return notHere(ctx, id)
    if (draft.state === 'offered' || draft.items.length === 0 || !isWhatWasShown(ctx, draft, how))
      return preview(ctx, draft)
    await stored(ctx, draft, how === 'r')
  }

  async function stored(ctx: Ctx, draft: Draft, again: boolean): Promise<void> {
    const outcome = await attempt(ctx, draft, again)
    if (outcome.kind === 'later') return preview(ctx, draft, limitNote(ctx, outcome.minutes))
    if (outcome.kind === 'not-stored') return straight(ctx, messagesOf(draft.items.map(({ ref }) => ref)))
    drafts.write(ctx, undefined)
    await statusHere(deps, ctx, outcome.case, draft.screen)
  }

  async function attempt(ctx: Ctx, draft: Draft, again: boolean): Promise<Outcome> {
    try {
      const earlier = await cases.ofPerson(chatOf(ctx))
      const joins = isJoinable(earlier) || (again && isReopenable(earlier, clock.now()))
      const minutes = joins ? 0 : minutesToWait(ctx, draft)
      if (minutes > 0) return { kind: 'later', minutes }
      const into = joins && earlier ? await join(ctx, draft, earlier.number) : undefined
      const each = into ?? (await create(ctx, draft))
      return each ? { kind: 'stored', case: each } : { kind: 'not-stored' }
    } catch (error) {
      log.error({ update: ctx.update.update_id, ...described(error) }, 'a report could not be stored')
      return { kind: 'not-stored' }
    }
  }

  async function create(ctx: Ctx, draft: Draft): Promise<Case | undefined> {
    const now = clock.now()
    const number = await cases.reserve(draft.id)
    const screen = ctx.callbackQuery?.message?.message_id
    const first = firstCase(draft, { number, chat: chatOf(ctx), language: ctx.language.code, now, screen })
    await cases.create(first.case, first.entries, first.audit)
    if (first.case.priority > 0) ctx.session.sends = [...recentSends(ctx), now]
    return cases.read(number)
  }

  /** Undefined when the case is gone since. */
  async function join(ctx: Ctx, draft: Draft, number: CaseNumber): Promise<Case | undefined> {
    const now = clock.now()
    const entries = newEntries(draft.items, await cases.log(number), now)
    const decide = (each: Case) => (each.closed ? reopened : joined)(each, draft, entries, now)
    return cases.change(number, decide, onceOf(ctx.update))
  }

  /** Danger and SOS always pass; a child's report too. */
  function minutesToWait(ctx: Ctx, draft: Draft): number {
    if (draft.origin === 'sos' || urgencyOf(draft.origin, draft.about, toldIn(draft)).priority < 2) return 0
    const sends = recentSends(ctx)
    if (sends.length < content.desk.sends_per_hour) return 0
    return Math.max(1, Math.ceil((Math.min(...sends) + HOUR_MS - clock.now()) / 60_000))
  }

  function recentSends(ctx: Ctx): number[] {
    return (ctx.session.sends ?? []).filter((at) => clock.now() - at < HOUR_MS)
  }

  function limitNote(ctx: Ctx, minutes: number): string {
    return `⚠️ ${ctx.language.t('report.draft.limit', { count: content.desk.sends_per_hour, minutes })}`
  }

  /** What the person would send now, to be looked at before it goes. */
  async function preview(ctx: Ctx, draft: Draft, note?: string): Promise<void> {
    const open = inState(draft, 'open', clock.now())
    await view(ctx, open, 'here', await view.preview(ctx, open, note))
  }

  /** Sent already, or gone. */
  async function notHere(ctx: Ctx, id: string): Promise<void> {
    const each = await cases.ofPerson(chatOf(ctx))
    if (each?.draft === id) return statusHere(deps, ctx, each)
    await show(ctx, plainScreen(ctx.language, 'report.gone.text'))
  }

  /** Without a store. What the button could not hold stays behind: then nobody hears that it was passed on. */
  async function straight(ctx: Ctx, { ids, whole }: Ids): Promise<void> {
    const { code } = ctx.language
    const copied = ids.length > 0 && (await deps.direct(chatOf(ctx), ids, code).catch(() => false))
    await show(ctx, straightScreen(ctx.language, content, copied && whole, ctx.callbackQuery?.data ?? ''))
  }
}

/** The button stands on the newest preview, or names the same messages, all of them. */
function isWhatWasShown(ctx: Ctx, draft: Draft, how: string): boolean {
  if (ctx.callbackQuery?.message?.message_id === draft.screen) return true
  if (!readIds(ctx.address?.args[1] ?? '').whole) return false
  const refs = draft.items.map(({ ref }) => ref)
  return ctx.callbackQuery?.data === sendAddress(ctx.address?.language ?? '', draft.id, refs, how)
}

function chatOf(ctx: Ctx): number {
  const chat = ctx.chat?.id
  if (chat === undefined) throw new Error('Expected an update of a private chat, got one without a chat')
  return chat
}
