/**
 * Messages that were copied straight into the group while nothing could be stored have no case. A press makes one, once, so
 * that answers reach the person.
 */
import { type Case, caseName, isOpen } from '../../case/case.ts'
import { newCase } from '../../case/new-case.ts'
import type { Ctx } from '../../context.ts'
import { keyboard } from '../../telegram/buttons.ts'
import { readIds } from '../../telegram/ids.ts'
import type { DeskParts } from '../desk.ts'
import { cardKeyboard } from './keyboard.ts'
import type { Work } from './press.ts'

/** The message with the button. */
type Line = { chat: { id: number }; message_id: number }

/** An interactive edit may use the whole of the group's minute. */
const WHOLE_MINUTE = 20

/**
 * Handles the button: the person's chat (base 36), the tag of their language, and the copies it stands for. They belong to
 * the case from then on: they go with it, and whoever replies to one of them is told to answer in its topic.
 */
export function createAdopt({ cases, clock, content, languages, group }: DeskParts, work: Work) {
  return async (ctx: Ctx): Promise<void> => {
    const act = await work.actOf(ctx)
    if (!act) return work.toast(ctx, 'not-staff')
    const message = ctx.callbackQuery?.message
    const [chat = '', tag = '', words = ''] = ctx.address?.args ?? []
    const person = Number.parseInt(chat, 36)
    if (!message || !hangsThere(ctx) || !Number.isSafeInteger(person) || person <= 0) return work.toast(ctx, 'gone')
    const language = languages.byTag(tag)?.code ?? content.desk.language
    const known = await cases.ofPerson(person)
    const each = known && takesMore(known) ? known : await create(person, language, message, act.by)
    await cases.change(each.number, (latest) => ({
      case: latest,
      messages: belonging(message, readIds(words).ids),
    }))
    await work.toast(ctx, known?.number === each.number ? 'adopt-known' : 'adopted', {
      name: caseName(each.number),
    })
    const rows = cardKeyboard(work.languageOf(ctx), each)
    await group.call(WHOLE_MINUTE, (api) =>
      api.editMessageReplyMarkup(message.chat.id, message.message_id, {
        reply_markup: { inline_keyboard: keyboard(rows) },
      }),
    )
  }

  async function create(person: number, language: string, message: Line, by: number): Promise<Case> {
    const number = await cases.reserve(`adopt-${message.chat.id}-${message.message_id}`)
    const at = clock.now()
    const first = newCase({
      number,
      createdAt: at,
      language,
      chat: person,
      origin: 'direct',
      priority: 0,
      why: 'direct',
    })
    await cases.create(first, [{ kind: 'event', at, event: 'adopted' }], [{ who: by, what: 'adopted' }])
    return (await cases.read(number)) ?? first
  }
}

/** Open, and not to be erased soon: new words must not go with it. */
function takesMore(each: Case): boolean {
  const { erasure } = each.person
  return isOpen(each) && (erasure === undefined || erasure.refused !== undefined)
}

/** The line and the copies above it, as `cases.change` takes them: no answer to the person stands under any of them. */
function belonging({ chat, message_id }: Line, copies: number[]) {
  return [...copies, message_id].map((message) => ({ chat: chat.id, message, entry: -2 }))
}

/** The button is really under the message: Telegram sends the message as it is, whatever an altered app sends as data. */
function hangsThere(ctx: Ctx): boolean {
  const { data, message } = ctx.callbackQuery ?? {}
  const rows = message && 'reply_markup' in message ? (message.reply_markup?.inline_keyboard ?? []) : []
  return rows.flat().some((button) => 'callback_data' in button && button.callback_data === data)
}
