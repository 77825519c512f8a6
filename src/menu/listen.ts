/**
 * A page read aloud, as a voice message of its own, so that what they read stays. Telegram keeps a file once it has it: its id is
 * remembered by what is in the file.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Api, InputFile } from 'grammy'
import type { Redis } from 'ioredis'
import { recordingOf } from '../content/audio.ts'
import { factIdsOf } from '../content/page-facts.ts'
import type { Content } from '../content/load.ts'
import type { Ctx, Log } from '../context.ts'
import type { Language } from '../language/language.ts'
import { keys } from '../store/keys.ts'
import { keyboard } from '../telegram/buttons.ts'
import { trouble } from '../telegram/errors.ts'
import { factsOn, hasExpired } from '../telegram/facts.ts'
import { backButton, hideButton, homeRow } from '../telegram/frame.ts'
import { answerTap, takeBack } from '../telegram/screen.ts'
import type { Taps } from '../telegram/taps.ts'

export type ListenDeps = { content: Content; redis: Redis; log: Log; today(): string }

/** Plays the page that `address` names. */
export function createListen({ content, redis, log, today }: ListenDeps): Taps {
  async function listen(ctx: Ctx): Promise<void> {
    const [id = ''] = ctx.address?.args ?? []
    if (ctx.handling.isHidden()) return answerTap(ctx)
    const bytes = await readingOf(content, ctx.language, id, today())
    if (!bytes) return answerTap(ctx, ctx.language.plain('listen.toast.gone'))
    try {
      await play(ctx, id, bytes)
    } catch (error) {
      const cause = trouble(error)?.kind
      if (cause === undefined) throw error
      if (cause === 'unreachable') return
      log.warn({ kind: 'listen', cause }, 'a page was not played')
      await answerTap(ctx, ctx.language.plain('listen.toast.gone'))
    }
  }

  async function play(ctx: Ctx, id: string, bytes: Uint8Array): Promise<void> {
    const name = nameOf(bytes)
    const known = await redis.hget(keys.voices, name).catch(() => null)
    if (known !== null && (await sendVoice(ctx, known, id).catch(refused)) !== undefined) return
    const file = await sendVoice(ctx, new InputFile(bytes, 'voice.ogg'), id)
    if (file !== '') await redis.hset(keys.voices, name, file).catch(() => {}) // the next one uploads it again
  }

  return { listen }
}

/** What can be played now; undefined when there is nothing, or it would tell something else than the page does today. */
async function readingOf(
  content: Content,
  language: Language,
  id: string,
  day: string,
): Promise<Uint8Array | undefined> {
  if (!Object.hasOwn(content.menu.pages, id)) return undefined
  const found = recordingOf(content, language.code, id, day)
  if (!found || hasExpired(factsOn(content, factIdsOf(content, language.code, id), day))) return undefined
  return readFile(found.path).catch(() => undefined) // taken away since the content was read
}

/** Sends it and notes its id for Hide; the id under which Telegram keeps the file, empty when it is no voice to Telegram. */
async function sendVoice(ctx: Ctx, voice: Parameters<Api['sendVoice']>[1], page: string): Promise<string> {
  const chat = ctx.chat?.id ?? 0
  const rows = [[backButton(ctx.language, page), hideButton(ctx.language)], homeRow(ctx.language)]
  const sent = await ctx.api.sendVoice(chat, voice, { reply_markup: { inline_keyboard: keyboard(rows) } })
  ctx.handling.effects.trail.push(sent.message_id)
  if (ctx.handling.isHidden()) await takeBack(ctx, chat, sent.message_id)
  return (sent as Partial<typeof sent>).voice?.file_id ?? ''
}

/** Telegram knows the file no more: it is uploaded again. Anything else is thrown. */
function refused(error: unknown): undefined {
  if (trouble(error)?.kind !== 'refused') throw error
  return undefined
}

function nameOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
}
