/** What an editor was asked to type, and what was typed and waits to be saved: in the session, for ten minutes. */
import { z } from 'zod'
import type { Ctx } from '../../context.ts'

const KIND = 'edit:'
const HOLDS_MS = 10 * 60_000

/** Fields that are typed. */
export const TYPED = ['phones', 'hours', 'address'] as const
export type Typed = (typeof TYPED)[number]

/** `base`: the fingerprint of what the field said when it was shown. `place`: that of a location; `office`: everybody may find it. */
const Question = z.strictObject({
  id: z.string(),
  field: z.enum(TYPED),
  base: z.string(),
  place: z.string().optional(),
  office: z.boolean().optional(),
})
export type Question = z.infer<typeof Question>

const Asked = z.union([
  z.strictObject({ step: z.literal('find'), words: z.string().optional() }),
  z.strictObject({ step: z.literal('type'), question: Question }),
  z.strictObject({ step: z.literal('save'), question: Question, text: z.string() }),
])
export type Asked = z.infer<typeof Asked>
const Kept = z.strictObject({ until: z.number(), asked: Asked })

/** One question is open at a time: this takes the place of another. Without the store nothing is remembered. */
export function ask(ctx: Ctx, asked: Asked, now: number): void {
  if (ctx.handling.turn) ctx.session.asked = KIND + JSON.stringify({ until: now + HOLDS_MS, asked })
}

/** Undefined: nothing of this kind is asked, or it was too long ago. */
export function askedOf(ctx: Ctx, now: number): Asked | undefined {
  const { asked = '' } = ctx.session
  if (!asked.startsWith(KIND)) return undefined
  const kept = Kept.safeParse(fromJson(asked.slice(KIND.length)))
  return kept.success && kept.data.until >= now ? kept.data.asked : undefined
}

export function forgetAsked(ctx: Ctx): void {
  if (ctx.session.asked?.startsWith(KIND)) delete ctx.session.asked
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
