/** How the rota looks on a screen. */
import type { Language, Languages } from '../../language/language.ts'
import { address, type Button } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import type { Shift } from './rota.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export type RotaView = {
  shifts: Shift[]
  holidays: string[]
  /** First names of those in the rota. */
  names: Map<number, string>
  /** Names of those on duty now. */
  now: string[]
  /** Day and time at which somebody is, when nobody is now. */
  next: { day: string; time: string } | undefined
  mayChange: boolean
}

export function dutyButton(language: Language, label: string, ...args: string[]): Button {
  return { label: language.plain(`duty.button.${label}`), to: address(language.tag, 'duty', ...args) }
}

/** The rota, who is on duty now, and what can be changed by whoever may. */
export function rotaScreen(language: Language, languages: Languages, view: RotaView): Screen {
  const lines = view.shifts.map((shift) => `• ${shiftLine(language, languages, shift, view.names)}`)
  const text = [
    `<b>${language.t('duty.title')}</b>`,
    nowLine(language, view),
    lines.length > 0 ? lines.join('\n') : language.t('duty.empty'),
    ...(view.holidays.length > 0
      ? [language.t('duty.holidays', { days: view.holidays.map((day) => language.day(day)).join(', ') })]
      : []),
  ].join('\n\n')
  const change = [
    [dutyButton(language, 'add', 'add'), ...(view.shifts.length > 0 ? [dutyButton(language, 'remove', 'remove')] : [])],
    [dutyButton(language, 'holidays', 'days', '0')],
  ]
  return { text, rows: view.mayChange ? change : [] }
}

function nowLine(language: Language, { now, next }: RotaView): string {
  if (now.length > 0) return language.t('duty.now', { names: now.join(', ') })
  return next ? language.t('duty.nobody-until', next) : language.t('duty.nobody')
}

/** `Mon, Tue 09:00–18:00 · Aigerim · on duty · Kyrgyz`. Telegram HTML. */
export function shiftLine(
  language: Language,
  languages: Languages,
  shift: Shift,
  names: ReadonlyMap<number, string>,
): string {
  const spoken = shift.languages.map((code) => languages.byCode(code)?.name ?? code)
  return language.t('duty.line', {
    days: daysInWords(language, shift.days),
    from: shift.from,
    to: shift.to,
    name: names.get(shift.staff) ?? '?',
    as: language.plain(`duty.as.${shift.as}`),
    languages: [
      spoken.length > 0 ? spoken.join(', ') : language.plain('duty.all-languages'),
      ...(shift.holidays ? [language.plain('duty.also-holidays')] : []),
    ].join(', '),
  })
}

export function daysInWords(language: Language, days: number[]): string {
  return days.map((day) => language.plain(`duty.day.${WEEKDAYS[day - 1]}`)).join(' ')
}
