/** A code word or a quiet word: taken from the next text, hashed, and its message removed. The word itself is nowhere. */
import { hashWord, sameWord } from '../../case/words.ts'
import type { Ctx } from '../../context.ts'
import { answersScreen, wordScreen } from './compose-answers.ts'
import { takeAway } from './compose-place.ts'
import { type Draft, inState, withAbout } from './draft.ts'
import type { DraftView } from './draft-view.ts'

/** `draft` asks for a word, `word` is what came. One word cannot mean both: then another is asked for. */
export async function takeWord(ctx: Ctx, draft: Draft, word: string, now: number, view: DraftView): Promise<void> {
  if (ctx.message) await takeAway(ctx, ctx.message.message_id)
  const which = draft.state === 'asking-code-word' ? 'code' : 'quiet'
  const other = which === 'code' ? draft.about.quietWord : draft.about.codeWord
  if (other !== undefined && sameWord(word, other))
    return view(ctx, draft, 'below', wordScreen(which, ctx.language, true))
  const about = { ...draft.about, [`${which}Word`]: hashWord(word) }
  const open = inState(withAbout(draft, about, now), 'open', now)
  await view(ctx, open, 'below', answersScreen(open, ctx.language))
}
