/** The first screen of an editor, and lists of entries, ten a page. Pure. */
import { NEEDS } from '../../content/directory.ts'
import { type Button, pairs } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import type { Entry } from '../register/register.ts'
import { actButton, homeButton, type Scene } from './part.ts'
import { refOf, toDirectory } from '../ref.ts'
import { ATTENTION, ATTENTION_DAYS, isShown, labelOf, LISTS } from './state.ts'

const PAGE = 10
const NEED_LIST = 'need-'

/** How many are shown, what needs attention, and that one can type to find. */
export function overviewScreen(scene: Scene, entries: Entry[]): Screen {
  const { content, language } = scene
  const shown = entries.filter((entry) => isShown(content, entry)).length
  const counts = { shown: language.number(shown), withheld: language.number(entries.length - shown) }
  const waiting = Object.keys(ATTENTION).flatMap((list) => listButton(scene, entries, list))
  const text = [
    `<b>${language.t('editor.title')}</b>`,
    language.t('editor.counts', counts),
    language.t(waiting.length > 0 ? 'editor.attention' : 'editor.nothing'),
    language.t('editor.find.ask'),
  ]
  const all = ['shown', 'withheld'].flatMap((list) => listButton(scene, entries, list))
  return {
    text: text.join('\n\n'),
    rows: [...waiting.map((button) => [button]), [actButton(language, 'needs', 'n')], all],
  }
}

/** None when the list is empty. */
function listButton({ content, language }: Scene, entries: Entry[], list: string): Button[] {
  const count = entries.filter((entry) => LISTS[list]?.(content, entry)).length
  const label = `${listTitle(language, list)}: ${count}`
  return count === 0 ? [] : [{ label, to: toDirectory(language, 'l', list, '0') }]
}

function listTitle(language: Scene['language'], list: string): string {
  return language.plain(`editor.list.${list}`, { days: ATTENTION_DAYS[list] ?? '' })
}

export function needsScreen({ language }: Pick<Scene, 'language'>): Screen {
  const needs = NEEDS.map((need) => ({
    label: language.plain(`near.need.${need}`),
    to: toDirectory(language, 'l', `${NEED_LIST}${need}`, '0'),
  }))
  return { text: language.t('editor.which-need'), rows: [...pairs(needs), [homeButton(language)]] }
}

/** Undefined: there is no such list. */
export function listScreen(scene: Scene, entries: Entry[], list: string, page: number): Screen | undefined {
  const { content, language } = scene
  const need = NEEDS.find((each) => list === `${NEED_LIST}${each}`)
  const isIn = Object.hasOwn(LISTS, list) ? LISTS[list] : undefined
  if (!isIn && need === undefined) return undefined
  const found = entries.filter((entry) =>
    isIn ? isIn(content, entry) : need !== undefined && entry.now.services.includes(need),
  )
  const title = need === undefined ? listTitle(language, list) : language.plain(`near.need.${need}`)
  const ordered = found.toSorted((one, other) => labelOf(scene, one).localeCompare(labelOf(scene, other)))
  return entriesScreen(scene, ordered, { title, page, to: (other) => toDirectory(language, 'l', list, String(other)) })
}

/** What was found by what somebody typed, the likeliest first. */
export function foundScreen(scene: Scene, found: Entry[], words: string, page: number): Screen {
  const { language } = scene
  if (found.length === 0) return { text: language.t('editor.find.none', { words }), rows: [[homeButton(language)]] }
  const to = (other: number) => toDirectory(language, 'f', String(other))
  return entriesScreen(scene, found, { title: language.plain('editor.find.found', { words }), page, to })
}

type Pages = { title: string; page: number; to(page: number): string }

function entriesScreen(scene: Scene, entries: Entry[], { title, page, to }: Pages): Screen {
  const { language } = scene
  const last = Math.max(0, Math.ceil(entries.length / PAGE) - 1)
  const at = Math.min(last, Math.max(0, page))
  const buttons = entries
    .slice(at * PAGE, (at + 1) * PAGE)
    .map((entry) => [{ label: labelOf(scene, entry), to: toDirectory(language, 'e', refOf(entry.id)) }])
  const turn = [
    ...(at > 0 ? [{ label: `◀️ ${language.plain('editor.button.earlier')}`, to: to(at - 1) }] : []),
    ...(at < last ? [{ label: `▶️ ${language.plain('editor.button.later')}`, to: to(at + 1) }] : []),
  ]
  const text = language.t('editor.list.text', { title, count: entries.length, page: at + 1, pages: last + 1 })
  return { text: `${text}\n${language.t('editor.list.marks')}`, rows: [...buttons, turn, [homeButton(language)]] }
}
