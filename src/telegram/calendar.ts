/** A calendar to tap: months, then days. What cannot be chosen is not there. Pure; used by guides and by reminders. */
import { addMonths, dayNumber, dayOf, decodeDay, encodeDay } from '../content/days.ts'
import type { Language } from '../language/language.ts'
import { type Button, pairs } from './buttons.ts'

/** So many months are offered at once; further ones by year. */
const MONTHS_AT_ONCE = 8
const DAYS_A_ROW = 7

type Frame = { language: Language; today: string }
/** Days, both of which can be chosen. */
export type Range = { first: string; last: string }
/** What the days and months lead to. */
export type Leads = { day(day: string): string; open(picker: string): string; takes?(day: string): boolean }

/**
 * Years, months or days of `range`, the nearest to today first unless `ascending`. `picker`: how far the choice is: `''` first,
 * `Y` years, `y` + day the months of a year, `m` + day the days of a month.
 */
export function calendarRows(frame: Frame, range: Range, picker: string, leads: Leads, ascending: boolean): Button[][] {
  const at = picker.length === 3 ? decodeDay(picker.slice(1), frame.today) : undefined
  if (picker[0] === 'm' && at) return dayRows(range, at, leads)
  const months = monthsOf(range, ascending)
  if (picker === 'Y') return yearRows(months, leads)
  const shown = picker[0] === 'y' && at ? months.filter((month) => month.slice(0, 4) === at.slice(0, 4)) : months
  const some = picker === '' && shown.length > MONTHS_AT_ONCE ? shown.slice(0, MONTHS_AT_ONCE) : shown
  const other: Button = { label: frame.language.plain('guide.button.other-year'), to: leads.open('Y') }
  return [...pairs(some.map((month) => monthButton(frame, month, leads))), some.length < shown.length ? [other] : []]
}

/** Which month the days shown are of; empty while none is chosen. */
export function monthLine({ language, today }: Frame, picker: string): string {
  const at = picker[0] === 'm' ? decodeDay(picker.slice(1), today) : undefined
  return at === undefined ? '' : `<b>${language.month(at)}</b>`
}

function monthButton({ language }: Frame, month: string, leads: Leads): Button {
  return { label: language.month(month), to: leads.open(`m${encodeDay(month)}`) }
}

function yearRows(months: string[], leads: Leads): Button[][] {
  const years = [...new Set(months.map((month) => month.slice(0, 4)))]
  const first = (year: string) => months.find((month) => month.startsWith(year)) ?? ''
  return pairs(years.map((year) => ({ label: year, to: leads.open(`y${encodeDay(first(year))}`) })))
}

function dayRows({ first, last }: Range, month: string, leads: Leads): Button[][] {
  const begin = `${month.slice(0, 7)}-01`
  const count = dayNumber(addMonths(begin, 1)) - dayNumber(begin)
  const days = Array.from({ length: count }, (_, index) => dayOf(dayNumber(begin) + index))
  const buttons = days
    .filter((day) => first <= day && day <= last && (leads.takes?.(day) ?? true))
    .map((day): Button => ({ label: String(Number(day.slice(8))), to: leads.day(day) }))
  return inRows(buttons, DAYS_A_ROW)
}

/** First days of the months that a range touches. */
function monthsOf({ first, last }: Range, ascending: boolean): string[] {
  const months: string[] = []
  for (let month = `${first.slice(0, 7)}-01`; month <= last; month = addMonths(month, 1)) months.push(month)
  return ascending ? months : months.reverse()
}

/** So many a row, in order. */
export function inRows(buttons: Button[], width: number): Button[][] {
  return buttons.flatMap((_, index) => (index % width === 0 ? [buttons.slice(index, index + width)] : []))
}
