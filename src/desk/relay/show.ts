/**
 * The calls by which staff see how far an answer came: the reaction on their message, and the control message. Trouble comes
 * back as a value: what can be tried again says when, what never works is done with.
 */
import type { Api } from 'grammy'
import type { Answer } from '../../case/answer.ts'
import { keyboard } from '../../telegram/buttons.ts'
import { trouble } from '../../telegram/errors.ts'
import type { Screen } from '../../telegram/screen.ts'
import type { Group } from '../group.ts'
import type { Emoji } from './reactions.ts'

/** Of the group's messages a minute: reports, cards and screens somebody waits for go first. */
const CONTROL_LIMIT = 10
/** A call without an answer is made again after so long: twice the same reaction, or a second line at the desk, hurts nobody. */
const AGAIN_MS = 5000
/** In place of a control message that could not be sent: the next standing tries anew. */
export const NOT_SHOWN = 0

/** Try again in so many milliseconds. */
export type Pause = { pause: number }
type At = { chat: number; message: number }
/** The staff message a control message replies to, and its topic; none in private chats. */
export type Place = At & { thread: number | undefined }

/** Sets the one reaction of the bot. A message that is gone, or a chat that takes no reactions, has nothing to show. */
export async function react(api: Api, { chat, message }: At, emoji: Emoji): Promise<Pause | undefined> {
  try {
    await api.setMessageReaction(chat, message, [{ type: 'emoji', emoji }])
    return undefined
  } catch (error) {
    return pauseAfter(error)
  }
}

/** Edits or sends the control message of an answer: its id; undefined when that is impossible. */
export async function showControl(
  { api, group }: { api: Api; group: Group },
  place: Place,
  control: Answer['control'],
  screen: Screen,
): Promise<number | undefined | Pause> {
  const known = control?.chat === place.chat && control.message !== NOT_SHOWN ? control.message : undefined
  const task = (by: Api) => (known === undefined ? send(by, place, screen) : edit(by, place.chat, known, screen))
  if (place.chat > 0) return privately(() => task(api), known)
  const outcome = await group.call(CONTROL_LIMIT, task)
  if (outcome.kind === 'ok') return outcome.value
  if (outcome.kind === 'wait') return { pause: outcome.milliseconds }
  if (outcome.kind === 'trouble') return outcome.cause === 'no-answer' ? { pause: AGAIN_MS } : undefined
  // Somebody deleted it, or it went with its topic: it is sent anew.
  return outcome.gone && known !== undefined ? showControl({ api, group }, place, undefined, screen) : known
}

async function privately(task: () => Promise<number>, known: number | undefined): Promise<number | undefined | Pause> {
  try {
    return await task()
  } catch (error) {
    return pauseAfter(error) ?? known
  }
}

/** Undefined: the same call will never work. Throws what is no error of Telegram's. */
function pauseAfter(error: unknown): Pause | undefined {
  const cause = trouble(error)
  if (!cause) throw error
  if (cause.kind === 'too-many') return { pause: cause.retryAfterSeconds * 1000 }
  return cause.kind === 'no-answer' ? { pause: AGAIN_MS } : undefined
}

async function send(api: Api, { chat, message, thread }: Place, screen: Screen): Promise<number> {
  const sent = await api.sendMessage(chat, screen.text, {
    ...look(screen),
    ...(thread !== undefined && { message_thread_id: thread }),
    reply_parameters: { message_id: message, allow_sending_without_reply: true },
    disable_notification: true,
  })
  return sent.message_id
}

async function edit(api: Api, chat: number, message: number, screen: Screen): Promise<number> {
  await api.editMessageText(chat, message, screen.text, look(screen))
  return message
}

function look({ rows }: Screen) {
  return {
    parse_mode: 'HTML' as const,
    link_preview_options: { is_disabled: true },
    reply_markup: { inline_keyboard: keyboard(rows) },
  }
}
