/**
 * The shape of a guide: `content/guides/<id>.yaml` holds questions and where each answer leads, `locales/<language>/guides/<id>.yaml`
 * its words. The grammar is closed: four kinds of question (choice, date, number, stays) and a rule, which is code of
 * `src/guide/rules/` that computes. A sixth kind of step needs a decision record (docs/decisions/0010).
 */
import { z } from 'zod'
import { Confidence, Day, Id } from './schema.ts'

/** In button data: one character a question, one or two an option. Never change or reuse one. */
const Code = z.string().regex(/^[A-Za-z0-9]$/, 'a code is one letter or digit')
const OptionCode = z.string().regex(/^[A-Za-z0-9]{1,2}$/, 'a code is one or two letters or digits')

/** Lists of options that many questions share. */
export const PRESETS = {
  'yes-no': { yes: 'y', no: 'n' },
  'yes-no-skip': { yes: 'y', no: 'n', skip: 's' },
  'yes-no-unsure': { yes: 'y', no: 'n', unsure: 'u' },
} as const

/**
 * Holds when every entry does: the answer to that question is (one of) these. `is`: what the last rule found. A question that
 * was not asked has no answer. Several conditions in a list: one of them is enough.
 */
const All = z.record(Id, z.union([Id, z.array(Id).min(1)]))
export const Condition = z.union([All, z.array(All).min(1)])
export type Condition = z.infer<typeof Condition>

/** Where it goes on: a question, a rule or an outcome; of several the first whose condition holds. The last has none. */
const Next = z.union([Id, z.array(z.strictObject({ if: Condition.optional(), go: Id })).min(1)])
export type Next = z.infer<typeof Next>

const question = {
  code: Code,
  next: Next,
  /** A new answer to one of these clears this one. */
  depends: z.array(Id).default([]),
}
const Options = z.union([
  z.record(Id, OptionCode),
  z.enum(['yes-no', 'yes-no-skip', 'yes-no-unsure', 'countries', 'cities']),
])

const Choice = z.strictObject({ ask: z.literal('choice'), options: Options, ...question })
/**
 * A day, by tapping. Reaches `back` days before today and `ahead` days after it; not before the answer to `from`. `month`: only
 * its month says something, and no more of it is printed or sent.
 */
const DateQuestion = z.strictObject({
  ask: z.literal('date'),
  back: z.int().min(0).max(3650),
  ahead: z.int().min(0).max(400).default(0),
  from: Id.optional(),
  month: z.boolean().default(false),
  ...question,
})
const NumberQuestion = z.strictObject({
  ask: z.literal('number'),
  min: z.int().min(0),
  max: z.int().max(4000),
  ...question,
})
/** Earlier stays as pairs of days, each tapped: entry and exit, within `back` days and before the answer to `before`. */
const Stays = z.strictObject({
  ask: z.literal('stays'),
  back: z.int().min(1).max(3650),
  before: Id,
  most: z.int().min(1).max(8),
  ...question,
})
/** Code that computes: its findings are the `is` of the conditions in `next`, its values are printed as `{{value.x}}`. */
const Rule = z.strictObject({ rule: Id, next: Next })
export const Step = z.union([z.discriminatedUnion('ask', [Choice, DateQuestion, NumberQuestion, Stays]), Rule])
export type Step = z.infer<typeof Step>

/**
 * A choice that comes between two questions as soon as its condition holds, once in a run. `emergency`: shows the numbers of the
 * emergency card. `again`: comes with each answer that calls for it, as often as it is given.
 */
const Aside = z.strictObject({
  code: Code,
  when: Condition,
  options: z.record(Id, OptionCode),
  emergency: z.boolean().default(false),
  again: z.boolean().default(false),
  /** A way to the team hangs on it. */
  write: z.boolean().default(false),
})

