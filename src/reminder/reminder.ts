/**
 * What is kept of a person's reminders, and what becomes of it: pure. Only the chat, the language and, of each reminder, the
 * rule and the day the person gave; the rest follows from these and the facts, and is kept to see when it changes.
 */
import { z } from 'zod'
import { Day } from '../content/schema.ts'
import { addDays } from '../content/days.ts'
import type { PageMarks } from '../content/page-facts.ts'
import { loudFrom, morningOf, spreadOf } from './hours.ts'
import { deadlineOf, type Facts, markOf, type ReminderRule, ruleNamed } from './rules.ts'

export const Reminder = z.object({
  rule: z.string(),
  /** The day the person gave. */
  base: Day,
  /** As it was counted last; missing while a fact it is counted with does not hold. */
  deadline: Day.optional(),
  /** What the rule rested on then (`markOf`). */
  mark: z.string(),
  /** The messages still to come: so many days before. */
  ahead: z.array(z.int().nonnegative()),
})
export type Reminder = z.infer<typeof Reminder>

/** A page a person wants to know the changes of. */
export const Follow = z.object({
  page: z.string(),
  /** What it said when they were told last (`content/page-facts.ts`). */
  mark: z.string(),
  /** The last day on which a change is told. */
  until: Day,
})
export type Follow = z.infer<typeof Follow>

export const Reminders = z.object({
  chat: z.number(),
  language: z.string(),
  /** The person asked for silence (Hide, /stop): nothing is due until they ask to be written to. */
  hushed: z.boolean().optional(),
  list: z.array(Reminder),
  follows: z.array(Follow).default([]),
})
export type Reminders = z.infer<typeof Reminders>

/** All that a decision depends on besides the reminders. `person` spreads their messages over the morning. */
export type Moment = {
  facts: Facts
  pageMark: PageMarks
  today: string
  now: number
  timeZone: string
  person: string
}

export type Step =
  /** A message is due. `late`: it comes so much later that it says so. */
  | { kind: 'remind'; reminder: Reminder; before: number; late: boolean }
  /** What its rule rests on has changed: the day has moved, cannot be counted here again, or not at all now. */
  | { kind: 'changed'; reminder: Reminder; how: 'moved' | 'count-again' | 'unknown' }
  /** It is over. */
  | { kind: 'drop'; reminder: Reminder }
  /** A page that is followed says something else; or is not followed any more. */
  | { kind: 'page'; follow: Follow; mark: string }
  | { kind: 'unfollow'; follow: Follow }

/** More are refused, so that nobody fills the store. */
export const MOST = 10
/** A page is followed for so long, then no more by itself. */
export const FOLLOWED_DAYS = 365
/** A message this much after its time says that it is late. */
const LATE_MS = 30 * 60_000
/** When nothing is ahead any more of `before`: the day before, the day itself. */
const LAST_CHANCE = [1, 0]
/** A reminder whose deadline cannot be counted is kept so long after the day the person gave. */
const UNKNOWN_DAYS = 400
/**
 * Looked at as often as this, whether anything is due or not: a Hide is written to the session, which may be forgotten 12 months
 * later, and must have been taken over from there by then.
 */
const LOOK_MS = 180 * 86_400_000

export const isSame = (one: Pick<Reminder, 'rule' | 'base'>) => (other: Pick<Reminder, 'rule' | 'base'>) =>
  one.rule === other.rule && one.base === other.base

/** A reminder as it stands at this moment. `ahead` is empty when no message can come in time. */
export function counted(name: string, rule: ReminderRule, base: string, moment: Moment): Reminder {
  const deadline = deadlineOf(rule, base, moment.facts, moment.today)
  const mark = markOf(rule, moment.facts, moment.today)
  if (deadline === undefined) return { rule: name, base, mark, ahead: [] }
  const isAhead = (before: number) => timeOf({ rule: name, base, deadline }, before, moment) > moment.now
  const planned = rule.before.filter(isAhead)
  return { rule: name, base, deadline, mark, ahead: planned.length > 0 ? planned : LAST_CHANCE.filter(isAhead) }
}

/** The days on which its messages come, the first one first. */
export function daysOf({ deadline, ahead }: Reminder): string[] {
  return deadline === undefined ? [] : ahead.map((before) => addDays(deadline, -before))
}

/** With this reminder, in place of `instead` or of the same one. */
export function withReminder(all: Reminders, added: Reminder, instead: Pick<Reminder, 'rule' | 'base'>): Reminders {
  const rest = all.list.filter((each) => !isSame(instead)(each) && !isSame(added)(each))
  const list = [...rest, added].toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))
  return { ...all, list }
}

export function without(all: Reminders, gone: Pick<Reminder, 'rule' | 'base'>): Reminders {
  return { ...all, list: all.list.filter((each) => !isSame(gone)(each)) }
}

/** With this page followed, in place of an earlier wish. */
export function followed(all: Reminders, follow: Follow): Reminders {
  return { ...all, follows: [...all.follows.filter(({ page }) => page !== follow.page), follow] }
}

export function unfollowed(all: Reminders, page: string): Reminders {
  return { ...all, follows: all.follows.filter((each) => each.page !== page) }
}

/** Whether there is nothing left to keep. */
export function isEmpty({ list, follows }: Reminders): boolean {
  return list.length === 0 && follows.length === 0
}

