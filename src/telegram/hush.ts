/** Hide, /stop and the quiet sign: no reminder comes until the person asks for it in their list, or sets one. */
import type { Ctx } from '../context.ts'

/** Says so in the session; also when the store was too slow to load one. */
export function hush(ctx: Ctx): void {
  const { update_id } = ctx.update
  ctx.session.hushed = update_id
  if (!ctx.handling.turn) ctx.handling.effects.session['hushed'] = String(update_id)
}
