/** A stored case that cannot be read: damaged, sealed with another key, or written by a version this one does not know. */
import type { CaseNumber } from './case.ts'

export class UnreadableCase extends Error {
  readonly number: CaseNumber

  constructor(number: CaseNumber, cause: unknown) {
    super(`Expected case ${number} to be sealed with DATA_KEY in a known format; it cannot be read. Restore it`, {
      cause,
    })
    this.name = 'UnreadableCase'
    this.number = number
  }
}