/** No more hushed, and counted anew as from now: what came due meanwhile is not sent afterwards. */
export function resumed(all: Reminders, moment: Moment): Reminders {
  const list = all.list.flatMap((each) => {
    const rule = ruleNamed(each.rule)
    const now = rule && counted(each.rule, rule, each.base, moment)
    return now && (now.ahead.length > 0 || now.deadline === undefined) ? [now] : []
  })
  const follows = all.follows.map((each) => ({ ...each, mark: moment.pageMark(each.page) ?? each.mark }))
  return { ...all, hushed: false, list, follows }
}

/** Marks that changed without moving the day are renewed: there is nothing to tell. */
export function refreshed(all: Reminders, moment: Moment): Reminders {
  const list = all.list.map((each) => {
    const rule = ruleNamed(each.rule)
    const mark = rule && markOf(rule, moment.facts, moment.today)
    if (!rule || mark === undefined || mark === each.mark || rule.base === 'ahead') return each
    return deadlineOf(rule, each.base, moment.facts, moment.today) === each.deadline ? { ...each, mark } : each
  })
  return { ...all, list }
}

/** What is to be done next, and when; undefined when there are no reminders, or the person is hushed. A step that is due has `at` ≤ now. */
export function nextStep(all: Reminders, moment: Moment): { at: number; step: Step } | undefined {
  if (all.hushed) return undefined
  const steps = [
    ...refreshed(all, moment).list.map((each) => stepOf(each, moment)),
    ...all.follows.map((each) => followStep(each, moment)),
  ]
  return steps.toSorted((one, other) => one.at - other.at)[0]
}

/** When these reminders are looked at next (ms); undefined: not before somebody changes them. */
export function nextLook(all: Reminders, moment: Moment): number | undefined {
  const next = nextStep(all, moment)
  return next && Math.min(next.at, moment.now + LOOK_MS)
}

function stepOf(reminder: Reminder, moment: Moment): { at: number; step: Step } {
  const { facts, today, now, timeZone } = moment
  const rule = ruleNamed(reminder.rule)
  const drop: Step = { kind: 'drop', reminder }
  if (!rule) return { at: now, step: drop }
  const spread = spreadFor(reminder, moment)
  if (markOf(rule, facts, today) !== reminder.mark) {
    const how = howItChanged(rule, deadlineOf(rule, reminder.base, facts, today))
    return { at: loudFrom(now, timeZone, spread), step: { kind: 'changed', reminder, how } }
  }
  const { deadline } = reminder
  if (deadline === undefined)
    return { at: morningOf(addDays(reminder.base, UNKNOWN_DAYS), timeZone, spread), step: drop }
  const times = reminder.ahead.map((before) => ({ before, at: timeOf({ ...reminder, deadline }, before, moment) }))
  const due = times.filter(({ at }) => at <= now).at(-1) // of several that were missed the last
  const next = due ?? times[0]
  if (!next) return { at: morningOf(addDays(deadline, 1), timeZone, spread), step: drop }
  const at = loudFrom(due ? now : next.at, timeZone, spread)
  return { at, step: { kind: 'remind', reminder, before: next.before, late: now - next.at > LATE_MS } }
}

function followStep(follow: Follow, { pageMark, today, now, timeZone, person }: Moment): { at: number; step: Step } {
  const mark = pageMark(follow.page)
  const spread = spreadOf(`${person} ${follow.page}`)
  if (mark === undefined || follow.until < today) return { at: now, step: { kind: 'unfollow', follow } }
  if (mark !== follow.mark) return { at: loudFrom(now, timeZone, spread), step: { kind: 'page', follow, mark } }
  return { at: morningOf(addDays(follow.until, 1), timeZone, spread), step: { kind: 'unfollow', follow } }
}

function howItChanged(rule: ReminderRule, deadline: string | undefined): 'moved' | 'count-again' | 'unknown' {
  if (rule.base === 'ahead') return 'count-again'
  return deadline === undefined ? 'unknown' : 'moved'
}

/** The reminders after a step was begun: written before anything is sent, so that nothing is sent twice. */
export function after(all: Reminders, step: Step, moment: Moment): Reminders {
  if (step.kind === 'page') return followed(all, { ...step.follow, mark: step.mark })
  if (step.kind === 'unfollow') return unfollowed(all, step.follow.page)
  const { reminder } = step
  if (step.kind === 'drop') return without(refreshed(all, moment), reminder)
  const list = refreshed(all, moment).list.map((each) => (isSame(reminder)(each) ? begun(each, step, moment) : each))
  return { ...all, list }
}

function begun(each: Reminder, step: Extract<Step, { kind: 'remind' | 'changed' }>, moment: Moment): Reminder {
  if (step.kind === 'remind') return { ...each, ahead: each.ahead.filter((before) => before < step.before) }
  const rule = ruleNamed(each.rule)
  return rule ? counted(each.rule, rule, each.base, moment) : each
}

/** When that message is due (ms). */
function timeOf(
  reminder: Pick<Reminder, 'rule' | 'base'> & { deadline: string },
  before: number,
  moment: Moment,
): number {
  return morningOf(addDays(reminder.deadline, -before), moment.timeZone, spreadFor(reminder, moment))
}

function spreadFor({ rule, base }: Pick<Reminder, 'rule' | 'base'>, { person }: Moment): number {
  return spreadOf(`${person} ${rule} ${base}`)
}

function sortKey({ deadline, base, rule }: Reminder): string {
  return `${deadline ?? base} ${rule} ${base}`
}
