/** Second questions under a card: which reason, which priority, who. Only buttons; the text above them stays. */
import { BODIES, type Case, caseName, CLOSE_REASONS } from '../../case/case.ts'
import type { Language } from '../../language/language.ts'
import { type Button, pairs, type Verb } from '../../telegram/buttons.ts'
import { LOWER_REASONS } from './changes-assess.ts'
import { backRow, caseButton, mayBeMisuse } from './keyboard.ts'
import { RESTRICTED_DAYS } from './misuse.ts'
import { isComplete } from './referral.ts'
import type { Member } from '../staff.ts'

/** As many people or cases as one keyboard offers. */
const MAX_CHOICES = 12
const PRIORITIES = [0, 1, 2, 3] as const

/** Buttons of one verb, two a row, with Back below. */
export function choices(language: Language, each: Case, buttons: Button[]): Button[][] {
  return [...pairs(buttons), backRow(language, each)]
}

/** A button whose label is the text `key`. */
export function choice(language: Language, each: Case, verb: Verb, key: string, ...args: string[]): Button {
  return caseButton(language, verb, language.plain(`staff.${key}`), each.number, ...args)
}

/** Reasons to close with; those this case does not allow yet are left out. */
export function closeChoices(language: Language, each: Case): Button[][] {
  const possible = CLOSE_REASONS.filter((reason) => {
    if (reason === 'referred_accepted') return each.referrals.some(isComplete)
    return (reason !== 'misuse' && reason !== 'test') || mayBeMisuse(each)
  })
  return choices(
    language,
    each,
    possible.map((reason) => choice(language, each, 'close', `reason.${reason}`, reason)),
  )
}

/** Cases this one may be a duplicate of, suggested ones first. */
export function duplicateChoices(language: Language, each: Case, open: number[]): Button[][] {
  const others = [...new Set([...each.maybeSame, ...open.toReversed()])].filter((number) => number !== each.number)
  return choices(
    language,
    each,
    others
      .slice(0, MAX_CHOICES)
      .map((number) => caseButton(language, 'close', caseName(number), each.number, 'duplicate', String(number))),
  )
}

/** Colleagues a case may be handed to; those on duty come first. */
export function colleagueChoices(language: Language, each: Case, members: Member[]): Button[][] {
  const people = members
    .slice(0, MAX_CHOICES)
    .map(({ id, name }) => caseButton(language, 'give', name, each.number, String(id)))
  return choices(language, each, [...people, choice(language, each, 'give', 'button.give-back', '0')])
}

/** Priorities other than the present one. */
export function priorityChoices(language: Language, each: Case): Button[][] {
  const others = PRIORITIES.filter((priority) => priority !== each.priority)
  const row = others.map((priority) => caseButton(language, 'priority', `P${priority}`, each.number, String(priority)))
  return [row, backRow(language, each)]
}

/** Reasons for a lower priority. */
export function lowerChoices(language: Language, each: Case, to: number): Button[][] {
  const buttons = LOWER_REASONS.map((reason) =>
    choice(language, each, 'priority', `priority.${reason}`, String(to), reason),
  )
  return choices(language, each, buttons)
}

/** What is known about exploitation. */
export function traffickingChoices(language: Language, each: Case): Button[][] {
  const buttons = (['not_assessed', 'possible', 'not', 'confirmed'] as const).map((status) =>
    choice(language, each, 'trafficking', `trafficking.${status}`, status),
  )
  return choices(language, each, buttons)
}

/** Which body decided. */
export function bodyChoices(language: Language, each: Case): Button[][] {
  const buttons = BODIES.map((body) =>
    choice(language, each, 'trafficking', `trafficking.body-${body}`, 'confirmed', body),
  )
  return choices(language, each, buttons)
}

/** The next step against misuse, and the way back. */
export function misuseChoices(language: Language, each: Case): Button[][] {
  const step = each.misuse?.step
  const button = (name: string, ...args: string[]) => choice(language, each, 'misuse', `button.${name}`, ...args)
  const days = RESTRICTED_DAYS.map((count) =>
    caseButton(
      language,
      'misuse',
      language.plain('staff.button.restrict', { days: count }),
      each.number,
      'restrict',
      String(count),
    ),
  )
  const next = step === undefined ? [button('warn', 'warn')] : step === 'warned' ? [button('slow', 'slow')] : []
  const restrict = step === 'slow' ? days : []
  const end = step === undefined ? [] : [button('misuse-off', 'off')]
  return choices(language, each, [...next, ...restrict, ...end])
}

/** Suggested cases: the same matter, or not. */
export function sameChoices(language: Language, each: Case): Button[][] {
  const rows = each.maybeSame.slice(0, MAX_CHOICES / 2).map((other) => {
    const button = (name: string, answer: string) => {
      const label = language.plain(`staff.button.${name}`, { name: caseName(other) })
      return caseButton(language, 'same', label, each.number, String(other), answer)
    }
    return [button('same-yes', 'yes'), button('same-no', 'no')]
  })
  return [...rows, backRow(language, each)]
}