const Part = z.union([Id, z.strictObject({ id: Id, if: Condition })])
/** A rule of `src/reminder/rules.ts`, and the value of the guide's rule or the date question that it counts from. */
const Remind = z.strictObject({ rule: Id, from: Id })
export const Outcome = z.strictObject({
  /** Sentences that apply to this person, after the text. */
  lines: z.array(Part).default([]),
  /** More of them, folded away together with the law: how it was counted, rules that matter less. Their words stand among the lines. */
  details: z.array(Part).default([]),
  /** What to do, in order. */
  steps: z.array(Part).default([]),
  sources: z.array(z.string()).default([]),
  confidence: Confidence.extract(['high', 'medium']).default('high'),
  /** Facts it rests on without printing them. */
  facts: z.array(Id).default([]),
  /** A legal outcome has sources, steps, a day on which it was checked, and somebody to ask. */
  legal: z.boolean().default(true),
  /** Lines shown with copy buttons: ids of `directory.yaml`. */
  numbers: z.array(Id).default([]),
  /** Related pages and guides. */
  pages: z.array(Id).default([]),
  guides: z.array(Id).default([]),
  /** Offers to be reminded; of several the first that has a day to count from. */
  remind: z.union([Remind, z.array(Remind).min(1)]).optional(),
  /** A text to show to somebody, `locales/<language>/cards.yaml`. */
  card: Id.optional(),
  /** The numbers of the emergency card come first. */
  emergency: z.boolean().default(false),
  /** A human being comes first among the buttons. */
  person: z.boolean().default(false),
})
export type Outcome = z.infer<typeof Outcome>

export const GuideFile = z.strictObject({
  icon: z.emoji(),
  start: Id,
  checked: Day,
  /** Nothing of it may stand in a chat longer than needed; its outcome is counted, never its answers. */
  sensitive: z.boolean().default(false),
  /** "Your answers" may be sent to the team, each of them only if the person leaves it ticked: these questions. */
  send: z.array(Id).default([]),
  steps: z.record(Id, Step),
  asides: z.record(Id, Aside).default({}),
  outcomes: z.record(Id, Outcome),
})
export type GuideFile = z.infer<typeof GuideFile>

type Ask<Kind> = Extract<Step, { ask: Kind }>
/** `shared`: the list that its options are of, whose words all guides share. */
export type ChoiceQuestion = Omit<Ask<'choice'>, 'options'> & { options: Record<string, string>; shared?: string }
export type Question = ChoiceQuestion | Ask<'date'> | Ask<'number'> | Ask<'stays'>
export type RuleStep = z.infer<typeof Rule>
export type Aside = z.infer<typeof Aside>

/** A guide as the program uses it: shared lists of options written out. */
export type Guide = Omit<GuideFile, 'steps'> & {
  id: string
  /** Two characters that change when questions or ways do: a button of another version opens its question again. */
  version: string
  steps: Record<string, Question | RuleStep>
}

/** Words of a question. `short`: its name among "your answers". */
const QuestionWords = z.strictObject({
  text: z.string().min(1),
  /** One tap away: "what does this mean?" */
  help: z.string().min(1).optional(),
  short: z.string().min(1).max(40),
  options: z.record(Id, z.string().min(1).max(32)).optional(),
})

/** `locales/<language>/guides/<id>.yaml`. `{{value.x}}` prints a value of the rule, `{{fact.x}}` and `{{number.x}}` a fact. */
export const GuideWords = z.strictObject({
  /** On the button that leads here, without the icon. */
  button: z.string().min(1).max(24),
  /** First line of every screen; neutral, a lock screen may show it. */
  title: z.string().min(1).max(60),
  /** Above the first question. */
  intro: z.string().min(1).optional(),
  questions: z.record(Id, QuestionWords),
  asides: z
    .record(Id, z.strictObject({ text: z.string().min(1), options: z.record(Id, z.string().min(1).max(28)) }))
    .optional(),
  outcomes: z.record(
    Id,
    z.strictObject({
      title: z.string().min(1).max(60),
      /** At most three short sentences. */
      text: z.string().min(1),
      lines: z.record(Id, z.string().min(1)).optional(),
      steps: z.record(Id, z.string().min(1)).optional(),
      law: z.string().optional(),
    }),
  ),
})
export type GuideWords = z.infer<typeof GuideWords>
