/**
 * Nearest help: who is near, open, and takes this person. Everything asked stands in the buttons; the only thing remembered, for
 * some minutes, is that a town was asked for. A place that is sent is rounded, answered and kept nowhere.
 */
import { Composer, type Filter } from 'grammy'
import type { Content } from '../../content/load.ts'
import type { Ctx } from '../../context.ts'
import { folder } from '../../language/fold.ts'
import { show } from '../../telegram/screen.ts'
import type { Taps } from '../../telegram/taps.ts'
import { type Ask, decodeAsk, TYPES } from './ask.ts'
import { askedTown, askForTown, forgetTown } from './asked-town.ts'
import { type Ground, stepOf } from './found.ts'
import { meantScreen, nearScreen, unknownScreen } from './view.ts'
import { type FindPlaces, placeFinder } from './places.ts'
import { indexed } from '../search.ts'
import { whereaboutsOf } from './whereabouts.ts'

export type NearDeps = {
  content: Content
  /** ms since 1970. */
  now(): number
  timeZone: string
  /** Brings the directory to the present. */
  refresh(): Promise<void>
  /** A text that means something to the person's case whatever was asked: it is never taken for a town. */
  isSign(ctx: Ctx, text: string): Promise<boolean>
}

export type Near = {
  taps: Taps
  /** What else is tapped or commanded: a town is asked for no more. Lets everything pass. */
  forgets: Composer<Ctx>
  /** Towns and places that were asked for. */
  composer: Composer<Ctx>
}

/** Longer texts name no town: somebody tells something. */
const MAX_TOWN = 40

export function createNear(deps: NearDeps): Near {
  const { content, now } = deps
  const ground = groundOf(deps)
  let finder: FindPlaces | undefined // made when somebody first types a town
  const findPlaces: FindPlaces = (text) => (finder ??= townFinder(content))(text)
  const frame = (ctx: Ctx, ask: Ask) => ({
    ...ground(),
    language: ctx.language,
    ask,
  })

  async function answer(ctx: Ctx, ask: Ask): Promise<void> {
    await deps.refresh()
    const asking = frame(ctx, ask)
    if (['where', 'type', 'send'].includes(stepOf(asking, ask))) askForTown(ctx, content, ask, now())
    else forgetTown(ctx)
    await show(ctx, nearScreen(asking))
  }

  /** The first point of one that moves; where it moves to is an edit, which nobody reads. */
  async function place(ctx: Filter<Ctx, 'message:location'>, next: () => Promise<void>): Promise<void> {
    const ask = askedTown(ctx, content, now())
    if (!ask) return next()
    await answer(ctx, { ...ask, where: whereaboutsOf(ctx.message.location) })
  }

  async function town(ctx: Filter<Ctx, 'message:text'>, next: () => Promise<void>): Promise<void> {
    const { text } = ctx.message
    const ask = askedTown(ctx, content, now())
    if (!ask || text.startsWith('/') || text.length > MAX_TOWN || (await deps.isSign(ctx, text))) return next()
    const { ids, exact } = findPlaces(text)
    const only = exact === 1 ? content.places[ids[0] ?? ''] : undefined
    if (only) return answer(ctx, { ...ask, where: only.code })
    if (exact === 0 && ask.where !== TYPES) return next() // only a list was shown: it may be meant for the team
    const meant = exact > 1 ? ids.slice(0, exact) : ids
    await show(ctx, meant.length > 0 ? meantScreen(frame(ctx, ask), meant) : unknownScreen(frame(ctx, ask)))
  }

  const composer = new Composer<Ctx>()
  composer.on('message:location', place)
  composer.on('message:text', town)
  return {
    taps: { near: (ctx) => answer(ctx, decodeAsk(content, ctx.address?.args ?? [])) },
    forgets: forgetting(),
    composer,
  }
}

function forgetting(): Composer<Ctx> {
  const composer = new Composer<Ctx>()
  composer.use(async (ctx, next) => {
    const isOther = ctx.callbackQuery ? ctx.address?.verb !== 'near' : ctx.message?.text?.startsWith('/')
    if (isOther) forgetTown(ctx)
    await next()
  })
  return composer
}

/** The directory as it is at each moment; what is searched is made anew when it has changed. */
function groundOf({ content, now, timeZone }: NearDeps): () => Ground {
  let made = { from: content.directory, index: indexed(content.directory.organizations, content.places) }
  return () => {
    const from = content.directory
    if (made.from !== from) made = { from, index: indexed(from.organizations, content.places) }
    return { content, index: made.index, moment: { now: now(), timeZone, holidays: content.desk.holidays } }
  }
}

/** By every name of every variant, and the other spellings of `content/places.yaml`. */
export function townFinder({ places, words, letters }: Content): FindPlaces {
  const named = Object.entries(places).map(([id, { also }]) => ({
    id,
    names: [...Object.values(words).flatMap(({ ui }) => ui[`places.${id}`] ?? []), ...also],
  }))
  return placeFinder(named, folder(letters))
}
