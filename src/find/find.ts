/** /find, and what is typed without being asked for: pages and guides that may be meant. Keeps nothing of what was typed. */
import { Composer, type Filter } from 'grammy'
import type { Content } from '../content/load.ts'
import type { Ctx } from '../context.ts'
import type { Language } from '../language/language.ts'
import type { Button } from '../telegram/buttons.ts'
import { guideButton, homeRow, pageButton, sosButton, writeButton } from '../telegram/frame.ts'
import { type Screen, show } from '../telegram/screen.ts'
import { createFinder, type Finder, type Found } from './finder.ts'

export type Find = {
  composer: Composer<Ctx>
  /** What `text` may mean, for beside another answer: a line, a button a row; `first`: the emergency card, for what is said in danger. */
  beside(language: Language, text: string): { text?: string; first?: Button[][]; rows?: Button[][] }
}

/** More would not be read. */
const MOST = 3
const MOST_ASKED = 6

export function createFind(content: Content): Find {
  let made: Finder | undefined
  const finder = () => (made ??= createFinder(content)) // made when somebody first types

  const rowsOf = (language: Language, text: string, most: number) =>
    finder()
      .find(text, language.code, most)
      .map((each) => [buttonOf(content, language, each)])

  function results(ctx: Ctx, text: string): Screen {
    const { language } = ctx
    const rows = rowsOf(language, text, MOST_ASKED)
    const word = rows.length > 0 ? 'find.found' : 'find.nothing'
    return {
      text: `<b>${language.t('find.title')}</b>\n\n${language.t(word)}`,
      rows: [
        ...(finder().isDanger(text) ? [[sosButton(language)]] : []),
        ...rows,
        [writeButton(language)],
        homeRow(language),
      ],
    }
  }

  async function command(ctx: Filter<Ctx, 'message:text'> & { match: string }): Promise<void> {
    const text = ctx.match.trim()
    if (text !== '') return show(ctx, results(ctx, text))
    const { language } = ctx
    await show(ctx, {
      text: `<b>${language.t('find.title')}</b>\n\n${language.t('find.ask')}`,
      rows: [homeRow(language)],
    })
  }

  const composer = new Composer<Ctx>()
  composer.on('message:text').command('find', command)
  return {
    composer,
    beside(language, text) {
      const rows = rowsOf(language, text, MOST)
      return {
        ...(finder().isDanger(text) && { first: [[sosButton(language)]] }),
        ...(rows.length > 0 && { text: language.t('find.also'), rows }),
      }
    },
  }
}

function buttonOf(content: Content, language: Language, { kind, id }: Found): Button {
  return kind === 'guide' ? guideButton(content, language, id) : pageButton(content, language, id)
}
