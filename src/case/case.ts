/**
 * A case: a report and everything after it. One document, sealed with a key of its own, changed by pure functions and
 * written as a whole (`cases.ts`). Both sides know it: `report/` (the person's) and `desk/` (the staff's).
 */
import { z } from 'zod'
import { About } from './about.ts'
import { Answer } from './answer.ts'
import { At, StaffId } from './fields.ts'
import { Referral } from './referral.ts'

/** The public name of a case is K-<number>. */
export type CaseNumber = number & { readonly brand?: 'CaseNumber' }

/** P0 is danger now; the order of work, and nothing else but age counts within one. */
export const Priority = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])
export type Priority = z.infer<typeof Priority>

/** Superset of HTCDS Active / Follow Up / Closed (safety-screening §3.4). `hold` below stands beside them. */
export const STATES = ['new', 'triaged', 'active', 'waiting_user', 'referring', 'follow_up', 'closed'] as const
export const CLOSE_REASONS = [
  'helped',
  'referred_accepted',
  'user_declined',
  'no_contact',
  'emergency_handed_over',
  'out_of_scope',
  'duplicate',
  'misuse',
  'test',
] as const
export type State = (typeof STATES)[number]
export type CloseReason = (typeof CLOSE_REASONS)[number]

/** HTCDS: `confirmed` only with the body that decided. */
export const BODIES = ['police', 'court', 'ngo', 'state'] as const
const Trafficking = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('not_assessed') }),
  z.strictObject({ status: z.literal('possible') }),
  z.strictObject({ status: z.literal('not') }),
  z.strictObject({ status: z.literal('confirmed'), body: z.enum(BODIES) }),
])

const Shown = z.strictObject({ message: z.number().int(), shown: z.string() })

export const Case = z.strictObject({
  /** 1 now; a change of shape that old documents do not fit raises it and converts on reading. */
  format: z.literal(1),
  number: z.number().int(),
  createdAt: At,
  language: z.string(),
  /** Where the report began: `sos`, `ask`, `page:<id>`, `guide:<id>`. */
  origin: z.string(),
  /** The draft it was made of: sending that again is no second case. */
  draft: z.string().optional(),
  about: About,
  priority: Priority,
  /** Why the priority is what it is: `danger`, `sos`, `child`, `other-person`, `ask`, or who changed it. */
  why: z.string(),
  state: z.enum(STATES),
  /** on_hold_unsafe: nothing goes out. `person`: the quiet sign. */
  hold: z.strictObject({ at: At, by: z.union([z.literal('person'), StaffId]) }).optional(),
  closed: z
    .strictObject({
      at: At,
      by: z.union([z.literal('person'), StaffId]),
      reason: z.enum(CLOSE_REASONS),
      of: z.number().int().optional(),
    })
    .optional(),
  trafficking: Trafficking,

  /** The phone answers go to. */
  person: z.strictObject({
    chat: z.number().int(),
    /** Log entries before this one are not shown on this phone (it was linked later). */
    since: z.number().int().default(0),
    reachable: z.enum(['yes', 'blocked', 'gone']).default('yes'),
    /** The one message that tells the true state. */
    status: Shown.optional(),
    /** Wrong code words in a row; 3: answers are locked until a lead unlocks them. */
    wrongWords: z.number().int().default(0),
    /** Until when the word was given on this phone. */
    unlockedUntil: At.optional(),
    withdrawn: z.boolean().default(false),
    /** The person asked that everything be erased. */
    /** `told`: leads know of it. `refused`: why a lead keeps it. */
    erasure: z.strictObject({ at: At, told: z.literal(true).optional(), refused: z.string().optional() }).optional(),
    feedback: z
      .strictObject({ solved: z.enum(['yes', 'partly', 'no']), felt: z.enum(['good', 'so-so', 'bad']).optional() })
      .optional(),
  }),

  openedAt: At.optional(),
  openedBy: StaffId.optional(),
  takenAt: At.optional(),
  answeredAt: At.optional(),
  /** `acted`: something was done since; a claim without that lapses. */
  owner: z.strictObject({ id: StaffId, since: At, acted: z.boolean() }).optional(),
  /** A hand-over that was not accepted yet. */
  offer: z.strictObject({ to: StaffId, by: StaffId, at: At }).optional(),
  /** Since when nobody has it: the ladder counts from here. */
  unownedSince: At,
  /** Steps of the ladder that were climbed since then. */
  rung: z.number().int().default(0),
  /** The person was told that nobody has opened it; was shown partner lines. */
  toldUnopened: z.boolean().default(false),
  toldPartners: z.boolean().default(false),
  /** When the person last wrote or tapped. */
  lastWordAt: At,
  /**
   * Words of the person that nobody acted on (`unanswered.ts`): since when, from when the minutes count, how many circles
   * of people were told; not before `notBefore` is the next.
   */
  unanswered: z.strictObject({ since: At, from: At, told: z.number().int(), notBefore: At.optional() }).optional(),
  /** The person opened it again then: times are measured from here. */
  reopenedAt: At.optional(),

  /** How much of it stands in the staff group. */
  desk: z.strictObject({
    /** The topic, and in which group. */
    chat: z.number().optional(),
    thread: z.number().int().optional(),
    /** A topic was asked for and there was no answer: it may exist. */
    asked: z.strictObject({ name: z.string(), at: At }).optional(),
    /** The topic's name as it is there. */
    topic: z.string().optional(),
    card: Shown.optional(),
    /** Log entries that stand in the card's own message: all before this one. */
    inCard: z.number().int().optional(),
    /** `message` 0: there is none, and none is wanted. */
    stub: Shown.optional(),
    /** Log entries delivered: all before this one; when the last of them were. */
    upTo: z.number().int().default(0),
    piecesAt: At.optional(),
    /** Parts of the next entry that are delivered: a long text goes in several messages. */
    part: z.number().int().optional(),
    /** The topic was made anew: answers and notes before this entry are shown again too. */
    recap: z.number().int().optional(),
    /** Something may have been sent without our knowing: the next is marked so. */
    unsure: z.boolean().default(false),
    /** Staff who got it in private, since the group could not be reached: staff id → log entries delivered. */
    private: z.record(z.string(), z.number().int()).default({}),
    failures: z.number().int().default(0),
  }),

  /** Number of log entries, and how many of the person's messages came in which form. Both are counted when the log is written. */
  entries: z.number().int(),
  forms: z.record(z.string(), z.number().int()).default({}),
  answers: z.array(Answer).default([]),
  referrals: z.array(Referral).default([]),
  /** Promises to the person that nobody marked as kept; `entry`: the note in the log. None once the case is closed. */
  promises: z.array(z.strictObject({ entry: z.number().int(), at: At, by: StaffId })).default([]),
  /** Other cases that may be the same matter; only ever suggested. */
  maybeSame: z.array(z.number().int()).default([]),
  /** Other cases were looked through for the same matter. */
  compared: z.literal(true).optional(),
  misuse: z.strictObject({ step: z.enum(['warned', 'slow', 'restricted']), at: At, until: At.optional() }).optional(),
  retention: z
    .strictObject({ eraseAt: At, warned: z.number().int().default(0), extendedBy: StaffId.optional() })
    .optional(),
})
export type Case = z.infer<typeof Case>

/** `K-1042`. */
export function caseName(number: CaseNumber): string {
  return `K-${number}`
}

/** Everything but the closed ones waits for somebody. */
export function isOpen(each: Case): boolean {
  return each.state !== 'closed'
}
