/** "Tell me if this changes": a page that a person follows. `follow:<page>` begins, `…:open` is behind the message, `…:drop` ends. */
import { addDays } from '../content/days.ts'
import type { Ctx } from '../context.ts'
import { answerTap, show } from '../telegram/screen.ts'
import { FOLLOWED_DAYS, followed, type Moment, MOST, type Reminders, unfollowed } from './reminder.ts'
import { heard, list, personOf, type TapDeps, viewOf, within } from './taps.ts'
import { changedScreen, plainScreen } from './view.ts'

export async function follow(deps: TapDeps, ctx: Ctx): Promise<void> {
  const [page = '', act] = ctx.address?.args ?? []
  if (!Object.hasOwn(deps.content.menu.pages, page)) return list(deps, ctx)
  if (act === 'open') return show(ctx, changedScreen(viewOf(deps, ctx), page))
  if (act === 'drop') return drop(deps, ctx, page)
  return begin(deps, ctx, page)
}

/** The page stays on the screen; the answer is a line above it. */
async function begin(deps: TapDeps, ctx: Ctx, page: string): Promise<void> {
  const kept = await within(() => heard(deps, ctx, (all, moment) => withPage(all, page, moment)))
  const word = !kept ? 'later' : kept.is ? 'on' : 'full'
  await answerTap(ctx, ctx.language.plain(`reminder.toast.${word}`))
}

/** Undefined: too many are followed. */
function withPage(all: Reminders, page: string, { pageMark, today }: Moment): Reminders | undefined {
  const mark = pageMark(page)
  const next = mark === undefined ? all : followed(all, { page, mark, until: addDays(today, FOLLOWED_DAYS) })
  return next.follows.length > MOST ? undefined : next
}

async function drop(deps: TapDeps, ctx: Ctx, page: string): Promise<void> {
  const dropped = await within(() =>
    deps.store.change(personOf(deps, ctx), (all) => (all ? { all: unfollowed(all, page) } : undefined)),
  )
  await (dropped ? list(deps, ctx) : show(ctx, plainScreen(viewOf(deps, ctx), 'later')))
}
