/** What was done to an entry, newest first, and taking it back. */
import { type Button, pairs } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import { canUndo, undone } from '../register/edits.ts'
import type { LogLine } from '../register/record.ts'
import type { Entry } from '../register/register.ts'
import { changing } from './changing.ts'
import { actButton, backToEntry, type EditParts, type EntryAct, outdated, type Scene } from './part.ts'
import { fingerprint, refOf, toDirectory } from '../ref.ts'
import { differenceText, momentWords } from './words.ts'

/** Lines a page: ten fields of each may have changed. */
const PAGE = 5
const PRINT = 8
const MAX_TEXT = 3600

/** `y:<ref>:<page>` */
export function createHistory({ register, editors }: EditParts): EntryAct {
  return async ({ scene }, entry, [, page]) => {
    const lines = await register.history(entry.id)
    const ids = [...new Set(lines.flatMap(({ by }) => (typeof by === 'number' ? [by] : [])))]
    const names = new Map(await Promise.all(ids.map(async (id) => [id, await editors.nameOf(id)] as const)))
    return { screen: historyScreen(scene, entry, { lines, names, page: Number(page) || 0 }) }
  }
}

/** `u:<ref>:<print of the line>` */
export function createUndo(parts: EditParts): EntryAct {
  return async (asker, entry, [, print]) => {
    const lines = await parts.register.history(entry.id)
    const line = lines.find((each) => linePrint(each) === print)
    if (!line) return outdated(asker.language)
    return changing(parts, asker, entry.id, {
      decide: (each) => undone(parts.content, each, line, { at: asker.now, by: asker.id }),
      toast: 'undone',
    })
  }
}

/** A line has no id: it is what it says. */
export function linePrint(line: LogLine): string {
  return fingerprint(line, PRINT)
}

type Past = { lines: LogLine[]; names: ReadonlyMap<number, string | undefined>; page: number }

function historyScreen(scene: Scene, entry: Entry, { lines, names, page }: Past): Screen {
  const { language } = scene
  const last = Math.max(0, Math.ceil(lines.length / PAGE) - 1)
  const at = Math.min(last, Math.max(0, page))
  const shown = lines.slice(at * PAGE, (at + 1) * PAGE).map((line, index) => ({ line, number: at * PAGE + index + 1 }))
  const undo = shown
    .filter(({ line }) => canUndo(entry, line))
    .map(({ line, number }) => ({
      label: `↩️ ${language.plain('editor.button.undo-line', { number })}`,
      to: toDirectory(language, 'u', refOf(entry.id), linePrint(line)),
    }))
  const turn: Button[] = [
    ...(at > 0 ? [actButton(language, 'newer', 'y', refOf(entry.id), String(at - 1))] : []),
    ...(at < last ? [actButton(language, 'older', 'y', refOf(entry.id), String(at + 1))] : []),
  ]
  const body = shown.map(({ line, number }) => `${number}. ${lineText(scene, line, names)}`)
  const text = body.length > 0 ? body.join('\n\n') : language.t('editor.history.none')
  return {
    text: `<b>${language.t('editor.history.title')}</b>\n\n${text}`,
    rows: [...pairs(undo), turn, [backToEntry(language, entry.id)]],
  }
}

/** When, who, what; before and after, as far as a screen has room for it. */
function lineText(scene: Scene, line: LogLine, names: Past['names']): string {
  const { language } = scene
  const { by, before = {}, after, detail } = line
  const who =
    typeof by === 'number' ? (names.get(by) ?? language.plain('editor.by.gone')) : language.plain(`editor.by.${by}`)
  const what = language.plain(`editor.what.${line.what}`)
  const head = language.t('editor.history.line', {
    at: momentWords(scene, line.at),
    who,
    what,
    detail: detail ? language.plain(`editor.detail.${detail}`) : '',
  })
  const change = after ? differenceText(scene, before, after) : ''
  return change !== '' && change.length < MAX_TEXT / PAGE ? `${head}\n${change}` : head
}
