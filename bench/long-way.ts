/** What a search must find, worked out the long way: every entry, every rule, one after the other; no index, nothing left out. */
import type { Organization } from '../src/content/directory.ts'
import { ANYWHERE, type Ask } from '../src/directory/near/ask.ts'
import type { Ground } from '../src/directory/near/found.ts'
import { OUTSIDE, pointOf } from '../src/directory/near/whereabouts.ts'
import { opening } from '../src/directory/opening.ts'

/** Ids, the best first. Not for those who fear their state: theirs is another search. */
export function foundTheLongWay(ground: Ground, ask: Ask): string[] {
  const { organizations } = ground.content.directory
  const ids = Object.keys(organizations).filter((id) => isFor(organizations[id], ask))
  const worth = new Map(ids.map((id) => [id, worthOf(ground, ask, id)]))
  return ids.toSorted((one, other) => (worth.get(one) ?? '').localeCompare(worth.get(other) ?? '', 'en'))
}

function isFor(each: Organization | undefined, { need, where, who, country }: Ask): boolean {
  if (!each || each.publication === 'withheld' || !each.services.some((service) => service === need)) return false
  if (where === OUTSIDE && !each.abroad) return false
  if (each.state !== undefined && each.state !== country) return false
  return !who.some((person) => each.eligibility[person] === 'no')
}

/** A text that sorts: what matters most stands first, each part as long as in every other. */
function worthOf({ content, moment }: Ground, ask: Ask, id: string): string {
  const each = content.directory.organizations[id]
  if (!each) throw new Error(`Expected an entry, got ${id}`)
  const { doubted = false, unconfirmedDays = 0, places } = content.standings[id] ?? {}
  const away = each.everywhere ? undefined : awayFrom(content, ask, each)
  const room = ask.need === 'safe-place' ? places?.free : undefined
  return [
    each.everywhere,
    away === undefined || away > 200 ? 3 : away > 50 ? 2 : away > 20 ? 1 : 0,
    doubted || unconfirmedDays >= 60,
    room === false,
    ask.who.length === 0 || ask.who.some((person) => each.eligibility[person] !== 'yes'),
    room !== true,
    opening(each.schedule, moment, each.open_on_holidays).state === 'closed',
    { publish: 0, 'after-test-call': 1, 'name-only': 2, withheld: 3 }[each.publication],
    String(away ?? 99_999).padStart(5, '0'),
  ]
    .map((part) => String(Number(part)).padStart(5, '0'))
    .join(' ')
}

/** Whole kilometres to the nearest of its places: by the angle between two directions from the centre of the Earth. */
function awayFrom(content: Ground['content'], { where }: Ask, { locations }: Organization): number | undefined {
  if (where === ANYWHERE || where === OUTSIDE) return undefined
  const from = pointOf(where) ?? Object.values(content.places).find(({ code }) => code === where)
  if (!from) return undefined
  const all = locations.map((place) => {
    const { latitude = 0, longitude = 0 } = place.latitude === undefined ? (content.places[place.city] ?? {}) : place
    const [one, other] = [direction(from.latitude, from.longitude), direction(latitude, longitude)]
    const cross = Math.hypot(
      one.y * other.z - one.z * other.y,
      one.z * other.x - one.x * other.z,
      one.x * other.y - one.y * other.x,
    )
    return 6371 * Math.atan2(cross, one.x * other.x + one.y * other.y + one.z * other.z)
  })
  return all.length === 0 ? undefined : Math.max(1, Math.round(Math.min(...all)))
}

function direction(latitude: number, longitude: number): { x: number; y: number; z: number } {
  const [up, round] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180]
  return { x: Math.cos(up) * Math.cos(round), y: Math.cos(up) * Math.sin(round), z: Math.sin(up) }
}
