/** What a person does with reminders: by the buttons of guides, of the messages that came, and of their list. */
import { addDays, decodeDay, encodeDay } from '../content/days.ts'
import type { Ctx } from '../context.ts'
import { address } from '../telegram/buttons.ts'
import { calendarRows, type Leads, monthLine, type Range } from '../telegram/calendar.ts'
import { answerTap, type Screen, send, show } from '../telegram/screen.ts'
import { readFlag } from './flag.ts'
import {
  counted,
  isSame,
  type Moment,
  MOST,
  type Reminder,
  type Reminders,
  resumed,
  without,
  withReminder,
} from './reminder.ts'
import type { RemindersDeps } from './reminders.ts'
import { type ReminderRule, deadlineOf, ruleNamed } from './rules.ts'
import type { ReminderStore } from './store.ts'
import { askScreen, lastRows, listScreen, openScreen, plainScreen, setScreen, type View } from './view.ts'

export type TapDeps = Pick<RemindersDeps, 'content' | 'today'> & {
  store: ReminderStore
  momentOf(person: string): Moment
}

/** The rule and the day that a button carries. */
type Named = { name: string; rule: ReminderRule; base: string }

/** How far ahead a day may be chosen, and how far back. */
const FURTHEST_DAYS = 400

/** `remind:<rule>:<day>` asks, as a message of its own, so that the outcome it hangs on stays; `…:set` keeps it. */
export async function remind(deps: TapDeps, ctx: Ctx): Promise<void> {
  const [, , act] = ctx.address?.args ?? []
  const named = namedBy(deps, ctx)
  if (!named) return list(deps, ctx)
  if (act === 'set') return keep(deps, ctx, named)
  const screen = askScreen(viewOf(deps, ctx), asReminder(deps, ctx, named))
  if (ctx.handling.isHidden()) return answerTap(ctx)
  await Promise.all([send(ctx, screen), answerTap(ctx)])
}

/** `reminders`, and what can be done there: the first argument. */
export async function reminders(deps: TapDeps, ctx: Ctx): Promise<void> {
  const [act = '', ...args] = ctx.address?.args ?? []
  const named = namedBy(deps, ctx, args)
  if (act === 'day') return show(ctx, dayScreen(deps, ctx, args[0] ?? ''))
  if (act === 'stop') return stop(deps, ctx)
  if (act === 'resume') return resume(deps, ctx)
  if (!named) return list(deps, ctx)
  if (act === 'open') return open(deps, ctx, named, args[2] ?? '')
  if (act === 'drop') return remove(deps, ctx, named, () => list(deps, ctx))
  if (act === 'done') return remove(deps, ctx, named, () => show(ctx, plainScreen(viewOf(deps, ctx), 'done')))
  if (act === 'change') return show(ctx, changeScreen(deps, ctx, named, args[2] ?? ''))
  if (act === 'to') return replace(deps, ctx, named, args[2] ?? '')
  return list(deps, ctx)
}

/** All there are; it opens while the store is down, too, and says so. */
export async function list(deps: TapDeps, ctx: Ctx): Promise<void> {
  const { store } = deps
  const known = await within(async () => ({
    ...(await store.load(personOf(deps, ctx))),
    ...(await store.consent(ctx.chat?.id ?? 0)),
  }))
  const view = viewOf(deps, ctx)
  if (!known) return show(ctx, plainScreen(view, 'later'))
  const { all, hushed } = known.is
  await show(ctx, listScreen(view, all, hushed || all?.hushed === true))
}

async function open(deps: TapDeps, ctx: Ctx, named: Named, flag: string): Promise<void> {
  await show(ctx, openScreen(viewOf(deps, ctx), asReminder(deps, ctx, named), readFlag(flag) ?? ''))
}

/** Keeps a reminder, in place of `instead`, unless no message of it could come in time. */
async function keep(deps: TapDeps, ctx: Ctx, named: Named, instead?: Named): Promise<void> {
  const view = viewOf(deps, ctx)
  const reminder = asReminder(deps, ctx, named)
  const isCounted = reminder.deadline !== undefined
  if (reminder.ahead.length === 0 && (isCounted || !instead)) return show(ctx, askScreen(view, reminder))
  const old = instead ?? named
  const kept = await within(() => written(deps, ctx, reminder, { rule: old.name, base: old.base }))
  if (!kept) return show(ctx, plainScreen(view, 'later'))
  if (!kept.is) return show(ctx, plainScreen(view, 'full'))
  await show(ctx, isCounted ? setScreen(view, reminder) : openScreen(view, reminder, 'x'))
}

/**
 * Undefined: there are too many. Whoever asks for a reminder asks to be written to, whatever they hid or stopped before, except
 * with a Hide that came after this tap. Throws what the store throws.
 */
async function written(
  { store }: TapDeps,
  ctx: Ctx,
  reminder: Reminder,
  old: Pick<Reminder, 'rule' | 'base'>,
): Promise<object | undefined> {
  const chat = ctx.chat?.id ?? 0
  const language = ctx.language.code
  const { hushed } = await store.consent(chat)
  return store.change(store.personOf(chat), (all, moment) => {
    const before: Reminders = all ?? { chat, language, list: [] }
    const heard = hushed || before.hushed ? resumed(before, moment) : before
    const next = withReminder({ ...heard, language }, reminder, old)
    return next.list.length > MOST ? undefined : { all: next, heard: !ctx.handling.isHidden() }
  })
}

