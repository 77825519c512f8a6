/** The stub: one line in General that says nothing but priority, case and language, and leads to the topic. */
import type { InlineKeyboardButton } from '@grammyjs/types'
import { type Case, caseName, isOpen } from '../../case/case.ts'
import type { Language } from '../../language/language.ts'
import { keyboard } from '../../telegram/buttons.ts'
import { cardKeyboard } from '../work/keyboard.ts'

export type StubView = { text: string; reply_markup: { inline_keyboard: InlineKeyboardButton[][] } }

/** `P0 · K-1042 · uz-Latn`: all that may stand where everybody in the group looks (safety-screening §3.3). */
export function alertLine({ priority, number, language }: Case): string {
  return `P${priority} · ${caseName(number)} · ${language}`
}

/** The topic's name: no person's words; a closed case is ticked off. */
export function topicName(each: Case): string {
  return isOpen(each) ? alertLine(each) : `${alertLine(each)} ✔`
}

/** The stub as it is to be shown; `owner`: the name of whoever has the case. */
export function stubView(language: Language, each: Case, chat: number, owner: string | undefined): StubView {
  const label = language.plain('staff.button.open-topic')
  const open = [{ text: label, url: topicLink(chat, each.desk.thread ?? 0) }]
  const first = isOpen(each) && !each.owner ? cardKeyboard(language, each).slice(0, 1) : []
  const after = stubState(language, each, owner)
  return {
    text: after ? `${alertLine(each)}\n${after}` : alertLine(each),
    reply_markup: { inline_keyboard: [...keyboard(first), open] },
  }
}

function stubState(language: Language, each: Case, owner: string | undefined): string {
  if (!isOpen(each)) return language.t('staff.stub.closed')
  return each.owner ? language.t('staff.stub.taken', { name: owner ?? '' }) : ''
}

/** Changes when the stub is to be edited. */
export function stubMark(each: Case): string {
  const { owner, openedAt, desk } = each
  return [alertLine(each), isOpen(each), owner?.id, openedAt !== undefined, desk.thread].join('|')
}

/** Opens a topic of a supergroup, for its members only. */
export function topicLink(chat: number, thread: number): string {
  return `https://t.me/c/${String(chat).replace(/^-100/, '')}/${thread}`
}
