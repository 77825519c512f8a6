/** What /case shows: the state as it is, and what the person may do about it. Pure. */
import { type Case, isOpen } from '../../case/case.ts'
import type { Content } from '../../content/load.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button, type Verb } from '../../telegram/buttons.ts'
import { hideButton, homeRow } from '../../telegram/frame.ts'
import type { Screen } from '../../telegram/screen.ts'
import { isLocked, readBefore, unopened } from '../phone/answers.ts'
import { isRestricted, isErasedAtOnce } from './case-changes.ts'
import { statusScreen } from '../status.ts'

export const SOLVED = ['yes', 'partly', 'no'] as const
export const FELT = ['good', 'so-so', 'bad'] as const
const FACES = { good: '🙂', 'so-so': '😐', bad: '🙁' } as const

/** The case on the person's phone. */
export function caseScreen(language: Language, content: Content, each: Case, now: number, onDuty: number): Screen {
  const status = statusScreen(language, content, each, now, onDuty)
  const asked = each.person.erasure
  const remarks = [
    ...(isLocked(each) ? [language.t('case.locked-remark')] : []),
    ...(isRestricted(each, now) ? [language.t('case.restricted')] : []),
    ...(asked ? [language.t(asked.refused === undefined ? 'case.erase.asked' : 'case.erase.refused')] : []),
  ]
  const copies = status.rows.filter((row) => row.some((button) => 'copy' in button))
  return {
    text: [status.text, ...remarks].join('\n\n'),
    rows: [...copies, ...answerRows(language, each), ...stateRows(language, each, now), ...lastRows(language)],
  }
}

function answerRows(language: Language, each: Case): Button[][] {
  if (isLocked(each)) return []
  const [waiting] = unopened(each)
  const before = readBefore(each).at(-1)
  if (waiting) return [[tap(language, '✉️', 'open', 'open', each, String(waiting.id))]]
  return before ? [[tap(language, '📖', 'again', 'open', each, String(before.id), 'again')]] : []
}

function stateRows(language: Language, each: Case, now: number): Button[][] {
  const relink = tap(language, '📱', 'other-phone', 'relink', each)
  const erase = tap(language, '🗑', 'erase', 'erase', each)
  const appeal = isRestricted(each, now) ? [[tap(language, '✋', 'appeal', 'case', each, 'appeal')]] : []
  if (!isOpen(each)) return [...rateRows(language, each), ...appeal, [erase]]
  const quiet =
    each.hold?.by === 'person'
      ? tap(language, '☀️', 'quiet-off', 'quiet', each, 'off')
      : tap(language, '🌙', 'not-now', 'quiet', each)
  return [
    [tap(language, '✍️', 'more', 'case', each, 'write'), quiet],
    [tap(language, '⚙️', 'settings', 'contact', each), relink],
    ...appeal,
    [tap(language, '↩️', 'withdraw', 'withdraw', each), erase],
  ]
}

/** Two taps after closing: solved, then how it was; once. */
function rateRows(language: Language, each: Case): Button[][] {
  if (each.person.withdrawn || each.person.feedback?.felt !== undefined) return []
  const rate = {
    label: `💬 ${language.plain('case.button.rate')}`,
    to: address(language.tag, 'rate', String(each.number)),
  }
  return [[rate]]
}

export function rateScreen(language: Language, each: Case): Screen {
  const { feedback } = each.person
  if (feedback?.felt !== undefined) return framed(language, 'case.rate.thanks', [])
  if (feedback) {
    const faces = FELT.map((felt) => ({
      label: `${FACES[felt]} ${language.plain(`case.button.felt-${felt}`)}`,
      to: address(language.tag, 'rate', String(each.number), feedback.solved, felt),
    }))
    return framed(
      language,
      'case.rate.felt',
      faces.map((face) => [face]),
    )
  }
  const answers = SOLVED.map((solved) => tap(language, '', `solved-${solved}`, 'rate', each, solved))
  return framed(language, 'case.rate.solved', [answers])
}

/** A question before something that cannot be undone. */
export function confirmScreen(language: Language, each: Case, what: 'withdraw' | 'erase' | 'relink'): Screen {
  const icon = { withdraw: '↩️', erase: '🗑', relink: '🔑' }[what]
  const opened = what === 'erase' && !isErasedAtOnce(each) ? 'ask-opened' : 'ask'
  return framed(language, `case.${what}.${opened}`, [
    [tap(language, icon, `${what}-yes`, what, each, 'yes')],
    [{ label: `⬅️ ${language.plain('button.back')}`, to: address(language.tag, 'case', String(each.number)) }],
  ])
}

/** A text with rows of its own, Hide, Menu and SOS. */
export function framed(language: Language, key: string, rows: Button[][]): Screen {
  return { text: language.t(key), rows: [...rows, ...lastRows(language)] }
}

function lastRows(language: Language): Button[][] {
  return [[hideButton(language)], homeRow(language)]
}

function tap(language: Language, icon: string, label: string, verb: Verb, each: Case, ...args: string[]): Button {
  const words = language.plain(`case.button.${label}`)
  return { label: icon ? `${icon} ${words}` : words, to: address(language.tag, verb, String(each.number), ...args) }
}

/** To somebody whose messages do not reach the team for some time: said, with the way to disagree. */
export function restrictedScreen(language: Language, each: Case): Screen {
  return framed(language, 'case.restricted', [[tap(language, '✋', 'appeal', 'case', each, 'appeal')]])
}
