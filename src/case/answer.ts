/** A staff answer, from the desk to the person's phone. */
import { z } from 'zod'
import { At, StaffId } from './fields.ts'

/** A staff answer on its way to the person's phone. */
export const Answer = z.strictObject({
  id: z.number().int(),
  by: StaffId,
  at: At,
  /** Where it stands in the log; an edit by staff adds a new entry and moves this. */
  entries: z.array(z.number().int()).min(1),
  /** The staff messages it was made of: reactions tell the truth there. */
  staff: z.array(z.strictObject({ chat: z.number(), message: z.number() })).default([]),
  /** Telegram's id of the album it is made of: parts come one by one and join it. */
  album: z.string().optional(),
  /** The message at the desk that says how far it came, with the button that takes it back. */
  control: z.strictObject({ chat: z.number(), message: z.number(), shown: z.string() }).optional(),
  state: z.enum(['waiting', 'notified', 'opened', 'unreachable', 'failed', 'taken-back']),
  /** What the staff messages show now. */
  reaction: z.string().optional(),
  /** How often Telegram took it for nothing. */
  tries: z.number().int().default(0),
  /** The neutral message, and after opening the content itself. */
  notice: z.number().int().optional(),
  shown: z.array(z.number().int()).default([]),
  /** The entries those messages show, one each: an edit, or parts that came later, differ from `entries`. */
  shownEntries: z.array(z.number().int()).default([]),
  /** Not before this is it tried again. */
  nextTry: At.optional(),
  openedAt: At.optional(),
})
export type Answer = z.infer<typeof Answer>
