/**
 * Who near here answers a need, is open, and takes this person. Pure. Whoever is shown may be shown (decision 15); whoever does
 * not take the person is not; who serves a state is shown only to those who ask for this state; lines of the whole country come last.
 */
import type { Need, Organization, Person, Places, Standing, Standings } from '../content/directory.ts'
import type { z } from 'zod'
import { kilometres, type Point } from './distance.ts'
import { type Moment, type Opening, opening } from './opening.ts'
import { LOWER_AFTER_DAYS } from './register/current.ts'

export type Request = {
  need: Need
  /** Where the person is; unknown: no distances, lines only by order. */
  at?: Point | undefined
  /** Outside Kazakhstan: lines and states that answer from there only. */
  abroad?: boolean
  /** What the person said of themselves. */
  who: readonly Person[]
  /** Whose consulates may be shown: an id of `content/countries.yaml`; undefined: nobody's. */
  state?: string | undefined
  moment: Moment
}

export type Result = {
  id: string
  /** Whole kilometres, at least 1; absent for lines, and where either place is not known. */
  kilometres?: number
  /** The nearest of its places. */
  city?: string
  /** It takes this person, or is to be asked first. */
  fits: 'yes' | 'ask'
  opening: Opening
}

/** What a search looks through: made once from the content, so that a search reads no more than it must. */
export type Index = { byNeed: Map<Need, Entry[]> }
type Entry = { id: string; organization: Organization; points: { city: string; point: Point }[] }

export function indexed(organizations: Record<string, Organization>, places: z.infer<typeof Places>): Index {
  const byNeed = new Map<Need, Entry[]>()
  for (const [id, organization] of Object.entries(organizations)) {
    if (organization.publication === 'withheld') continue
    const points = organization.locations.flatMap(({ city, latitude, longitude }) => {
      const place = places[city]
      const point = latitude !== undefined && longitude !== undefined ? { latitude, longitude } : place
      return point ? [{ city, point: { latitude: point.latitude, longitude: point.longitude } }] : []
    })
    for (const need of organization.services) {
      const entries = byNeed.get(need) ?? []
      entries.push({ id, organization, points })
      byNeed.set(need, entries)
    }
  }
  return { byNeed }
}

/** Kilometres: the same town (both points may be off by some), its surroundings, a day's way and back. A nearer band always wins. */
const BANDS = [20, 50, 200]

/** The best first. `standings`: what is known of entries besides the file. */
export function search(index: Index, request: Request, standings: Standings = {}): Result[] {
  const found: { result: Result; rank: number }[] = []
  for (const entry of index.byNeed.get(request.need) ?? []) {
    if (!mayBeShown(entry.organization, request)) continue
    const result = resultOf(entry, request)
    if (result) found.push({ result, rank: rankOf(entry, result, standings[entry.id] ?? {}, request.need) })
  }
  return found.sort((one, other) => one.rank - other.rank).map(({ result }) => result)
}

function mayBeShown(organization: Organization, { abroad = false, state }: Request): boolean {
  if (abroad && !organization.abroad) return false
  return organization.state === undefined || organization.state === state
}

function resultOf({ id, organization, points }: Entry, { at, who, moment }: Request): Result | undefined {
  const fits = fitOf(organization, who)
  if (fits === 'no') return undefined
  const open = opening(organization.schedule, moment, organization.open_on_holidays)
  const nearest = organization.everywhere || !at ? undefined : nearestOf(points, at)
  return {
    id,
    fits,
    opening: open,
    ...(nearest && { kilometres: Math.max(1, Math.round(nearest.distance)), city: nearest.city }),
    ...(!nearest && points[0] && { city: points[0].city }),
  }
}

function nearestOf(points: Entry['points'], at: Point): { city: string; distance: number } | undefined {
  let best: { city: string; distance: number } | undefined
  for (const { city, point } of points) {
    const distance = kilometres(at, point)
    if (best === undefined || distance < best.distance) best = { city, distance }
  }
  return best
}

/** `no` when one of what the person is excludes them, `yes` when all of it is taken for certain. */
function fitOf({ eligibility }: Organization, who: readonly Person[]): 'yes' | 'ask' | 'no' {
  const said = who.map((person) => eligibility[person] ?? 'ask')
  if (said.includes('no')) return 'no'
  return said.length > 0 && said.every((each) => each === 'yes') ? 'yes' : 'ask'
}

/**
 * Lower is better, the first difference decides: who is near, is there at all, has a place tonight, takes this person, is open, is
 * confirmed. What was said of places counts for who looks for one.
 */
function rankOf(
  { organization }: Entry,
  result: Result,
  { doubted, unconfirmedDays = 0, places }: Standing,
  need: Need,
): number {
  const room = need === 'safe-place' ? places?.free : undefined
  const digits = [
    organization.everywhere ? 1 : 0,
    bandOf(result.kilometres),
    doubted || unconfirmedDays >= LOWER_AFTER_DAYS ? 1 : 0,
    room === false ? 1 : 0,
    result.fits === 'yes' ? 0 : 1,
    room === true ? 0 : 1,
    result.opening.state === 'closed' ? 1 : 0,
    ['publish', 'after-test-call', 'name-only'].indexOf(organization.publication),
  ]
  return digits.reduce((rank, digit) => rank * 10 + digit, 0) * FAR + (result.kilometres ?? FAR - 1)
}

/** Kilometres that no two places of the Earth are apart. */
const FAR = 100_000

/** 0 is the same town; what is not known is far. */
function bandOf(kilometres = Number.MAX_SAFE_INTEGER): number {
  const band = BANDS.findIndex((most) => kilometres <= most)
  return band === -1 ? BANDS.length : band
}
