/**
 * Which message tells the true state: the one that shows the case. While it shows something else (settings, a question), it
 * is not to be edited under the person's finger.
 */
import type { Case } from '../../case/case.ts'
import type { Ctx } from '../../context.ts'
import { removeShown } from '../phone/answer-show.ts'
import type { PhoneDeps } from '../phone.ts'
import { statusMark } from '../phone/phone-plan.ts'

/** The screen just shown is the message that tells the true state from now on, in the language it is in; an older one goes. */
export async function adoptStatus({ cases }: PhoneDeps, ctx: Ctx, each: Case): Promise<void> {
  const tapped = ctx.callbackQuery?.message?.message_id
  const newest = ctx.handling.effects.trail.at(-1)
  const message = tapped === undefined || newest === ctx.session.screen ? newest : tapped
  if (message === undefined || ctx.handling.isHidden()) return
  const before = each.person.status?.message
  await cases.change(each.number, (latest) => {
    const next = { ...latest, language: ctx.language.code }
    return { case: { ...next, person: { ...next.person, status: { message, shown: statusMark(next) } } } }
  })
  if (before === undefined || before === message) return
  await removeShown(ctx.api, each.person.chat, [before], ctx.language.plain('hide.done')).catch(() => {})
}

/** The tapped message is about to show something else. The case as it is then. */
export async function leaveStatus({ cases }: PhoneDeps, ctx: Ctx, each: Case): Promise<Case> {
  const tapped = ctx.callbackQuery?.message?.message_id
  if (tapped === undefined || each.person.status?.message !== tapped) return each
  const { status: _, ...rest } = each.person
  const after = await cases.change(each.number, (latest) => {
    if (latest.person.status?.message !== tapped) return undefined
    const { status: __, ...person } = latest.person
    return { case: { ...latest, person } }
  })
  return after ?? { ...each, person: rest }
}

/**
 * The person hides everything: the message that tells the state may be older than Hide can delete and is emptied; an edit
 * by itself would bring it back. Its id, and those of notices.
 */
export async function leavePhone({ cases }: Pick<PhoneDeps, 'cases'>, chat: number): Promise<number[]> {
  const each = await cases.ofPerson(chat)
  if (!each) return []
  const { status } = each.person
  const notices = each.answers.flatMap(({ notice }) => notice ?? [])
  await cases.change(each.number, (latest) => {
    const { status: _, ...person } = latest.person
    // whoever hides wants no answer to stand there uncovered either
    return { case: { ...latest, person, about: { ...latest.about, plain: false } } }
  })
  return [...new Set([...(status ? [status.message] : []), ...notices])]
}
