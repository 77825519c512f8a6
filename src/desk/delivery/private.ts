/**
 * The second way: while the group cannot be used, staff on duty get card and messages in private, with the same buttons,
 * and a reply to them reaches the person as in the topic. What goes this way goes into the group too when it works again.
 */
import type { Message } from '@grammyjs/types'
import type { Case, CaseNumber } from '../../case/case.ts'
import type { Entry } from '../../case/entry.ts'
import { caseName } from '../../case/case.ts'
import { keyboard } from '../../telegram/buttons.ts'
import { trouble } from '../../telegram/errors.ts'
import { cardText } from './card.ts'
import { type Batch, nextBatch } from './batch.ts'
import type { Wording } from './wording.ts'
import type { DeskParts } from '../desk.ts'
import { goesPrivate, type Incident } from './incidents.ts'
import type { Position } from './next-step.ts'
import { cardKeyboard } from '../work/keyboard.ts'

export type PrivateDelivery = {
  /** Gives one case to whoever it concerns. When to come again; undefined: everybody has everything. */
  give(incident: Incident, numbers: CaseNumber[]): Promise<number | undefined>
}

export type PrivateParts = Pick<
  DeskParts,
  'cases' | 'readable' | 'api' | 'clock' | 'duty' | 'staff' | 'download' | 'timeZone'
> & {
  wording(each: Case): Promise<Wording>
  /** Nobody could be reached. */
  nobody(): Promise<void>
}

/** In `desk.private`: this person cannot be reached. */
const UNREACHABLE = -1
const SILENCE_MS = 2000

export function createPrivateDelivery(parts: PrivateParts): PrivateDelivery {
  const { cases, api, clock, duty, staff } = parts

  async function give(incident: Incident, numbers: CaseNumber[]): Promise<number | undefined> {
    for (const number of numbers) {
      const [each] = (await parts.readable([number])).cases
      if (!each || !goesPrivate(incident, each.priority) || !hasNews(each)) continue
      const receivers = await receiversOf(each)
      if (receivers.length === 0) await parts.nobody()
      const lacking = receivers.find((id) => (each.desk.private[id] ?? UNREACHABLE) < each.entries)
      if (lacking !== undefined) return giveTo(each, lacking)
    }
    return undefined
  }

  /** Those on duty; nobody there, or none can be reached: leads; else all staff. */
  async function receiversOf({ language, desk }: Case): Promise<number[]> {
    const works = (await staff.all()).filter(({ roles }) => roles.includes('staff') || roles.includes('lead'))
    const known = new Set(works.map(({ id }) => id))
    const leads = works.filter(({ roles }) => roles.includes('lead')).map(({ id }) => id)
    const tiers = [await duty.onDuty(clock.now(), language), leads, [...known]]
    const reachable = (ids: number[]) => ids.filter((id) => known.has(id) && desk.private[id] !== UNREACHABLE)
    return tiers.map(reachable).find((ids) => ids.length > 0) ?? []
  }

  async function giveTo(each: Case, to: number): Promise<number> {
    try {
      await (each.desk.private[to] === undefined ? giveCard(each, to) : givePieces(each, to))
      return clock.now()
    } catch (error) {
      const cause = trouble(error)
      if (cause?.kind === 'unreachable') return keep(each.number, to, UNREACHABLE)
      if (cause?.kind === 'too-many') return clock.now() + cause.retryAfterSeconds * 1000
      if (cause?.kind === 'no-answer') return clock.now() + SILENCE_MS
      throw error
    }
  }

  async function giveCard(each: Case, to: number): Promise<void> {
    const wording = await parts.wording(each)
    const owner = each.owner && (await staff.get(each.owner.id))?.name
    const text = cardText(wording.language, each, { timeZone: parts.timeZone, owner, unsure: false })
    const sent = await api.sendMessage(to, text, {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: keyboard(cardKeyboard(wording.language, each)) },
    })
    await keep(each.number, to, each.desk.upTo, [{ chat: to, message: sent.message_id, entry: -1 }])
  }

  /** One batch; what Telegram refuses goes in a plainer form, at last as a line that says what it was. */
  async function givePieces(each: Case, to: number): Promise<void> {
    const log = await cases.log(each.number)
    const wording = await parts.wording(each)
    let from: Position = { at: Math.max(each.desk.private[to] ?? 0, each.desk.upTo), part: 0 }
    do {
      const { batch, sent } = await giveBatch(each, log, from, wording, to)
      from = batch?.after ?? { at: log.length, part: 0 }
      const messages = sent.map(({ message_id }, index) => ({
        chat: to,
        message: message_id,
        entry: batch?.shows[index] ?? -1,
      }))
      await keep(each.number, to, from.at, messages)
    } while (from.part > 0)
  }

  async function giveBatch(
    each: Case,
    log: Entry[],
    from: Position,
    wording: Wording,
    to: number,
  ): Promise<{ batch: Batch | undefined; sent: Message[] }> {
    for (let refused = 0; ; refused += 1) {
      const options = { twice: false, heading: caseName(each.number), refused }
      const batch = await nextBatch({ wording, download: parts.download }, log, from, options)
      try {
        return { batch, sent: (await batch?.send?.(api, to, {})) ?? [] }
      } catch (error) {
        if (trouble(error)?.kind !== 'refused' || refused >= 3) throw error
      }
    }
  }

  async function keep(
    number: CaseNumber,
    to: number,
    upTo: number,
    messages: { chat: number; message: number; entry: number }[] = [],
  ): Promise<number> {
    await cases.change(number, (each) => ({
      case: { ...each, desk: { ...each.desk, private: { ...each.desk.private, [to]: upTo } } },
      messages,
    }))
    return clock.now()
  }

  return { give }
}

/** Something the group has not been shown; a changed card alone is no reason to wake anybody. */
function hasNews({ desk, entries }: Case): boolean {
  return !desk.card || desk.upTo < entries
}
