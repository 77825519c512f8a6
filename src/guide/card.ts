/** A text to show to somebody: in the person's language, in Kazakh and in Russian, large. Pure. */
import type { Button } from '../telegram/buttons.ts'
import { hideButton, homeRow } from '../telegram/frame.ts'
import type { Screen } from '../telegram/screen.ts'
import { type Frame, guideAddress } from './frame.ts'
import type { OutcomePlace } from './outcome.ts'

/** Whom it is shown to reads one of these. */
const READERS = ['kk', 'ru']

/** The words of the card stand in `locales/<language>/cards.yaml`. */
export function cardScreen(frame: Frame, { id }: OutcomePlace): Screen {
  const { language, languages, guide } = frame
  const card = guide.outcomes[id]?.card ?? ''
  const readers = READERS.flatMap((code) => languages.byCode(code) ?? []).filter(({ code }) => code !== language.code)
  const texts = [language, ...readers].map((each) => `<b>${each.t(`cards.${card}`)}</b>`)
  const back: Button = { label: `⬅️ ${language.plain('button.back')}`, to: guideAddress(frame, '') }
  return {
    text: [`🪧 ${language.t('guide.card')}`, ...texts].join('\n\n'),
    rows: [[back, hideButton(language)], homeRow(language)],
  }
}
