/** What is handed over at the end of a shift, on a screen: for who leaves a list, for who takes over a message a case. */
import { type Case, caseName } from '../../case/case.ts'
import type { Content } from '../../content/load.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button, pairs } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import { timeWords } from '../duty/time.ts'
import { short } from './part.ts'
import type { Member } from '../staff.ts'

type Facts = { content: Content; timeZone: string }

/** So many cases and colleagues fit on one screen. */
const MAX_LINES = 40
const MAX_COLLEAGUES = 40
const MAX_NOTE = 500
const MAX_PROMISES = 8
const MAX_PROMISE = 300

/** Must be accepted by somebody before its owner leaves. */
export function isUrgent({ priority }: Case): boolean {
  return priority <= 1
}

function button(language: Language, label: string, ...args: string[]): Button {
  return { label: language.plain(`staff.shift.button.${label}`), to: address(language.tag, 'shift', ...args) }
}

/** The cases of who leaves, and who could take them over. */
export function listScreen(
  language: Language,
  mine: Case[],
  { colleagues, names, ...facts }: { colleagues: Member[]; names: ReadonlyMap<number, string> } & Facts,
): Screen {
  const lines = mine.slice(0, MAX_LINES).map((each) => {
    const to = each.offer && names.get(each.offer.to)
    return `• ${caseLine(language, each, facts)}${to ? ` → ${language.t('staff.shift.offered-to', { name: to })}` : ''}`
  })
  const urgent = mine.filter(isUrgent).map(({ number }) => caseName(number))
  const text = [
    `<b>${language.t('staff.shift.title')}</b>`,
    lines.join('\n'),
    ...(urgent.length > 0 ? [language.t('staff.shift.urgent', { names: urgent.join(', ') })] : []),
    language.t(colleagues.length > 0 ? 'staff.shift.who' : 'staff.shift.nobody'),
  ].join('\n\n')
  const to = colleagues
    .slice(0, MAX_COLLEAGUES)
    .map(({ id, name }): Button => ({ label: `→ ${name}`, to: address(language.tag, 'shift', 'to', short(id)) }))
  return { text, rows: [...pairs(to), [button(language, 'refresh'), button(language, 'end', 'end')]] }
}

/** Nothing to hand over, or only what can wait. */
export function doneScreen(language: Language, kept: Case[]): Screen {
  const names = kept.map(({ number }) => caseName(number)).join(', ')
  const text = kept.length > 0 ? language.t('staff.shift.kept', { names }) : language.t('staff.shift.nothing')
  return { text, rows: [] }
}

/** One case for who is to take it over. */
export function caseScreen(
  language: Language,
  each: Case,
  { from, promises, note, ...facts }: { from: string; promises: string[]; note: string | undefined } & Facts,
): Screen {
  const { hours } = each.about
  const times = hours.map((part) => language.plain(`staff.shift.hours.${part}`)).join(', ')
  const waiting = each.referrals.filter(({ accepted, declined }) => !accepted && declined === undefined)
  const lines = [
    `<b>${language.t('staff.shift.for-you', { name: from })}</b>`,
    caseLine(language, each, facts),
    // spoilers: a notification does not show what is under them
    ...promises
      .slice(0, MAX_PROMISES)
      .map((promise) => hidden(language.t('staff.shift.promise', { what: promise.slice(0, MAX_PROMISE) }))),
    hours.length > 0 ? language.t('staff.shift.safe-hours', { times }) : language.t('staff.shift.any-time'),
    ...(each.hold ? [language.t('staff.shift.on-hold')] : []),
    ...waiting.map(({ to }) => language.t('staff.shift.referral', { to: receiver(language, to, facts) })),
    ...(note === undefined ? [] : [hidden(language.t('staff.shift.note', { note: note.slice(0, MAX_NOTE) }))]),
  ]
  const number = String(each.number)
  const accept: Button = { ...button(language, 'accept', 'yes', number), style: 'success' }
  return { text: lines.join('\n'), rows: [[accept, button(language, 'not-me', 'no', number)]] }
}

function hidden(html: string): string {
  return `<tg-spoiler>${html}</tg-spoiler>`
}

/** `P0 · K-1001 · waiting for the person · last contact …`. Telegram HTML. */
function caseLine(language: Language, each: Case, { timeZone }: Facts): string {
  const state = language.plain(`staff.state.${each.state}`)
  const values = { ...timeWords(lastContact(each), timeZone, language), state, name: caseName(each.number) }
  return language.t('staff.shift.line', { ...values, priority: `P${each.priority}` })
}

/** When the person wrote, or was answered, for the last time (ms since 1970). */
function lastContact({ lastWordAt, answers }: Case): number {
  return Math.max(lastWordAt, ...answers.filter(({ state }) => state !== 'taken-back').map(({ at }) => at))
}

function receiver(language: Language, to: string, { content }: Facts): string {
  return content.directory.organizations[to] ? language.plain(`directory:${to}.name`) : to
}
