/**
 * Words that only the person knows (code word, quiet word): kept as salted scrypt hashes, compared in constant time. People
 * type them on several keyboards, so what looks alike counts as the same.
 */
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

const SALT_BYTES = 16
const HASH_BYTES = 32
/** About 30 ms a word: guessing goes through the bot anyway, which counts wrong words. */
const COST = { N: 2 ** 14, r: 8, p: 1 }

/** Longer texts are messages, not words: in characters, as typed. */
export const MAX_WORD = 64

/** What is kept of a word: `<salt>.<hash>`, base64url. */
export function hashWord(word: string): string {
  const salt = randomBytes(SALT_BYTES)
  return `${salt.toString('base64url')}.${hash(word, salt).toString('base64url')}`
}

/** Whether `word` is the one that was hashed. False for anything else, a damaged hash included. */
export function sameWord(word: string, hashed: string): boolean {
  const [salt = '', kept = ''] = hashed.split('.')
  const expected = Buffer.from(kept, 'base64url')
  if (word.length > MAX_WORD || expected.length !== HASH_BYTES) return false
  return timingSafeEqual(hash(word, Buffer.from(salt, 'base64url')), expected)
}

/** False for what cannot be a word: nothing to read, or too much. */
export function isWord(text: string): boolean {
  return normalised(text) !== '' && text.length <= MAX_WORD
}

function hash(word: string, salt: Buffer): Buffer {
  return scryptSync(normalised(word), salt, HASH_BYTES, COST)
}

/** The Uzbek apostrophe has six shapes, and Cyrillic io (U+0451) is often typed as ie (U+0435). */
function normalised(word: string): string {
  const folded = word.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')
  return folded.replace(/[\u2018\u2019\u02bb\u02bc`\u00b4]/g, "'").replace(/\u0451/g, '\u0435')
}
