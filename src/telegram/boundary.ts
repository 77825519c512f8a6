/** The one error boundary: the name of the error and the update id are logged, never a person's words; the person is told. */
import type { Ctx, Log } from '../context.ts'
import type { Language } from '../language/language.ts'
import { trouble } from './errors.ts'
import { homeRow } from './frame.ts'
import { answerTap, type Screen, send } from './screen.ts'

export type BoundaryDeps = {
  log: Log
  /** The emergency card: an apology always comes with numbers that work. */
  card(language: Language): Screen
}

export function errorBoundary({ log, card }: BoundaryDeps) {
  return async (ctx: Ctx, next: () => Promise<void>): Promise<void> => {
    try {
      await next()
    } catch (error) {
      log.error({ update: ctx.update.update_id, ...described(error) }, 'an update could not be answered')
      ctx.handling.untold = !(await apologise(ctx, error, card(ctx.language)))
      if (ctx.handling.untold) log.error({ update: ctx.update.update_id }, 'nor could the person be told')
    }
  }
}

/** Names and numbers only: a message of an error may hold what a person wrote. */
export function described(error: unknown): { error: string; cause?: string; code?: number } {
  const name = error instanceof Error ? error.name : typeof error
  const cause = trouble(error)?.kind
  const code =
    typeof error === 'object' && error !== null && 'error_code' in error ? Number(error.error_code) : undefined
  return { error: name, ...(cause ? { cause } : {}), ...(code === undefined ? {} : { code }) }
}

/** True when the person was told, or cannot be told by trying again. */
async function apologise(ctx: Ctx, error: unknown, card: Screen): Promise<boolean> {
  if (ctx.chat?.type !== 'private' || ctx.handling.isHidden()) return true
  if (trouble(error)?.kind === 'too-many') return false // Telegram asks for patience: a further message would not pass
  const text = `${ctx.language.t('error.text')}\n\n${card.text}`
  try {
    await answerTap(ctx, ctx.language.plain('error.short'))
    await send(ctx, { text, rows: [...card.rows.slice(0, -1), homeRow(ctx.language)] })
    return true
  } catch (second) {
    const kind = trouble(second)?.kind
    return kind !== 'no-answer' && kind !== 'too-many'
  }
}
