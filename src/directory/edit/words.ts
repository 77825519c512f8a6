/** What fields of an entry say, in words without markup. Pure. */
import type { z } from 'zod'
import { Organization, PERSONS } from '../../content/directory.ts'
import type { Language } from '../../language/language.ts'
import { timeOf } from '../opening.ts'
import { CORRECTABLE, type Correctable, type Patch } from '../register/record.ts'
import { hoursText, NONE, phonesText } from '../register/written.ts'
import type { Scene } from './part.ts'

type Wording = { [Field in Correctable]: (value: NonNullable<Organization[Field]>, scene: Scene) => string }

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const LONGEST_VALUE = 240

const WORDING: Wording = {
  phones: phonesText,
  locations: (locations, scene) => locations.map((each) => placeWords(each, scene)).join('; '),
  schedule: hoursText,
  open_on_holidays: (value, { language }) => language.plain(`editor.said.${value ? 'yes' : 'no'}`),
  languages: (codes, { content }) => codes.map((code) => content.words[code]?.file.name ?? code).join(', '),
  eligibility: whomWords,
  publication: (value, { language }) => language.plain(`editor.publication.${value}`),
  reason: (text) => text,
  assured_date: (day) => day,
  assured_by: (value, { language }) => language.plain(`editor.assured.${value}`),
}

/** `value` is that of a field, or comes from the store and may be none: then as it stands. */
export function valueWords(scene: Scene, field: Correctable, value: unknown): string {
  const schema: z.ZodType = Organization.shape[field]
  const read = schema.safeParse(value)
  if (value === null || value === undefined) return NONE
  const words = read.success
    ? (WORDING[field] as (value: unknown, scene: Scene) => string)(read.data, scene)
    : JSON.stringify(value)
  return shortened(words || NONE, LONGEST_VALUE)
}

export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

export function placeWords(
  { city, visibility, address, latitude }: Organization['locations'][number],
  { content, language }: Scene,
): string {
  const town = Object.hasOwn(content.places, city) ? language.plain(`places.${city}`) : city
  const seen = language.plain(`editor.visibility.${visibility}`)
  return [town, address, latitude === undefined ? undefined : '📌', `(${seen})`].filter(Boolean).join(' ')
}

/** Only those of whom something is said. */
export function whomWords(eligibility: Organization['eligibility'], { language }: Pick<Scene, 'language'>): string {
  return PERSONS.flatMap((person) => {
    const said = eligibility[person]
    return said ? [`${language.plain(`editor.person.${person}`)}: ${language.plain(`editor.said.${said}`)}`] : []
  }).join(', ')
}

/** Days by name; empty when no hours are known. */
export function hoursWords(schedule: Organization['schedule'], language: Language): string {
  if (schedule === undefined) return ''
  if (schedule === '24/7') return language.plain('editor.always')
  const day = (number: number) => language.plain(`near.weekday.${WEEKDAYS[number - 1] ?? ''}`)
  return schedule.map(({ days, from, to }) => `${days.map(day).join(', ')} ${from}–${to}`).join('; ')
}

/** The day and the time of a moment. */
export function momentWords({ language, timeZone }: Scene, at: number): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at)
  return `${language.day(day)}, ${timeOf(at, timeZone)}`
}

/** Before and after, field by field: Telegram HTML. */
export function differenceText(scene: Scene, before: Patch, after: Patch): string {
  const { language } = scene
  const changed = CORRECTABLE.filter((field) => after[field] !== undefined)
  return changed
    .map((field) =>
      language.t('editor.change', {
        field: language.plain(`editor.field.${field}`),
        before: valueWords(scene, field, before[field]),
        after: valueWords(scene, field, after[field]),
      }),
    )
    .join('\n')
}
