/**
 * The directory, put together: the nearest help for people, what editors correct, what organizations confirm about themselves.
 * `content.directory` is brought to the present here, for everything that shows a number.
 */
import { Composer } from 'grammy'
import type { Redis } from 'ioredis'
import type { Ctx } from '../context.ts'
import type { Due } from '../store/due.ts'
import type { Taps } from '../telegram/taps.ts'
import { createContact, nextLook } from './contact/contact.ts'
import { createEdit } from './edit/edit.ts'
import { findingTaps } from './near/finding.ts'
import { createNear } from './near/near.ts'
import type { DirectoryParts } from './parts.ts'
import { createRegister } from './register/register.ts'
import { tidy } from './register/tidy.ts'

export type DirectoryDeps = Omit<DirectoryParts, 'register'> & { redis: Redis; dataKey: string; due: Due }

export type DirectoryFeature = {
  taps: Taps
  /** What else is tapped or commanded: nothing is asked to be typed any more. Lets everything pass. */
  forgets: Composer<Ctx>
  /** /directory, and what an editor or an organization's person was asked to type. Others go on. */
  keepers: Composer<Ctx>
  /** Towns and places that were asked for. */
  composer: Composer<Ctx>
  /** An organization's person follows an invitation, `/start entry_<code>`. */
  join(ctx: Ctx, code: string): Promise<void>
  /** Brings `content.directory` to the present; never throws. */
  refresh(): Promise<void>
  /** Forgets what the file has taken over. Throws what the store throws. */
  tidy(): Promise<void>
}

export function createDirectory(deps: DirectoryDeps): DirectoryFeature {
  const { due, clock, timeZone } = deps
  const days = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const register = createRegister({
    ...deps,
    dayOf: (moment) => days.format(moment),
    nextLook: (record) => nextLook(record, timeZone),
    onChange: due.wake,
  })
  const parts = { ...deps, register }
  const near = createNear({ ...deps, now: () => clock.now(), refresh: register.refresh })
  const contact = createContact(parts)
  const edit = createEdit(parts, { invite: contact.invite, tellContact: contact.tellOutcome })
  due.on('confirm', contact.look)

  const keepers = new Composer<Ctx>()
  keepers.command('directory', async (ctx, next) => {
    if (await deps.editors.may(ctx.from?.id ?? 0)) return edit.open(ctx)
    if (!(await contact.open(ctx))) await next()
  })
  keepers.use(edit.composer, contact.composer)
  return {
    taps: { ...near.taps, ...findingTaps(parts), ...edit.taps, ...contact.taps },
    forgets: new Composer<Ctx>().use(near.forgets, edit.forgets, contact.forgets),
    keepers,
    composer: near.composer,
    join: contact.join,
    refresh: register.refresh,
    tidy: () => tidy(register, clock.now()),
  }
}
