/** What staff write to the bot about a case: /canned, /send, /tr. */
import type { Composer, Filter } from 'grammy'
import type { Ctx } from '../../context.ts'
import type { DeskParts } from '../desk.ts'
import { createCanned } from './canned.ts'
import { noted } from '../work/changes.ts'
import { decided } from '../decided.ts'
import { onceOf } from '../../case/once.ts'
import { react } from './show.ts'
import { isNobody, meantFor } from './place.ts'
import { createSend } from './send.ts'
import type { Tell } from './tell.ts'

type Said = Filter<Ctx, 'message'>

export function createCommands(parts: DeskParts, tell: Tell) {
  const { cases, staff, clock, api } = parts
  const canned = createCanned(parts, tell)
  const send = createSend(parts, tell)

  /** A translation by staff of what the person wrote: a note, for the desk only. */
  async function translate(ctx: Said, text: string): Promise<void> {
    const { message } = ctx
    const meant = await meantFor(cases, message)
    if (meant.kind !== 'person' || text === '') return tell.refuse(ctx, { refused: 'note-empty' })
    const act = { by: message.from.id, at: clock.now(), lead: false }
    await decided(cases, meant.number, (each) => noted(each, act, text), onceOf(ctx.update))
    await react(api, { chat: message.chat.id, message: message.message_id }, '✍')
  }

  /** Goes on for those who have no such commands; in the group they are told. */
  function forStaff(run: (ctx: Said, words: string) => Promise<void>) {
    return async (ctx: Said & { match: string }, next: () => Promise<void>): Promise<void> => {
      if (isNobody(ctx.message)) return next()
      if (await staff.may(ctx.message.from.id, 'staff')) return run(ctx, ctx.match)
      return ctx.chat.type === 'private' ? next() : tell.refuse(ctx, { refused: 'not-staff' })
    }
  }

  function listen(messages: Composer<Said>): void {
    messages.command('canned', forStaff(canned.command))
    messages.command('send', forStaff(send))
    messages.command(
      'tr',
      forStaff((ctx, text) => translate(ctx, text.trim())),
    )
  }

  return { listen, taps: { canned: canned.tap } }
}
