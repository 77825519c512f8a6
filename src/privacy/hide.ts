/**
 * Hide: removes from the chat what Telegram lets a bot remove (its own and the person's messages of the last 48 hours),
 * and leaves one neutral message. No "are you sure?": somebody may be looking.
 */
import { Composer } from 'grammy'
import type { Ctx } from '../context.ts'
import { hush } from '../telegram/hush.ts'
import { type Trouble, trouble } from '../telegram/errors.ts'
import { homeButton } from '../telegram/frame.ts'
import { answerTap, send } from '../telegram/screen.ts'
import type { Taps } from '../telegram/taps.ts'

/** deleteMessages takes 1–100 ids and skips those that are gone. */
const MAX_IDS = 100

export const hide = new Composer<Ctx>()
hide.command('hide', hideEverything)
export const hideTaps: Taps = { hide: hideEverything }

async function hideEverything(ctx: Ctx): Promise<void> {
  const ids = await idsToRemove(ctx)
  await Promise.all([removeAll(ctx, ids), answerTap(ctx)])
  cover(ctx)
  await send(ctx, { text: ctx.language.t('hide.done'), rows: [[homeButton(ctx.language)]] })
}

/** From here on the bot mentions nothing but information; also when the store was too slow to load a session. */
function cover(ctx: Ctx): void {
  ctx.session.covered = true
  hush(ctx)
  if (!ctx.handling.turn) ctx.handling.effects.session['covered'] = 'true'
}

/** What is known of this chat, the message at hand, our newest screen and what tells of their case, however old. */
async function idsToRemove(ctx: Ctx): Promise<number[]> {
  const here = ctx.message?.message_id ?? ctx.callbackQuery?.message?.message_id
  const { screen } = ctx.session
  const [known, ofCase] = await Promise.all([ctx.knownMessages(), ctx.leaveCase()])
  const ids = [...known, ...ofCase, here, screen].filter((id) => id !== undefined)
  return [...new Set(ids)].sort((a, b) => a - b)
}

/** Removes what it can; only what is gone is forgotten, so that hiding again tries the rest. Never throws what Telegram says. */
async function removeAll(ctx: Ctx, ids: number[]): Promise<void> {
  const chat = ctx.chat?.id
  if (chat === undefined) return
  const removed: number[] = []
  for (let start = 0; start < ids.length; start += MAX_IDS)
    removed.push(...(await remove(ctx, chat, ids.slice(start, start + MAX_IDS))))
  ctx.handling.effects.trail = ctx.handling.effects.trail.filter((id) => !removed.includes(id))
  ctx.handling.effects.removed = removed
}

/** The ids that are gone. Together; once more if there was no answer (removing twice is harmless); one by one if refused together. */
async function remove(ctx: Ctx, chat: number, ids: number[]): Promise<number[]> {
  const together = () => ctx.api.deleteMessages(chat, ids).then(() => true, told)
  const first = await together()
  const outcome = first === 'no-answer' ? await together() : first
  if (outcome === true) return ids
  if (outcome !== 'refused' && outcome !== 'cannot-delete') return []
  const each = await mapInTurn(ids, (id) => removeOne(ctx, chat, id))
  return ids.filter((_, index) => each[index])
}

/** Deleted, or emptied when it is ours and too old to delete; an id that leads to nothing counts as gone. */
async function removeOne(ctx: Ctx, chat: number, id: number): Promise<boolean> {
  const deleted = await ctx.api.deleteMessage(chat, id).then(() => true, told)
  if (deleted === true) return true
  if (deleted === 'too-many' || deleted === 'no-answer') return false
  const emptied = await ctx.api.editMessageText(chat, id, '·').then(() => true, told)
  return emptied !== 'too-many' && emptied !== 'no-answer'
}

/** What Telegram said; throws what it did not say. */
function told(error: unknown): Trouble['kind'] {
  const cause = trouble(error)
  if (!cause) throw error
  return cause.kind
}

async function mapInTurn<T, R>(items: T[], task: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await task(item))
  return results
}
