/**
 * Fields as a person at the desk or at an organization writes them, and back: a form that reads the same in every language.
 * Phones: `+7 727 258 45 98, 111`. Hours: `1-5 09:00-18:00; 6 10:00-14:00`, 1 is Monday; `24/7`. Nothing: `-`.
 */
import { type Hours, type Organization, Schedule } from '../../content/directory.ts'

/** Undefined: it is none. `null`: said to be nothing. */
export type Read<T> = T | null | undefined

export const NONE = '-'

/** A country's code and number; a free number of the country; one that answers inside the country only. */
const LONG = /^\+\d[\d ]+$/
const LONG_DIGITS = { least: 9, most: 15 }
const FREE = /^8 ?800(?: ?\d){7}$/
const SHORT = /^\d[\d ]{1,5}$/
/** As it is dialled inside the country, `8 727 …`: `+7 727 …` from anywhere. */
const DIALLED = /^8(?=(?: ?\d){10}$)/
const WHATSAPP = /^(?:whatsapp|wa)\b[\s:]*/i
const MOST_PHONES = 4

export function readPhones(text: string): Read<Organization['phones']> {
  if (text.trim() === NONE) return null
  const phones = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map(readPhone)
  const all = phones.filter((phone) => phone !== undefined)
  return all.length === phones.length && all.length > 0 && all.length <= MOST_PHONES ? all : undefined
}

function readPhone(written: string): Organization['phones'][number] | undefined {
  const type = WHATSAPP.test(written) ? 'whatsapp' : 'voice'
  const typed = written
    .replace(WHATSAPP, '')
    .replace(/[()\-.\u2010-\u2015\u00a0]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (FREE.test(typed)) return type === 'voice' ? { number: typed, type } : undefined
  const number = typed.replace(DIALLED, '+7')
  const digits = number.replace(/\D/g, '').length
  if (LONG.test(number) && digits >= LONG_DIGITS.least && digits <= LONG_DIGITS.most) return { number, type }
  return SHORT.test(number) && type === 'voice' ? { number, type: 'short' } : undefined
}

export function phonesText(phones: Organization['phones']): string {
  const written = phones.map(({ number, type }) => (type === 'whatsapp' ? `WhatsApp ${number}` : number))
  return written.join(', ') || NONE
}

const PART = /^([1-7](?:[-,][1-7])*)\s+(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})$/
const MOST_PARTS = 14

export function readHours(text: string): Read<Schedule> {
  const written = text.replace(/[\u2010-\u2015]/g, '-').trim()
  if (written === NONE) return null
  if (written === '24/7') return written
  const parts = written
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
  const parsed = Schedule.safeParse(parts.map(readPart))
  return parsed.success && parts.length <= MOST_PARTS ? parsed.data : undefined
}

function readPart(part: string): Hours | undefined {
  const [, days = '', from = '', to = ''] = PART.exec(part.replace(/\s*,\s*/g, ',')) ?? []
  return days === '' ? undefined : { days: readDays(days), from: timeOf(from), to: timeOf(to) }
}

/** `9:00` is 09:00; the end of a day is the beginning of the next. */
function timeOf(written: string): string {
  const time = written.padStart(5, '0')
  return time === '24:00' ? '00:00' : time
}

/** `1-5`, `1,3,5`, `1-3,6`: each day once, in order. */
function readDays(written: string): number[] {
  const days = written.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number)
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
  })
  return [...new Set(days)].toSorted((one, other) => one - other)
}

export function hoursText(schedule: Schedule | undefined): string {
  if (schedule === undefined) return NONE
  if (schedule === '24/7') return schedule
  return schedule.map(({ days, from, to }) => `${daysText(days)} ${from}-${to}`).join('; ')
}

function daysText(days: number[]): string {
  const first = days[0] ?? 0
  const isRange = days.length > 2 && days.every((day, index) => day === first + index)
  return isRange ? `${first}-${first + days.length - 1}` : days.join(',')
}

/** Letters of a street and its house, in one line. */
const STREET = /^(?=.*\p{L}).{3,120}$/u

export function readStreet(text: string): Read<string> {
  const written = text.trim().replace(/[^\S\n]+/g, ' ')
  if (written === NONE) return null
  return STREET.test(written) ? written : undefined
}
