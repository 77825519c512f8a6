/** Puts a screen before a person: in place of the message whose button was tapped, or as a new message. */
import type { InlineKeyboardMarkup } from '@grammyjs/types'
import type { Ctx } from '../context.ts'
import { type Button, keyboard } from './buttons.ts'
import { trouble } from './errors.ts'

export type Screen = {
  /** Telegram HTML, at most 4096 characters after parsing. */
  text: string
  rows: Button[][]
}

/**
 * What Telegram needs beside the text; previews are always off, since they show what a link is about. Objects go as JSON
 * text, as the Bot API takes them too: grammY would otherwise walk through each of their fields twice a call.
 */
const OPTIONS = { parse_mode: 'HTML', link_preview_options: asJson({ is_disabled: true }) } as const

/** How many message ids after the person's are tried when an earlier attempt may have answered already. */
const LOST_REPLY_REACH = 30

/**
 * Shows `screen`, and answers the tap (with `notice`) at the same time, so that the person waits for one trip only.
 * What cannot be edited (too old, deleted, not text) is sent anew. Throws what else Telegram refuses.
 */
export async function show(ctx: Ctx, screen: Screen, notice?: string): Promise<void> {
  const tapped = ctx.callbackQuery?.message?.message_id
  if (ctx.handling.isHidden()) return answerTap(ctx)
  if (tapped === undefined) return reply(ctx, screen)
  const edited = edit(ctx, tapped, screen)
  await Promise.all([edited, answerTap(ctx, notice)])
  if (!(await edited) && !ctx.handling.isHidden()) await send(ctx, screen)
}

/**
 * What must be seen, tried up to `attempts` times: after the time Telegram asks for, or soon if it gave no answer. It may then
 * stand there twice, which hurts nobody. Throws what Telegram refuses for good, and the last failure.
 */
export async function insist(ctx: Ctx, task: () => Promise<void>, attempts: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task()
    } catch (error) {
      const cause = trouble(error)
      const seconds = cause?.kind === 'too-many' ? cause.retryAfterSeconds : attempt
      if ((cause?.kind !== 'too-many' && cause?.kind !== 'no-answer') || attempt === attempts) throw error
      await ctx.handling.pause(seconds * 1000)
    }
  }
}

/** Takes the spinner from the tapped button, once; `notice` is shown for a moment (at most 200 characters). */
export async function answerTap(ctx: Ctx, notice?: string): Promise<void> {
  if (!ctx.callbackQuery || ctx.handling.tapAnswered) return
  ctx.handling.tapAnswered = true
  try {
    await ctx.answerCallbackQuery(notice === undefined ? {} : { text: notice })
  } catch (error) {
    if (!trouble(error)) throw error // the screen is what matters; the spinner ends by itself
  }
}

/** A new message, found again if an attempt that was cut off had already sent it. */
export async function reply(ctx: Ctx, screen: Screen): Promise<void> {
  const { turn } = ctx.handling
  if (ctx.message && turn && turn.attempt > 1 && (await replaceLostReply(ctx, screen, turn.begunAfter))) return
  await send(ctx, screen)
}

/** Sends a new message and notes its id for Hide. A person who cannot be reached is no error. */
export async function send(ctx: Ctx, screen: Screen): Promise<void> {
  const chat = ctx.chat?.id ?? ctx.from?.id
  if (chat === undefined) return
  try {
    const sent = await ctx.api.sendMessage(chat, screen.text, { ...OPTIONS, reply_markup: markup(screen) })
    ctx.handling.effects.trail.push(sent.message_id)
    if (ctx.handling.isHidden()) return await takeBack(ctx, chat, sent.message_id)
    ctx.session.screen = sent.message_id
  } catch (error) {
    if (trouble(error)?.kind !== 'unreachable') throw error
  }
}

/** Hide was pressed while it was on its way. Left to the trail when Telegram does not take it: the next Hide removes it. */
export async function takeBack(ctx: Ctx, chat: number, messageId: number): Promise<void> {
  try {
    await ctx.api.deleteMessage(chat, messageId)
  } catch (error) {
    if (!trouble(error)) throw error
  }
}

/** Edits a message of ours in this chat. False when it can no longer be edited. */
export async function edit(ctx: Ctx, messageId: number, screen: Screen): Promise<boolean> {
  const chat = ctx.chat?.id ?? ctx.from?.id
  if (chat === undefined) return false
  try {
    await ctx.api.editMessageText(chat, messageId, screen.text, { ...OPTIONS, reply_markup: markup(screen) })
    return true
  } catch (error) {
    const kind = trouble(error)?.kind
    if (kind === 'not-modified' || kind === 'unreachable') return true
    if (kind === 'cannot-edit') return false
    throw error
  }
}

/**
 * The process was killed while it answered this message: whether the answer went out is unknown, and the Bot API can
 * neither tell nor take a second one back. But our own messages can be edited, and ids of private chats grow by one over
 * all chats of the bot: so the ids right after the newest one of each attempt are tried with an edit to this very screen.
 * Messages that are known (in the trail) answered something else and are left alone.
 */
async function replaceLostReply(ctx: Ctx, screen: Screen, starts: number[]): Promise<boolean> {
  const known = new Set(await ctx.knownMessages())
  const isMine = (id: number) => edit(ctx, id, screen).catch((error: unknown) => limited(error))
  for (const id of starts.flatMap(idsAfter)) {
    const mine = known.has(id) ? false : await isMine(id)
    if (mine === 'limited') return false // better twice than not at all
    if (!mine) continue
    ctx.handling.effects.trail.push(id)
    return true
  }
  return false
}

function idsAfter(start: number): number[] {
  return Array.from({ length: LOST_REPLY_REACH }, (_, index) => start + 1 + index)
}

function limited(error: unknown): 'limited' {
  if (trouble(error)?.kind === 'too-many') return 'limited'
  throw error
}

/** Pages are shown again and again: their buttons are put into Telegram's shape once. */
const markups = new WeakMap<Screen, InlineKeyboardMarkup>()

function markup(screen: Screen): InlineKeyboardMarkup {
  const made = markups.get(screen) ?? asJson<InlineKeyboardMarkup>({ inline_keyboard: keyboard(screen.rows) })
  markups.set(screen, made)
  return made
}

function asJson<T>(value: T): T {
  return JSON.stringify(value) as T
}
