/** Whose case it is: asked at each press. What a button says is never believed. */
import type { Case } from '../../case/case.ts'
import type { Cases } from '../../case/cases.ts'
import type { Ctx } from '../../context.ts'
import { address } from '../../telegram/buttons.ts'
import { homeRow } from '../../telegram/frame.ts'
import { type Screen, show } from '../../telegram/screen.ts'
import { relocked } from '../phone/answers.ts'
import type { PhoneDeps } from '../phone.ts'

/**
 * The case that a button or a number names, if it is this person's, on this phone, in the private chat; without a number
 * their last one.
 */
export async function caseOf({ cases }: PhoneDeps, ctx: Ctx, number?: number): Promise<Case | undefined> {
  const person = ctx.from?.id
  if (person === undefined || ctx.chat?.type !== 'private') return undefined
  const named = number ?? Number(ctx.address?.args[0] ?? Number.NaN)
  const each = Number.isSafeInteger(named) ? await cases.read(named) : await cases.ofPerson(person)
  return each?.person.chat === person ? afterHide(cases, ctx, each) : undefined
}

/** Since Hide somebody else may hold the phone: a code word given before does not count any more. */
async function afterHide(cases: Cases, ctx: Ctx, each: Case): Promise<Case> {
  if (!ctx.session.covered || each.person.unlockedUntil === undefined) return each
  return (await cases.change(each.number, (latest) => ({ case: relocked(latest) }))) ?? each
}

/** The same for somebody who never sent anything and for somebody who tries another's number. */
export async function nothingHere(ctx: Ctx): Promise<void> {
  await show(ctx, noCaseScreen(ctx))
}

export function noCaseScreen({ language }: Ctx): Screen {
  const code = { label: `🔑 ${language.plain('case.button.have-code')}`, to: address(language.tag, 'relink', 'code') }
  return { text: language.t('case.none'), rows: [[code], homeRow(language)] }
}
