/** The directory and its towns: does everything named exist, is what is shown sure enough, may it be shown like that? */
import type { Organization } from '../directory.ts'
import { type Content, SOURCE_LANGUAGE } from '../load.ts'
import { addDays } from '../days.ts'
import { error, type Problem, unknownIds, warning } from './problem.ts'

const DIRECTORY = 'content/directory.yaml'
const PLACES = 'content/places.yaml'

export function directoryProblems(content: Content): Problem[] {
  const { organizations } = content.directory
  return [
    ...listProblems(content),
    ...Object.entries(organizations).flatMap(([id, each]) => organizationProblems(id, each, content)),
    ...wordlessProblems(content),
    ...placeProblems(content),
  ]
}

/** The lists of the emergency card and of "ask a person". */
function listProblems({ directory: { organizations, emergency, ask, afraid } }: Content): Problem[] {
  const lists = { ...emergency, ask }
  const empty = Object.entries(lists).filter(
    ([, ids]) => !ids.some((id) => organizations[id]?.publication === 'publish'),
  )
  const near = afraid.filter((id) => organizations[id]?.everywhere === false)
  const ofStates = afraid.filter((id) => organizations[id]?.state !== undefined)
  return [
    ...Object.entries({ ...lists, afraid }).flatMap(([name, ids]) =>
      unknownIds(DIRECTORY, name, 'an organization', ids, organizations),
    ),
    ...empty.map(([name]) => error(DIRECTORY, `${name}: expected at least one confirmed number, found none`)),
    ...near.map((id) => error(DIRECTORY, `afraid: expected whoever answers everywhere, got "${id}"`)),
    ...ofStates.map((id) => error(DIRECTORY, `afraid: expected nobody who serves a state, got "${id}"`)),
  ]
}

function organizationProblems(id: string, each: Organization, { places, countries, words }: Content): Problem[] {
  const { publication, confidence, state, locations, schedule, languages } = each
  const isCalled = each.assured_by === 'team' // by whom it is known now: the source it was first read in matters no more
  const unsure = publication !== 'withheld' && !isCalled && (confidence === 'low' || confidence === 'memory')
  const bare = publication === 'name-only' && each.phones.length > 0
  const nowhere = publication !== 'withheld' && each.services.length > 0 && !each.everywhere && locations.length === 0
  const problem = (message: string) => error(DIRECTORY, `${id}: ${message}`)
  return [
    ...unknownIds(
      DIRECTORY,
      `${id}.locations`,
      'a town of content/places.yaml',
      locations.map(({ city }) => city),
      places,
    ),
    ...unknownIds(DIRECTORY, `${id}.state`, 'a country', state === undefined ? [] : [state], countries),
    ...unknownIds(DIRECTORY, `${id}.languages`, 'a folder of locales/', languages, words),
    ...(unsure ? [problem(`expected high or medium confidence for what is shown, got ${confidence}`)] : []),
    ...(publication !== 'publish' && !each.reason
      ? [problem('expected a "reason" for everything but "publication: publish", found none')]
      : []),
    ...(bare ? [problem('expected no phone with "publication: name-only"')] : []),
    ...(nowhere ? [problem('expected a location, or "everywhere: true"')] : []),
    ...(each.services.includes('consulate') && state === undefined
      ? [problem('expected the "state" whose consulate it is')]
      : []),
    ...(each.open_on_holidays && (schedule === undefined || schedule === '24/7')
      ? [problem('expected hours with "open_on_holidays"')]
      : []),
    ...secretProblems(each).map(problem),
  ]
}

/** Towns in which `before` has a secret place that `after` has no more: only the file itself, under review, may say so. */
export function openedSecrets(before: Organization, after: Organization): string[] {
  const towns = (of: Organization) =>
    of.locations.filter(({ visibility }) => visibility === 'call-first').map(({ city }) => city)
  return towns(before).filter((town) => !towns(after).includes(town))
}

/** A place where people hide: no street, no point. What is noted of it, or named as a source, whoever reviews the file reads. */
function secretProblems({ locations }: Organization): string[] {
  const secret = locations.filter(({ visibility }) => visibility === 'call-first')
  const told = secret.some((place) => place.address ?? place.latitude ?? place.longitude)
  const mixed = secret.length > 0 && locations.some((place) => place.visibility === 'public')
  return [
    ...(told ? ['expected neither address nor point with "visibility: call-first"'] : []),
    ...(mixed ? ['expected no public location of what is "call-first": make it an entry of its own'] : []),
  ]
}

/** What is shown has a name and a note in every language. */
function wordlessProblems({ directory, words }: Content): Problem[] {
  const shown = Object.entries(directory.organizations).filter(([, { publication }]) => publication !== 'withheld')
  return shown.flatMap(([id]) =>
    Object.values(words).flatMap(({ code, directory: names }) =>
      id in names
        ? []
        : [error(`locales/${code}/directory.yaml`, `${id}: expected a name and a note of what is shown, found none`)],
    ),
  )
}

function placeProblems({ places, cities, words }: Content): Problem[] {
  const codes = Object.values(places).map(({ code }) => code)
  const twice = codes.filter((code, index) => codes.indexOf(code) !== index)
  const ids = Object.keys(places)
  const regions = Object.fromEntries(cities.map((id) => [id, true]))
  return [
    ...twice.map((code) => error(PLACES, `expected one town with the code "${code}", found two`)),
    ...Object.entries(places).flatMap(([id, { region }]) =>
      unknownIds(PLACES, `${id}.region`, 'a place of content/cities.yaml', [region], regions),
    ),
    ...Object.values(words).flatMap(({ code, ui }) => {
      const names = Object.keys(ui).filter((key) => key.startsWith('places.'))
      const missing = ids.filter((id) => !ui[`places.${id}`])
      const extra = code === SOURCE_LANGUAGE ? names.filter((key) => !(key.slice('places.'.length) in places)) : []
      return [
        ...missing.map((id) => error(`locales/${code}/places.yaml`, `${id}: expected a name, found none`)),
        ...extra.map((key) => error(`locales/${code}/places.yaml`, `${key}: nothing shows this text`)),
      ]
    }),
  ]
}

/** Hours are a promise: without the holidays of the months to come an office is said to be open that is closed. */
export function holidayProblems({ desk, directory }: Content, today: string): Problem[] {
  const soon = addDays(today, HOLIDAYS_AHEAD_DAYS)
  const known = desk.holidays.some((day) => day > soon)
  const needed = Object.values(directory.organizations).some(({ schedule }) => Array.isArray(schedule))
  return known || !needed ? [] : [warning('content/desk.yaml', `holidays: expected some after ${soon}, found none`)]
}

const HOLIDAYS_AHEAD_DAYS = 90
