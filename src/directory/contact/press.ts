/**
 * What an organization's person presses. Whoever presses is looked up each time; what is pressed applies to the entry as it is
 * now. A change is written first and told afterwards: an update that is handled again tells again.
 */
import { onceOf } from '../../case/once.ts'
import type { Ctx } from '../../context.ts'
import { answerTap, show } from '../../telegram/screen.ts'
import { idOf } from '../ref.ts'
import { unlinked } from '../register/edits.ts'
import type { Entry } from '../register/register.ts'
import { askFor, type Field, forgetAsked } from './asked.ts'
import { applied, closed, confirmed, linked, opened, streetPlace } from './changes.ts'
import { readOf } from './entry-text.ts'
import { ASKED_EVERY_DAYS } from './next-look.ts'
import { type ContactParts, onceIn } from './parts.ts'
import { answerScreen, askScreen, changeScreen, whomScreen } from './change-view.ts'
import { entryScreen, isKept, listScreen, stopScreen, wordScreen } from './view.ts'
import { readWhom, whomCode } from './whom.ts'

/** `args`: what follows the entry in the button. */
type Press = (parts: ContactParts, ctx: Ctx, entry: Entry, args: string[]) => Promise<void>

/** Handles the verb `confirm`. */
export async function press(parts: ContactParts, ctx: Ctx): Promise<void> {
  const [what = '', key = '', ...args] = ctx.address?.args ?? []
  forgetAsked(ctx)
  if (what === 'join') return join(parts, ctx, key)
  if (what === 'no') return show(ctx, wordScreen(ctx.language, 'confirm.consent.declined'))
  if (what === 'list') return (await openEntries(parts, ctx)) ? undefined : notTheirs(ctx)
  const id = idOf(parts.content, key)
  const entry = id === undefined ? undefined : await parts.mine(ctx, id)
  const act = Object.hasOwn(PRESSES, what) ? PRESSES[what] : undefined
  await (entry && act ? act(parts, ctx, entry, args) : notTheirs(ctx))
}

/** Their entry, or which of them; false: they answer for none. */
export async function openEntries(parts: ContactParts, ctx: Ctx): Promise<boolean> {
  const entries = await parts.entriesOf(ctx.chat?.id ?? 0)
  const [only] = entries
  if (!only) return false
  const frame = await parts.frameOf(ctx)
  await show(ctx, entries.length === 1 ? entryScreen(frame, only) : listScreen(frame, entries))
  return true
}

function notTheirs(ctx: Ctx): Promise<void> {
  return answerTap(ctx, ctx.language.plain('confirm.toast.not-yours'))
}

/** The entry as it is now, with a word of what was done. */
async function shown(parts: ContactParts, ctx: Ctx, id: string, toast?: string): Promise<void> {
  const entry = await parts.mine(ctx, id)
  if (!entry) return notTheirs(ctx)
  await show(ctx, entryScreen(await parts.frameOf(ctx), entry), toast && ctx.language.plain(`confirm.toast.${toast}`))
}

/** Yes to an invitation, which is used up by it. */
async function join(parts: ContactParts, ctx: Ctx, code: string): Promise<void> {
  const { register, invitations } = parts
  const who = parts.answering(ctx)
  const id = await invitations.use(code, who.chat, onceOf(ctx.update))
  if (id === undefined) return linkOver(parts, ctx, code)
  const at = parts.clock.now()
  await register.change(id, (entry) => linked(entry, who, at), onceIn(ctx))
  await parts.tell(id, 'linked', { days: ASKED_EVERY_DAYS })
  await shown(parts, ctx, id, 'linked')
}

/** A link that works no more. Whoever answers for its entry sees that: they tapped Yes twice, or kept the link to come back. */
export async function linkOver(parts: ContactParts, ctx: Ctx, code: string): Promise<void> {
  const id = await parts.invitations.used(code)
  if (id !== undefined && (await parts.mine(ctx, id))) return shown(parts, ctx, id)
  return show(ctx, wordScreen(ctx.language, 'confirm.consent.over'))
}

/** `said`: `f` free, `u` full. `read`: what stood on the screen; nobody confirms what they did not see. */
const right: Press = async (parts, ctx, { id }, [said, read]) => {
  const free = said === 'f' ? true : said === 'u' ? false : undefined
  const what = { at: parts.clock.now(), day: parts.today(), who: parts.answering(ctx), free }
  const change = await parts.make(ctx, id, (entry) =>
    readOf(entry) === read ? confirmed(parts.content, entry, what) : undefined,
  )
  await shown(parts, ctx, id, change ? 'confirmed' : 'changed')
}

const close: Press = async (parts, ctx, { id }) => {
  const at = parts.clock.now()
  const news = isKept(parts.content, id) ? 'closed-kept' : 'closed'
  if (await parts.make(ctx, id, (entry) => closed(entry, at))) await parts.tell(id, news)
  await shown(parts, ctx, id, news)
}

const open: Press = async (parts, ctx, { id }) => {
  const at = parts.clock.now()
  if (await parts.make(ctx, id, (entry) => opened(entry, at))) await parts.tell(id, 'opened')
  await shown(parts, ctx, id, 'opened')
}

const ask =
  (field: Field): Press =>
  async (parts, ctx, entry) => {
    const frame = await parts.frameOf(ctx)
    if (field === 'address' && !streetPlace(entry.now))
      return show(ctx, answerScreen(frame, entry, 'confirm.change.secret'))
    if (!askFor(ctx, { field, id: entry.id }, frame.now))
      return answerTap(ctx, ctx.language.plain('confirm.toast.later'))
    await show(ctx, askScreen(frame, entry, field))
  }

const whom: Press = async (parts, ctx, entry, [code = whomCode(entry.now.eligibility)]) => {
  if (!readWhom(code, entry.now.eligibility)) return answerTap(ctx)
  await show(ctx, whomScreen(await parts.frameOf(ctx), entry, code))
}

const save: Press = async (parts, ctx, { id }, [code = '']) => {
  const at = parts.clock.now()
  const toast = await parts.apply(ctx, id, 'whom', (entry) => {
    const eligibility = readWhom(code, entry.now.eligibility)
    return eligibility ? applied(parts.content, entry, { eligibility }, at) : { same: true }
  })
  await shown(parts, ctx, id, toast)
}

/** Editors are told first: afterwards nobody answers for it, and an update that is handled again could not tell them. */
const end: Press = async (parts, ctx, { id, record }) => {
  const at = parts.clock.now()
  await parts.tell(id, record.closedAt === undefined ? 'unlinked' : 'unlinked-closed')
  await parts.make(ctx, id, (entry) => unlinked(parts.content, entry, { at, by: 'contact' }))
  await show(ctx, wordScreen(ctx.language, 'confirm.stop.done'))
}

const PRESSES: Record<string, Press> = {
  show: (parts, ctx, { id }) => shown(parts, ctx, id),
  right,
  closed: close,
  open,
  change: async (parts, ctx, entry) => show(ctx, changeScreen(await parts.frameOf(ctx), entry)),
  phones: ask('phones'),
  address: ask('address'),
  hours: ask('hours'),
  whom,
  save,
  stop: async (parts, ctx, entry) => show(ctx, stopScreen(await parts.frameOf(ctx), entry)),
  end,
}
