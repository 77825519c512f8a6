/**
 * The Send button carries the ids of the messages it sends, so that they can be passed on even while the store, and with it
 * the draft, is out of reach: `en:send:<draft>:<ids>`, as many as fit (`telegram/ids.ts`). A guide's answers are no message
 * and cannot be passed on like that: then the button says that it does not hold everything, and so the person is told.
 */
import { address, roomAfter } from '../../telegram/buttons.ts'
import { type Ids, packIds } from '../../telegram/ids.ts'

/** Where a message belongs that no store could keep. */
export const NO_DRAFT = '-'

/** `how`: `r` to reopen the earlier case. `refs`: those of items of one chat. */
export function sendAddress(tag: string, draft: string, refs: number[], how = ''): string {
  const { ids, whole } = messagesOf(refs)
  const room = roomAfter(address(tag, 'send', draft, '', how))
  return address(tag, 'send', draft, whole ? packIds(ids, room) : marked(packIds(ids, room - 1)), how)
}

/** Those that are messages. */
export function messagesOf(refs: number[]): Ids {
  const ids = refs.filter((ref) => ref > 0)
  return { ids, whole: ids.length > 0 && ids.length === refs.length }
}

/** `+`: there is more. */
function marked(words: string): string {
  return words.endsWith('+') ? words : `${words}+`
}
