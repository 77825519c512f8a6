/** What the relay says to whoever wrote at the desk: in the topic, or in private when the group takes no more now. */
import type { Message } from '@grammyjs/types'
import type { CaseNumber } from '../../case/case.ts'
import { caseName } from '../../case/case.ts'
import type { Ctx } from '../../context.ts'
import type { Language } from '../../language/language.ts'
import { keyboard } from '../../telegram/buttons.ts'
import { reply, type Screen } from '../../telegram/screen.ts'
import type { Refusal } from '../work/changes.ts'
import type { DeskParts } from '../desk.ts'
import { react } from './show.ts'

export type Tell = {
  /** The language of this chat: the desk's in the group, their own in private. */
  language(ctx: Ctx): Language
  /** The words of a refusal, for a message or a toast. */
  words(language: Language, refusal: Refusal, number?: CaseNumber): Promise<{ html: string; plain: string }>
  /** Answers the message with a screen; `number`: the case it is about. */
  screen(ctx: Ctx, screen: Screen, number?: CaseNumber): Promise<void>
  /** Says that the message went to nobody, in words and by a reaction. */
  refuse(ctx: Ctx, refusal: Refusal, number?: CaseNumber): Promise<void>
}

/** Of the group's messages a minute: somebody believes to have answered, so it comes before control messages. */
const TELL_LIMIT = 18

export function createTell(parts: DeskParts): Tell {
  const { group, notify, staff, languages, content, api } = parts

  function language(ctx: Ctx): Language {
    if (ctx.chat?.type === 'private') return ctx.language
    return languages.byCode(content.desk.language) ?? ctx.language
  }

  async function words(inLanguage: Language, { refused, who }: Refusal, number: CaseNumber = 0) {
    const name = who === undefined ? '' : ((await staff.get(who))?.name ?? '')
    const values = { name, number: caseName(number) }
    const key = `relay.toast.${refused}`
    return { html: inLanguage.t(key, values), plain: inLanguage.plain(key, values) }
  }

  async function screen(ctx: Ctx, { text, rows }: Screen, number?: CaseNumber): Promise<void> {
    const { message } = ctx
    if (!message) return
    if (message.chat.type === 'private') return reply(ctx, { text, rows })
    const outcome = await group.call(TELL_LIMIT, (by, chat) =>
      by.sendMessage(chat, text, {
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        reply_markup: { inline_keyboard: keyboard(rows) },
        reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
        ...topicOf(message),
      }),
    )
    if (outcome.kind === 'ok' || message.from.is_bot) return
    const about = number === undefined ? '' : `<b>${caseName(number)}</b> `
    await notify([message.from.id], () => ({ text: about + text, rows }))
  }

  async function refuse(ctx: Ctx, refusal: Refusal, number?: CaseNumber): Promise<void> {
    const { message } = ctx
    if (!message) return
    await react(api, { chat: message.chat.id, message: message.message_id }, '🤷')
    if (isFurtherPart(ctx)) return
    const { html } = await words(language(ctx), refusal, number)
    await screen(ctx, { text: html, rows: [] }, number)
  }

  return { language, words, screen, refuse }
}

/** In General an answer has a thread that is no topic: nothing can be sent there. */
function topicOf({ is_topic_message: isInTopic, message_thread_id: thread }: Message): { message_thread_id?: number } {
  return isInTopic && thread !== undefined ? { message_thread_id: thread } : {}
}

/** Ten parts of one album are refused in one message. */
function isFurtherPart(ctx: Ctx): boolean {
  const album = ctx.message?.media_group_id
  if (album === undefined) return false
  if (ctx.session.album === album) return true
  ctx.session.album = album
  return false
}
