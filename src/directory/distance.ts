/** Distance over the ground. */

export type Point = { latitude: number; longitude: number }

/** Mean radius of the Earth, in kilometres. */
const RADIUS = 6371
/** A degree. */
const RADIAN = Math.PI / 180

/** Kilometres by the great circle; a road is longer. */
export function kilometres(one: Point, other: Point): number {
  const up = Math.sin(((other.latitude - one.latitude) * RADIAN) / 2)
  const round = Math.sin(((other.longitude - one.longitude) * RADIAN) / 2)
  const chord = up * up + Math.cos(one.latitude * RADIAN) * Math.cos(other.latitude * RADIAN) * round * round
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(chord)))
}
