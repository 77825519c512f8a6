/** A day chosen by tapping: one of the person's own, or another one for a reminder there is. Pure. */
import { addDays, encodeDay } from '../content/days.ts'
import { address } from '../telegram/buttons.ts'
import { calendarRows, type Leads, monthLine, type Range } from '../telegram/calendar.ts'
import type { Screen } from '../telegram/screen.ts'
import { deadlineOf, type ReminderRule, ruleNamed } from './rules.ts'
import { lastRows, type View } from './view.ts'

/** The rule and the day that a button carries. */
export type Named = { name: string; rule: ReminderRule; base: string }

/** How far ahead a day may be chosen, and how far back. */
const FURTHEST_DAYS = 400

/** A day of one's own. `picker`: how far the choice is, as `telegram/calendar.ts` explains it. */
export function dayScreen(view: View, picker: string): Screen {
  const { tag } = view.language
  return pickScreen(view, {
    key: 'reminder.choose.day',
    rule: ruleNamed('date'),
    picker,
    leads: {
      day: (day) => address(tag, 'remind', 'date', encodeDay(day)),
      open: (at) => address(tag, 'reminders', 'day', at),
    },
  })
}

/** Another day in place of `base`. */
export function changeScreen(view: View, { name, rule, base }: Named, picker: string): Screen {
  const { tag } = view.language
  const old = encodeDay(base)
  return pickScreen(view, {
    key: rule.base === 'back' ? 'reminder.choose.base' : 'reminder.choose.day',
    rule,
    picker,
    leads: {
      day: (day) => address(tag, 'reminders', 'to', name, old, encodeDay(day)),
      open: (at) => address(tag, 'reminders', 'change', name, old, at),
    },
  })
}

/** Whether a day can be chosen: near enough, and not so long ago that it is over, as far as that can be counted now. */
export function takes({ content, today }: View, rule: ReminderRule, day: string): boolean {
  const { first, last } = rangeOf(rule, today)
  const deadline = deadlineOf(rule, day, content.facts, today)
  return first <= day && day <= last && (deadline === undefined || deadline >= today)
}

type Choice = { key: string; rule: ReminderRule | undefined; picker: string; leads: Leads }

function pickScreen(view: View, { key, rule, picker, leads }: Choice): Screen {
  const { language, today } = view
  const can: Leads = { ...leads, takes: (day) => !rule || takes(view, rule, day) }
  const rows = calendarRows({ language, today }, rangeOf(rule, today), picker, can, rule?.base !== 'back')
  const month = monthLine({ language, today }, picker)
  const text = [`<b>📅 ${language.t(key)}</b>`, month].filter(Boolean).join('\n\n')
  return { text, rows: [...rows, ...lastRows(view)] }
}

function rangeOf(rule: ReminderRule | undefined, today: string): Range {
  return rule?.base === 'back'
    ? { first: addDays(today, -FURTHEST_DAYS), last: today }
    : { first: addDays(today, 1), last: addDays(today, FURTHEST_DAYS) }
}
