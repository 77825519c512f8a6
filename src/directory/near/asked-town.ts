/** That a town or a place was asked for here: the next one that comes is the answer, whatever else is open. */
import type { Content } from '../../content/load.ts'
import type { Ctx } from '../../context.ts'
import { type Ask, decodeAsk, encodeAsk } from './ask.ts'

const KIND = 'near'
/** Afterwards a message is a message again: somebody in need may have forgotten the question. */
const HOLDS_MS = 10 * 60_000

/** `ask.where`: whether it was asked to be typed. One question is open at a time: this takes the place of another. Without the store nothing is remembered. */
export function askForTown(ctx: Ctx, content: Content, ask: Ask, now: number): void {
  if (!ctx.handling.turn) return
  ctx.session.asked = [KIND, now + HOLDS_MS, ...encodeAsk(content, ask)].join(':')
}

/** What it was asked for; undefined when it was not, or too long ago. */
export function askedTown(ctx: Ctx, content: Content, now: number): Ask | undefined {
  const [kind, until, ...args] = (ctx.session.asked ?? '').split(':')
  return kind === KIND && Number(until) >= now ? decodeAsk(content, args) : undefined
}

export function forgetTown(ctx: Ctx): void {
  if (ctx.session.asked?.startsWith(`${KIND}:`)) delete ctx.session.asked
}
