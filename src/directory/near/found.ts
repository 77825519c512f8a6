/** What is found for somebody who asks, and what is still to be asked of them. Pure. */
import { type Person, PERSONS } from '../../content/directory.ts'
import type { Content } from '../../content/load.ts'
import { ANYWHERE, type Ask, SENDS, TYPES } from './ask.ts'
import type { Point } from '../distance.ts'
import type { Moment } from '../opening.ts'
import { type Index, type Request, type Result, search } from '../search.ts'
import { OUTSIDE, pointOf } from './whereabouts.ts'

/** What a search needs besides what was asked. */
export type Ground = { content: Content; index: Index; moment: Moment }

/** The next screen: a question, or what was found. */
export type Step = 'need' | 'afraid' | 'country' | 'where' | 'type' | 'send' | 'who' | 'result'

/** What is asked only where it changes the answer is left out. */
export function stepOf(ground: Ground, ask: Ask): Step {
  if (ask.need === undefined) return 'need'
  if (ask.need === 'consulate' && ask.afraid === undefined) return 'afraid'
  if (ask.need === 'consulate' && !ask.afraid && ask.country === undefined) return 'country'
  if (ask.where === '') return 'where'
  if (ask.where === TYPES) return 'type'
  if (ask.where === SENDS) return 'send'
  return !ask.whoSaid && whoMatters(ground, ask).length > 0 ? 'who' : 'result'
}

/** The way back: the step before, as what was said until then; undefined on the first one. */
export function before(ground: Ground, ask: Ask): Ask | undefined {
  const start = { ...ask, index: 0 }
  switch (stepOf(ground, ask)) {
    case 'need':
      return undefined
    case 'afraid':
      return { ...start, need: undefined }
    case 'country':
      return { ...start, afraid: undefined }
    case 'where':
      return beforeWhere(start)
    case 'type':
    case 'send':
      return { ...start, where: '' }
    case 'who':
      return { ...start, where: '', who: [] }
    default:
      return ask.whoSaid && whoMatters(ground, ask).length > 0
        ? { ...start, whoSaid: false }
        : { ...start, where: '', who: [], whoSaid: false }
  }
}

function beforeWhere(ask: Ask): Ask {
  if (ask.need !== 'consulate') return { ...ask, need: undefined }
  return ask.afraid ? { ...ask, afraid: undefined } : { ...ask, country: undefined }
}

/** The best first. No office of any state for those who fear theirs: whoever comes first for them, then lawyers. */
export function found({ content, index, moment }: Ground, ask: Ask): Result[] {
  const all = search(index, requestOf(content, ask, moment), content.standings)
  if (!fearsState(ask)) return all
  const results = all.filter(({ id }) => !content.directory.organizations[id]?.authority)
  const first = content.directory.afraid
  const place = ({ id }: Result) => (first.includes(id) ? first.indexOf(id) : first.length)
  return results.toSorted((one, other) => place(one) - place(other))
}

/** A consulate was asked for by somebody who fears their own state. */
export function fearsState({ need, afraid }: Ask): boolean {
  return need === 'consulate' && afraid === true
}

function requestOf(content: Content, ask: Ask, moment: Moment): Request {
  const fear = fearsState(ask)
  return {
    need: fear ? 'lawyer' : (ask.need ?? 'talk'),
    at: pointAt(content, ask.where),
    abroad: ask.where === OUTSIDE,
    who: ask.who,
    state: fear ? undefined : ask.country,
    moment,
  }
}

/** The town or the rounded point; undefined when they did not say, or are outside. */
function pointAt(content: Content, where: string): Point | undefined {
  if (where === ANYWHERE || where === OUTSIDE) return undefined
  return pointOf(where) ?? content.places[townOf(content, where) ?? '']
}

/** The id of the town that was chosen. */
export function townOf({ places }: Content, where: string): string | undefined {
  return Object.keys(places).find((id) => places[id]?.code === where)
}

/** What of a person changes who is shown, or who is first. Of two that exclude each other both: nobody is to look for theirs. */
export function whoMatters(ground: Ground, ask: Ask): Person[] {
  const answerFor = (who: Person[]) => {
    const ids = found(ground, { ...ask, who }).map(({ id }) => id)
    return [ids[0], ...ids.toSorted()].join()
  }
  const anybody = answerFor([])
  const matters = PERSONS.filter((person) => answerFor([person]) !== anybody)
  return PERSONS.filter((person) => [person, EXCLUSIVE[person]].some((each) => each && matters.includes(each)))
}

/** One cannot be both. */
const EXCLUSIVE: Partial<Record<Person, Person>> = {
  women: 'men',
  men: 'women',
  citizens: 'foreigners',
  foreigners: 'citizens',
}

/** With `person` said, or no longer. */
export function toggled(who: Person[], person: Person): Person[] {
  if (who.includes(person)) return who.filter((each) => each !== person)
  return PERSONS.filter((each) => each === person || (who.includes(each) && EXCLUSIVE[person] !== each))
}
