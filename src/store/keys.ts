/** Every name in the store, with its time to live. */

const HOUR = 3600
const DAY = 24 * HOUR

export const ttlSeconds = {
  /** Telegram keeps an undelivered update for 24 h; a bit more, so that a repeat is always recognised. */
  seen: 25 * HOUR,
  /** Language and choices are kept until 12 months unused. */
  session: 365 * DAY,
  /** A bot may delete a message for 48 h; after that its id is of no use. */
  trail: 48 * HOUR,
}

export const keys = {
  /** This update was taken in. */
  seen: (updateId: number) => `seen:${updateId}`,
  /** This update was answered without the inbox, while the store did not answer in time. */
  done: (updateId: number) => `done:${updateId}`,
  /** Updates of a lane that wait for their turn, oldest first; the head is the one in hand. */
  queue: (lane: string) => `queue:${lane}`,
  /** Sorted set: lane → time (ms) until which somebody has it in hand. */
  leases: 'leases',
  /** Hash: lane → who has it in hand. */
  holders: 'holders',
  /** Hash: lane → how often its head was begun. */
  tries: 'tries',
  /** The newest message id seen: private chats of a bot share one count. */
  newest: 'newest',
  /** Hash: lane → the newest message ids when its head was begun, each followed by a comma: an answer stands soon after one of them. */
  begun: 'begun',
  /** Hash of session fields of one chat. */
  session: (chat: string) => `session:${chat}`,
  /** Sorted set of message ids of one private chat, by time: what Hide removes. */
  trail: (chat: string) => `trail:${chat}`,
  /** Hash of anonymous counters. */
  counts: 'counts',
}
