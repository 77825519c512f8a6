/**
 * An organization's own person, the contact: linked by an invitation after a Yes, asked every fortnight, heard at any time by
 * /directory. One tap confirms an entry; open or closed, room, hours and whom they take apply at once; phones and addresses wait
 * for an editor. Their chat and name stand in the sealed record of the entry only, and go with "Stop asking me".
 */
import { Composer } from 'grammy'
import type { Redis } from 'ioredis'
import type { Ctx } from '../../context.ts'
import { show } from '../../telegram/screen.ts'
import type { Taps } from '../../telegram/taps.ts'
import type { TellContact } from '../edit/part.ts'
import type { DirectoryParts } from '../parts.ts'
import { forgetAsked } from './asked.ts'
import { lookAfter } from './look.ts'
import { createContactParts } from './parts.ts'
import { linkOver, openEntries, press } from './press.ts'
import { createTellOutcome } from './tell-outcome.ts'
import { takeTyped } from './typed.ts'
import { consentScreen } from './view.ts'

export { nextLook } from './next-look.ts'

export type ContactFeature = {
  taps: Taps
  /** `/start entry_<code>`: asks for consent; nothing is kept before a Yes. */
  join(ctx: Ctx, code: string): Promise<void>
  /** Shows what they answer for; false: nothing, they are nobody's contact. */
  open(ctx: Ctx): Promise<boolean>
  /** What else is tapped or commanded: nothing is asked any more. Lets everything pass. */
  forgets: Composer<Ctx>
  /** What a contact was asked to type. */
  composer: Composer<Ctx>
  /** The due entry of an organization; the answer is when to look again (ms), if ever. */
  look(id: string): Promise<number | undefined>
  /** The code of a link for whoever is to answer for the entry: `/start entry_<code>`, once, within a week. */
  invite(id: string): Promise<string>
  /** Tells the person of an entry what became of a change they sent. */
  tellOutcome: TellContact
}

export function createContact(deps: DirectoryParts & { redis: Redis }): ContactFeature {
  const parts = createContactParts(deps)
  const { invitations } = parts

  async function join(ctx: Ctx, code: string): Promise<void> {
    const id = await invitations.look(code)
    if (id === undefined) return linkOver(parts, ctx, code)
    await show(ctx, consentScreen(await parts.frameOf(ctx), id, code))
  }

  const composer = new Composer<Ctx>()
  composer.on('message:text', (ctx, next) => takeTyped(parts, ctx, ctx.message.text, next))
  return {
    taps: { confirm: (ctx) => press(parts, ctx) },
    join,
    open: (ctx) => openEntries(parts, ctx),
    forgets: forgetting(),
    composer,
    look: (id) => lookAfter(parts, id),
    invite: invitations.make,
    tellOutcome: createTellOutcome(parts),
  }
}

function forgetting(): Composer<Ctx> {
  const composer = new Composer<Ctx>()
  composer.use(async (ctx, next) => {
    const isOther = ctx.callbackQuery ? ctx.address?.verb !== 'confirm' : ctx.message?.text?.startsWith('/')
    if (isOther) forgetAsked(ctx)
    await next()
  })
  return composer
}
