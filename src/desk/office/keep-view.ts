/** What leads read before a case is erased, and what stays to be said afterwards. */
import { type Case, type CaseNumber, caseName } from '../../case/case.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import { timeWords } from '../duty/time.ts'
import { short } from './part.ts'
import type { Tombstone } from './tombstone.ts'

/** Why a case is kept longer: words in `staff.retention.button`. */
export const REASONS = ['court', 'referral', 'contact'] as const

/** A lead hears that a closed case will be erased. */
export function warningScreen(language: Language, each: Case, eraseAt: number, daysLeft: number): Screen {
  const text = language.t('staff.retention.warning', { name: caseName(each.number), count: daysLeft })
  return { text, rows: [[keepButton(language, each.number, eraseAt)]] }
}

/** A lead hears that a person wants everything erased, and when that happens by itself. */
export function erasureAskedScreen(language: Language, each: Case, eraseAt: number, timeZone: string): Screen {
  const values = { name: caseName(each.number), ...timeWords(eraseAt, timeZone, language) }
  const now = button(language, 'now', each.number, 'now')
  return {
    text: language.t('staff.retention.asked', values),
    rows: [[{ ...now, style: 'danger' }], [button(language, 'keep', each.number, 'asked')]],
  }
}

function button(language: Language, label: string, number: CaseNumber, ...args: string[]): Button {
  return {
    label: language.plain(`staff.retention.button.${label}`),
    to: address(language.tag, 'keep', String(number), ...args),
  }
}

function keepButton(language: Language, number: CaseNumber, eraseAt: number): Button {
  return button(language, 'keep', number, short(eraseAt))
}

/** Why is it kept? */
export function reasonScreen(language: Language, number: CaseNumber, about: string): Screen {
  const text = language.t('staff.retention.why', { name: caseName(number) })
  return { text, rows: REASONS.map((reason) => [button(language, reason, number, about, reason)]) }
}

/** Really, now? */
export function confirmScreen(language: Language, number: CaseNumber): Screen {
  const text = language.t('staff.retention.sure', { name: caseName(number) })
  return { text, rows: [[{ ...button(language, 'now', number, 'now', 'yes'), style: 'danger' }]] }
}

/** `K-1042 was erased on …, because …` */
export function erasedWords(language: Language, number: CaseNumber, { at, why }: Tombstone, timeZone: string): string {
  const date = timeWords(at, timeZone, language).day
  return language.t(`staff.retention.erased.${why}`, { name: caseName(number), date })
}
