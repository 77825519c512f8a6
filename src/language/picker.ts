/** Choosing a language: own names, the likely ones first; the choice is remembered. */
import { Composer } from 'grammy'
import type { Ctx } from '../context.ts'
import { address, type Button, pairs } from '../telegram/buttons.ts'
import { sosButton } from '../telegram/frame.ts'
import { type Screen, show } from '../telegram/screen.ts'
import type { Taps } from '../telegram/taps.ts'
import type { Language, Languages } from './language.ts'

/** Everybody can find their own line and their own name; no flags. */
export function picker(languages: Languages, telegramCode: string | undefined, current: Language): Screen {
  const ordered = languages.ordered(telegramCode)
  const text = ordered.map((language) => language.t('language.choose')).join('\n')
  const names: Button[] = ordered.map(({ name, tag }) => ({ label: name, to: address(tag, 'speak', tag) }))
  return { text, rows: [...pairs(names), [sosButton(current)]] }
}

export type LanguagePicker = { composer: Composer<Ctx>; taps: Taps }

/** `after` shows what follows a choice; `first` is true when the person had none before. */
export function languagePicker(
  languages: Languages,
  after: (ctx: Ctx, first: boolean) => Promise<void>,
): LanguagePicker {
  const composer = new Composer<Ctx>()
  const open = (ctx: Ctx) => show(ctx, picker(languages, ctx.from?.language_code, ctx.language))

  async function speak(ctx: Ctx): Promise<void> {
    const chosen = languages.byTag(ctx.address?.args[0] ?? '')
    if (!chosen) return open(ctx)
    const first = ctx.session.language === undefined
    ctx.session.language = chosen.code
    ctx.language = chosen
    await after(ctx, first)
  }
  composer.command('language', open)
  return { composer, taps: { languages: open, speak } }
}
