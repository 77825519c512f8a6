/** The card of a case in its topic: sent with the first words below it, edited when the case changes. */
import type { Case } from '../../case/case.ts'
import type { Change } from '../../case/change.ts'
import { keyboard } from '../../telegram/buttons.ts'
import { cardMark, cardText } from './card.ts'
import { type Calls, HTML, isRefused, limitOf, mapped, type StepsParts } from './calls.ts'
import { MAX_TEXT, type Packed, packTexts, visibleLength, type Wording } from './wording.ts'
import { alertLine } from './stub.ts'
import { cardKeyboard } from '../work/keyboard.ts'

/** The card may grow by a later edit; what is quoted in it stays. */
const GROWTH = 600

/** Each answers when to come again. */
export function createCardSteps(parts: StepsParts, calls: Calls) {
  const { cases, group } = parts
  const { send, finish, keep, again } = calls

  async function sendCard(each: Case): Promise<number> {
    const wording = await parts.wording(each)
    const key = `${each.number}:card`
    const refused = calls.refused(key)
    const { text, packed } = await cardOf(each, wording, refused)
    const sent = await send(each, 'card', async (api, chat, options) => [
      await api.sendMessage(chat, refused > 1 ? alertLine(each) : text, {
        ...options,
        ...HTML,
        reply_markup: { inline_keyboard: keyboard(cardKeyboard(wording.language, each)) },
      }),
    ])
    if (isRefused(sent)) return again(key)
    if (sent.kind === 'ok') calls.taken(key)
    const mark = cardMark(each)
    return finish(each, sent, ([message]) => (latest) => {
      const first = latest.desk.upTo === 0 && packed !== undefined
      const desk = {
        ...withoutPart(latest.desk),
        unsure: false,
        card: { message: message?.message_id ?? 0, shown: mark },
        inCard: first ? packed.after.at : (latest.desk.inCard ?? 0),
        upTo: first ? packed.after.at : latest.desk.upTo,
      }
      return { case: { ...latest, desk }, messages: mapped(latest, message, packed?.shows ?? -1) }
    })
  }

  /** The card, and below it the first texts as far as they fit: one message a report where possible. */
  async function cardOf(
    each: Case,
    wording: Wording,
    refused: number,
    unsure = each.desk.unsure,
  ): Promise<{ text: string; packed: Packed | undefined }> {
    const owner = each.owner && (wording.names.get(each.owner.id) ?? (await parts.staff.get(each.owner.id))?.name)
    const card = cardText(wording.language, each, { timeZone: parts.timeZone, owner, unsure })
    const head = each.desk.recap ? `${card}\n<i>${wording.language.t('staff.topic.recap')}</i>` : card
    const log = refused > 0 ? [] : await cases.log(each.number)
    const quoted =
      each.desk.card || each.desk.upTo > 0 ? log.slice(0, each.desk.inCard ?? 0) : log.slice(0, each.entries)
    const room = MAX_TEXT - visibleLength(head) - (each.desk.card ? 2 : GROWTH)
    const packed = packTexts(quoted, { at: 0, part: 0 }, wording, { room, whole: true })
    const text = packed.html === '' ? head : `${head}\n\n${packed.html}`
    return { text, packed: refused > 0 ? undefined : packed }
  }

  async function editCard(each: Case): Promise<number> {
    const wording = await parts.wording(each)
    const { text } = await cardOf(each, wording, 0, false)
    const mark = cardMark(each)
    const edited = await group.call(limitOf(each, 'edit-card'), (api, chat) =>
      api.editMessageText(chat, each.desk.card?.message ?? 0, text, {
        ...HTML,
        reply_markup: { inline_keyboard: keyboard(cardKeyboard(wording.language, each)) },
      }),
    )
    if (edited.kind === 'same' && edited.gone && each.state !== 'closed') return keep(each, withoutCard)
    const isFinal = edited.kind === 'same' || isRefused(edited)
    const shown = (latest: Case): Change => ({
      case: {
        ...latest,
        desk: { ...latest.desk, ...(latest.desk.card && { card: { ...latest.desk.card, shown: mark } }) },
      },
    })
    return isFinal ? keep(each, shown) : finish(each, edited, () => shown)
  }

  return { sendCard, editCard }
}

/** The card was deleted: it is sent anew, with what stood in it. */
function withoutCard(latest: Case): Change {
  const { card: _, ...desk } = latest.desk
  return { case: { ...latest, desk } }
}

function withoutPart(desk: Case['desk']): Case['desk'] {
  const { part: _, ...rest } = desk
  return rest
}
