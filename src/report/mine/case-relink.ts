/** /case on another phone: the code is shown on the one, given on the other. */
import type { Case } from '../../case/case.ts'
import type { Ctx } from '../../context.ts'
import { address } from '../../telegram/buttons.ts'
import { hideButton, homeRow } from '../../telegram/frame.ts'
import { type Screen, send, show } from '../../telegram/screen.ts'
import { removeShown } from '../phone/answer-show.ts'
import { ask, forgetAsked } from '../phone/asked.ts'
import { relinked } from './case-changes.ts'
import { caseOf, nothingHere } from './case-of.ts'
import { confirmScreen } from './case-view.ts'
import type { PhoneDeps } from '../phone.ts'
import { adoptStatus, leaveStatus } from './case-status.ts'
import { quietScreen } from '../phone/phone-edit.ts'
import { makeRelinkCode, tryRelinkCode } from './relink.ts'
import { shownCode } from './relink-code.ts'
import { statusScreen } from '../status.ts'

/** `relink:<case>` explains, `relink:<case>:yes` shows a code, `relink:code` asks for one. */
export async function relinkTap(deps: PhoneDeps, ctx: Ctx): Promise<void> {
  const [what, yes] = ctx.address?.args ?? []
  if (what === 'code') return askForCode(deps, ctx)
  const each = await caseOf(deps, ctx)
  if (!each) return nothingHere(ctx)
  await leaveStatus(deps, ctx, each)
  if (yes !== 'yes') return show(ctx, confirmScreen(ctx.language, each, 'relink'))
  await show(ctx, codeScreen(ctx, each, await makeRelinkCode(deps.redis, each.number)))
}

function codeScreen({ language }: Ctx, each: Case, code: string): Screen {
  const mine = {
    label: `📄 ${language.plain('case.button.mine')}`,
    to: address(language.tag, 'case', String(each.number)),
  }
  return {
    text: `${language.t('case.relink.code')}\n\n<tg-spoiler><code>${shownCode(code)}</code></tg-spoiler>`,
    rows: [[mine, hideButton(language)], homeRow(language)],
  }
}

async function askForCode({ clock }: PhoneDeps, ctx: Ctx): Promise<void> {
  ask(ctx, { kind: 'relink-code' }, clock.now())
  const { language } = ctx
  await show(ctx, { text: language.t('case.relink.give'), rows: [[hideButton(language)], homeRow(language)] })
}

/** The text after the question. Whatever it was, a wrong one gets the same answer. */
export async function tryCode(deps: PhoneDeps, ctx: Ctx, typed: string): Promise<void> {
  const { redis, cases, alarm } = deps
  const chat = ctx.chat?.id ?? 0
  const tried = await tryRelinkCode(redis, chat, ctx.update.update_id, typed)
  const each = tried.kind === 'right' ? await cases.read(tried.number) : undefined
  if (each) {
    forgetAsked(ctx)
    return move(deps, ctx, each, chat)
  }
  if (tried.kind === 'wrong' && tried.report) {
    await cases.note(undefined, { who: 'clock', what: 'relink-guessing' })
    alarm('relink-guessing')
  }
  const again = {
    label: `🔑 ${ctx.language.plain('case.button.have-code')}`,
    to: address(ctx.language.tag, 'relink', 'code'),
  }
  forgetAsked(ctx)
  await send(ctx, { text: ctx.language.t('case.relink.wrong'), rows: [[again], homeRow(ctx.language)] })
}

/** The new phone gets the state, and what nobody opened; the old one keeps nothing that tells. */
async function move(deps: PhoneDeps, ctx: Ctx, before: Case, chat: number): Promise<void> {
  const { cases, clock, content } = deps
  const now = clock.now()
  const each = await cases.change(before.number, (latest) => relinked(latest, chat, now))
  if (!each) return nothingHere(ctx)
  await cases.linkPerson(chat, each.number)
  if (before.person.chat !== chat) await clear(deps, ctx, before)
  const onDuty = await deps.onDuty(ctx.language.code)
  await send(ctx, statusScreen(ctx.language, content, each, now, onDuty.length))
  await adoptStatus(deps, ctx, each)
}

async function clear({ api, languages, log }: PhoneDeps, ctx: Ctx, { person, answers, language }: Case): Promise<void> {
  const words = languages.byCode(language) ?? ctx.language
  const { text } = quietScreen(words)
  const messages = answers.flatMap(({ notice, shown }) => [...(notice === undefined ? [] : [notice]), ...shown])
  try {
    await removeShown(api, person.chat, [...new Set(messages)], text)
    if (person.status) await api.editMessageText(person.chat, person.status.message, text)
  } catch {
    log.warn({ kind: 'relink' }, 'the phone of before could not be cleared')
  }
}
