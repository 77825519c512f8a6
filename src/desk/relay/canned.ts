/** Ready answers: chosen by staff in the desk's language, sent in the person's. One list gives one answer. */
import type { Message } from '@grammyjs/types'
import { type CaseNumber, caseName } from '../../case/case.ts'
import type { Cases } from '../../case/cases.ts'
import type { Ctx } from '../../context.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button, keyboard } from '../../telegram/buttons.ts'
import { answerTap, type Screen, show } from '../../telegram/screen.ts'
import { isKnown } from './answers.ts'
import type { DeskParts } from '../desk.ts'
import { send } from './answering.ts'
import { caseHere } from './place.ts'
import type { Tell } from './tell.ts'

const EDIT_LIMIT = 15
const PER_ROW = 4

/** All ready answers with their numbers, in the order of `content/canned.yaml`. */
function cannedScreen(language: Language, ids: string[], number: CaseNumber): Screen {
  const texts = ids.map((id, index) => `<b>${index + 1}</b> ${language.t(`canned.${id}`)}`)
  const buttons = ids.map(
    (id, index): Button => ({
      label: String(index + 1),
      to: address(language.tag, 'canned', String(number), id),
    }),
  )
  const rows = buttons.flatMap((_, index) => (index % PER_ROW === 0 ? [buttons.slice(index, index + PER_ROW)] : []))
  const text = [`<b>${caseName(number)}</b> ${language.t('relay.canned.title')}`, ...texts].join('\n\n')
  return { text, rows }
}

/** What is left of the list once one was chosen. */
function chosenScreen(language: Language, id: string, sentIn: Language): Screen {
  const title = language.t('relay.canned.sent', { language: sentIn.name })
  return { text: `${title}\n<blockquote>${language.t(`canned.${id}`)}</blockquote>`, rows: [] }
}

/** Whether a pressed button stands where this case is worked on; in private chats only staff have such buttons. */
export async function standsIn(cases: Cases, message: Message, number: CaseNumber): Promise<boolean> {
  return message.chat.type === 'private' || (await caseHere(cases, message)) === number
}

/** `command` shows the list; `tap` sends what was chosen. */
export function createCanned(parts: DeskParts, tell: Tell) {
  const { cases, content, languages, staff, clock, group } = parts

  async function command(ctx: Ctx): Promise<void> {
    if (!ctx.message) return
    const number = await caseHere(cases, ctx.message)
    if (number === undefined) return tell.refuse(ctx, { refused: 'no-case' })
    await tell.screen(ctx, cannedScreen(tell.language(ctx), content.canned, number))
  }

  async function tap(ctx: Ctx): Promise<void> {
    const [number = '', id = ''] = ctx.address?.args ?? []
    const refused = await tryTap(ctx, Number(number), id)
    const { plain } = await tell.words(
      ctx.language,
      { refused: refused?.refused ?? 'sent', ...refused },
      Number(number),
    )
    await answerTap(ctx, plain)
  }

  async function tryTap(ctx: Ctx, number: CaseNumber, id: string) {
    const message = ctx.callbackQuery?.message
    const by = ctx.from?.id
    if (!message || by === undefined || !content.canned.includes(id)) return { refused: 'gone' }
    if (!(await staff.may(by, 'staff'))) return { refused: 'not-staff' }
    const each = (await standsIn(cases, message, number)) ? await cases.read(number) : undefined
    if (!each) return { refused: 'gone' }
    const from = { chat: message.chat.id, message: message.message_id }
    if (isKnown(each, { from })) return { refused: 'already' }
    const language = languages.byCode(each.language) ?? languages.guess(undefined)
    const key = `canned.${id}`
    const text = language.plain(key)
    if (text === key) return { refused: 'unknown' } // no words in this language: a key is never sent
    const piece = { kind: 'text' as const, text }
    const refusal = await send(parts, ctx, number, { by, at: clock.now(), from, piece })
    if (!refusal) await settle(ctx, message, chosenScreen(tell.language(ctx), id, language))
    return refusal
  }

  /** The list gives way to what was chosen; when the group takes no edit now its buttons stay, and say "already". */
  async function settle(ctx: Ctx, { chat, message_id }: Message, screen: Screen): Promise<void> {
    if (chat.type === 'private') return show(ctx, screen)
    await group.call(EDIT_LIMIT, (api, group) =>
      api.editMessageText(group, message_id, screen.text, {
        parse_mode: 'HTML',
        reply_markup: { inline_keyboard: keyboard(screen.rows) },
      }),
    )
  }

  return { command, tap }
}
