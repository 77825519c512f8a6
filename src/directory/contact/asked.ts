/** That an organization's person was asked to type something: the next text is the answer, for ten minutes. */
import type { Ctx } from '../../context.ts'

const FIELDS = ['phones', 'address', 'hours'] as const
export type Field = (typeof FIELDS)[number]
export type Asked = { field: Field; id: string }

const KIND = 'contact'
const HOLDS_MS = 10 * 60_000

export function isField(text: string): text is Field {
  return FIELDS.some((field) => field === text)
}

/** One question is open at a time: this takes the place of another. False: without the store nothing can be remembered. */
export function askFor(ctx: Ctx, { field, id }: Asked, now: number): boolean {
  if (ctx.handling.turn) ctx.session.asked = [KIND, now + HOLDS_MS, field, id].join(':')
  return ctx.handling.turn !== undefined
}

/** What is asked at `now`; undefined when nothing is, or too long ago. */
export function askedOf(ctx: Ctx, now: number): Asked | undefined {
  const [kind, until, field = '', id = ''] = (ctx.session.asked ?? '').split(':')
  return kind === KIND && Number(until) >= now && isField(field) ? { field, id } : undefined
}

export function forgetAsked(ctx: Ctx): void {
  if (ctx.session.asked?.startsWith(`${KIND}:`)) delete ctx.session.asked
}
