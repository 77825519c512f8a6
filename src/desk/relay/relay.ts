/**
 * Between staff and person: a reply to the person's message goes to the person, everything else said at the desk stays
 * inside. What goes out is only written into the case; the phone's side delivers it, and marks tell how far it came.
 */
import { isDeepStrictEqual } from 'node:util'
import { Composer, type Filter } from 'grammy'
import type { Ctx } from '../../context.ts'
import { type Piece, pieceOf } from '../../telegram/pieces.ts'
import type { Taps } from '../../telegram/taps.ts'
import { edited } from './answers.ts'
import type { DeskParts } from '../desk.ts'
import { send } from './answering.ts'
import { decided } from '../decided.ts'
import { onceOf } from '../../case/once.ts'
import { createCommands } from './commands.ts'
import { createMarks } from './marks.ts'
import { isNobody, meantFor } from './place.ts'
import { createPresses } from './press.ts'
import { createTell } from './tell.ts'

type Next = () => Promise<void>

export function createRelay(parts: DeskParts): { inGroup: Composer<Ctx>; personal: Composer<Ctx>; taps: Taps } {
  const { cases, staff, clock, due } = parts
  const tell = createTell(parts)
  const commands = createCommands(parts, tell)
  const mark = createMarks(parts)
  due.on('mark', (number) => mark(Number(number)))

  async function onMessage(ctx: Filter<Ctx, 'message'>, next: Next): Promise<void> {
    const { message } = ctx
    const piece = pieceOf(message)
    const meant = piece && (await meantFor(cases, message))
    if (!piece || !meant || meant.kind === 'inside') return next()
    if (isNobody(message)) return tell.refuse(ctx, { refused: 'nobody' })
    if (meant.kind === 'other-case') return tell.refuse(ctx, { refused: 'other-case' })
    if (!(await staff.may(message.from.id, 'staff'))) return tell.refuse(ctx, { refused: 'not-staff' })
    if (isCommand(piece)) return message.chat.type === 'private' ? next() : tell.refuse(ctx, { refused: 'command' })
    const from = { chat: message.chat.id, message: message.message_id }
    const said = { by: message.from.id, at: clock.now(), from, piece }
    const refusal = await send(parts, ctx, meant.number, said)
    if (refusal) await tell.refuse(ctx, refusal, meant.number)
  }

  async function onEdit(ctx: Filter<Ctx, 'edited_message'>, next: Next): Promise<void> {
    const message = ctx.editedMessage
    const from = { chat: message.chat.id, message: message.message_id }
    const piece = pieceOf(message)
    const known = await cases.byMessage(from.chat, from.message)
    if (!piece || !known || known.entry < 0) return next()
    const meant = await meantFor(cases, message)
    const [before] = await cases.log(known.number, known.entry)
    if (before?.kind !== 'to' || meant.kind !== 'person' || meant.number !== known.number) return next()
    if (isCommand(piece) || isDeepStrictEqual(before.piece, piece)) return
    if (isNobody(message) || !(await staff.may(message.from.id, 'staff'))) return
    const said = { by: message.from.id, at: clock.now(), from, piece }
    await decided(cases, known.number, (each) => edited(each, said, known.entry), onceOf(ctx.update))
  }

  function listen(composer: Composer<Ctx>): void {
    const messages = composer.on('message')
    commands.listen(messages)
    messages.use(onMessage)
    composer.on('edited_message', onEdit)
  }

  const inGroup = new Composer<Ctx>()
  listen(inGroup)
  const personal = new Composer<Ctx>()
  // Without a store nobody is known to be staff; a person's words go on their way.
  listen(personal.filter((ctx) => ctx.handling.turn !== undefined))
  return { inGroup, personal, taps: { ...commands.taps, ...createPresses(parts, tell) } }
}

/** What begins like a command is meant for the bot, mistyped or not: it never goes to a person. */
function isCommand(piece: Piece): boolean {
  return piece.kind === 'text' && piece.text.startsWith('/')
}
