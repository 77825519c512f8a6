/**
 * Who helps, where and whom: the shape of `content/directory.yaml`, in the field names of Open Referral's HSDS, and of
 * `content/places.yaml`. Words stand in `locales/<language>/directory.yaml` and `places.yaml`.
 */
import { z } from 'zod'
import { Confidence, Id } from './schema.ts'

/** What somebody may need, in the order shown. */
export const NEEDS = ['safe-place', 'talk', 'lawyer', 'papers', 'doctor', 'police', 'children', 'consulate'] as const
export const Need = z.enum(NEEDS)
export type Need = z.infer<typeof Need>

/** Who somebody is, as far as it decides who takes them. */
export const PERSONS = ['women', 'men', 'with-children', 'under-18', 'citizens', 'foreigners', 'no-papers'] as const
export const Person = z.enum(PERSONS)
export type Person = z.infer<typeof Person>

/**
 * Whether an entry may be shown: at once; below the confirmed ones with its year; by name and city only, without a number; or not
 * at all (decision 15).
 */
export const Publication = z.enum(['publish', 'after-test-call', 'name-only', 'withheld'])

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written HH:MM')
/** `to` earlier than `from`, or the same, goes past midnight. Days: 1 is Monday. */
export const Hours = z.strictObject({ days: z.array(z.int().min(1).max(7)).min(1), from: TimeOfDay, to: TimeOfDay })
export type Hours = z.infer<typeof Hours>
/** Only hours that a source states. */
export const Schedule = z.union([z.literal('24/7'), z.array(Hours).min(1)])
export type Schedule = z.infer<typeof Schedule>

const Latitude = z.number().min(-90).max(90)
const Longitude = z.number().min(-180).max(180)

/**
 * Where it is. `public`: an office that everybody may find; it alone may have an address and a point. `call-first`: a place that
 * is secret, by name of the city only, for ever. `city`: the street is not known.
 */
export const Location = z
  .strictObject({
    /** An id of `content/places.yaml`. */
    city: Id,
    visibility: z.enum(['public', 'call-first', 'city']),
    address: z.string().min(3).optional(),
    latitude: Latitude.optional(),
    longitude: Longitude.optional(),
  })
  .refine(
    (place) =>
      place.visibility === 'public' ||
      (!place.address && place.latitude === undefined && place.longitude === undefined),
    {
      error: 'expected an address or a point with "visibility: public" only',
    },
  )
export type Location = z.infer<typeof Location>

export const Organization = z
  .strictObject({
    /** Which needs it answers. */
    services: z
      .array(Need)
      .refine((needs) => new Set(needs).size === needs.length, 'expected each need once')
      .default([]),
    phones: z
      .array(z.strictObject({ number: z.string().regex(/^\+?[\d ]+$/), type: z.enum(['short', 'voice', 'whatsapp']) }))
      .default([]),
    publication: Publication,
    /** Why it is not simply published, or what is in doubt; for editors. */
    reason: z.string().min(3).optional(),
    /** A line that answers in the whole country. */
    everywhere: z.boolean().default(false),
    /** An office of the state of Kazakhstan: not for somebody who asks for people of no state. */
    authority: z.boolean().default(false),
    /** For people outside Kazakhstan too. */
    abroad: z.boolean().default(false),
    locations: z.array(Location).default([]),
    schedule: Schedule.optional(),
    /** With `schedule`: the holidays of `content/desk.yaml` are days like others. */
    open_on_holidays: z.boolean().default(false),
    /** Folders of `locales/`. */
    languages: z.array(z.string()).default([]),
    /** Whom it takes; what is not said is "ask first". */
    eligibility: z.partialRecord(Person, z.enum(['yes', 'no', 'ask'])).default({}),
    /** Whose consulate it is: an id of `content/countries.yaml`. */
    state: Id.optional(),
    website: z.url().optional(),
    confidence: Confidence,
    /** The day or year on which it was stated last; none for what is withheld and nobody has dated. */
    assured_date: z
      .string()
      .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
      .optional(),
    /** By whom: a source, the team after a call, or the organization itself. */
    assured_by: z.enum(['source', 'team', 'organization']).default('source'),
    sources: z.array(z.string().min(3)).min(1),
  })
  .refine((each) => each.phones.length > 0 || each.publication === 'name-only' || each.publication === 'withheld', {
    error: 'expected a phone, or "publication: name-only"',
  })
  .refine((each) => each.publication === 'publish' || each.reason !== undefined, {
    error: 'expected a "reason" for everything but "publication: publish"',
  })
  .refine((each) => each.publication === 'withheld' || each.assured_date !== undefined, {
    error: 'expected an "assured_date" for what is shown',
  })
export type Organization = z.infer<typeof Organization>

/** Who can be called, and which of them stand on the emergency card and under "ask a person". */
export const Directory = z.strictObject({
  organizations: z.record(Id, Organization),
  /** The emergency card, need by need, in the order shown. */
  emergency: z.record(z.enum(['danger', 'held', 'violence', 'child']), z.array(Id).min(1)),
  /** Who answers questions until there is a better answer. */
  ask: z.array(Id).min(1),
  /** Who comes first for somebody who fears their own state: nobody of any state. */
  afraid: z.array(Id).default([]),
})
export type Directory = z.infer<typeof Directory>

/** What is known of an organization today besides its entry: what people, its own person and the team said. */
export type Standing = {
  /** Two people found within a fortnight that it is wrong. */
  doubted?: boolean
  /** Days since its own person confirmed it; undefined for one that nobody is asked about. */
  unconfirmedDays?: number
  /** Said by its own person today. */
  places?: { free: boolean; at: number }
}
export type Standings = Record<string, Standing>

/** A town as a person chooses it; the point is that of its centre, no more. */
export const Place = z.strictObject({
  /** In button data: never change or reuse one. */
  code: z.string().regex(/^[a-z0-9]{2}$/),
  /** An id of `content/cities.yaml`. */
  region: Id,
  latitude: Latitude,
  longitude: Longitude,
  /** Shown among the first, without typing. */
  large: z.boolean().default(false),
  /** Old names and other spellings, in any script. */
  also: z.array(z.string().min(2)).default([]),
})
export type Place = z.infer<typeof Place>
export const Places = z.record(Id, Place)
