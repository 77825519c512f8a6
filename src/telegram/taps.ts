/** Taps by their verb: one look-up finds the handler, however many features there are. */
import type { Middleware } from 'grammy'
import type { Ctx } from '../context.ts'
import type { Verb } from './buttons.ts'

/** What a feature does when one of its buttons is pressed. */
export type Taps = Partial<Record<Verb, (ctx: Ctx) => Promise<void>>>

/** Handles the taps of `taps`; others, and everything that is no tap, go on. */
export function onTaps(...features: Taps[]): Middleware<Ctx> {
  const taps: Taps = Object.assign({}, ...features)
  return (ctx, next) => {
    const handle = ctx.address && taps[ctx.address.verb]
    return handle ? handle(ctx) : next()
  }
}
