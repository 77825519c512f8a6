/** Which updates need not wait for others, read from the update alone: no store is asked. */
import type { Update } from '@grammyjs/types'
import { readAddress } from './buttons.ts'

/** What waits for nothing else of the same person: SOS and Hide in lanes of their own, /start and /stop in another. */
export function goesAhead(update: Update): 'sos' | 'hide' | 'ahead' | undefined {
  const word = verbOf(update)
  if (word === 'sos' || word === 'hide') return word
  return word === 'start' || word === 'stop' ? 'ahead' : undefined
}

/** Taps that only show something: their address and the language in it say all that is needed. */
export function changesNothing(update: Update): boolean {
  const tapped = update.callback_query?.data
  return tapped !== undefined && ['page', 'sources', 'ask', 'guide'].includes(readAddress(tapped)?.verb ?? '')
}

/** Verbs that never answer with a notice: their spinner may go before they are handled. */
const SILENT: ReadonlySet<string> = new Set('page sources ask guide near sos hide languages speak'.split(' '))

/** Taps that may be answered with a notice of their own, by the data of their button. */
export function saysSomething(data: string | undefined): boolean {
  const address = readAddress(data ?? '')
  return address !== undefined && !SILENT.has(address.verb)
}

/** The verb of a tapped button, or a command without its slash. */
function verbOf({ callback_query, message }: Update): string | undefined {
  if (callback_query) return readAddress(callback_query.data ?? '')?.verb
  return /^\/([a-z]+)(@\w+)?(\s|$)/i.exec(message?.text ?? '')?.[1]?.toLowerCase()
}
