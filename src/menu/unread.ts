/** What arrives and has no use here is answered all the same: nothing a person sends is dropped in silence. */
import { Composer, type Filter } from 'grammy'
import type { Ctx } from '../context.ts'
import { homeRow } from '../telegram/frame.ts'
import { isNotice } from '../telegram/notices.ts'
import { show } from '../telegram/screen.ts'

export type UnreadDeps = {
  /** Shows the menu: what a button of another time, or a forged one, leads to. Never an error. */
  openMenu(ctx: Ctx): Promise<void>
  /** Says that nobody has read it, and offers to send it to the team. */
  offer(ctx: Ctx): Promise<void>
}

export function createUnread({ openMenu, offer }: UnreadDeps): Composer<Ctx> {
  const unread = new Composer<Ctx>()
  unread.on('message', (ctx) => answerMessage(ctx, offer))
  unread.on('edited_message', (ctx) => answerEdit(ctx, offer))
  unread.on('callback_query', openMenu)
  return unread
}

async function answerMessage(ctx: Filter<Ctx, 'message'>, offer: UnreadDeps['offer']): Promise<void> {
  if (isNotice(ctx.message)) return
  await (isCommand(ctx.message.text) ? answerCommand(ctx) : offer(ctx))
}

async function answerEdit(ctx: Filter<Ctx, 'edited_message'>, offer: UnreadDeps['offer']): Promise<void> {
  if (ctx.editedMessage.location) return // a live location moves by itself
  await (isCommand(ctx.editedMessage.text) ? answerCommand(ctx) : offer(ctx))
}

async function answerCommand(ctx: Ctx): Promise<void> {
  await show(ctx, { text: ctx.language.t('unread.command'), rows: [homeRow(ctx.language)] })
}

function isCommand(text: string | undefined): boolean {
  return text?.startsWith('/') ?? false
}
