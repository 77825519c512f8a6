/**
 * A sensitive screen does not stand open: half an hour after the last tap on it, it becomes the neutral text of Hide. Which
 * screen a message shows is read from its buttons, so that nothing has to be remembered but when. Best effort: while the
 * store is away nothing is noted.
 */
import type { Api } from 'grammy'
import type { Redis } from 'ioredis'
import type { Clock } from '../clock.ts'
import type { Content } from '../content/load.ts'
import type { Ctx } from '../context.ts'
import type { Languages } from '../language/language.ts'
import type { DueHandler } from '../store/due-queue.ts'
import { keys } from '../store/keys.ts'
import { keyboard, readAddress } from '../telegram/buttons.ts'
import { trouble } from '../telegram/errors.ts'
import { homeButton } from '../telegram/frame.ts'

const IDLE_MS = 30 * 60_000
/** An edit without an answer is made again after so long. */
const AGAIN_MS = 5000
/** Taps that leave the tapped message as it is: what they show is a message of its own. */
const BESIDE = ['sos', 'write', 'remind']
/** Taps on what is about to be sent, which may show answers of a guide; and those that end it. */
const DRAFT = ['about', 'set', 'drop']
const DRAFT_ENDS = ['send', 'cancel']

export type IdleDeps = { redis: Redis; clock: Clock; api: Api; content: Content; languages: Languages }

export type Idle = {
  /** After every tap of a person. */
  watch(ctx: Ctx, next: () => Promise<void>): Promise<void>
  /** Handles the due entry `idle:<chat>:<message>`. */
  close: DueHandler
}

export function createIdle({ redis, clock, api, content, languages }: IdleDeps): Idle {
  async function watch(ctx: Ctx, next: () => Promise<void>): Promise<void> {
    await next()
    const change = changeOf(ctx, content)
    if (!change) return
    const name = `idle:${change.chat}:${change.message}`
    const at = clock.now() + IDLE_MS
    const noted =
      change.open === 'as-before'
        ? redis.zadd(keys.due, 'XX', at, name)
        : change.open
          ? redis.zadd(keys.due, at, name)
          : redis.zrem(keys.due, name)
    void noted.catch(() => {})
  }

  async function close(id: string): Promise<number | undefined> {
    const [chat = 0, message = 0] = id.split(':').map(Number)
    const language = await languageOf(chat)
    const reply_markup = { inline_keyboard: keyboard([[homeButton(language)]]) }
    try {
      await api.editMessageText(chat, message, language.t('hide.done'), { reply_markup })
      return undefined
    } catch (error) {
      const cause = trouble(error)
      if (!cause) throw error
      if (cause.kind === 'too-many') return clock.now() + cause.retryAfterSeconds * 1000
      return cause.kind === 'no-answer' ? clock.now() + AGAIN_MS : undefined // gone, or theirs no more
    }
  }

  async function languageOf(chat: number) {
    const chosen = await redis.hget(keys.session(String(chat)), 'language')
    return languages.byCode(chosen === null ? '' : String(JSON.parse(chosen))) ?? languages.guess(undefined)
  }
  return { watch, close }
}

/** `as-before`: open for as long again, if it was. */
type Change = { chat: number; message: number; open: boolean | 'as-before' }

/** Whether a message shows a sensitive screen from now on, or no more; undefined for taps that have to do with none. */
export function changeOf(ctx: Ctx, content: Content): Change | undefined {
  const tapped = ctx.callbackQuery?.message
  const chat = ctx.chat?.id
  if (!tapped || chat === undefined || !ctx.address) return undefined
  const { verb, args } = ctx.address
  if (DRAFT.includes(verb)) return { chat, message: tapped.message_id, open: 'as-before' }
  if (DRAFT_ENDS.includes(verb)) return { chat, message: tapped.message_id, open: false }
  const shows = (verb === 'guide' || verb === 'tell') && isSensitive(content, args[0])
  if (shows) return { chat, message: ctx.handling.effects.trail.at(-1) ?? tapped.message_id, open: true }
  const rows = 'reply_markup' in tapped ? (tapped.reply_markup?.inline_keyboard ?? []) : []
  const wasOpen = rows.flat().some((button) => {
    const to = 'callback_data' in button ? readAddress(button.callback_data ?? '') : undefined
    return to?.verb === 'guide' && to.args.length === 4 && to.args[2] !== '' && isSensitive(content, to.args[0])
  })
  return wasOpen ? { chat, message: tapped.message_id, open: BESIDE.includes(verb) } : undefined
}

function isSensitive(content: Content, id = ''): boolean {
  return Object.hasOwn(content.guides, id) && content.guides[id]?.sensitive === true
}
