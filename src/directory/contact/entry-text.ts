/** What an entry says to people, in few lines, for whoever answers for it or edits it. Pure. */
import { Organization } from '../../content/directory.ts'
import type { Language } from '../../language/language.ts'
import { escaped } from '../../telegram/html.ts'
import { fingerprint } from '../ref.ts'
import type { Patch } from '../register/record.ts'
import type { Entry } from '../register/register.ts'
import { hoursText, NONE, phonesText } from '../register/written.ts'
import { personsOf, whomCode } from './whom.ts'

/** Younger people are children to everybody in the directory. */
const ADULT = 18
/** In what is typed, 1 is Monday. */
export const MONDAY = 1
export const SUNDAY = 7

/** Phones, hours, place, whom it takes: a line each, Telegram HTML. */
export function entryLines(language: Language, each: Organization): string {
  const lines = [`📞 ${phonesLine(language, each)}`, `🕐 ${hoursLine(language, each)}`, ...placeLines(language, each)]
  return [...lines, ...whomLines(language, each)].join('\n')
}

function phonesLine(language: Language, { phones }: Organization): string {
  return phones.length > 0 ? phonesText(phones) : language.t('confirm.entry.no-phone')
}

function hoursLine(language: Language, { schedule }: Organization): string {
  if (schedule === undefined) return language.t('confirm.entry.no-hours')
  if (schedule === '24/7') return language.t('confirm.entry.always')
  return language.t('confirm.entry.hours', { hours: hoursText(schedule), monday: MONDAY })
}

function placeLines(language: Language, { locations, everywhere }: Organization): string[] {
  if (everywhere) return [`📍 ${language.t('confirm.entry.everywhere')}`]
  return locations.map(({ city, visibility, address }) => {
    const town = language.plain(`places.${city}`)
    if (visibility === 'call-first') return `📍 ${language.t('confirm.entry.secret', { town })}`
    return `📍 ${escaped(address === undefined ? town : `${town}, ${address}`)}`
  })
}

function whomLines(language: Language, { eligibility }: Organization): string[] {
  const code = whomCode(eligibility)
  const line = (letter: 'y' | 'n' | 'a', icon: string, key: string) => {
    const whom = personsOf(code, letter).map((person) => whomWord(language, person))
    return whom.length > 0 ? [`${icon} ${language.t(key, { whom: whom.join(', ') })}`] : []
  }
  return [
    ...line('y', '✅', 'confirm.entry.yes'),
    ...line('n', '🚫', 'confirm.entry.no'),
    ...line('a', '❔', 'confirm.entry.ask'),
  ]
}

export function whomWord(language: Language, person: string): string {
  return language.plain(`confirm.whom.${person}`, { age: ADULT })
}

/** A change as one value: the phones, the hours, the address, whom they take. Not escaped. */
export function patchText(language: Language, patch: Patch): string {
  const { phones, schedule, locations, eligibility } = Organization.shape
  if ('phones' in patch) return phonesText(phones.parse(patch.phones ?? undefined))
  if ('schedule' in patch) return hoursText(schedule.parse(patch.schedule ?? undefined))
  if ('locations' in patch) {
    const places = locations.parse(patch.locations ?? undefined)
    return places.map(({ address }) => address ?? NONE).join('; ')
  }
  return whomText(language, eligibility.parse(patch.eligibility ?? undefined))
}

function whomText(language: Language, eligibility: Organization['eligibility']): string {
  const those = (letter: 'y' | 'n', icon: string) => {
    const words = personsOf(whomCode(eligibility), letter).map((person) => whomWord(language, person))
    return words.length > 0 ? [`${icon} ${words.join(', ')}`] : []
  }
  return [...those('y', '✅'), ...those('n', '🚫')].join(' ') || NONE
}

/** A few characters that change with what whoever presses has read. */
export function readOf({ now, record }: Entry): string {
  const { phones, locations, schedule, eligibility, services } = now
  return fingerprint([phones, locations, schedule ?? null, eligibility, services, record.closedAt !== undefined])
}
