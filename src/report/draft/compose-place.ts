/** Where a screen of a draft or a status stands: always one message, the newest, so that it is the truth about what is sent. */
import type { Ctx } from '../../context.ts'
import { trouble } from '../../telegram/errors.ts'
import { edit, insist, reply, type Screen, show } from '../../telegram/screen.ts'

/** Somebody who waits to send, or to know that it was sent, is not left with an apology. */
const ATTEMPTS = 3

/** A new message below everything; the one that stood before (`previous`) goes. The id of the message that shows it now. */
export async function placeBelow(ctx: Ctx, screen: Screen, previous: number | undefined): Promise<number | undefined> {
  if (ctx.handling.isHidden()) return previous
  const placed = await newMessage(ctx, () => insist(ctx, () => reply(ctx, screen), ATTEMPTS))
  return replaced(ctx, placed, previous)
}

/** In place of the message that was tapped, or below when that cannot be edited. */
export async function placeHere(
  ctx: Ctx,
  screen: Screen,
  previous: number | undefined,
  notice?: string,
): Promise<number | undefined> {
  if (ctx.handling.isHidden()) return previous
  const tapped = ctx.callbackQuery?.message?.message_id
  const placed = (await newMessage(ctx, () => insist(ctx, () => show(ctx, screen, notice), ATTEMPTS))) ?? tapped
  return replaced(ctx, placed, previous)
}

/** In the message that shows it already: nothing was said that it would have to stand below. */
export async function placeAgain(ctx: Ctx, screen: Screen, previous: number | undefined): Promise<number | undefined> {
  if (ctx.handling.isHidden()) return previous
  if (previous !== undefined && (await edit(ctx, previous, screen))) return previous
  return placeBelow(ctx, screen, previous)
}

/** Removes a message and forgets its id. What cannot be removed stays for Hide. */
export async function takeAway(ctx: Ctx, message: number): Promise<void> {
  if (!ctx.chat) return
  try {
    await ctx.api.deleteMessage(ctx.chat.id, message)
  } catch (error) {
    const kind = trouble(error)?.kind
    if (kind === undefined) throw error
    if (kind !== 'cannot-delete') return
  }
  const { effects } = ctx.handling
  effects.removed = [...(effects.removed ?? []), message]
  effects.trail = effects.trail.filter((id) => id !== message)
}

/** The id that sending added to the trail; undefined when nothing was sent. */
async function newMessage(ctx: Ctx, task: () => Promise<void>): Promise<number | undefined> {
  const { trail } = ctx.handling.effects
  const before = trail.length
  await task()
  return trail.length > before ? trail.at(-1) : undefined
}

async function replaced(
  ctx: Ctx,
  placed: number | undefined,
  previous: number | undefined,
): Promise<number | undefined> {
  if (placed !== undefined && previous !== undefined && previous !== placed) await takeAway(ctx, previous)
  return placed ?? previous
}
