/**
 * Reminders of a day: from an outcome of a guide, or of a day of one's own; and of a page that is followed, when it changes. Nothing is sent after a block, /stop, Hide or
 * forgetting: a block, /stop and forgetting remove all reminders; after Hide they wait until the person asks for them again.
 */
import { Composer } from 'grammy'
import type { Api } from 'grammy'
import type { Redis } from 'ioredis'
import type { Clock } from '../clock.ts'
import type { Content } from '../content/load.ts'
import { pageMarks } from '../content/page-facts.ts'
import type { Ctx, Log } from '../context.ts'
import type { Languages } from '../language/language.ts'
import { putSooner, type Due } from '../store/due.ts'
import { commit } from '../store/commit.ts'
import type { Turns } from '../store/turns.ts'
import { hush } from '../telegram/hush.ts'
import type { Taps } from '../telegram/taps.ts'
import { lookAfter } from './deliver.ts'
import { recheck, RECHECK } from './recheck.ts'
import type { Moment } from './reminder.ts'
import { createReminderStore } from './store.ts'
import { follow } from './follow.ts'
import { list, remind, reminders } from './taps.ts'

export type RemindersDeps = {
  content: Content
  languages: Languages
  redis: Redis
  clock: Clock
  log: Log
  /** DATA_KEY. */
  dataKey: string
  timeZone: string
  /** Kazakhstan's day, YYYY-MM-DD. */
  today(): string
  due: Due
  /** For what nobody waits for. */
  api: Api
  turns: Turns
}

export type ReminderFeature = {
  taps: Taps
  /** /remind; and, passing them on, /stop and a block. */
  composer: Composer<Ctx>
  /** Removes everything that is kept of this chat's reminders. Throws what the store throws. */
  forget(chat: number): Promise<void>
  /** At the start of the program: pending reminders are compared with the rules and facts of today, and then once a day. */
  begin(): Promise<void>
}

export function createReminders(deps: RemindersDeps): ReminderFeature {
  const { content, redis, clock, timeZone, today, due, dataKey } = deps
  const momentOf = (person: string): Moment => ({
    facts: content.facts,
    pageMark: pageMarks(content, today()),
    today: today(),
    now: clock.now(),
    timeZone,
    person,
  })
  const store = createReminderStore({ redis, clock, dataKey, momentOf, onChange: due.wake })
  const delivering = { ...deps, store, momentOf }
  const forget = (chat: number) => store.forget(store.personOf(chat))

  due.on('remind', (person) => lookAfter(delivering, person))
  due.on(RECHECK, () => recheck({ ...deps, store }))

  const composer = new Composer<Ctx>()
  composer.on('my_chat_member', async (ctx, next) => {
    if (ctx.myChatMember.new_chat_member.status === 'kicked') await forget(ctx.chat.id).catch(() => {}) // else Telegram's refusal does it
    await next()
  })
  composer.command('stop', async (ctx, next) => {
    hush(ctx)
    if (!ctx.handling.turn) ctx.handling.effects.session['quiet'] = 'true'
    await forget(ctx.chat.id).catch(() => {}) // without a store: what the session says then keeps them from being sent
    await next()
  })
  composer.command('remind', (ctx) => list({ content, today, store, momentOf }, ctx))
  return {
    taps: {
      remind: (ctx) => remind({ content, today, store, momentOf }, ctx),
      reminders: (ctx) => reminders({ content, today, store, momentOf }, ctx),
      follow: (ctx) => follow({ content, today, store, momentOf }, ctx),
    },
    composer,
    forget,
    begin: async () => void (await commit(redis, putSooner(`${RECHECK}:`, clock.now()))),
  }
}