async function remove(deps: TapDeps, ctx: Ctx, { name, base }: Named, then: () => Promise<void>): Promise<void> {
  const gone = { rule: name, base }
  const removed = await within(() =>
    deps.store.change(personOf(deps, ctx), (all) =>
      all?.list.some(isSame(gone)) ? { all: without(all, gone) } : undefined,
    ),
  )
  await (removed ? then() : show(ctx, plainScreen(viewOf(deps, ctx), 'later')))
}

async function stop(deps: TapDeps, ctx: Ctx): Promise<void> {
  const stopped = await within(() => deps.store.forget(personOf(deps, ctx)))
  await show(ctx, plainScreen(viewOf(deps, ctx), stopped ? 'stopped' : 'later'))
}

/** After Hide or /stop: from now on again; what was due meanwhile does not come. */
async function resume(deps: TapDeps, ctx: Ctx): Promise<void> {
  await within(() =>
    deps.store.change(personOf(deps, ctx), (all, moment) =>
      all ? { all: resumed(all, moment), heard: !ctx.handling.isHidden() } : undefined,
    ),
  )
  await list(deps, ctx)
}

async function replace(deps: TapDeps, ctx: Ctx, named: Named, code: string): Promise<void> {
  const base = decodeDay(code, deps.today())
  const isOffered = base !== undefined && takes(deps, named.rule, base)
  if (!isOffered) return show(ctx, changeScreen(deps, ctx, named, ''))
  await keep(deps, ctx, { ...named, base }, named)
}

/** A day of one's own, by tapping. */
function dayScreen(deps: TapDeps, ctx: Ctx, picker: string): Screen {
  const { language } = ctx
  return pickScreen(deps, ctx, {
    key: 'reminder.choose.day',
    rule: ruleNamed('date'),
    picker,
    leads: {
      day: (day) => address(language.tag, 'remind', 'date', encodeDay(day)),
      open: (at) => address(language.tag, 'reminders', 'day', at),
    },
  })
}

function changeScreen(deps: TapDeps, ctx: Ctx, { name, rule, base }: Named, picker: string): Screen {
  const { tag } = ctx.language
  const old = encodeDay(base)
  return pickScreen(deps, ctx, {
    key: rule.base === 'back' ? 'reminder.choose.base' : 'reminder.choose.day',
    rule,
    picker,
    leads: {
      day: (day) => address(tag, 'reminders', 'to', name, old, encodeDay(day)),
      open: (at) => address(tag, 'reminders', 'change', name, old, at),
    },
  })
}

type Choice = { key: string; rule: ReminderRule | undefined; picker: string; leads: Leads }

function pickScreen(deps: TapDeps, ctx: Ctx, { key, rule, picker, leads }: Choice): Screen {
  const { language } = ctx
  const today = deps.today()
  const range = rangeOf(rule, today)
  const can: Leads = { ...leads, takes: (day) => !rule || takes(deps, rule, day) }
  const rows = calendarRows({ language, today }, range, picker, can, rule?.base !== 'back')
  const month = monthLine({ language, today }, picker)
  const text = [`<b>📅 ${language.t(key)}</b>`, month].filter(Boolean).join('\n\n')
  return { text, rows: [...rows, ...lastRows(viewOf(deps, ctx))] }
}

function rangeOf(rule: ReminderRule | undefined, today: string): Range {
  return rule?.base === 'back'
    ? { first: addDays(today, -FURTHEST_DAYS), last: today }
    : { first: addDays(today, 1), last: addDays(today, FURTHEST_DAYS) }
}

/** Whether a day can be chosen: near enough, and not so long ago that it is over, as far as that can be counted now. */
function takes({ content, today }: TapDeps, rule: ReminderRule, day: string): boolean {
  const { first, last } = rangeOf(rule, today())
  const deadline = deadlineOf(rule, day, content.facts, today())
  return first <= day && day <= last && (deadline === undefined || deadline >= today())
}

/** Undefined for a rule or a day that is none. */
function namedBy({ today }: TapDeps, ctx: Ctx, args = ctx.address?.args ?? []): Named | undefined {
  const [name = '', code = ''] = args
  const rule = ruleNamed(name)
  const base = decodeDay(code, today())
  return rule && base !== undefined ? { name, rule, base } : undefined
}

function asReminder(deps: TapDeps, ctx: Ctx, { name, rule, base }: Named): Reminder {
  return counted(name, rule, base, deps.momentOf(personOf(deps, ctx)))
}

function personOf({ store }: TapDeps, ctx: Ctx): string {
  return store.personOf(ctx.chat?.id ?? 0)
}

function viewOf({ content, today }: TapDeps, { language }: Ctx): View {
  return { content, language, today: today() }
}

/** What the store answers; undefined while it does not. */
async function within<T>(ask: () => Promise<T>): Promise<{ is: T } | undefined> {
  return ask().then(
    (is) => ({ is }),
    () => undefined,
  )
}
