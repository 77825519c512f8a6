/** What a person does with reminders: by the buttons of guides, of the messages that came, and of their list. */
import { decodeDay } from '../content/days.ts'
import type { Ctx } from '../context.ts'
import { answerTap, send, show } from '../telegram/screen.ts'
import { changeScreen, dayScreen, type Named, takes } from './choose.ts'
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
import { ruleNamed } from './rules.ts'
import type { ReminderStore } from './store.ts'
import { askScreen, listScreen, openScreen, plainScreen, setScreen, type View } from './view.ts'

export type TapDeps = Pick<RemindersDeps, 'content' | 'today'> & {
  store: ReminderStore
  momentOf(person: string): Moment
}

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
  if (act === 'day') return show(ctx, dayScreen(viewOf(deps, ctx), args[0] ?? ''))
  if (act === 'stop') return stop(deps, ctx)
  if (act === 'resume') return resume(deps, ctx)
  if (!named) return list(deps, ctx)
  if (act === 'open') return open(deps, ctx, named, args[2] ?? '')
  if (act === 'drop') return remove(deps, ctx, named, () => list(deps, ctx))
  if (act === 'done') return remove(deps, ctx, named, () => show(ctx, plainScreen(viewOf(deps, ctx), 'done')))
  if (act === 'change') return show(ctx, changeScreen(viewOf(deps, ctx), named, args[2] ?? ''))
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
  const { name: rule, base } = instead ?? named
  const kept = await within(() =>
    heard(deps, ctx, (all) => {
      const next = withReminder(all, reminder, { rule, base })
      return next.list.length > MOST ? undefined : next
    }),
  )
  if (!kept) return show(ctx, plainScreen(view, 'later'))
  if (!kept.is) return show(ctx, plainScreen(view, 'full'))
  await show(ctx, isCounted ? setScreen(view, reminder) : openScreen(view, reminder, 'x'))
}

/**
 * Keeps what `added` makes of what there is; undefined: there is too much. Whoever asks for a reminder asks to be written to,
 * whatever they hid or stopped before, except with a Hide that came after this tap. Throws what the store throws.
 */
export async function heard(
  { store }: TapDeps,
  ctx: Ctx,
  added: (all: Reminders, moment: Moment) => Reminders | undefined,
): Promise<object | undefined> {
  const chat = ctx.chat?.id ?? 0
  const language = ctx.language.code
  const { hushed } = await store.consent(chat)
  return store.change(store.personOf(chat), (all, moment) => {
    const before: Reminders = all ?? { chat, language, list: [], follows: [] }
    const again = hushed || before.hushed ? resumed(before, moment) : before
    const next = added({ ...again, language }, moment)
    return next && { all: next, heard: !ctx.handling.isHidden() }
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
  const isOffered = base !== undefined && takes(viewOf(deps, ctx), named.rule, base)
  if (!isOffered) return show(ctx, changeScreen(viewOf(deps, ctx), named, ''))
  await keep(deps, ctx, { ...named, base }, named)
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

export function personOf({ store }: TapDeps, ctx: Ctx): string {
  return store.personOf(ctx.chat?.id ?? 0)
}

export function viewOf({ content, today }: TapDeps, { language }: Ctx): View {
  return { content, language, today: today() }
}

/** What the store answers; undefined while it does not. */
export async function within<T>(ask: () => Promise<T>): Promise<{ is: T } | undefined> {
  return ask().then(
    (is) => ({ is }),
    () => undefined,
  )
}
