/** What stands on the phone follows the case: the status, answers that staff edited or took back. Edits notify nobody. */
import type { Answer } from '../../case/answer.ts'
import type { Case } from '../../case/case.ts'
import type { Language } from '../../language/language.ts'
import { keyboard } from '../../telegram/buttons.ts'
import { trouble } from '../../telegram/errors.ts'
import { homeButton } from '../../telegram/frame.ts'
import type { Screen } from '../../telegram/screen.ts'
import { piecesOf } from './answer-deliver.ts'
import { answerControls, removeShown, showInPlace, showPart } from './answer-show.ts'
import { withAnswer, withoutNotice } from './answers.ts'
import type { PhoneDeps } from '../phone.ts'
import { statusMark } from './phone-plan.ts'
import { noteForHide } from './phone-trail.ts'
import { statusScreen } from '../status.ts'

/** Background messages are in the language of the case. */
export function languageOf({ languages }: PhoneDeps, each: Case): Language {
  return languages.byCode(each.language) ?? languages.guess(undefined)
}

/** The status as it is now; while the person wants quiet, a neutral text. */
export async function showStatus(deps: PhoneDeps, each: Case): Promise<void> {
  const { cases, content, clock, api } = deps
  const { status, chat } = each.person
  if (!status) return
  const language = languageOf(deps, each)
  const onDuty = await deps.onDuty(each.language)
  const screen = each.hold ? quietScreen(language) : statusScreen(language, content, each, clock.now(), onDuty.length)
  try {
    await api.editMessageText(chat, status.message, screen.text, {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: keyboard(screen.rows) },
    })
  } catch (error) {
    const kind = trouble(error)?.kind // gone, hidden or too old: it stays as it is
    if (kind !== 'not-modified' && kind !== 'cannot-edit' && kind !== 'refused') throw error
  }
  const mark = statusMark(each)
  await cases.change(each.number, (latest) => {
    const known = latest.person.status
    if (known?.message !== status.message || known.shown === mark) return undefined
    return { case: { ...latest, person: { ...latest.person, status: { message: known.message, shown: mark } } } }
  })
}

/** What stands where somebody may look. */
export function quietScreen(language: Language): Screen {
  return { text: language.t('hide.done'), rows: [[homeButton(language)]] }
}

/** Staff edited it: what is shown follows, without a sound. A message that is gone was hidden, and stays so. */
export async function update(deps: PhoneDeps, each: Case, answer: Answer): Promise<void> {
  const { cases, clock, api, redis } = deps
  const { chat } = each.person
  const controls = answerControls(languageOf(deps, each), each.number)
  const pieces = await piecesOf(cases, each, answer)
  const shown = [...answer.shown]
  for (const [index, entry] of answer.entries.entries()) {
    const [message, piece] = [shown[index], pieces[index]]
    if (entry === answer.shownEntries[index] || message === undefined || !piece) continue
    const under = index === answer.entries.length - 1 ? controls : []
    if (await showInPlace(api, chat, message, piece, under)) continue
    if (piece.kind === 'text' || isSameKind(await cases.log(each.number), answer.shownEntries[index], piece.kind))
      continue
    await removeShown(api, chat, [message], languageOf(deps, each).plain('hide.done'))
    const [sent] = await showPart({ api, chat, silent: true, controls: under }, [piece])
    if (sent === undefined) continue
    shown[index] = sent
    await noteForHide(redis, clock, chat, [sent])
  }
  const { entries } = answer
  await setAnswer(deps, each, answer.id, (latest) => ({ ...latest, shown, shownEntries: entries }))
}

function isSameKind(
  log: { kind: string; piece?: { kind: string } }[],
  entry: number | undefined,
  kind: string,
): boolean {
  return entry !== undefined && log[entry]?.piece?.kind === kind
}

/** Staff took it back: nothing of it stays where it can be removed. */
export async function remove(deps: PhoneDeps, each: Case, answer: Answer): Promise<void> {
  const others = new Set(
    each.answers.flatMap(({ id, notice }) => (id === answer.id || notice === undefined ? [] : [notice])),
  )
  const notice = answer.notice === undefined || others.has(answer.notice) ? [] : [answer.notice]
  const messages = [...new Set([...answer.shown, ...notice])]
  await removeShown(deps.api, each.person.chat, messages, languageOf(deps, each).plain('hide.done'))
  await forgetShown(deps, each, answer)
}

export function forgetShown(deps: PhoneDeps, each: Case, { id }: Answer): Promise<void> {
  return setAnswer(deps, each, id, (answer) => ({ ...withoutNotice(answer), shown: [], shownEntries: [] }))
}

export async function setAnswer(
  { cases }: PhoneDeps,
  each: Case,
  id: number,
  change: (answer: Answer) => Answer,
): Promise<void> {
  await cases.change(each.number, (latest) => ({ case: withAnswer(latest, id, change) }))
}
