/**
 * The buttons under a case's card: what can be done with it now. The same keyboard stands under the card, the stub and
 * private messages to staff; who may really do it is looked up at each press.
 */
import { type Case, isOpen } from '../../case/case.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button, pairs, type Verb } from '../../telegram/buttons.ts'

/** After so many wrong code words answers stay locked until a lead opens them. */
export const MAX_WRONG_WORDS = 3

/** A button of a case: `args` follow the case number in its address. */
export function caseButton(language: Language, verb: Verb, label: string, number: number, ...args: string[]): Button {
  return { label, to: address(language.tag, verb, String(number), ...args) }
}

/** The first keyboard: what is done most, the rest under "More". */
export function cardKeyboard(language: Language, each: Case): Button[][] {
  const { number } = each
  const button = (verb: Verb, name: string, ...args: string[]) =>
    caseButton(language, verb, language.plain(`staff.button.${name}`), number, ...args)
  if (!isOpen(each)) return [[button('work', 'reopen', 'reopen')]]
  if (each.owner) {
    const offered = each.offer ? [[button('accept', 'accept')]] : []
    return [...offered, [button('give', 'give'), button('close', 'close')], [button('work', 'more')]]
  }
  const take: Button = { ...button('take', 'take'), style: 'success' }
  const seen = each.openedAt === undefined ? [button('seen', 'seen')] : []
  return [[take, ...seen], [button('work', 'more')]]
}

/** The second keyboard, behind "More". */
export function moreKeyboard(language: Language, each: Case): Button[][] {
  const button = (verb: Verb, name: string, ...args: string[]) =>
    caseButton(language, verb, language.plain(`staff.button.${name}`), each.number, ...args)
  const buttons = [
    button('priority', 'priority'),
    button('trafficking', 'trafficking'),
    each.hold ? button('hold', 'hold-off', 'off') : button('hold', 'hold', 'on'),
    button('refer', 'refer'),
    ...(each.owner ? [] : [button('close', 'close')]),
    ...(mayBeMisuse(each) ? [button('misuse', 'misuse')] : []),
    ...(each.person.wrongWords >= MAX_WRONG_WORDS ? [button('unlock', 'unlock')] : []),
    ...(each.promises.length > 0 ? [button('work', 'promises', 'promises')] : []),
    ...(each.maybeSame.length > 0 ? [button('same', 'same')] : []),
  ]
  return [...pairs(buttons), backRow(language, each)]
}

/** Back to the first keyboard. */
export function backRow(language: Language, each: Case): Button[] {
  return [caseButton(language, 'work', language.plain('staff.button.back'), each.number, 'card')]
}

/** A silent or odd P0 is no misuse before somebody has looked: a watched person may write nonsense. */
export function mayBeMisuse(each: Case): boolean {
  return each.priority !== 0 || each.openedAt !== undefined
}
