/**
 * Hide: removes from the chat what Telegram lets a bot remove (its own and the person's messages of the last 48 hours),
 * and leaves one neutral message. No "are you sure?": somebody may be looking.
 */
import { Composer } from 'grammy'
import type { Ctx } from '../context.ts'
import { trouble } from '../telegram/errors.ts'
import { homeButton } from '../telegram/frame.ts'
import { answerTap, send } from '../telegram/screen.ts'

/** deleteMessages takes 1–100 ids and skips those that are gone. */
const MAX_IDS = 100

export const hide = new Composer<Ctx>()
hide.command('hide', hideEverything)
hide.filter((ctx) => ctx.address?.verb === 'hide').use(hideEverything)

async function hideEverything(ctx: Ctx): Promise<void> {
  const { language } = ctx
  const here = ctx.message?.message_id ?? ctx.callbackQuery?.message?.message_id
  const known = await ctx.knownMessages()
  const ids = [...new Set([...known, ...(here === undefined ? [] : [here])])].sort((a, b) => a - b)
  ctx.handling.effects.trail = []
  ctx.handling.effects.clearTrail = true

  await Promise.all([removeAll(ctx, ids), answerTap(ctx)])
  await send(ctx, { text: language.t('hide.done'), rows: [[homeButton(language)]] })
}

async function removeAll(ctx: Ctx, ids: number[]): Promise<void> {
  const chat = ctx.chat?.id
  if (chat === undefined) return
  for (let start = 0; start < ids.length; start += MAX_IDS) await remove(ctx, chat, ids.slice(start, start + MAX_IDS))
}

/** Together; once more if there was no answer (removing twice is harmless); one by one if Telegram refuses them together. */
async function remove(ctx: Ctx, chat: number, ids: number[]): Promise<void> {
  const together = () => ctx.api.deleteMessages(chat, ids)
  try {
    await together().catch((error: unknown) =>
      trouble(error)?.kind === 'no-answer' ? together() : Promise.reject(error),
    )
  } catch (error) {
    if (trouble(error)?.kind !== 'refused' && trouble(error)?.kind !== 'cannot-delete') throw error
    for (const id of ids) await removeOne(ctx, chat, id)
  }
}

async function removeOne(ctx: Ctx, chat: number, id: number): Promise<void> {
  const ignoreRefusal = (error: unknown) => {
    if (!trouble(error)) throw error
  }
  try {
    await ctx.api.deleteMessage(chat, id)
  } catch (error) {
    ignoreRefusal(error)
    await ctx.api.editMessageText(chat, id, '·').catch(ignoreRefusal) // too old to delete: emptied
  }
}
