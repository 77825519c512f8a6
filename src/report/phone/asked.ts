/** What a person was asked for, so that the next text is taken as the answer and never as a message to the team. */
import type { Ctx } from '../../context.ts'

/** `message`: the one that asks; undefined where none does (`late-word.ts`). */
export type Asked =
  | { kind: 'code-word'; number: number; answer: number; message: number | undefined }
  | { kind: 'relink-code' }

/** Afterwards a text is a message again: somebody in need may have forgotten the question. */
const HOLDS_MS = 5 * 60_000

export function ask(ctx: Ctx, asked: Asked, now: number): void {
  const words = asked.kind === 'code-word' ? [asked.number, asked.answer, asked.message ?? 0] : []
  ctx.session.asked = [asked.kind, now + HOLDS_MS, ...words].join(':')
}

/** What is open at `now`; it stays open until `forgetAsked`. */
export function askedOf(ctx: Ctx, now: number): Asked | undefined {
  const [kind, until, ...rest] = (ctx.session.asked ?? '').split(':')
  if (Number(until) < now) return undefined
  if (kind === 'relink-code') return { kind }
  const [number = 0, answer = 0, message = 0] = rest.map(Number)
  return kind === 'code-word' ? { kind, number, answer, message } : undefined
}

export function forgetAsked(ctx: Ctx): void {
  delete ctx.session.asked
}
