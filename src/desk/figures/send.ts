/** How the figures reach a chat: a picture with its text and buttons, or a file. */
import type { InputMediaPhoto } from '@grammyjs/types'
import { type Api, InputFile } from 'grammy'
import type { Ctx } from '../../context.ts'
import { keyboard } from '../../telegram/buttons.ts'
import { trouble } from '../../telegram/errors.ts'
import { answerTap, type Screen } from '../../telegram/screen.ts'

/** In place of the tapped picture; else as a new message, since a text that becomes a picture would not be protected. */
export async function showPicture(ctx: Ctx, picture: Uint8Array, screen: Screen): Promise<void> {
  const tapped = ctx.callbackQuery?.message
  if (ctx.handling.isHidden()) return answerTap(ctx)
  await answerTap(ctx)
  if (tapped?.photo && (await replaced(ctx, tapped.message_id, picture, screen))) return
  const sent = await sendPicture(ctx.api, ctx.chat?.id ?? 0, picture, screen)
  ctx.handling.effects.trail.push(sent.message_id)
}

/** As a new message. Internal numbers: they can be looked at, not passed on. */
export function sendPicture(api: Api, chat: number, picture: Uint8Array, { text, rows }: Screen) {
  return api.sendPhoto(chat, file(picture), {
    caption: text,
    parse_mode: 'HTML',
    protect_content: true,
    reply_markup: { inline_keyboard: keyboard(rows) },
  })
}

/** A file of text as an answer. */
export async function sendDocument(ctx: Ctx, name: string, content: string, caption: string): Promise<void> {
  await answerTap(ctx)
  const sent = await ctx.replyWithDocument(new InputFile(Buffer.from(content), name), { caption, parse_mode: 'HTML' })
  ctx.handling.effects.trail.push(sent.message_id)
}

/** False when the message can no longer be edited. */
async function replaced(ctx: Ctx, message: number, picture: Uint8Array, screen: Screen): Promise<boolean> {
  const media: InputMediaPhoto<InputFile> = {
    type: 'photo',
    media: file(picture),
    caption: screen.text,
    parse_mode: 'HTML',
  }
  try {
    await ctx.api.editMessageMedia(ctx.chat?.id ?? 0, message, media, {
      reply_markup: { inline_keyboard: keyboard(screen.rows) },
    })
    return true
  } catch (error) {
    const kind = trouble(error)?.kind
    if (kind === 'not-modified') return true
    if (kind === 'cannot-edit') return false
    throw error
  }
}

function file(picture: Uint8Array): InputFile {
  return new InputFile(picture, 'figures.png')
}
