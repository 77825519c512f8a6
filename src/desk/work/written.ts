/** What staff write about a case in its topic: /note, /refer and /accepted. Everything else said there stays as it is. */
import { Composer } from 'grammy'
import type { Case, CaseNumber } from '../../case/case.ts'
import { onceOf } from '../../case/once.ts'
import type { Ctx } from '../../context.ts'
import { trouble } from '../../telegram/errors.ts'
import type { Act, Outcome } from './changes.ts'
import { decided } from '../decided.ts'
import type { DeskParts } from '../desk.ts'
import { notedOrPromised } from './promises.ts'
import { currentReferral, receiverAccepted, receiverChosen } from './referral.ts'
import type { Work } from './press.ts'
import { receiverName } from './referral-plans.ts'

/** A name of a receiver, or of whoever accepted there. */
const MAX_NAME = 60

export function createWritten(parts: DeskParts, work: Work): Composer<Ctx> {
  const { cases, content, notify } = parts

  /** The case of the topic this was written in, or of the message it answers. */
  async function caseOf(ctx: Ctx): Promise<CaseNumber | undefined> {
    const { message } = ctx
    if (!message) return undefined
    const answered = message.reply_to_message
    const known = answered && (await cases.byMessage(message.chat.id, answered.message_id))
    if (known) return known.number
    const thread = message.message_thread_id
    return thread === undefined ? undefined : cases.byTopic(message.chat.id, thread)
  }

  function written(decide: (each: Case, act: Act, words: string) => Outcome, words: (ctx: Ctx) => string) {
    return async (ctx: Ctx, next: () => Promise<void>): Promise<void> => {
      const act = await work.actOf(ctx)
      const number = act && (await caseOf(ctx))
      if (!act || number === undefined) return next()
      const said = words(ctx)
      if (said === '') return tell(act.by, 'words-needed')
      const outcome = await decided(cases, number, (each) => decide(each, act, said), onceOf(ctx.update))
      if (outcome.kind === 'refused') return tell(act.by, outcome.refusal.refused)
      await acknowledge(ctx)
      await tellNext(act.by, outcome.after, ctx)
    }
  }

  /** A typed receiver has no button yet: the next step is put to whoever typed it. */
  async function tellNext(by: number, each: Case, ctx: Ctx): Promise<void> {
    const current = currentReferral(each)
    if (!current || !command('refer').test(ctx.message?.text ?? '')) return
    await tell(by, 'receiver-noted', { to: current.to })
  }

  async function tell(by: number, key: string, values: Record<string, string> = {}): Promise<void> {
    const to = values['to']
    await notify([by], (language) => ({
      text: language.t(`staff.toast.${key}`, to === undefined ? {} : { to: receiverName(language, content, to) }),
      rows: [],
    }))
  }

  const composer = new Composer<Ctx>()
  composer.hears(command('note'), written(notedOrPromised, noteOf))
  composer.command('refer', written(receiverChosen, nameOf))
  composer.command('accepted', written(receiverAccepted, nameOf))
  return composer
}

/** In any case of letters: what is not taken for a note might be taken for an answer to the person. */
function command(name: string): RegExp {
  return new RegExp(`^/${name}(@\\w+)?(\\s|$)`, 'i')
}

/** The words after the command; for a bare /note the message it answers, if staff wrote that. */
function noteOf(ctx: Ctx): string {
  const words = afterCommand(ctx)
  if (words !== '') return words
  const answered = ctx.message?.reply_to_message
  return answered?.from?.is_bot === false ? (answered.text ?? '') : ''
}

function nameOf(ctx: Ctx): string {
  return afterCommand(ctx).slice(0, MAX_NAME)
}

function afterCommand(ctx: Ctx): string {
  return (ctx.message?.text ?? '').replace(/^\/\S+/, '').trim()
}

/** A sign on the message that it was taken in: no message of ours, so the group's pace is not touched. */
async function acknowledge(ctx: Ctx): Promise<void> {
  try {
    await ctx.react('✍')
  } catch (error) {
    if (!trouble(error)) throw error
  }
}
