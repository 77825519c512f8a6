/** What every screen of nearest help has: its neutral title, buttons that lead on, the way back. Pure. */
import type { Language } from '../../language/language.ts'
import type { Button } from '../../telegram/buttons.ts'
import { backButton, HOME, hideButton, homeRow } from '../../telegram/frame.ts'
import type { Screen } from '../../telegram/screen.ts'
import { type Ask, askAddress } from './ask.ts'
import { before, type Ground } from './found.ts'

export type NearFrame = Ground & { language: Language; ask: Ask }

export function question(
  frame: NearFrame,
  key: string,
  rows: Button[][],
  values: Record<string, unknown> = {},
): Screen {
  const { language } = frame
  return { text: `${titleLine(language)}\n\n${language.t(key, values)}`, rows: [...rows, ...frameRows(frame)] }
}

export function titleLine(language: Language): string {
  return `<b>📍 ${language.t('near.title')}</b>`
}

/** A button to the same ask with `more` of it said. */
export function choice({ content, language, ask }: NearFrame, more: Partial<Ask>, label: string): Button {
  return { label, to: askAddress(content, language, { ...ask, index: 0, ...more }) }
}

export function frameRows(frame: NearFrame): Button[][] {
  const { content, language, ask } = frame
  const earlier = before(frame, ask)
  const back = earlier
    ? { label: `⬅️ ${language.plain('button.back')}`, to: askAddress(content, language, earlier) }
    : backButton(language, HOME)
  return [[back, hideButton(language)], homeRow(language)]
}
