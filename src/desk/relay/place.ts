/**
 * Which person a staff message is meant for. Only what is stored says so: the case of the topic, and the case of the message
 * it replies to; both must agree. Nothing is read out of a text.
 */
import type { Message } from '@grammyjs/types'
import type { Case, CaseNumber } from '../../case/case.ts'
import type { Cases } from '../../case/cases.ts'

/**
 * `inside`: it stays at the desk. `other-case`: it replies to a message of another case than the topic's, or outside any topic
 * to the copy of a person's message: whoever does that means the person, and is told.
 */
export type Meant = { kind: 'person'; number: CaseNumber } | { kind: 'other-case' } | { kind: 'inside' }

const INSIDE: Meant = { kind: 'inside' }

/** The case of the topic a message stands in; in a private chat the case of the message it replies to. */
export async function caseHere(cases: Cases, message: Message): Promise<CaseNumber | undefined> {
  const { chat, message_thread_id: thread, reply_to_message: replied } = message
  if (chat.type === 'private') return replied && (await cases.byMessage(chat.id, replied.message_id))?.number
  return thread === undefined ? undefined : cases.byTopic(chat.id, thread)
}

/**
 * A reply to something the person sent, or to the card, is meant for the person; so is a part of an album whose other parts
 * are an answer here (of some albums only the first part carries the reply).
 */
export async function meantFor(cases: Cases, message: Message): Promise<Meant> {
  const { chat, reply_to_message: replied } = message
  const here = await caseHere(cases, message)
  const of = replied && (await cases.byMessage(chat.id, replied.message_id))
  if (!of) return here !== undefined && (await continuesAlbum(cases, here, message)) ? to(here) : INSIDE
  if (here === undefined) return of.entry === -2 ? { kind: 'other-case' } : INSIDE
  if (here !== of.number) return { kind: 'other-case' }
  const each = await cases.read(of.number)
  if (each && isCard(each, chat.id, replied.message_id, of.entry)) return to(of.number)
  const entry = of.entry < 0 ? undefined : (await cases.log(of.number, of.entry))[0]
  return entry?.kind === 'from' ? to(of.number) : INSIDE
}

const to = (number: CaseNumber): Meant => ({ kind: 'person', number })

/** In private chats the card is the message of a case with entry -1; other messages about it have -2. */
function isCard({ desk }: Case, chat: number, message: number, entry: number): boolean {
  return chat > 0 ? entry === -1 : desk.chat === chat && desk.card?.message === message
}

async function continuesAlbum(cases: Cases, number: CaseNumber, { media_group_id: album, from }: Message) {
  if (album === undefined) return false
  const each = await cases.read(number)
  return each?.answers.some((answer) => answer.album === album && answer.by === from?.id) ?? false
}

/** Somebody who writes as the group or a channel, or a bot: nobody knows whose role would count. */
export function isNobody({ sender_chat, from }: Message): boolean {
  return sender_chat !== undefined || from === undefined || from.is_bot
}
