/**
 * The shape of everything an editor writes: structure and facts in `content/`, words in `locales/`.
 * zod first, types inferred; `load.ts` reads, `check.ts` looks across files.
 */
import { z } from 'zod'

/** English words in kebab-case. An id never changes its meaning: a renamed id is a new id. */
export const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by "-"')

/** A calendar day of Kazakhstan, as YYYY-MM-DD. */
export const Day = z.iso.date('a day is written YYYY-MM-DD')

/** `high` is shown as it is, `medium` with "ask before you rely on it", `low` and `memory` are never shown (decision 15). */
export const Confidence = z.enum(['high', 'medium', 'low', 'memory'])
export type Confidence = z.infer<typeof Confidence>

export const Source = z.strictObject({
  title: z.string().min(3),
  url: z.url().optional(),
  /** As the source itself shows it; `undated` where it shows none. */
  date: z.string().min(4),
})
export type Source = z.infer<typeof Source>
export const Sources = z.record(
  z.string().regex(/^S\d+[a-z]?$/, 'a source id is S and a number, as S02 or S15a'),
  Source,
)

/** One stretch of time in which a fact has one value; `until` is the first day on which it no longer holds. */
const period = <Value extends z.ZodType>(value: Value) => z.strictObject({ from: Day, until: Day.optional(), value })

const factBase = {
  /** What the fact says, for editors, in English. */
  says: z.string().min(10),
  sources: z.array(z.string()).min(1),
  confidence: Confidence,
  /** The day somebody last compared the fact with its sources. */
  checked: Day,
  /** From this day on it is due for review. */
  review: Day,
}

/** A number, date or fee that a law or an authority sets. Periods tile time: no gap, no overlap. */
export const Fact = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('duration'),
    unit: z.enum(['hour', 'day', 'working-day', 'month', 'year']),
    periods: z.array(period(z.int().positive())).min(1),
    ...factBase,
  }),
  z.strictObject({ kind: z.literal('money'), periods: z.array(period(z.int().positive())).min(1), ...factBase }),
  /** A multiple of the monthly calculation index: shown in tenge of the day, so it ends when the index does. */
  z.strictObject({ kind: z.literal('mci'), periods: z.array(period(z.number().positive())).min(1), ...factBase }),
  z.strictObject({ kind: z.literal('count'), periods: z.array(period(z.int().nonnegative())).min(1), ...factBase }),
  z.strictObject({ kind: z.literal('date'), periods: z.array(period(Day)).min(1), ...factBase }),
])
export type Fact = z.infer<typeof Fact>
export const Facts = z.record(Id, Fact)

const Film = z.url({ protocol: /^https$/, error: 'expected an address that starts with https://' })

/** A screen of information. Its words are `locales/<language>/pages/<id>.yaml`. */
export const Page = z.strictObject({
  icon: z.emoji(),
  children: z.array(Id).default([]),
  related: z.array(Id).default([]),
  /** Sources of what the text says besides its facts. */
  sources: z.array(z.string()).default([]),
  /** The lowest confidence among the statements that are not facts. */
  confidence: z.enum(['high', 'medium']).default('high'),
  /** Facts the page depends on without printing them. */
  facts: z.array(Id).default([]),
  /** Numbers shown under the text with a copy button, and first under "ask a person": ids of `directory.yaml`. */
  numbers: z.array(Id).default([]),
  /** Guides offered on it: ids of `content/guides/`. */
  guides: z.array(Id).default([]),
  /** Offers to be reminded of a day. */
  reminders: z.boolean().default(false),
  /** Offers to look for help near the person. */
  near: z.boolean().default(false),
  /** Offers what can be shown to somebody: `all`, or ids of `content/cards.yaml`. */
  cards: z.union([z.literal('all'), z.array(Id)]).default([]),
  /** A film of the page in sign language, over https: for everybody, or by language. */
  sign_video: z.union([Film, z.record(z.string(), Film)]).optional(),
  /** A legal page must have sources, shows when it was checked, and asks "was this useful?". */
  legal: z.boolean().default(true),
  /** The day somebody last compared the page with its sources. */
  checked: Day.optional(),
})
export type Page = z.infer<typeof Page>
export const Menu = z.strictObject({ home: Id, pages: z.record(Id, Page) })

const Minutes = z.int().positive()
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written HH:MM')
/** Each step comes after the one before. */
const Ladder = z
  .strictObject({ unopened: Minutes, backup: Minutes, lead: Minutes, everyone: Minutes })
  .refine(({ unopened, backup, lead, everyone }) => unopened < backup && backup < lead && lead < everyone, {
    error: 'expected unopened < backup < lead < everyone',
  })
const byPriority = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ p0: value, p1: value, p2: value, p3: value })

