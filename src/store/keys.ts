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
  /** What was done once is known for as long as Telegram may deliver its update again. */
  once: 25 * HOUR,
  /** An unsent draft. */
  draft: DAY,
  /** Who did what in a case. */
  audit: 365 * DAY,
  /** How guides ended, counted: as long as the statistics of cases. */
  guideEnds: 5 * 365 * DAY,
  /** A code for another phone, and how long wrong ones are counted. */
  relinkCode: DAY,
  relinkTries: HOUR,
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
  /** What a person is about to send, sealed; gone after a day. */
  draft: (chat: string) => `draft:${chat}`,

  /** Sorted set: what happens later, by time (ms). */
  due: 'due',
  /** Hash: entry of `due` in hand → until when, and who has it. */
  dueLeases: 'due:leases',
  /** Set: entries asked for again, so that what is said while they are in hand is not lost. */
  dueAgain: 'due:again',
  /** This change was made. */
  once: (name: string) => `once:${name}`,
  /** Sorted set of the last minute's messages to a group. */
  pace: (chat: number) => `pace:${chat}`,
  /** Until when (ms) Telegram wants nothing for this group. */
  paused: (chat: number) => `paused:${chat}`,

  /** Under this name a topic was asked for this case: a topic that turns up later is known by it. */
  askedTopic: (name: string) => `desk:asked:${name}`,

  /** The last case number given. */
  lastCase: 'cases:last',
  /** The case number a draft was given. */
  reserved: (draft: string) => `cases:reserved:${draft}`,
  /** Hash: v (version), key (the case's own key, wrapped), doc (sealed). */
  case: (number: number) => `case:${number}`,
  /** List of sealed entries: what was said and done. */
  caseLog: (number: number) => `case:${number}:log`,
  /** Set of `<chat>:<message>` of this case, to be forgotten with it. */
  caseMessages: (number: number) => `case:${number}:messages`,
  /** Hash: `<chat>:<message>` → `<case>:<entry>`: a message of a case in a staff chat. */
  messages: 'cases:messages',
  /** Hash: `<chat>:<thread>` → case number. */
  topics: 'cases:topics',
  /** Set of case numbers that are not closed. */
  openCases: 'cases:open',
  /** Sorted set: cases with something to be shown at the desk, the most urgent first. */
  outbox: 'cases:outbox',
  /** Hash: case number → its row of statistics: no person, no words. */
  statistics: 'cases:statistics',
  /** The last case of a person, by a keyed hash of the chat. */
  personCase: (person: string) => `person:${person}:case`,
  /** Stream: who did what in which case; no content. */
  audit: 'audit',
  /** Hash: staff id → sealed name, roles, language. */
  staff: 'staff',
  /** An invitation that was not used yet, by its hash. */
  invitation: (hash: string) => `invitation:${hash}`,
  /** Hash of what the desk remembers about itself: the group's present id, the rota … */
  desk: 'desk',

  /** Somebody who works here no more: the sealed name, for as long as the audit speaks of them. */
  formerStaff: (id: number) => `staff:former:${id}`,
  /** Hash: shift → its line of the rota, as JSON. */
  rota: 'duty:rota',
  /** Set of days (YYYY-MM-DD) on which only holiday shifts count, beside those of `content/desk.yaml`. */
  holidays: 'duty:holidays',
  /** Hash: case number → when and why it was erased; no content. */
  tombstones: 'cases:erased',

  // guide/count.ts
  /** Hash of a year: `<day>:<language>:<guide>:<outcome>` → how often it ended so; no person, no answer. */
  guideEnds: (year: string) => `guides:ends:${year}`,

  // card/
  /** Hash: a hash of what stands in a picture → the id under which Telegram keeps it. */
  cards: 'cards',

  // menu/listen.ts
  /** Hash: a hash of a recording → the id under which Telegram keeps it. */
  voices: 'voices',

  // report/relink.ts
  /** A code that opens a case on another phone, by its hash → case number; and which update of which chat used it up. */
  relinkCode: (hash: string) => `relink:${hash}`,
  relinkUsed: (hash: string) => `relink:${hash}:used`,
  /** The hash of the newest code of a case: an older one is void. */
  relinkOf: (number: number) => `relink:case:${number}`,
  /** Wrong codes of a chat, and of everybody, in an hour. */
  relinkTries: (chat: number | 'all') => `relink:tries:${chat}`,

  // what nobody waits for: reminder/, store/turns.ts
  /** As `due`, `dueLeases`, `dueAgain`, for kinds that nobody waits for: a flood of them delays no other entry. */
  dueBulk: 'due:bulk',
  dueBulkLeases: 'due:bulk:leases',
  dueBulkAgain: 'due:bulk:again',
  /** Hash: when (ms) the next message that nobody waits for may go out, when the last ones did; until when Telegram wants none. */
  turns: 'turns',
  turnsPaused: 'turns:paused',
  /** Hash: v (version), doc (sealed: chat, language, dates); by a keyed hash of the chat; gone a month after the last date. */
  reminders: (person: string) => `reminders:${person}`,
  /** What the rules of reminders rested on when pending ones were last looked through. */
  reminderRules: 'reminders-rules',

  // directory/: what is known of organizations besides the file
  /** The name of the last change of any record: each change has a new one, so that an older store is known too. */
  directoryLast: 'directory:last',
  /** Hash: v, raised by each change of the record of this organization. */
  directoryVersion: (id: string) => `directory:version:${id}`,
  /** Hash: id of an organization → sealed record. */
  directoryRecords: 'directory:records',
  /** List of sealed lines, newest first: what was done to an entry; kept as long as the audit after the last one. */
  directoryLog: (id: string) => `directory:log:${id}`,
  /** The hash of the newest invitation of an entry. */
  directoryInvitationOf: (id: string) => `directory:invitation-of:${id}`,
  /** An invitation to confirm an entry, by its hash → id of the organization, or by whom it was used. */
  directoryInvitation: (hash: string) => `directory:invitation:${hash}`,
}
