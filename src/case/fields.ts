/** Fields that every part of a case has: the document, its answers, its referrals and its log. */
import { z } from 'zod'

/** A moment, in milliseconds since 1970. */
export const At = z.number().int()

/** Telegram's id of a member of staff. */
export const StaffId = z.number().int()
