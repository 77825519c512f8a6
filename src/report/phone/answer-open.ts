/** Opening an answer: only by the person of the case, after the code word where one is set; content in place of the notice. */
import type { Answer } from '../../case/answer.ts'
import type { Case } from '../../case/case.ts'
import { sameWord } from '../../case/words.ts'
import { onceOf } from '../../case/once.ts'
import type { Ctx } from '../../context.ts'
import { address } from '../../telegram/buttons.ts'
import { hideButton, homeRow } from '../../telegram/frame.ts'
import { answerTap, type Screen, send, show } from '../../telegram/screen.ts'
import { deliverAnswer } from './answer-deliver.ts'
import { removeShown } from './answer-show.ts'
import { asksForWord, isLocked, readBefore, unlocked, unopened, withAnswer, withoutNotice } from './answers.ts'
import { ask, type Asked, forgetAsked } from './asked.ts'
import { wrongWord } from '../mine/case-changes.ts'
import { caseOf, nothingHere } from '../mine/case-of.ts'
import { leaveStatus } from '../mine/case-status.ts'
import type { PhoneDeps } from '../phone.ts'

type AskedWord = Asked & { kind: 'code-word' }

/** The tap on Open: `open:<case>:<answer>`; with `again` what was read before is shown once more. */
export async function openAnswer(deps: PhoneDeps, ctx: Ctx): Promise<void> {
  const each = await caseOf(deps, ctx)
  if (!each) return nothingHere(ctx)
  const [, id, again] = ctx.address?.args ?? []
  const answer = each.answers.find((one) => one.id === Number(id))
  const message = ctx.callbackQuery?.message?.message_id ?? 0
  const waits = unopened(each).length > 0
  if (answer?.state === 'taken-back' && !waits) return tellInstead(deps, ctx, each, 'case.taken-back')
  if (isLocked(each)) return tellInstead(deps, ctx, each, 'case.locked')
  if (again !== 'again' && !waits) return answerTap(ctx, ctx.language.plain('case.toast.opened'))
  if (asksForWord(each, deps.clock.now())) return askForWord(deps, ctx, each, Number(id), message)
  await reveal(deps, ctx, again === 'again' ? await renewed(deps, each, Number(id)) : each, message)
}

async function askForWord(deps: PhoneDeps, ctx: Ctx, each: Case, answer: number, message: number): Promise<void> {
  ask(ctx, { kind: 'code-word', number: each.number, answer, message }, deps.clock.now())
  await tellInstead(deps, ctx, each, 'case.word.ask')
}

/** In place of the tapped message, which tells the true state no longer if it did. */
async function tellInstead(deps: PhoneDeps, ctx: Ctx, each: Case, key: string): Promise<void> {
  await leaveStatus(deps, ctx, each)
  await show(ctx, plainScreen(ctx, key))
}

/** The text after the question: it is taken from the chat at once, whether right or wrong. */
export async function tryWord(deps: PhoneDeps, ctx: Ctx, asked: AskedWord, word: string): Promise<void> {
  const { cases, clock } = deps
  const each = await caseOf(deps, ctx, asked.number)
  if (!each || isLocked(each)) {
    forgetAsked(ctx)
    return send(ctx, plainScreen(ctx, each ? 'case.locked' : 'case.none'))
  }
  const now = clock.now()
  const right = each.about.codeWord !== undefined && sameWord(word, each.about.codeWord)
  const change = (latest: Case) => (right ? { case: unlocked(latest, now) } : wrongWord(latest, now))
  const after = (await cases.change(each.number, change, onceOf(ctx.update))) ?? each
  if (right || isLocked(after)) forgetAsked(ctx)
  if (right) return afterWord(deps, ctx, after, asked)
  if (isLocked(after)) deps.alarm('locked', after.number)
  await send(ctx, plainScreen(ctx, isLocked(after) ? 'case.locked' : 'case.word.wrong'))
}

/** The content, in place of the question if that was the notice; another question goes. */
async function afterWord(deps: PhoneDeps, ctx: Ctx, each: Case, { answer, message }: AskedWord): Promise<void> {
  const isNotice = message === undefined || each.answers.some(({ notice }) => notice === message)
  await reveal(deps, ctx, unopened(each).length > 0 ? each : await renewed(deps, each, answer), message)
  if (!isNotice)
    await removeShown(ctx.api, each.person.chat, [message], ctx.language.plain('hide.done')).catch(() => {})
}

/** Shows all that waits, oldest first; `message`: the tapped message, whose place the content takes when it is the notice. */
async function reveal(deps: PhoneDeps, ctx: Ctx, each: Case, message: number | undefined): Promise<void> {
  const { cases, clock } = deps
  const { trail } = ctx.handling.effects
  let used = false
  for (const answer of unopened(each)) {
    trail.push(...answer.shown) // sent by an attempt that was cut off
    const target = !used && answer.notice === message && answer.shown.length === 0 ? message : undefined
    const outcome = await deliverAnswer({
      cases,
      clock,
      api: ctx.api,
      each,
      answer,
      language: ctx.language,
      silent: true,
      target,
      note: (messages) => {
        used ||= target !== undefined && messages.includes(target)
        trail.push(...messages)
      },
      isHidden: ctx.handling.isHidden,
    })
    if (outcome === 'hidden') return
    if (outcome === 'failed') await send(ctx, plainScreen(ctx, 'case.failed'))
    else await opened(deps, each, answer)
  }
  await removeNotices(ctx, each, used && message !== undefined ? [message] : [])
}

async function opened({ cases, clock }: PhoneDeps, each: Case, { id }: Answer): Promise<void> {
  const now = clock.now()
  await cases.change(each.number, (latest) => {
    const open = (answer: Answer): Answer =>
      answer.state === 'taken-back'
        ? answer
        : { ...withoutNotice(answer), state: 'opened', tries: 0, openedAt: answer.openedAt ?? now }
    const person = { ...latest.person, reachable: 'yes' as const }
    return { case: { ...withAnswer(latest, id, open), person, lastWordAt: now } }
  })
}

/** The neutral messages have done their work, and so has the question for the word. */
async function removeNotices(ctx: Ctx, each: Case, kept: number[]): Promise<void> {
  const notices = unopened(each).flatMap(({ notice }) => notice ?? [])
  const gone = [...new Set(notices)].filter((message) => !kept.includes(message))
  await removeShown(ctx.api, each.person.chat, gone, ctx.language.plain('hide.done')).catch(() => {})
}

/** An answer that was read here before, to be shown once more: what stands of it goes. */
async function renewed({ cases, api }: PhoneDeps, each: Case, id: number): Promise<Case> {
  const answer = readBefore(each).find((one) => one.id === id)
  if (!answer) return each
  await removeShown(api, each.person.chat, answer.shown, '·').catch(() => {})
  const again = (one: Answer): Answer => ({ ...one, state: 'notified', shown: [], shownEntries: [] })
  return (await cases.change(each.number, (latest) => ({ case: withAnswer(latest, id, again) }))) ?? each
}

/** A text, the way back to the case, and the frame. */
export function plainScreen(ctx: Ctx, key: string): Screen {
  const { language } = ctx
  const mine = { label: `📄 ${language.plain('case.button.mine')}`, to: address(language.tag, 'case') }
  return { text: language.t(key), rows: [[mine, hideButton(language)], homeRow(language)] }
}
