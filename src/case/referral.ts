/** A referral of the person of a case to another organization. */
import { z } from 'zod'
import { At, StaffId } from './fields.ts'

/** Warm referral (safety-screening §3.5): each step needs the one before. */
export const Referral = z.strictObject({
  id: z.number().int(),
  /** An organization of `content/directory.yaml`, or a name staff typed. */
  to: z.string(),
  by: StaffId,
  at: At,
  consent: z
    .strictObject({ at: At, what: z.string(), until: z.string().optional(), by: z.literal('person') })
    .optional(),
  /** Without consent: danger to life or a child, by two people, with a reason. */
  exception: z.strictObject({ at: At, reason: z.string(), by: z.array(StaffId).min(1).max(2) }).optional(),
  called: At.optional(),
  accepted: z.strictObject({ at: At, name: z.string() }).optional(),
  told: At.optional(),
  /** The day to look again, 24–72 h later. */
  checkAt: At.optional(),
  checked: At.optional(),
  declined: At.optional(),
  /** When the owner was last reminded to look again. */
  reminded: At.optional(),
})
export type Referral = z.infer<typeof Referral>
