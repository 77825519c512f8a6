/**
 * The columns of the spreadsheet that editors fill in, and how each cell is written: phones and hours as in the chat with the bot
 * (`directory/register/written.ts`), lists with commas, locations and sources one a line. Pure.
 */
import { NEEDS, type Organization, PERSONS } from '../../content/directory.ts'
import { hoursText, NONE, phonesText, type Read, readHours, readPhones } from '../../directory/register/written.ts'

export type Field = keyof Organization
export type Column = {
  name: Field
  /** Empty: the entry says nothing of it. */
  write(each: Organization): string
  /** Of a cell that is not empty; `null`: nothing is to stand there; undefined: it is not written as expected. */
  read(cell: string): Read<unknown>
  /** How it is written, for whoever wrote it otherwise. */
  expects: string
}

const TAKES = ['yes', 'no', 'ask']
const DAY =
  'a day as 2026-10-01, or a month as 2026-10, or a year; format the column as text, so that it stays as typed'

/** In the order of the file. */
export const COLUMNS: Column[] = [
  list('services', `some of ${NEEDS.join(', ')}`),
  {
    name: 'phones',
    write: ({ phones }) => (phones.length > 0 ? phonesText(phones) : ''),
    read: readPhones,
    expects: 'numbers as "+7 700 000 00 00, WhatsApp +7 700 000 00 00, 111"',
  },
  word('publication', 'publish, after-test-call, name-only or withheld'),
  word('reason', 'words'),
  flag('everywhere'),
  flag('abroad'),
  flag('authority'),
  {
    name: 'locations',
    write: ({ locations }) => locations.map(locationText).join('\n'),
    read: (cell) => readLines(cell, readLocation),
    expects: 'one a line: "almaty city", "almaty call-first", or "almaty public | street and house | 43.238, 76.945"',
  },
  {
    name: 'schedule',
    write: ({ schedule }) => (schedule === undefined ? '' : hoursText(schedule)),
    read: readHours,
    expects:
      'hours as "1-5 09:00-18:00; 6 10:00-14:00" (1 is Monday) or "24/7"; format the column as text, so that it stays as typed',
  },
  flag('open_on_holidays'),
  list('languages', 'folders of locales/ as "ru, kk"'),
  {
    name: 'eligibility',
    write: ({ eligibility }) =>
      Object.entries(eligibility)
        .map(([person, takes]) => `${person} ${takes}`)
        .join(', '),
    read: readEligibility,
    expects: `as "women yes, men no, foreigners ask"; persons are ${PERSONS.join(', ')}`,
  },
  word('state', 'an id of content/countries.yaml'),
  word('website', 'an address that begins with https://'),
  word('confidence', 'high, medium, low or memory'),
  {
    name: 'assured_date',
    write: (each) => each.assured_date ?? '',
    read: (cell) => (cell === NONE ? null : /^\d{4}(-\d{2}(-\d{2})?)?$/.test(cell) ? cell : undefined),
    expects: DAY,
  },
  word('assured_by', 'source, team or organization'),
  {
    name: 'sources',
    write: ({ sources }) => sources.join('\n'),
    read: (cell) => readLines(cell, (line) => line),
    expects: 'one a line',
  },
]

function word(
  name: 'publication' | 'reason' | 'state' | 'website' | 'confidence' | 'assured_by',
  expects: string,
): Column {
  return { name, write: (each) => each[name] ?? '', read: (cell) => (cell === NONE ? null : cell), expects }
}

function flag(name: 'everywhere' | 'abroad' | 'authority' | 'open_on_holidays'): Column {
  const read = (cell: string) => (cell === 'yes' ? true : cell === 'no' ? false : undefined)
  return { name, write: (each) => (each[name] ? 'yes' : 'no'), read, expects: 'yes or no' }
}

function list(name: 'services' | 'languages', expects: string): Column {
  const read = (cell: string) => (cell === NONE ? null : partsOf(cell))
  return { name, write: (each) => each[name].join(', '), read, expects }
}

function partsOf(cell: string): string[] {
  return cell
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
}

function readEligibility(cell: string): Read<Organization['eligibility']> {
  if (cell === NONE) return null
  const pairs = partsOf(cell).map((part) => part.split(/\s*[: ]\s*/))
  const sound = pairs.every(
    ([person, takes, ...more]) =>
      PERSONS.some((each) => each === person) && TAKES.includes(takes ?? '') && more.length === 0,
  )
  const once = new Set(pairs.map(([person]) => person)).size === pairs.length
  return sound && once ? (Object.fromEntries(pairs) as Organization['eligibility']) : undefined
}

type Location = Organization['locations'][number]

function locationText({ city, visibility, address, latitude, longitude }: Location): string {
  const point = latitude === undefined || longitude === undefined ? '' : `${latitude}, ${longitude}`
  const parts = [`${city} ${visibility}`, address ?? '', point]
  return (point === '' ? parts.slice(0, address === undefined ? 1 : 2) : parts).join(' | ')
}

const HEAD = /^(\S+)\s+(public|call-first|city)$/
const POINT = /^(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)$/

function readLocation(line: string): unknown {
  const [head = '', address = '', point = '', ...more] = line.split('|').map((part) => part.trim())
  const [, city, visibility] = HEAD.exec(head) ?? []
  const [, latitude, longitude] = POINT.exec(point) ?? []
  if (city === undefined || more.length > 0 || (point !== '' && latitude === undefined)) return undefined
  return {
    city,
    visibility,
    ...(address !== '' && { address }),
    ...(latitude !== undefined && { latitude: Number(latitude), longitude: Number(longitude) }),
  }
}

function readLines<T>(cell: string, read: (line: string) => T | undefined): Read<T[]> {
  if (cell === NONE) return null
  const lines = cell
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map(read)
  const all = lines.filter((line) => line !== undefined)
  return all.length === lines.length ? all : undefined
}
