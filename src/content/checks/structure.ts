/** The tree of pages and the facts: does everything that is named exist, does time have no gaps? */
import { MCI, periodProblems } from '../facts.ts'
import type { Content } from '../load.ts'
import { error, type Problem, unknownIds, warning } from './problem.ts'

const MENU = 'content/menu.yaml'
const FACTS = 'content/facts.yaml'

/** No page is further from home than this many taps. */
const MAX_DEPTH = 4

export function menuProblems({ menu, facts, sources, directory, guides }: Content): Problem[] {
  const { home, pages } = menu
  const ids = Object.keys(pages)
  const depth = depths(home, (id) => pages[id]?.children ?? [])
  const lost = ids
    .filter((id) => !depth.has(id))
    .map((id) => error(MENU, `${id}: expected a way from ${home}, found none`))
  const deep = ids
    .filter((id) => (depth.get(id) ?? 0) > MAX_DEPTH)
    .map((id) => error(MENU, `${id}: expected at most ${MAX_DEPTH} taps from ${home}, got ${depth.get(id)}`))
  const named = Object.entries(pages).flatMap(([id, page]) => [
    ...unknownIds(MENU, `${id}.children`, 'a page', page.children, pages),
    ...unknownIds(MENU, `${id}.related`, 'a page', page.related, pages),
    ...unknownIds(MENU, `${id}.guides`, 'a guide', page.guides, guides),
    ...unknownIds(MENU, `${id}.facts`, 'a fact', page.facts, facts),
    ...unknownIds(MENU, `${id}.sources`, 'a source', page.sources, sources),
    ...unknownIds(MENU, `${id}.numbers`, 'an organization', page.numbers, directory.organizations),
    ...(page.legal && !page.checked ? [error(MENU, `${id}: expected "checked" on a legal page, found none`)] : []),
  ])
  return [
    ...unknownIds(MENU, 'home', 'a page', [home, 'help', 'privacy', 'phone-safety'], pages),
    ...lost,
    ...deep,
    ...named,
  ]
}

/** `today`: facts whose review day has come are told as warnings. */
export function factProblems({ facts, sources }: Content, today: string): Problem[] {
  const multiples = Object.values(facts).some(({ kind }) => kind === 'mci')
  const index =
    multiples && facts[MCI]?.kind !== 'money' ? [error(FACTS, `expected a money fact "${MCI}", found none`)] : []
  const each = Object.entries(facts).flatMap(([id, fact]) => [
    ...unknownIds(FACTS, `${id}.sources`, 'a source', fact.sources, sources),
    ...periodProblems(fact).map((message) => error(FACTS, `${id}: ${message}`)),
    ...(fact.review <= today ? [warning(FACTS, `${id}: due for review since ${fact.review}`)] : []),
    ...(ended(fact.periods.at(-1)?.until, today)
      ? [warning(FACTS, `${id}: has no value after ${fact.periods.at(-1)?.until}`)]
      : []),
  ])
  return [...index, ...each]
}

function ended(until: string | undefined, today: string): boolean {
  return until !== undefined && until <= today
}

function depths(home: string, children: (id: string) => string[]): Map<string, number> {
  const depth = new Map([[home, 0]])
  for (const [id, taps] of depth) for (const child of children(id)) if (!depth.has(child)) depth.set(child, taps + 1)
  return depth
}
