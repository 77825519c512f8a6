/** Ids as HSDS wants them, from ours: the same input gives the same id for ever (UUID version 5, RFC 9562). */
import { createHash } from 'node:crypto'

/** Drawn once; another one would change every id of every export. */
const NAMESPACE = Buffer.from('6f1d2a5c8b0e4c3f9a7d51c2e4b86a90', 'hex')

/** `parts`: what the thing is and its ids, such as `phone`, `sana-sezim`, `0`. */
export function uuidOf(...parts: (string | number)[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(parts.join('/')).digest().subarray(0, 16)
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
