/** Pages by tapping: the menu, their sources, who can be asked, what can be heard, and whether they helped. Holds no state. */
import { Composer } from 'grammy'
import type { Redis } from 'ioredis'
import type { Content } from '../content/load.ts'
import type { Ctx, Log } from '../context.ts'
import type { Language } from '../language/language.ts'
import { HOME } from '../telegram/frame.ts'
import { type Screen, show } from '../telegram/screen.ts'
import type { Taps } from '../telegram/taps.ts'
import { createListen } from './listen.ts'
import { askScreen, pageScreen, sourcesScreen } from './view.ts'

export type MenuDeps = {
  content: Content
  redis: Redis
  log: Log
  /** Kazakhstan's day, YYYY-MM-DD. */
  today(): string
}

export type Menu = {
  composer: Composer<Ctx>
  taps: Taps
  /** Shows a page; the home page for an id that is none. */
  open(ctx: Ctx, id: string): Promise<void>
}

/** Opens what `address` names. Commands that are pages: /help, /privacy. */
export function createMenu(deps: MenuDeps): Menu {
  const { content, today } = deps
  const composer = new Composer<Ctx>()
  const pages = rememberedPages(content, today)
  const known = (id: string | undefined) => (id !== undefined && Object.hasOwn(content.menu.pages, id) ? id : HOME)
  const open = (ctx: Ctx, id: string) => show(ctx, pages(ctx.language, known(id)))
  const target = (ctx: Ctx) => ({ content, language: ctx.language, id: known(ctx.address?.args[0]), day: today() })

  composer.command('help', (ctx) => open(ctx, 'help'))
  composer.command('privacy', (ctx) => open(ctx, 'privacy'))
  const taps: Taps = {
    ...createListen(deps),
    page: (ctx) => open(ctx, ctx.address?.args[0] ?? HOME),
    sources: (ctx) => show(ctx, sourcesScreen(target(ctx))),
    ask: (ctx) => show(ctx, askScreen(target(ctx))),
    async useful(ctx) {
      const request = target(ctx)
      const vote = ctx.address?.args[1] === 'y' ? 'yes' : 'no'
      ctx.handling.effects.counts.push(`useful:${request.id}:${vote}:${ctx.language.code}`)
      await show(ctx, pageScreen(request, { voted: true }), ctx.language.plain('page.thanks'))
    },
  }
  return { composer, taps, open }
}

/** A page is the same for everybody who reads one language on one day, while the directory stays as it is: made once, since its words cost more than the rest of a tap. */
function rememberedPages(content: Content, today: () => string): (language: Language, id: string) => Screen {
  let made = { day: '', directory: content.directory }
  const screens = new Map<string, Screen>()
  return (language, id) => {
    const day = today()
    if (made.day !== day || made.directory !== content.directory) {
      made = { day, directory: content.directory }
      screens.clear()
    }
    const key = `${language.code}/${id}`
    const screen = screens.get(key) ?? pageScreen({ content, language, id, day })
    screens.set(key, screen)
    return screen
  }
}
