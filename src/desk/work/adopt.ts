/**
 * Messages that were copied straight into the group while nothing could be stored have no case. A press makes one, once, so
 * that answers reach the person.
 */
import { type Case, caseName, isOpen } from '../../case/case.ts'
import { newCase } from '../../case/new-case.ts'
import type { Ctx } from '../../context.ts'
import { keyboard } from '../../telegram/buttons.ts'
import type { DeskParts } from '../desk.ts'
import { cardKeyboard } from './keyboard.ts'
import type { Work } from './press.ts'

/** An interactive edit may use the whole of the group's minute. */
const WHOLE_MINUTE = 20

/** Handles the button: the person's chat (base 36), and the tag of their language. */
export function createAdopt({ cases, clock, content, languages, group }: DeskParts, work: Work) {
  return async (ctx: Ctx): Promise<void> => {
    const act = await work.actOf(ctx)
    if (!act) return work.toast(ctx, 'not-staff')
    const message = ctx.callbackQuery?.message
    const [chat = '', tag = ''] = ctx.address?.args ?? []
    const person = Number.parseInt(chat, 36)
    if (!message || !hangsThere(ctx) || !Number.isSafeInteger(person) || person <= 0) return work.toast(ctx, 'gone')
    const language = languages.byTag(tag)?.code ?? content.desk.language
    const known = await cases.ofPerson(person)
    const each = known && isOpen(known) ? known : await create(person, language, message, act.by)
    await cases.change(each.number, (latest) => ({
      case: latest,
      messages: [{ chat: message.chat.id, message: message.message_id, entry: -1 }],
    }))
    await work.toast(ctx, known === undefined || !isOpen(known) ? 'adopted' : 'adopt-known', {
      name: caseName(each.number),
    })
    const rows = cardKeyboard(work.languageOf(ctx), each)
    await group.call(WHOLE_MINUTE, (api) =>
      api.editMessageReplyMarkup(message.chat.id, message.message_id, {
        reply_markup: { inline_keyboard: keyboard(rows) },
      }),
    )
  }

  async function create(
    person: number,
    language: string,
    message: { chat: { id: number }; message_id: number },
    by: number,
  ): Promise<Case> {
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

/** The button is really under the message: Telegram sends the message as it is, whatever an altered app sends as data. */
function hangsThere(ctx: Ctx): boolean {
  const { data, message } = ctx.callbackQuery ?? {}
  const rows = message && 'reply_markup' in message ? (message.reply_markup?.inline_keyboard ?? []) : []
  return rows.flat().some((button) => 'callback_data' in button && button.callback_data === data)
}
