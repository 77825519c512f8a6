/** The buttons under a pressed message: a second question in place of the first keyboard, and back. */
import { isDeepStrictEqual } from 'node:util'
import type { Case } from '../../case/case.ts'
import type { Ctx } from '../../context.ts'
import type { Language, Values } from '../../language/language.ts'
import { type Button, keyboard } from '../../telegram/buttons.ts'
import { trouble } from '../../telegram/errors.ts'
import type { Act } from './changes.ts'
import type { DeskParts } from '../desk.ts'
import { alertLine } from '../delivery/stub.ts'
import { backRow, cardKeyboard } from './keyboard.ts'

/** Who pressed, and the language of the message. */
export type Presser = { act: Act; language: Language }

/** An interactive edit may use the whole of the group's minute. */
const WHOLE_MINUTE = 20

export function createRedraw({ group, notify }: DeskParts) {
  /** The first keyboard again, in place of a second one, and in private; the card and the stub are drawn by delivery. */
  async function restore(ctx: Ctx, presser: Presser, after: Case): Promise<void> {
    const message = ctx.callbackQuery?.message
    const shown = message && 'reply_markup' in message ? (message.reply_markup?.inline_keyboard ?? []) : []
    const [back] = keyboard([backRow(presser.language, after)]).flat()
    const isSecond = shown.flat().some((button) => isDeepStrictEqual(button, back))
    if (isSecond || message?.chat.type === 'private')
      await redraw(ctx, presser, after, cardKeyboard(presser.language, after))
  }

  /**
   * Puts other buttons under the pressed message. In the group this keeps its pace: when it is full, a question is put in
   * private instead, and a first keyboard comes with the next drawing of the card.
   */
  async function redraw(
    ctx: Ctx,
    { act, language }: Presser,
    each: Case,
    rows: Button[][],
    question?: { toast?: string; values?: Values },
  ): Promise<void> {
    const message = ctx.callbackQuery?.message
    if (!message) return
    const { chat, message_id } = message
    const markup = { reply_markup: { inline_keyboard: keyboard(rows) } }
    if (chat.type === 'private') {
      await ctx.api.editMessageReplyMarkup(chat.id, message_id, markup).catch(ignoreTrouble)
      return
    }
    const edited = await group.call(WHOLE_MINUTE, (api) => api.editMessageReplyMarkup(chat.id, message_id, markup))
    if (question === undefined || edited.kind === 'ok' || edited.kind === 'same') return
    const words = question.toast === undefined ? '' : language.t(`staff.toast.${question.toast}`, question.values)
    await notify([act.by], () => ({ text: `<b>${alertLine(each)}</b>\n${words}`, rows }))
  }

  return { redraw, restore }
}

/** Buttons of a message that is gone or cannot be changed any more are no error; anything else is. */
function ignoreTrouble(error: unknown): void {
  if (!trouble(error)) throw error
}
