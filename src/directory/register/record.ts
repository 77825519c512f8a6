/**
 * What is known of an entry besides the file: what editors corrected, who at the organization answers for it, and what people
 * found. Shapes only; how it changes is decided in `edits.ts`, `confirmations.ts` and `findings.ts`.
 */
import { z } from 'zod'
import type { Organization } from '../../content/directory.ts'

/** What can be corrected without the file. Names and notes are words: they are translated, and stand in `locales/`. */
export const CORRECTABLE = [
  'phones',
  'locations',
  'schedule',
  'open_on_holidays',
  'languages',
  'eligibility',
  'publication',
  'reason',
  'assured_date',
  'assured_by',
] as const satisfies readonly (keyof Organization)[]
export type Correctable = (typeof CORRECTABLE)[number]

/** Fields with what they become; null: nothing stands there. Fit for JSON. */
export const Patch = z.partialRecord(z.enum(CORRECTABLE), z.json())
export type Patch = z.infer<typeof Patch>

/**
 * `base`: what the file said. Once the file says something else, the file is newer and wins. `voidSince`: a bot with such a file has
 * seen it; an hour later, when no bot runs with the older file, it is forgotten: otherwise it would apply again to a file that returns
 * to what it said.
 */
const Correction = z.strictObject({ value: z.json(), base: z.json(), voidSince: z.int().optional() })

/** The person at an organization who confirms its entry. */
export const Contact = z.strictObject({
  /** Their private chat. */
  chat: z.int(),
  name: z.string(),
  /** A folder of `locales/`. */
  language: z.string(),
  /** When they were linked; ms, as all times here. */
  since: z.int(),
  /** When they last said that the entry is right. */
  confirmedAt: z.int().optional(),
  /** When they were last asked. */
  askedAt: z.int().optional(),
  /** Editors were told that nothing was confirmed for so long that the entry is shown no more. */
  toldHidden: z.boolean().default(false),
  /** Our last question did not reach them. */
  unreachable: z.boolean().default(false),
  /** The silence they had asked for (`hushed` of the session) before they last answered here: only a later one is obeyed. */
  hushed: z.int().optional(),
})
export type Contact = z.infer<typeof Contact>

/** What the contact wants to be changed; an editor decides. */
const Proposal = z.strictObject({ id: z.string(), patch: Patch, at: z.int() })
export type Proposal = z.infer<typeof Proposal>

/** What somebody found. `who`: a keyed hash that says only that it is not the same person twice. */
const Finding = z.strictObject({ kind: z.enum(['no-answer', 'refused']), who: z.string(), at: z.int() })
export type Finding = z.infer<typeof Finding>

export const EntryRecord = z.strictObject({
  corrections: z.partialRecord(z.enum(CORRECTABLE), Correction).default({}),
  contact: Contact.optional(),
  /** Said by the contact; true for the day it was said. */
  places: z.strictObject({ free: z.boolean(), at: z.int() }).optional(),
  /** Closed for now, says the contact: since when. */
  closedAt: z.int().optional(),
  proposals: z.array(Proposal).default([]),
  findings: z.array(Finding).default([]),
})
export type EntryRecord = z.infer<typeof EntryRecord>

/** Of an entry about which nothing is known besides the file. */
export const EMPTY: EntryRecord = EntryRecord.parse({})

/** What was done to an entry, as its history shows it. `by`: an id of the staff; the organization's person; people who looked for help; time. */
export const LogLine = z.strictObject({
  at: z.int(),
  by: z.union([z.int(), z.enum(['contact', 'people', 'time'])]),
  what: z.enum([
    'corrected',
    'confirmed',
    'hidden',
    'shown',
    'undone',
    'invited',
    'linked',
    'unlinked',
    'proposed',
    'approved',
    'refused',
    'closed',
    'opened',
    'places',
    'found',
    'unconfirmed',
  ]),
  /** What of the entry was so, and became so. */
  before: Patch.optional(),
  after: Patch.optional(),
  /** A word of what happened: of a finding its kind, of places `free` or `full`. */
  detail: z.enum(['no-answer', 'refused', 'free', 'full']).optional(),
})
export type LogLine = z.infer<typeof LogLine>
