/**
 * The code word, though nothing is asked any more: it came later than the question holds. It must not stand at the desk as a
 * message, where everybody of the team would read it, and the person waits for what it opens.
 */
import type { Case } from '../../case/case.ts'
import { sameWord } from '../../case/words.ts'
import type { Ctx } from '../../context.ts'
import { createDraftStore } from '../draft/draft-store.ts'
import type { PhoneDeps } from '../phone.ts'
import { asksForWord, readBefore, unopened } from './answers.ts'
import { type Asked, askedOf } from './asked.ts'

/** The question that `text` answers late; undefined when it is no code word that something waits for. */
export async function lateWord(deps: PhoneDeps, ctx: Ctx, text: string): Promise<Asked | undefined> {
  if (isChoosingWord(deps, ctx)) return undefined
  const each = await caseOf(deps, ctx)
  const answer = each && lockedAnswer(each, deps.clock.now())
  if (!each?.about.codeWord || !answer || !sameWord(text, each.about.codeWord)) return undefined
  return before(ctx, each) ?? { kind: 'code-word', number: each.number, answer: answer.id, message: answer.notice }
}

/** The question as it was asked, if it was: its message is to go. */
function before(ctx: Ctx, { number }: Case): Asked | undefined {
  const asked = askedOf(ctx, 0)
  return asked?.kind === 'code-word' && asked.number === number ? asked : undefined
}

/** What the word would open: what waits, else what was read before. */
function lockedAnswer(each: Case, now: number): Case['answers'][number] | undefined {
  return asksForWord(each, now) ? (unopened(each)[0] ?? readBefore(each).at(-1)) : undefined
}

/** A draft asks for a new word at this moment: it may well be the same. */
function isChoosingWord({ seal, clock }: PhoneDeps, ctx: Ctx): boolean {
  return (
    createDraftStore(seal, () => clock.now())
      .read(ctx)
      ?.state.startsWith('asking-') ?? false
  )
}

/** Undefined also when it cannot be looked up: what the person sent is kept all the same. */
async function caseOf({ cases }: PhoneDeps, ctx: Ctx): Promise<Case | undefined> {
  return ctx.chat && ctx.handling.turn ? cases.ofPerson(ctx.chat.id).catch(() => undefined) : undefined
}
