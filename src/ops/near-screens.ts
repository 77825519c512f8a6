/** Draws the screens of nearest help for the check: every question, and everything that can be found from a few places. */
import { NEEDS, PERSONS, type Standings } from '../content/directory.ts'
import type { Content } from '../content/load.ts'
import { ANYWHERE, type Ask, NOTHING_ASKED, SENDS, TYPES } from '../directory/near/ask.ts'
import { newsScreen } from '../directory/near/finding.ts'
import { findable } from '../directory/near/findings.ts'
import { pagesOf } from '../directory/near/group.ts'
import { found, type Ground } from '../directory/near/found.ts'
import type { NearFrame } from '../directory/near/frame.ts'
import { meantScreen, nearScreen, unknownScreen } from '../directory/near/view.ts'
import { HIDDEN_AFTER_DAYS } from '../directory/register/current.ts'
import { indexed } from '../directory/search.ts'
import { OUTSIDE } from '../directory/near/whereabouts.ts'
import type { Language } from '../language/language.ts'
import type { Screen } from '../telegram/screen.ts'

/** By name; hours are those of noon of `day`. */
export function nearScreens(content: Content, language: Language, day: string): Map<string, () => Screen> {
  const index = indexed(content.directory.organizations, content.places)
  const moment = { now: Date.parse(`${day}T07:00:00Z`), timeZone: 'Asia/Almaty', holidays: content.desk.holidays }
  const ground: Ground = { content, index, moment }
  const frame = (ask: Partial<Ask>): NearFrame => ({ ...ground, language, ask: { ...NOTHING_ASKED, ...ask } })
  const results = answers(content).flatMap((ask) => withResults(ground, ask))
  const marked = { ...content, standings: everyMark(content, moment.now) }
  const longest = results.filter(({ need }) => need === 'safe-place') // of no other need are places told
  const towns = Object.keys(content.places).slice(0, 6)
  return new Map([
    ...[...questions(), ...results].map((ask): [string, () => Screen] => [
      `near ${JSON.stringify(ask)}`,
      () => nearScreen(frame(ask)),
    ]),
    ...longest.map((ask): [string, () => Screen] => [
      `near, marked ${JSON.stringify(ask)}`,
      () => nearScreen({ ...frame(ask), content: marked }),
    ]),
    ...Object.keys(content.directory.organizations).flatMap((id) =>
      findable(content, id).map((kind): [string, () => Screen] => [
        `near: ${kind} of ${id}`,
        () => newsScreen(language, id, kind, { count: 2, doubted: true, tell: true }),
      ]),
    ),
    ['near: a town is meant', () => meantScreen(frame({ need: 'talk', where: TYPES }), towns)],
    ['near: an unknown town', () => unknownScreen(frame({ need: 'talk', where: TYPES }))],
  ])
}

/** Every question; who somebody is, with everything said. */
function questions(): Partial<Ask>[] {
  const where = NEEDS.map((need): Partial<Ask> => ({ need, afraid: false, country: 'kyrgyzstan' }))
  const who = [...PERSONS].filter((person) => person !== 'men' && person !== 'citizens')
  return [
    {},
    { need: 'consulate' },
    { need: 'consulate', afraid: false },
    ...where,
    { need: 'talk', where: TYPES },
    { need: 'talk', where: SENDS },
    ...where.map((ask) => ({ ...ask, where: ANYWHERE, who })),
  ]
}

function answers({ places, countries }: Content): Partial<Ask>[] {
  const first = Object.values(places)[0]?.code ?? ANYWHERE
  const asks = NEEDS.flatMap((need): Partial<Ask>[] =>
    need === 'consulate'
      ? [{ need, afraid: true }, ...Object.keys(countries).map((country) => ({ need, afraid: false, country }))]
      : [{ need }],
  )
  return asks.flatMap((ask) => [ANYWHERE, OUTSIDE, first].map((where) => ({ ...ask, where, whoSaid: true })))
}

function withResults(ground: Ground, ask: Partial<Ask>): Partial<Ask>[] {
  if (ask.where !== ANYWHERE) return [ask] // the same ones, in another order
  const results = pagesOf(ground.content, found(ground, { ...NOTHING_ASKED, ...ask }))
  return results.length === 0 ? [ask] : results.map((_, index) => ({ ...ask, index }))
}

/** Of each entry everything that may be known besides the file: the longest its screen can be. */
function everyMark({ directory }: Content, now: number): Standings {
  const standing = { doubted: true, unconfirmedDays: HIDDEN_AFTER_DAYS - 1, places: { free: false, at: now } }
  return Object.fromEntries(Object.keys(directory.organizations).map((id) => [id, standing]))
}
