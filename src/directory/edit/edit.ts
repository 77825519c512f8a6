/**
 * /directory for editors: find, correct, confirm, hide, undo; every change with its history. In private chats only. Who may is asked
 * at each press and at each text; what a button says is looked up, never trusted.
 */
import { Composer, type Filter } from 'grammy'
import type { Ctx } from '../../context.ts'
import { answerTap, show } from '../../telegram/screen.ts'
import type { Taps } from '../../telegram/taps.ts'
import type { DirectoryParts } from '../parts.ts'
import { actsOf } from './acts.ts'
import { type Asked, askedOf, forgetAsked } from './asked.ts'
import { type Asker, type EditParts, type Outcome, outdated, type TellContact } from './part.ts'
import { previewOf } from './saving.ts'

export type Edit = {
  taps: Taps
  /** Shows the first screen, or what `/directory <words>` finds. */
  open(ctx: Ctx): Promise<void>
  /** What an editor was asked to type. */
  composer: Composer<Ctx>
  /** What else is tapped or commanded: nothing is asked to be typed any more. Lets everything pass. */
  forgets: Composer<Ctx>
}

export type EditOptions = {
  /** The code of a link for an entry's person. */
  invite(id: string): Promise<string>
  tellContact: TellContact
}

/** Acts that need what was typed before. */
const USES_ASKED = new Set(['s', 'f'])

export function createEdit(deps: DirectoryParts, options: EditOptions): Edit {
  const parts: EditParts = { ...deps, ...options }
  const acts = actsOf(parts)

  async function allowed(ctx: Ctx): Promise<boolean> {
    return ctx.from !== undefined && (await parts.editors.may(ctx.from.id))
  }

  async function tapped(ctx: Ctx): Promise<void> {
    if (!(await allowed(ctx))) return answerTap(ctx, ctx.language.plain('editor.toast.not-allowed'))
    const [act = '', ...args] = ctx.address?.args ?? []
    if (!USES_ASKED.has(act)) forgetAsked(ctx)
    await answer(ctx, async (asker) => acts.tap(act)?.(asker, args) ?? outdated(asker.language))
  }

  async function answer(ctx: Ctx, act: (asker: Asker) => Promise<Outcome>): Promise<void> {
    await parts.register.refresh()
    const { screen, toast } = await act(askerOf(parts, ctx))
    await (screen ? show(ctx, screen, toast) : answerTap(ctx, toast))
  }

  async function typed(ctx: Filter<Ctx, 'message:text'>, next: () => Promise<void>): Promise<void> {
    const { text } = ctx.message
    const asked = askedOf(ctx, parts.clock.now())
    if (!asked || text.startsWith('/') || (await parts.isSign(ctx, text))) return next()
    if (await allowed(ctx)) return answer(ctx, (asker) => heard(asker, asked, text))
    forgetAsked(ctx)
    return next()
  }

  async function heard(asker: Asker, asked: Asked, text: string): Promise<Outcome> {
    if (asked.step === 'find') return acts.find(asker, text)
    const entry = await parts.register.read(asked.question.id)
    return entry ? { screen: previewOf(parts, asker, entry, asked.question, text) } : outdated(asker.language)
  }

  const composer = new Composer<Ctx>()
  composer.on('message:text', typed)
  return {
    taps: { directory: tapped },
    async open(ctx) {
      const words = typeof ctx.match === 'string' ? ctx.match.trim() : ''
      await answer(ctx, (asker) => (words === '' ? acts.home(asker, []) : acts.find(asker, words)))
    },
    composer,
    forgets: forgetting(),
  }
}

function askerOf({ content, clock, timeZone }: EditParts, ctx: Ctx): Asker {
  const { language } = ctx
  const now = clock.now()
  const scene = { content, language, timeZone, now }
  return { ctx, id: ctx.from?.id ?? 0, language, once: `u${ctx.update.update_id}`, now, scene }
}

function forgetting(): Composer<Ctx> {
  const composer = new Composer<Ctx>()
  composer.use(async (ctx, next) => {
    const isOther = ctx.callbackQuery ? ctx.address?.verb !== 'directory' : ctx.message?.text?.startsWith('/')
    if (isOther) forgetAsked(ctx)
    await next()
  })
  return composer
}
