/**
 * A press on a button of a case: who pressed is looked up, the case is read, a plan is made, the change is written, and
 * the pressed message gets the buttons that fit. The card itself is drawn by delivery.
 */
import { type Case, type CaseNumber, isOpen } from '../../case/case.ts'
import { onceOf } from '../../case/once.ts'
import type { Ctx } from '../../context.ts'
import type { Language, Values } from '../../language/language.ts'
import type { Button } from '../../telegram/buttons.ts'
import { answerTap } from '../../telegram/screen.ts'
import { type Act, type Outcome, type Refusal, touched } from './changes.ts'
import { decided } from '../decided.ts'
import type { DeskParts } from '../desk.ts'
import { currentReferral } from './referral.ts'
import { createRedraw } from './redraw.ts'

/** What a plan is made from. */
export type Press = {
  each: Case
  act: Act
  /** After the case number. Never trusted. */
  args: string[]
  language: Language
  /** Whether the first of two who share without consent is a lead now. */
  firstLeads: boolean
}

/** A second question, or a change; texts are keys of `staff.toast`. */
export type Plan =
  | { show: Button[][]; toast?: string; values?: Values }
  | {
      do: (each: Case) => Outcome
      toast: string
      values?: Values
      /** After the change, also when it was made by an earlier attempt: `warning` replaces the toast. */
      after?: (after: Case) => Promise<{ toast: string; values?: Values } | undefined>
      /** The next question, in place of the first keyboard. */
      next?: (after: Case) => { show: Button[][]; toast?: string; values?: Values }
    }
  | Refusal

export type Work = ReturnType<typeof createPress>

export function createPress(parts: DeskParts) {
  const { cases, clock, staff, languages, content } = parts
  const { redraw, restore } = createRedraw(parts)

  /** The language of the message: the desk's in the group, their own in private. */
  function languageOf(ctx: Ctx): Language {
    const deskLanguage = languages.byCode(content.desk.language) ?? ctx.language
    if (ctx.address) return languages.byTag(ctx.address.language) ?? deskLanguage
    return ctx.chat?.type === 'private' ? ctx.language : deskLanguage
  }

  /** Who acts; undefined for somebody who is no staff (now). */
  async function actOf(ctx: Ctx): Promise<Act | undefined> {
    const by = ctx.from?.id
    if (by === undefined || !(await staff.may(by, 'staff'))) return undefined
    return { by, at: clock.now(), lead: await staff.may(by, 'lead') }
  }

  async function toast(ctx: Ctx, key: string, values: Values = {}): Promise<void> {
    await answerTap(ctx, languageOf(ctx).plain(`staff.toast.${key}`, values))
  }

  async function refuse(ctx: Ctx, { refused, who }: Refusal): Promise<void> {
    await toast(ctx, refused, who === undefined ? {} : { name: await nameOf(who) })
  }

  async function nameOf(id: number): Promise<string> {
    return (await staff.get(id))?.name ?? '?'
  }

  /** Makes a handler of a plan: everything about the press is checked before. */
  function on(plan: (press: Press, ctx: Ctx) => Plan | Promise<Plan>): (ctx: Ctx) => Promise<void> {
    return async (ctx) => {
      const act = await actOf(ctx)
      if (!act) return toast(ctx, 'not-staff')
      const [number = '', ...args] = ctx.address?.args ?? []
      const each = /^\d{1,15}$/.test(number) ? await cases.read(Number(number)) : undefined
      if (!each) return toast(ctx, 'gone')
      if (!(await belongs(ctx, each.number))) return toast(ctx, 'other-case')
      const first = currentReferral(each)?.exception?.by[0]
      const firstLeads = first !== undefined && (await staff.may(first, 'lead'))
      const press = { each, act, args, language: languageOf(ctx), firstLeads }
      await follow(ctx, press, await plan(press, ctx))
    }
  }

  /** A message of another case carries no button of this one: somebody altered it. */
  async function belongs(ctx: Ctx, number: CaseNumber): Promise<boolean> {
    const message = ctx.callbackQuery?.message
    if (!message) return true
    const known = await cases.byMessage(message.chat.id, message.message_id)
    return known === undefined || known.number === number
  }

  async function follow(ctx: Ctx, press: Press, plan: Plan): Promise<void> {
    if ('refused' in plan) {
      await refuse(ctx, plan)
      return restore(ctx, press, press.each)
    }
    if ('show' in plan) return ask(ctx, press, plan)
    const outcome = await decided(cases, press.each.number, plan.do, onceOf(ctx.update))
    if (outcome.kind === 'refused') {
      await refuse(ctx, outcome.refusal)
      const latest = await cases.read(press.each.number)
      return latest && restore(ctx, press, latest)
    }
    const instead = await plan.after?.(outcome.after)
    const next = isOpen(outcome.after) ? plan.next?.(outcome.after) : undefined
    const said = instead ?? next ?? plan
    await toast(ctx, said.toast ?? plan.toast, said.values ?? {})
    if (next) await redraw(ctx, press, outcome.after, next.show, next)
    else await restore(ctx, press, outcome.after)
  }

  async function ask(ctx: Ctx, press: Press, question: Extract<Plan, { show: unknown }>): Promise<void> {
    if (!isOpen(press.each)) {
      await toast(ctx, 'closed')
      return restore(ctx, press, press.each)
    }
    if (question.toast !== undefined) await toast(ctx, question.toast, question.values)
    await cases.change(press.each.number, (each) => touched(each, press.act))
    await redraw(ctx, press, press.each, question.show, question)
  }

  return { on, actOf, languageOf, nameOf, toast, refuse }
}
