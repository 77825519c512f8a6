/** What a person does about their case: each press is checked anew, and harmless when it comes twice. */
import type { Case } from '../../case/case.ts'
import { quieted } from '../../case/quiet.ts'
import type { Change } from '../../case/change.ts'
import type { Ctx } from '../../context.ts'
import type { Taps } from '../../telegram/taps.ts'
import { homeRow } from '../../telegram/frame.ts'
import { hush } from '../../telegram/hush.ts'
import { answerTap, send, show } from '../../telegram/screen.ts'
import { openAnswer } from '../phone/answer-open.ts'
import { appealed, erasureAsked, unquieted, withdrawn, isErasedAtOnce } from './case-changes.ts'
import { caseOf, noCaseScreen, nothingHere } from './case-of.ts'
import { relinkTap } from './case-relink.ts'
import { adoptStatus, leaveStatus } from './case-status.ts'
import { settingChanged, settingsScreen } from './case-settings.ts'
import { caseScreen, confirmScreen, FELT, framed, rateScreen, SOLVED } from './case-view.ts'
import type { PhoneDeps } from '../phone.ts'
import { quietScreen } from '../phone/phone-edit.ts'

type Handler = (deps: PhoneDeps, ctx: Ctx, each: Case, args: string[]) => Promise<void>

export function caseTaps(deps: PhoneDeps): Taps {
  const withCase = (handle: Handler) => async (ctx: Ctx) => {
    const each = await caseOf(deps, ctx)
    if (!each) return nothingHere(ctx)
    const args = (ctx.address?.args ?? []).slice(1)
    return handle(deps, ctx, ctx.address?.verb === 'case' ? each : await leaveStatus(deps, ctx, each), args)
  }
  return {
    case: withCase(caseTap),
    open: (ctx) => openAnswer(deps, ctx),
    quiet: withCase(quietTap),
    withdraw: withCase(withdrawTap),
    erase: withCase(eraseTap),
    relink: (ctx) => relinkTap(deps, ctx),
    contact: withCase(settingsTap),
    rate: withCase(rateTap),
  }
}

/** /case: a new message, which from now on is the one that tells the true state. */
export async function caseCommand(deps: PhoneDeps, ctx: Ctx): Promise<void> {
  const each = await caseOf(deps, ctx)
  return each ? showCase(deps, ctx, each) : show(ctx, noCaseScreen(ctx))
}

/** The case, in the message that is kept true from now on; an older one goes. */
async function showCase(deps: PhoneDeps, ctx: Ctx, each: Case): Promise<void> {
  const { content, clock, onDuty } = deps
  const { language } = ctx
  delete ctx.session.covered // the person is there again
  await show(ctx, caseScreen(language, content, each, clock.now(), (await onDuty(language.code)).length))
  if (each.hold?.by !== 'person') await adoptStatus(deps, ctx, each)
}

async function caseTap(deps: PhoneDeps, ctx: Ctx, each: Case, [what]: string[]): Promise<void> {
  if (what === 'write') return answerTap(ctx, ctx.language.plain('case.toast.write'))
  if (what === 'menu') return send(ctx, deps.home(ctx.language)) // apart: this message stays the one that is kept true
  if (what !== 'appeal') return showCase(deps, ctx, each)
  const once = `appeal:${each.number}:${each.misuse?.at ?? 0}`
  await deps.cases.change(each.number, (latest) => appealed(latest, deps.clock.now()), once)
  await answerTap(ctx, ctx.language.plain('case.toast.appeal'))
}

/** The quiet sign leaves a neutral text, as Hide does. */
async function quietTap(deps: PhoneDeps, ctx: Ctx, each: Case, [off]: string[]): Promise<void> {
  const now = deps.clock.now()
  if (off !== 'off') {
    await deps.cases.change(each.number, (latest) => quieted(latest, now))
    ctx.session.covered = true
    hush(ctx)
    return show(ctx, quietScreen(ctx.language))
  }
  const after = await deps.cases.change(each.number, (latest) => unquieted(latest, now))
  if (after) await showCase(deps, ctx, after)
}

async function withdrawTap(deps: PhoneDeps, ctx: Ctx, each: Case, [yes]: string[]): Promise<void> {
  if (yes !== 'yes') return show(ctx, confirmScreen(ctx.language, each, 'withdraw'))
  await deps.cases.change(each.number, (latest) => withdrawn(latest, deps.clock.now()))
  await show(ctx, framed(ctx.language, 'case.withdraw.done', []))
}

/** What nobody has opened goes at once; otherwise the desk decides within the time of the settings. */
async function eraseTap(deps: PhoneDeps, ctx: Ctx, each: Case, [yes]: string[]): Promise<void> {
  if (yes !== 'yes') return show(ctx, confirmScreen(ctx.language, each, 'erase'))
  if (isErasedAtOnce(each)) {
    await deps.erase(each.number)
    return show(ctx, { text: ctx.language.t('case.erase.done'), rows: [homeRow(ctx.language)] })
  }
  await deps.cases.change(each.number, (latest) => erasureAsked(latest, deps.clock.now()))
  await show(ctx, framed(ctx.language, 'case.erase.asked', []))
}

async function settingsTap(deps: PhoneDeps, ctx: Ctx, each: Case, [what, to]: string[]): Promise<void> {
  const change = (latest: Case): Change | undefined => settingChanged(latest, what, to, deps.clock.now())
  const after = what === undefined ? each : await deps.cases.change(each.number, change)
  await show(ctx, settingsScreen(ctx.language, after ?? each))
}

/** Two taps, each once. */
async function rateTap(deps: PhoneDeps, ctx: Ctx, each: Case, [solved, felt]: string[]): Promise<void> {
  const rated = await deps.cases.change(each.number, (latest) => feedback(latest, solved, felt))
  await show(ctx, rateScreen(ctx.language, rated ?? each))
}

function feedback(each: Case, solvedWord: string | undefined, feltWord: string | undefined): Change | undefined {
  const solved = SOLVED.find((word) => word === solvedWord)
  const felt = FELT.find((word) => word === feltWord)
  const known = each.person.feedback
  if (each.state !== 'closed' || !solved || known?.felt !== undefined || (known && !felt)) return undefined
  const next = known && felt ? { ...known, felt } : { solved }
  return { case: { ...each, person: { ...each.person, feedback: next } } }
}
