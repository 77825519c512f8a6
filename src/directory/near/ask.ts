/**
 * What somebody asks for, as the address of a button: `en:near:<need>:<where>:<who>:<index>:<state>`. Nothing of it is stored.
 *
 * where: `` not said yet, a code of places.yaml, `@` and a rounded point, `~` outside, `-` not to be said, `?t` and `?p` while a
 * town is to be typed or a place to be sent. who: a letter each, `.` when it was answered or skipped. state: `y` fears their own,
 * `n` does not, followed by the code of a country.
 */
import type { Content } from '../../content/load.ts'
import { type Need, NEEDS, type Person, PERSONS } from '../../content/directory.ts'
import type { Language } from '../../language/language.ts'
import { address } from '../../telegram/buttons.ts'
import { OUTSIDE, pointOf } from './whereabouts.ts'

export type Ask = {
  need: Need | undefined
  where: string
  who: Person[]
  /** Whoever they are was said, or skipped. */
  whoSaid: boolean
  /** Which result, from 0. */
  index: number
  /** Whether they fear their own state; undefined: not said. */
  afraid: boolean | undefined
  /** An id of `content/countries.yaml`. */
  country: string | undefined
}

/** Codes stand in buttons: never change or reuse one. */
const NEED_CODES: Record<Need, string> = {
  'safe-place': 'sp',
  talk: 'ta',
  lawyer: 'la',
  papers: 'pa',
  doctor: 'do',
  police: 'po',
  children: 'ch',
  consulate: 'co',
}
const PERSON_CODES: Record<Person, string> = {
  women: 'w',
  men: 'm',
  'with-children': 'k',
  'under-18': 'u',
  citizens: 'c',
  foreigners: 'f',
  'no-papers': 'n',
}
const SAID = '.'
export const ANYWHERE = '-'
export const TYPES = '?t'
export const SENDS = '?p'
const MAX_INDEX = 99

export const NOTHING_ASKED: Ask = {
  need: undefined,
  where: '',
  who: [],
  whoSaid: false,
  index: 0,
  afraid: undefined,
  country: undefined,
}

export function askAddress(content: Content, language: Language, ask: Ask): string {
  return address(language.tag, 'near', ...encodeAsk(content, ask))
}

export function encodeAsk(content: Content, { need, where, who, whoSaid, index, afraid, country }: Ask): string[] {
  const fear = afraid === undefined ? '' : afraid ? 'y' : 'n'
  return [
    need ? NEED_CODES[need] : '',
    where,
    who.map((person) => PERSON_CODES[person]).join('') + (whoSaid ? SAID : ''),
    index === 0 ? '' : String(index),
    fear + ((country && content.countries[country]) ?? ''),
  ]
}

/** What is not known, or is no more, counts as not said. */
export function decodeAsk(content: Content, args: string[]): Ask {
  const [need = '', where = '', who = '', index = '', state = ''] = args
  return {
    need: NEEDS.find((each) => NEED_CODES[each] === need),
    where: isWhere(content, where) ? where : '',
    who: PERSONS.filter((person) => who.includes(PERSON_CODES[person])),
    whoSaid: who.endsWith(SAID),
    index: /^\d+$/.test(index) ? Math.min(Number(index), MAX_INDEX) : 0,
    afraid: state === '' ? undefined : state.startsWith('y'),
    country: Object.keys(content.countries).find((id) => content.countries[id] === state.slice(1)),
  }
}

function isWhere(content: Content, where: string): boolean {
  if (['', ANYWHERE, OUTSIDE, TYPES, SENDS].includes(where)) return true
  return pointOf(where) !== undefined || Object.values(content.places).some(({ code }) => code === where)
}
