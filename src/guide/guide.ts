/** Guides by tapping: questions that end in what to do. Holds no state: a button says where it leads. */
import type { Content } from '../content/load.ts'
import type { Ctx } from '../context.ts'
import type { Language, Languages } from '../language/language.ts'
import { type Screen, show } from '../telegram/screen.ts'
import type { Taps } from '../telegram/taps.ts'
import { placeScreen } from './view.ts'
import { walk } from './walk.ts'

export type GuideDeps = {
  content: Content
  languages: Languages
  /** Kazakhstan's day, YYYY-MM-DD. */
  today(): string
  /** The numbers of the emergency card. */
  emergency(language: Language): string
  openMenu(ctx: Ctx): Promise<void>
}

export type Guides = { taps: Taps }

export function createGuides(deps: GuideDeps): Guides {
  const { today, openMenu } = deps

  async function guide(ctx: Ctx): Promise<void> {
    const [id = '', version = '', answers = '', tap = ''] = ctx.address?.args ?? []
    const screen = guideScreen(deps, { id, language: ctx.language, version, answers, tap, today: today() })
    await (screen ? show(ctx, screen) : openMenu(ctx))
  }
  return { taps: { guide } }
}

export type GuideRequest = {
  id: string
  language: Language
  version: string
  answers: string
  tap: string
  today: string
}

/** The screen a button leads to; undefined for a guide that does not exist. */
export function guideScreen(deps: Omit<GuideDeps, 'today' | 'openMenu'>, request: GuideRequest): Screen | undefined {
  const { content, languages, emergency } = deps
  const { id, language, today, ...address } = request
  const guide = Object.hasOwn(content.guides, id) ? content.guides[id] : undefined
  if (!guide) return undefined
  const place = walk(guide, address, { facts: content.facts, today })
  return placeScreen({ content, languages, language, guide, today, emergency }, place, address.tap)
}
