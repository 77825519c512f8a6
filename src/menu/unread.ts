/** What arrives and has no use here is answered all the same: nothing a person sends is dropped in silence. */
import { Composer, type Filter } from 'grammy'
import type { Ctx } from '../context.ts'
import { homeRow } from '../telegram/frame.ts'
import { show } from '../telegram/screen.ts'

/** Kinds of message, and the text of `unread` that answers each; the first that fits. */
const KINDS = [
  ['voice', ['voice', 'audio', 'video_note']],
  ['photo', ['photo', 'video', 'animation', 'sticker']],
  ['file', ['document']],
  ['place', ['location', 'venue']],
  ['contact', ['contact']],
  ['text', ['text']],
] as const

/** Notices of Telegram itself: nobody said anything. */
const NOTICES = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'new_chat_members',
  'left_chat_member',
  'chat_background_set',
  'forum_topic_created',
  'forum_topic_closed',
  'forum_topic_edited',
  'forum_topic_reopened',
  'write_access_allowed',
]

/** `openMenu` shows the menu: what a button of another time, or a forged one, leads to. Never an error. */
export function createUnread(openMenu: (ctx: Ctx) => Promise<void>): Composer<Ctx> {
  const unread = new Composer<Ctx>()
  unread.on('message', answerMessage)
  unread.on('edited_message', answerEdit)
  unread.on('callback_query', openMenu)
  return unread
}

async function answerMessage(ctx: Filter<Ctx, 'message'>): Promise<void> {
  const { message } = ctx
  if (NOTICES.some((notice) => notice in message)) return
  if (isLaterPartOfAlbum(ctx)) return
  const kind = KINDS.find(([, fields]) => fields.some((field) => field in message))?.[0] ?? 'other'
  await answer(ctx, kind)
}

async function answerEdit(ctx: Filter<Ctx, 'edited_message'>): Promise<void> {
  if (ctx.editedMessage.location) return // a live location moves by itself
  await answer(ctx, 'edited')
}

async function answer(ctx: Ctx, key: string): Promise<void> {
  await show(ctx, { text: ctx.language.t(`unread.${key}`), rows: [homeRow(ctx.language)] })
}

/** Parts of an album arrive as messages of their own; the first is answered. */
function isLaterPartOfAlbum(ctx: Ctx): boolean {
  const album = ctx.message?.media_group_id
  if (album === undefined) return false
  const later = ctx.session.album === album
  ctx.session.album = album
  return later
}
