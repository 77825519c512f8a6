/** First contact: language, "is this phone safe?", then the menu. Also /stop. */
import { Composer } from 'grammy'
import type { Ctx } from '../context.ts'
import { picker } from '../language/picker.ts'
import type { Language, Languages } from '../language/language.ts'
import { address, type Button } from '../telegram/buttons.ts'
import { HOME, hideButton, homeRow, sosButton } from '../telegram/frame.ts'
import { type Screen, show } from '../telegram/screen.ts'

export type ArrivalDeps = {
  languages: Languages
  /** Shows a page of the menu. */
  openPage(ctx: Ctx, id: string): Promise<void>
  /** Somebody of the staff follows an invitation. */
  join(ctx: Ctx, code: string): Promise<void>
  /** An organization's person follows an invitation. */
  joinEntry(ctx: Ctx, code: string): Promise<void>
}

/** `?start=join_<code>`: an invitation to the staff. */
const INVITATION = /^join_([A-Za-z0-9_-]{8,60})$/

/** `?start=entry_<code>`: an invitation to confirm an entry of the directory. */
const ENTRY = /^entry_([A-Za-z0-9_-]{8,60})$/

/** Where a link came from, from `?start=src_<code>`: the only thing that is kept of it is a count. */
const SOURCE = /^src_([a-z0-9_-]{1,32})$/i

/** Asked once, right after the language: may somebody else look at this phone? */
export function phoneScreen(language: Language): Screen {
  const mine: Button = { label: `✅ ${language.plain('phone.mine')}`, to: address(language.tag, 'page', HOME) }
  const shared: Button = {
    label: `👀 ${language.plain('phone.shared')}`,
    to: address(language.tag, 'page', 'phone-safety'),
  }
  const text = `<b>${language.t('phone.title')}</b>\n\n${language.t('phone.text')}`
  return { text, rows: [[mine], [shared], [hideButton(language), sosButton(language)]] }
}

/** /start and /stop, from any state. */
export function arrival({ languages, openPage, join, joinEntry }: ArrivalDeps): Composer<Ctx> {
  const composer = new Composer<Ctx>()
  composer.command('start', async (ctx) => {
    const invitation = INVITATION.exec(ctx.match.trim())?.[1]
    if (invitation !== undefined) return join(ctx, invitation)
    const entry = ENTRY.exec(ctx.match.trim())?.[1]
    if (entry !== undefined) return joinEntry(ctx, entry)
    const source = SOURCE.exec(ctx.match.trim())?.[1]
    if (source !== undefined) ctx.handling.effects.counts.push(`source:${source.toLowerCase()}`)
    if (ctx.session.language === undefined) return show(ctx, picker(languages, ctx.from?.language_code, ctx.language))
    return openPage(ctx, HOME)
  })
  composer.command('stop', async (ctx) => {
    ctx.session.quiet = true
    await show(ctx, { text: ctx.language.t('stop.done'), rows: [homeRow(ctx.language)] })
  })
  return composer
}
