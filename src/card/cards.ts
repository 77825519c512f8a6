/**
 * "Show this": a picture that a person shows to an officer, a doctor, a driver, an employer. It comes as a message of its own, so
 * that what they read stays. Telegram keeps a file once it has it: its id is remembered, as long as the words are the same.
 */
import { createHash } from 'node:crypto'
import { type Api, InputFile } from 'grammy'
import type { Redis } from 'ioredis'
import type { Content } from '../content/load.ts'
import type { Ctx, Log } from '../context.ts'
import type { Languages } from '../language/language.ts'
import { keys } from '../store/keys.ts'
import { keyboard } from '../telegram/buttons.ts'
import { trouble } from '../telegram/errors.ts'
import { answerTap, type Screen, send, show, takeBack } from '../telegram/screen.ts'
import type { Taps } from '../telegram/taps.ts'
import { cardPicture, type CardText } from './picture.ts'
import { captionScreen, cardsScreen, cardText, textScreen } from './view.ts'

export type CardsDeps = { content: Content; languages: Languages; redis: Redis; log: Log }

/** Raised when the picture is drawn otherwise: files of before are not used any more. */
const VERSION = 1

export function createCards({ content, languages, redis, log }: CardsDeps): Taps {
  /** One picture is drawn once, however many ask for it at the same moment. */
  const drawing = new Map<string, Promise<Uint8Array>>()

  async function card(ctx: Ctx): Promise<void> {
    const [id = ''] = ctx.address?.args ?? []
    if (!Object.hasOwn(content.cards, id)) return show(ctx, cardsScreen(content, ctx.language))
    if (ctx.handling.isHidden()) return answerTap(ctx)
    await Promise.all([showCard(ctx, id), answerTap(ctx)])
  }

  /** The picture; its words when there can be none. */
  async function showCard(ctx: Ctx, id: string): Promise<void> {
    try {
      await showPicture(ctx, id)
    } catch (error) {
      const cause = trouble(error)?.kind ?? 'picture'
      if (cause === 'unreachable') return
      log.warn({ kind: 'card', cause }, 'a card was shown without its picture')
      await send(ctx, textScreen(content, languages, ctx.language, id))
    }
  }

  async function showPicture(ctx: Ctx, id: string): Promise<void> {
    const text = cardText(content, languages, ctx.language, id)
    const caption = captionScreen(content, ctx.language, id)
    const name = nameOf(text)
    const known = await redis.hget(keys.cards, name).catch(() => null)
    if (known !== null && (await sendPhoto(ctx, known, caption).catch(refused)) !== undefined) return
    const file = await sendPhoto(ctx, new InputFile(await drawn(name, text), 'card.png'), caption)
    await redis.hset(keys.cards, name, file).catch(() => {}) // the next one uploads it again
  }

  async function drawn(name: string, text: CardText): Promise<Uint8Array> {
    const picture = drawing.get(name) ?? cardPicture(text)
    drawing.set(name, picture)
    return picture.finally(() => drawing.delete(name))
  }

  return { card }
}

/** Sends it and notes its id for Hide; the id under which Telegram keeps the file. */
async function sendPhoto(ctx: Ctx, photo: Parameters<Api['sendPhoto']>[1], { text, rows }: Screen): Promise<string> {
  const chat = ctx.chat?.id ?? 0
  const sent = await ctx.api.sendPhoto(chat, photo, {
    caption: text,
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: keyboard(rows) },
  })
  ctx.handling.effects.trail.push(sent.message_id)
  if (ctx.handling.isHidden()) await takeBack(ctx, chat, sent.message_id)
  return sent.photo.at(-1)?.file_id ?? ''
}

/** Telegram knows the file no more: it is uploaded again. Anything else is thrown. */
function refused(error: unknown): undefined {
  if (trouble(error)?.kind !== 'refused') throw error
  return undefined
}

function nameOf(text: CardText): string {
  return createHash('sha256')
    .update(JSON.stringify([VERSION, text]))
    .digest('base64url')
    .slice(0, 22)
}
