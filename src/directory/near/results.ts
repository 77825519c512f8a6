/** What was found, page by page: an entry, those who cannot be called together, or nobody. Pure. */
import type { Button } from '../../telegram/buttons.ts'
import { guideButton, writeButton } from '../../telegram/frame.ts'
import type { Screen } from '../../telegram/screen.ts'
import type { Result } from '../search.ts'
import { askAddress, NOTHING_ASKED } from './ask.ts'
import { linesText } from './beside.ts'
import { findingRow } from './finding.ts'
import { findable } from './findings.ts'
import { fearsState, found } from './found.ts'
import { choice, frameRows, type NearFrame, titleLine } from './frame.ts'
import { groupButtons, groupText, pagesOf } from './group.ts'
import { resultButtons, resultText, type Shown } from './result.ts'

/** The guide for those who fear their own state. */
const ASYLUM = 'asylum'

export function resultScreen(frame: NearFrame): Screen {
  const { content, language, ask } = frame
  const pages = pagesOf(content, found(frame, ask))
  const results = pages.flat()
  const index = Math.min(ask.index, pages.length - 1)
  const [result, ...others] = pages[index] ?? []
  if (!result) return nobodyScreen(frame)
  const shown = { content, language, ask, results, result, timeZone: frame.moment.timeZone }
  const title = language.t('near.title-of', { index: index + 1, count: pages.length })
  const { text, first, last } = others.length > 0 ? groupParts(shown, [result, ...others]) : resultParts(shown)
  return {
    text: `<b>📍 ${title}</b>\n\n${text}`,
    rows: [...first, turnRow(frame, index, pages.length), ...last, ...moreRows(frame), ...frameRows(frame)],
  }
}

function resultParts(shown: Shown): { text: string; first: Button[][]; last: Button[][] } {
  const { content, language, result } = shown
  return {
    text: resultText(shown),
    first: resultButtons(shown),
    last: [findingRow(language, result.id, findable(content, result.id))],
  }
}

function groupParts(shown: Shown, group: Result[]): { text: string; first: Button[][]; last: Button[][] } {
  return { text: groupText(shown, group), first: groupButtons(shown), last: [] }
}

/** Says so, and who answers everywhere; the team is offered first. */
function nobodyScreen(frame: NearFrame): Screen {
  const { content, language, ask } = frame
  const { text, buttons } = linesText(content, language, ask)
  return {
    text: [titleLine(language), language.t('near.none.text'), text].filter(Boolean).join('\n\n'),
    rows: [...moreRows(frame), ...buttons, ...frameRows(frame)],
  }
}

function turnRow(frame: NearFrame, index: number, count: number): Button[] {
  const { language } = frame
  const turn = (to: number, word: string) => choice(frame, { index: to }, word)
  return [
    ...(index > 0 ? [turn(index - 1, `◀️ ${language.plain('near.button.previous')}`)] : []),
    ...(index + 1 < count ? [turn(index + 1, `▶️ ${language.plain('near.button.next')}`)] : []),
  ]
}

/** Something else at the same place; the team; for those who fear their state, how to ask for protection. */
function moreRows({ content, language, ask }: NearFrame): Button[][] {
  const other = { ...NOTHING_ASKED, where: ask.where, who: ask.who, whoSaid: ask.whoSaid }
  return [
    [
      writeButton(language),
      { label: `🔎 ${language.plain('near.button.other')}`, to: askAddress(content, language, other) },
    ],
    ...(fearsState(ask) && content.guides[ASYLUM] ? [[guideButton(content, language, ASYLUM)]] : []),
  ]
}
