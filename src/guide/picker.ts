/**
 * Days and numbers by tapping: today, yesterday, then a month, then a day. What cannot be chosen is not there. `picker` says how
 * far it is: `''` first, `Y` years, `y` + day the months of a year, `m` + day the days of a month, `g` + number a group of numbers.
 * Pure.
 */
import type { Guide } from '../content/guide.ts'
import { addDays, decodeDay, decodeNumber, encodeDay, encodeNumber } from '../content/days.ts'
import { type Button, pairs } from '../telegram/buttons.ts'
import { calendarRows, inRows, monthLine, type Leads } from '../telegram/calendar.ts'
import { daysAllowed, type Stay, staysOf } from './answers.ts'
import { codeOf, type Frame, guideAddress } from './frame.ts'

type Step = Exclude<Guide['steps'][string], { rule: string }>
type DateStep = Extract<Step, { ask: 'date' }>
type NumberStep = Extract<Step, { ask: 'number' }>
type StaysStep = Extract<Step, { ask: 'stays' }>

const NUMBERS_A_ROW = 5
/** More numbers than this are chosen in two taps. */
const NUMBERS_AT_ONCE = 25
const GROUP = 10
/** `100–109`: three fit beside each other on a small phone. */
const GROUPS_A_ROW = 3

export function dateRows(frame: Frame, id: string, step: DateStep, picker: string): Button[][] {
  const range = daysAllowed(step, frame.answers, frame.today)
  const code = codeOf(frame, id)
  const leads: Leads = {
    day: (day) => guideAddress(frame, `!${code}d${encodeDay(day)}`),
    open: (at) => guideAddress(frame, `?${code}${at}`),
  }
  const near = [
    { word: 'today', mark: 't', day: frame.today },
    { word: 'yesterday', mark: 'y', day: addDays(frame.today, -1) },
  ].filter(({ day }) => range.first <= day && day <= range.last)
  const shortcuts = near.map(
    ({ word, mark, day }): Button => ({
      label: frame.language.plain(`guide.button.${word}`),
      to: guideAddress(frame, `!${code}${mark}${encodeDay(day)}`),
    }),
  )
  return [...(picker === '' ? [shortcuts] : []), ...calendarRows(frame, range, picker, leads, step.ahead > step.back)]
}

export function numberRows(frame: Frame, id: string, step: NumberStep, picker: string): Button[][] {
  const code = codeOf(frame, id)
  const range = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).filter(
      (n) => n >= step.min && n <= step.max,
    )
  const exact = (from: number, to: number) =>
    inRows(
      range(from, to).map((n): Button => ({ label: String(n), to: guideAddress(frame, `!${code}${encodeNumber(n)}`) })),
      NUMBERS_A_ROW,
    )
  const group = picker[0] === 'g' ? decodeNumber(picker.slice(1)) : undefined
  if (group !== undefined) return exact(group, group + GROUP - 1)
  if (step.max - step.min < NUMBERS_AT_ONCE) return exact(step.min, step.max)
  const starts = range(0, step.max).filter((n) => n % GROUP === 0 || n === step.min)
  const groups = [...new Set(starts.map((n) => Math.floor(n / GROUP) * GROUP))]
  const label = (first: number, last: number) => (first === last ? String(first) : `${first}–${last}`)
  return inRows(
    groups.map((from) => ({
      label: label(Math.max(from, step.min), Math.min(from + GROUP - 1, step.max)),
      to: guideAddress(frame, `?${code}g${encodeNumber(from)}`),
    })),
    GROUPS_A_ROW,
  )
}

/** The stays so far, and what is being chosen now. */
export function staysText(frame: Frame, id: string, picker: string): string {
  const { language } = frame
  const list = staysOf(frame.answers, id).map(
    ({ entry, exit }, index) => `${index + 1}. ${language.day(entry)} – ${language.day(exit)}`,
  )
  const entry = picker[0] === 'o' ? decodeDay(picker.slice(1, 3), frame.today) : undefined
  const now =
    picker === ''
      ? ''
      : entry === undefined
        ? language.t('guide.choose-entry')
        : language.t('guide.choose-exit', { date: language.day(entry) })
  return [list.join('\n'), now, monthLine(frame, picker.replace(/^(i|o..)/, ''))].filter(Boolean).join('\n\n')
}

/**
 * `picker`: `''` the list; `i` and a place in the calendar: the day of entry; `o`, the day of entry and a place in the calendar: the
 * day of exit.
 */
export function staysRows(frame: Frame, id: string, step: StaysStep, picker: string): Button[][] {
  const range = daysAllowed(step, frame.answers, frame.today)
  const code = codeOf(frame, id)
  const stays = staysOf(frame.answers, id)
  const open = (at: string) => guideAddress(frame, `?${code}${at}`)
  if (picker[0] === 'i') {
    const leads: Leads = {
      day: (day) => open(`o${encodeDay(day)}`),
      open: (at) => open(`i${at}`),
      takes: (day) => !stays.some((stay) => stay.entry <= day && day < stay.exit),
    }
    return calendarRows(frame, range, picker.slice(1), leads, false)
  }
  const entry = picker[0] === 'o' ? decodeDay(picker.slice(1, 3), frame.today) : undefined
  if (entry !== undefined) {
    const until = lastExit(entry, stays, range.last)
    const leads: Leads = {
      day: (day) => guideAddress(frame, `!${code}+${encodeDay(entry)}${encodeDay(day)}`),
      open: (at) => open(`o${encodeDay(entry)}${at}`),
    }
    return calendarRows(frame, { first: entry, last: until }, picker.slice(3), leads, true)
  }
  return listRows(frame, code, step, stays)
}

function listRows(frame: Frame, code: string, step: StaysStep, stays: Stay[]): Button[][] {
  const { language } = frame
  const add: Button = { label: `➕ ${language.plain('guide.button.add-stay')}`, to: guideAddress(frame, `?${code}i`) }
  const drops = stays.map(
    (_, index): Button => ({
      label: `✖️ ${language.plain('guide.button.drop-stay', { number: index + 1 })}`,
      to: guideAddress(frame, `!${code}-${index}`),
    }),
  )
  const done: Button = { label: `✔️ ${language.plain('guide.button.stays-done')}`, to: guideAddress(frame, `!${code}.`) }
  return [...(stays.length < step.most ? [[add]] : []), ...pairs(drops), [done]]
}

/** A stay ends at the latest where the next known one begins. */
function lastExit(entry: string, stays: Stay[], last: string): string {
  const later = stays.map((stay) => stay.entry).filter((day) => day > entry)
  return [...later, last].sort()[0] ?? last
}
