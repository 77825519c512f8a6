/** The log of a case. */
import { z } from 'zod'
import { Piece } from '../telegram/pieces.ts'
import { At, StaffId } from './fields.ts'
import { Told } from './told.ts'

/** What was said and done, in order; each entry sealed on its own. */
export const Entry = z.discriminatedUnion('kind', [
  /**
   * The person's words; `of`: an edited version of an earlier message; `ref`: the message on their phone. `told`: made of a
   * guide's answers, a message of its own it never was: `ref` is below 0.
   */
  z.strictObject({
    kind: z.literal('from'),
    at: At,
    ref: z.number().int(),
    of: z.number().int().optional(),
    piece: Piece,
    told: Told.optional(),
  }),
  /** A staff answer; `of`: an edited version of an earlier entry. */
  z.strictObject({ kind: z.literal('to'), at: At, by: StaffId, of: z.number().int().optional(), piece: Piece }),
  /** An inside note. */
  z.strictObject({ kind: z.literal('note'), at: At, by: StaffId, text: z.string() }),
  /** Something the desk should read in the topic: `withdrawn`, `blocked`, `quiet`, `locked`, `erasure` … words in `staff.event.*`. */
  z.strictObject({
    kind: z.literal('event'),
    at: At,
    event: z.string(),
    values: z.record(z.string(), z.string()).optional(),
  }),
])
export type Entry = z.infer<typeof Entry>
