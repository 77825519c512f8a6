/** What a person chose to tell about themselves, and how they may be written to. */
import { z } from 'zod'

/** Parts of a day in Kazakhstan's time in which a person may be written to; none: any time. */
export const HOURS = { morning: [6, 12], day: [12, 18], evening: [18, 22], night: [22, 6] } as const
export type Hours = keyof typeof HOURS
const HoursName = z.enum(['morning', 'day', 'evening', 'night'])

/** What a person chose to tell beside the message; everything optional. */
export const About = z.strictObject({
  who: z.enum(['self', 'other']).optional(),
  under18: z.literal(true).optional(),
  danger: z.enum(['now', 'later']).optional(),
  /** An id of `content/cities.yaml`. */
  city: z.string().optional(),
  /** Safe hours; empty: any time. */
  hours: z.array(HoursName).default([]),
  /** Outside safe hours an answer waits, or a neutral message comes without a sound. */
  outside: z.enum(['wait', 'ping']).default('wait'),
  /** May we write first? No: answers wait until the person looks. */
  writeFirst: z.boolean().default(true),
  /** Answers as they are, without the neutral message before (decision 13). */
  plain: z.boolean().default(false),
  /** Hashes (`words.ts`): asked before an answer is shown; makes staff stop writing. */
  codeWord: z.string().optional(),
  quietWord: z.string().optional(),
})
export type About = z.infer<typeof About>
