/** Tells the person of an organization what became of a change they sent. Nothing in it says of what, or to whom it is. */
import type { Log } from '../../context.ts'
import { trouble } from '../../telegram/errors.ts'
import type { TellContact } from '../edit/part.ts'
import type { Reach } from './reach.ts'

/** Somebody who cannot be reached, or asked for silence, is no error: the entry shows them the outcome too. */
export function createTellOutcome({ reach, log }: { reach: Reach; log: Log }): TellContact {
  return async ({ record: { contact } }, outcome) => {
    if (!contact) return
    try {
      await reach(contact, (language) => ({ text: language.t(`editor.contact.${outcome}`), rows: [] }))
    } catch (error) {
      const cause = trouble(error)
      if (!cause) throw error
      log.warn({ kind: 'directory', cause: cause.kind }, 'the person of an organization could not be told')
    }
  }
}
