/**
 * Where somebody is, as a button can carry it: a point of the country rounded to 0.1° (about ten kilometres), or only that it
 * lies outside. What Telegram sent is used here and kept nowhere.
 */
import { iso1A2Code } from '@rapideditor/country-coder'
import type { Point } from '../distance.ts'

/** Before a rounded point. */
export const POINT = '@'
/** Outside Kazakhstan: where exactly decides nothing. */
export const OUTSIDE = '~'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** Rounded points a degree. */
const PER_DEGREE = 10
const [MAX_LATITUDE, MAX_LONGITUDE] = [90, 180]

/** `@` and four characters, or `~`. Decided by the point itself, since a rounded one may lie across a border; a sea has no country. */
export function whereaboutsOf({ latitude, longitude }: Point): string {
  const country = iso1A2Code([longitude, latitude])
  if (country !== null && country !== 'KZ') return OUTSIDE
  return POINT + twoDigits(latitude + MAX_LATITUDE) + twoDigits(longitude + MAX_LONGITUDE)
}

/** Undefined for what is no rounded point. */
export function pointOf(whereabouts: string): Point | undefined {
  if (whereabouts.length !== 5 || !whereabouts.startsWith(POINT)) return undefined
  const [latitude, longitude] = [degrees(whereabouts.slice(1, 3)), degrees(whereabouts.slice(3))]
  if (latitude === undefined || longitude === undefined) return undefined
  const point = { latitude: latitude - MAX_LATITUDE, longitude: longitude - MAX_LONGITUDE }
  return point.latitude <= MAX_LATITUDE && point.longitude <= MAX_LONGITUDE ? point : undefined
}

function twoDigits(degrees: number): string {
  const steps = Math.round(degrees * PER_DEGREE)
  return DIGITS.charAt(Math.floor(steps / DIGITS.length)) + DIGITS.charAt(steps % DIGITS.length)
}

function degrees(digits: string): number | undefined {
  const [high = -1, low = -1] = digits.split('').map((digit) => DIGITS.indexOf(digit))
  return high < 0 || low < 0 ? undefined : (high * DIGITS.length + low) / PER_DEGREE
}
