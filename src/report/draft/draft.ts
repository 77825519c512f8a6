/**
 * What a person is about to send. Pure: every change makes a new draft, and nothing here knows Telegram or the store. A
 * draft is kept sealed for a day after it was last touched; after half an hour it collects nothing more by itself.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { About } from '../../case/about.ts'
import { Told } from '../../case/told.ts'
import { Piece } from '../../telegram/pieces.ts'

const At = z.number().int()
/** One message; `ref`: its id in the person's chat. `told`: made of a guide's answers, no message: `ref` is below 0. */
const Item = z.strictObject({ ref: z.number().int(), piece: Piece, told: Told.optional() })
export type Item = z.infer<typeof Item>

export const Draft = z.strictObject({
  /** A draft of another format is none: its day is soon over. */
  format: z.literal(1),
  id: z.string().regex(/^[A-Za-z0-9_-]{8}$/),
  begunAt: At,
  touchedAt: At,
  /** As in a case: `sos`, `ask`, `page:<id>`, `guide:<id>`. */
  origin: z.string(),
  /**
   * `open`: what is sent to the bot joins it. `offered`: the person wrote without having asked to; nobody promised anything.
   * `asking-…`: the next text is the word.
   */
  state: z.enum(['open', 'offered', 'asking-code-word', 'asking-quiet-word']),
  items: z.array(Item),
  about: About,
  /** The message that shows it. */
  screen: z.number().int().optional(),
})
export type Draft = z.infer<typeof Draft>

export const KEPT_MS = 24 * 3_600_000
export const IDLE_MS = 30 * 60_000
/** A preview of more would not fit one message; the rest is sent afterwards. */
export const MAX_ITEMS = 50

/** An empty draft. `now`: ms since 1970. */
export function newDraft(origin: string, now: number, state: Draft['state'] = 'open'): Draft {
  const id = randomBytes(6).toString('base64url')
  return { format: 1, id, begunAt: now, touchedAt: now, origin, state, items: [], about: About.parse({}) }
}

/** With this message as its last item, or changed in its place when it is there already. The same draft when it is full. */
export function withItem(draft: Draft, item: Item, now: number): Draft {
  const known = draft.items.some(({ ref }) => ref === item.ref)
  if (!known && isFull(draft)) return draft
  const items = known ? draft.items.map((each) => (each.ref === item.ref ? item : each)) : [...draft.items, item]
  return { ...draft, items, touchedAt: now }
}

/** With a guide's answers as its last item, in place of earlier ones of the same guide. */
export function withTold(draft: Draft, item: Item & { told: Told }, now: number): Draft {
  const items = draft.items.filter(({ told }) => told?.guide !== item.told.guide)
  return withItem({ ...draft, items }, item, now)
}

/** The answers of guides in it. */
export function toldIn({ items }: Draft): Told[] {
  return items.flatMap(({ told }) => told ?? [])
}

export function withoutItem(draft: Draft, ref: number, now: number): Draft {
  return { ...draft, items: draft.items.filter((each) => each.ref !== ref), touchedAt: now }
}

export function withAbout(draft: Draft, about: About, now: number): Draft {
  return { ...draft, about, touchedAt: now }
}

/** In another state; whoever began with SOS stays urgent. */
export function inState(draft: Draft, state: Draft['state'], now: number, origin = draft.origin): Draft {
  return { ...draft, state, touchedAt: now, origin: draft.origin === 'sos' ? 'sos' : origin }
}

export function isFull(draft: Draft): boolean {
  return draft.items.length >= MAX_ITEMS
}

export function isExpired(draft: Draft, now: number): boolean {
  return now - draft.touchedAt >= KEPT_MS
}

/** It takes in whatever is sent to the bot. */
export function collects(draft: Draft, now: number): boolean {
  return draft.state !== 'offered' && now - draft.touchedAt < IDLE_MS
}

/** Whether a part of this album is there already. */
export function hasAlbum(draft: Draft, album: string | undefined): boolean {
  return album !== undefined && draft.items.some(({ piece }) => piece.kind === 'file' && piece.album === album)
}
