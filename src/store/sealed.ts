/**
 * Sealed values: AES-256-GCM with a random nonce, so that the store, its files and its backups hold nothing readable.
 * The purpose is bound to the value: what was sealed for one cannot be opened as another.
 */
import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'

export type Seal = {
  seal(text: string): string
  /** Throws when the value was changed, or sealed with another key or for another purpose. */
  open(sealed: string): string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** A seal for one purpose, from DATA_KEY (32 bytes, base64). */
export function createSeal(dataKey: string, purpose: string): Seal {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', Buffer.from(dataKey, 'base64'), '', purpose, 32)))
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}

/** A new DATA_KEY. */
export function newDataKey(): string {
  return randomBytes(32).toString('base64')
}
