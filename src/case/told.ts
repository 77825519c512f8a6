/** Answers of a guide that a person chose to send: what the desk needs to say them in its own language. */
import { z } from 'zod'

export const Told = z.strictObject({
  /**
   * Id of the guide, and by id of question the chosen option, a day or a month (YYYY-MM-DD, YYYY-MM) or a number: only what stands
   * in the text that was sent with it.
   */
  guide: z.string(),
  answers: z.record(z.string(), z.string()),
  /** How urgent these answers are, by the rule of the guide; never shown to the person as a grade. */
  priority: z.union([z.literal(0), z.literal(1), z.literal(2)]),
})
export type Told = z.infer<typeof Told>
