/** The queue an update waits in. */

/** `chat` owns session and trail; `id` is the queue: the chat itself, or one that goes ahead of it. */
export type Lane = { id: string; chat: string }

/**
 * The lane of a chat, or the lane of its own in which an update goes ahead of it. In a group everybody has a lane of their
 * own (`member`), so that one does not wait for another.
 */
export function laneFor(chat: string, ahead: 'sos' | 'hide' | 'ahead' | undefined, member?: number): Lane {
  if (member !== undefined) return { id: `${chat}:${member}`, chat }
  return { id: ahead ? `${chat}:${ahead}` : chat, chat }
}

/** The lane an id was given to by `laneFor`. */
export function laneOf(id: string): Lane {
  return { id, chat: id.replace(/:\w+$/, '') }
}
