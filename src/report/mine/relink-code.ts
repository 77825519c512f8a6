/** Codes that open a case on another phone: 50 bits from the system's source, shown once, kept only as a slow hash. */
import { randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'

/** Crockford's base 32: no letter that is mistaken for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 10
const hashed = promisify<string, string, number, Buffer>(scrypt)

export function newRelinkCode(): string {
  return Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length] ?? '').join('')
}

/** As it is shown: in two halves. */
export function shownCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`
}

/** What is kept, and looked up; undefined for what cannot be a code. About 50 ms, so that a copied store tells nothing soon. */
export async function hashOfCode(typed: string): Promise<string | undefined> {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
  if (code.length !== LENGTH || code.split('').some((letter) => !ALPHABET.includes(letter))) return undefined
  return (await hashed(code, 'pana relink', 32)).toString('base64url')
}
