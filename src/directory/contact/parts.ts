/** What the parts of the contact's side share: who presses, what they answer for, and writing what they changed. */
import type { Redis } from 'ioredis'
import { onceOf } from '../../case/once.ts'
import type { Ctx } from '../../context.ts'
import type { DirectoryParts } from '../parts.ts'
import type { Edited } from '../register/edits.ts'
import type { Change, Entry } from '../register/register.ts'
import type { Answering } from './changes.ts'
import { createInvitations, type Invitations } from './invitation.ts'
import { createReach, type Reach } from './reach.ts'
import { editorsScreen, type News, type Told } from './tell.ts'
import type { Frame } from './view.ts'

export type ContactParts = DirectoryParts & {
  redis: Redis
  invitations: Invitations
  reach: Reach
  /** The day of a moment, YYYY-MM-DD, where the people are. */
  dayOf(moment: number): string
  /** What somebody answers for; by their private chat. */
  entriesOf(chat: number): Promise<Entry[]>
  /** The entry, if whoever writes or presses answers for it now. */
  mine(ctx: Ctx, id: string): Promise<Entry | undefined>
  frameOf(ctx: Ctx): Promise<Frame>
  answering(ctx: Ctx): Answering
  /**
   * Changes an entry that is theirs. What was changed; `again`: nothing now, but an earlier attempt at this update may have, and
   * then died before it told anybody.
   */
  make<T extends Change>(
    ctx: Ctx,
    id: string,
    decide: (entry: Entry) => T | undefined,
  ): Promise<T | 'again' | undefined>
  /** Changes what applies at once, and tells the editors. The answer is a word of `confirm.toast`. */
  apply(ctx: Ctx, id: string, news: News, decide: (entry: Entry) => Edited): Promise<'saved' | 'same' | 'refused'>
  /** Tells the editors something of an entry. */
  tell(id: string, news: News, told?: Told): Promise<void>
}

export function createContactParts(parts: DirectoryParts & { redis: Redis }): ContactParts {
  const { content, clock, editors, register, redis, timeZone } = parts
  const days = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const dayOf = (moment: number) => days.format(moment)
  const isOf = (chat: number | undefined) => (entry: Entry) => chat !== undefined && entry.record.contact?.chat === chat

  const entriesOf = async (chat: number) => (await register.all()).filter(isOf(chat))

  async function mine(ctx: Ctx, id: string): Promise<Entry | undefined> {
    const entry = await register.read(id)
    return entry && isOf(ctx.chat?.id)(entry) ? entry : undefined
  }

  async function make<T extends Change>(ctx: Ctx, id: string, decide: (entry: Entry) => T | undefined) {
    const isMine = isOf(ctx.chat?.id)
    const change = await register.change(id, (entry) => (isMine(entry) ? decide(entry) : undefined), onceIn(ctx))
    return change ?? ((ctx.handling.turn?.attempt ?? 1) > 1 ? ('again' as const) : undefined)
  }

  async function tell(id: string, news: News, told: Told = {}): Promise<void> {
    const entry = await register.read(id)
    if (entry) await editors.tell(editorsScreen(content, entry, news, told))
  }

  async function apply(ctx: Ctx, id: string, news: News, decide: (entry: Entry) => Edited) {
    const entry = await mine(ctx, id)
    if (!entry || 'refused' in decide(entry)) return 'refused'
    const change = await make(ctx, id, (latest) => {
      const outcome = decide(latest)
      return 'change' in outcome ? outcome.change : undefined
    })
    if (change === undefined) return 'same'
    const { before, after } = (change === 'again' ? undefined : change.log?.at(-1)) ?? {}
    await tell(id, news, { ...(before && { before }), ...(after && { after }) })
    return 'saved'
  }

  return {
    ...parts,
    invitations: createInvitations(redis),
    reach: createReach(parts),
    dayOf,
    entriesOf,
    mine,
    make,
    apply,
    tell,
    async frameOf(ctx) {
      const several = (await entriesOf(ctx.chat?.id ?? 0)).length > 1
      return { content, language: ctx.language, now: clock.now(), dayOf, several }
    },
    answering: (ctx) => ({
      chat: ctx.chat?.id ?? 0,
      name: ctx.from?.first_name ?? '',
      language: ctx.language.code,
      hushed: ctx.session.hushed,
    }),
  }
}

/** The name of what this update does to an entry. */
export function onceIn(ctx: Ctx): string {
  return `contact:${onceOf(ctx.update)}`
}