/** `content/desk.yaml`: the settings of the desk. */
export const DeskSettings = z.strictObject({
  language: z.string(),
  hours: z.strictObject({ days: z.array(z.int().min(1).max(7)), from: TimeOfDay, to: TimeOfDay }),
  holidays: z.array(Day),
  ladder: byPriority(Ladder),
  lapse: z.strictObject({ p0: Minutes, other: Minutes }),
  unopened_told: byPriority(Minutes),
  unanswered: byPriority(Minutes),
  offer: Minutes,
  most: z.strictObject({ p0: z.int().positive(), others: z.int().positive() }),
  sends_per_hour: z.int().positive(),
  retention: z.strictObject({
    days: z.int().positive(),
    warnings_days_before: z.array(z.int().positive()),
    erasure_hours: z.int().positive(),
  }),
  check_back_hours: z.tuple([z.int().positive(), z.int().positive()]),
  partners: z.array(Id).min(1),
})
export type DeskSettings = z.infer<typeof DeskSettings>

/** `content/cities.yaml`, `content/countries.yaml`: what a person can choose from, with its code in button data, never reused. */
export const Choices = z.record(Id, z.string().regex(/^[a-z0-9]{2}$/, 'a code is two letters or digits'))

/** Words of one page. `{{fact.some-id}}` prints a fact with its unit, `{{number.some-id}}` the bare number. */
export const PageWords = z.strictObject({
  /** On the button that leads here, without the icon. */
  button: z.string().min(1).max(24),
  /** First line of the screen; neutral, a lock screen may show it. */
  title: z.string().min(1).max(60),
  /** At most three short sentences. */
  text: z.string().min(1),
  /** What to do, in order. */
  steps: z.array(z.string().min(1)).max(8).optional(),
  /** Longer legal detail, folded away in an expandable quote. */
  law: z.string().optional(),
})
export type PageWords = z.infer<typeof PageWords>

/** `locales/<language>/language.yaml`: what makes the folder a language. */
export const LanguageFile = z.strictObject({
  /** Its own name, as its readers write it. */
  name: z.string().min(2),
  /** Two characters that mark this language in button data. Never reuse or change one. */
  tag: z.string().regex(/^[a-z]{2}$/),
  /** BCP 47, for plural rules. */
  intl: z.string(),
  /** Telegram `language_code`s that put this language first in the picker. */
  codes: z.array(z.string()).min(1),
  /** The two-letter code under which its command list is registered; absent where another variant has it. */
  command_code: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional(),
  /** Shown when nothing is known about the person. Exactly one language says so. */
  default: z.boolean().default(false),
  date: z.string().regex(/\{\{day\}\}.*\{\{month\}\}.*\{\{year\}\}|\{\{year\}\}.*\{\{day\}\}.*\{\{month\}\}/),
  /** As in a date; `month_names` where a month alone is written otherwise. */
  months: z.array(z.string()).length(12),
  month_names: z.array(z.string()).length(12).optional(),
  /** Between thousands. */
  group: z.string(),
})
export type LanguageFile = z.infer<typeof LanguageFile>

/** `locales/<language>/checks.yaml`: words that must not appear, for the content check. */
export const WordLists = z.strictObject({
  /** Nowhere in a text for people. Stems: matched at the start of a word. */
  banned: z.array(z.string()).default([]),
  /** Not in the first line, which a lock screen may show. Stems. */
  not_in_first_line: z.array(z.string()).default([]),
  /** How hard a text may be to read, see `checks/reading.ts`. A language without it is not measured. */
  reading: z.strictObject({ longest_sentence: z.int().positive(), lix: z.int().positive() }).optional(),
})
export type WordLists = z.infer<typeof WordLists>

/** `locales/<language>/search.yaml`: words of everyday speech, for what people type. Never shown. */
export const SearchWords = z.strictObject({
  /** By page or guide: what people say when they mean it. */
  words: z.record(Id, z.array(z.string().min(2)).min(1)),
  /** What people add whatever they mean: greetings, "how much", "what should I do". */
  ignored: z.array(z.string().min(2)).default([]),
  /** Phrases of somebody in danger: the emergency card is offered first. Two words or more; endings do not matter. */
  danger: z.array(z.string().min(2)).min(1),
  /** The same in one word; only what is never said otherwise. */
  danger_words: z.array(z.string().min(2)).default([]),
  /** Said in danger when nothing else is said: "help me", but not "help me with the registration". */
  cries: z.array(z.string().min(2)).default([]),
})
export type SearchWords = z.infer<typeof SearchWords>

/** `content/cards.yaml`: what a person can show to somebody. */
export const Cards = z.record(
  Id,
  z.strictObject({
    icon: z.emoji(),
    /** Printed large: ids of `directory.yaml`. */
    numbers: z.array(Id).default([]),
  }),
)
export type Cards = z.infer<typeof Cards>

/** `content/canned.yaml`: answers staff can send with one press. Their words are `locales/<language>/canned.yaml`. */
export const Canned = z.array(Id).min(1)
