/** What an organization's person was asked to type. Phones and addresses wait for an editor; hours apply at once. */
import type { Ctx } from '../../context.ts'
import { show } from '../../telegram/screen.ts'
import type { Patch } from '../register/record.ts'
import type { Entry } from '../register/register.ts'
import { readHours, readPhones, readStreet } from '../register/written.ts'
import { askedOf, askFor, type Asked, type Field, forgetAsked } from './asked.ts'
import { addressPatch, applied, proposed, sameAs } from './changes.ts'
import type { ContactParts } from './parts.ts'
import { answerScreen, askScreen } from './change-view.ts'

/** Longer texts answer no such question: somebody tells something. */
const MAX_TYPED = 200

/** A text that was asked for; everything else goes on. */
export async function takeTyped(parts: ContactParts, ctx: Ctx, text: string, next: () => Promise<void>): Promise<void> {
  const asked = askedOf(ctx, parts.clock.now())
  if (!asked || text.startsWith('/') || text.length > MAX_TYPED || (await parts.isSign(ctx, text))) return next()
  const entry = await parts.mine(ctx, asked.id)
  forgetAsked(ctx)
  if (!entry) return next() // they answer for it no more
  const patch = patchOf(entry, asked.field, text)
  if (!patch) return again(parts, ctx, entry, asked)
  const key =
    asked.field === 'hours' ? await hours(parts, ctx, entry, patch) : await propose(parts, ctx, entry, asked, patch)
  await show(ctx, answerScreen(await parts.frameOf(ctx), entry, `confirm.${key}`))
}

/** Undefined: it could not be read. No phone at all, or no street, is nothing to type here. */
function patchOf({ now }: Entry, field: Field, text: string): Patch | undefined {
  if (field === 'hours') {
    const schedule = readHours(text)
    return schedule === undefined ? undefined : { schedule }
  }
  if (field === 'phones') {
    const phones = readPhones(text)
    return phones ? { phones } : undefined
  }
  const street = readStreet(text)
  return street ? addressPatch(now, street) : undefined
}

/** Asked once more, for as long again. */
async function again(parts: ContactParts, ctx: Ctx, entry: Entry, asked: Asked): Promise<void> {
  askFor(ctx, asked, parts.clock.now())
  await show(ctx, askScreen(await parts.frameOf(ctx), entry, asked.field, true))
}

async function hours(parts: ContactParts, ctx: Ctx, { id }: Entry, patch: Patch): Promise<string> {
  const at = parts.clock.now()
  const outcome = await parts.apply(ctx, id, 'hours', (entry) => applied(parts.content, entry, patch, at))
  return `change.${outcome}`
}

async function propose(parts: ContactParts, ctx: Ctx, entry: Entry, { field }: Asked, patch: Patch): Promise<string> {
  const [at, id] = [parts.clock.now(), ctx.update.update_id.toString(36)]
  const change = await parts.make(ctx, entry.id, (latest) => proposed(latest, patch, { at, id }))
  if (sameAs(entry, patch)) return 'change.same'
  const told = change && change !== 'again' ? { before: change.before, after: change.after } : {}
  if (change) await parts.tell(entry.id, field === 'phones' ? 'phones' : 'address', told)
  return 'change.received'
}
