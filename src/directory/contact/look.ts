/**
 * What the clock does for an entry that somebody answers for: the question of every fortnight, and a word to the editors when
 * nothing was confirmed for too long. What is to be recorded is recorded after it was sent: whoever dies in between asks twice,
 * and nobody is forgotten.
 */
import { neverLeft, trouble } from '../../telegram/errors.ts'
import { HIDDEN_AFTER_DAYS } from '../register/current.ts'
import type { Contact } from '../register/record.ts'
import type { Entry } from '../register/register.ts'
import { askingHour, isQuiet, loudFrom } from './hours.ts'
import { ASKED_EVERY_DAYS, hiddenFrom, nextAsk, nextLook } from './next-look.ts'
import type { ContactParts } from './parts.ts'
import { editorsScreen } from './tell.ts'
import { entryScreen, isKept } from './view.ts'

/** Telegram could not be reached: tried again after this long. */
const RETRY_MS = 60_000
/** No editor could be reached: told again after this long. */
const UNTOLD_MS = 3_600_000

type Sent =
  | { kind: 'asked' }
  | { kind: 'unreachable' }
  /** Not now: again at this time (ms). */
  | { kind: 'later'; at: number }

/** Handles the due entry `confirm:<id>`; when to come again (ms), if ever. */
export async function lookAfter(deps: ContactParts, id: string): Promise<number | undefined> {
  const { register, clock, timeZone } = deps
  const now = clock.now()
  const entry = await register.read(id)
  if (!entry) return askingHour(now, ASKED_EVERY_DAYS, timeZone) // not in today's file; it may come back
  const { contact } = entry.record
  if (!contact) return undefined
  if (isQuiet(now, timeZone)) return loudFrom(now, timeZone)
  const isToTell = !contact.toldHidden && hiddenFrom(contact, timeZone) <= now
  const isUntold = isToTell && !(await tellHidden(deps, entry, contact))
  if (nextAsk(contact, timeZone) <= now) {
    const later = await askContact(deps, entry, contact)
    if (later !== undefined) return later
  }
  const latest = await register.read(id)
  const next = latest && nextLook(latest.record, timeZone)
  return next !== undefined && isUntold ? Math.max(next, now + UNTOLD_MS) : next
}

/** False: nobody could be reached, and nothing is recorded. */
async function tellHidden(
  { content, editors, register, clock }: ContactParts,
  entry: Entry,
  contact: Contact,
): Promise<boolean> {
  const news = isKept(content, entry.id) ? 'hidden-kept' : 'hidden'
  const reached = await editors.tell(editorsScreen(content, entry, news, { days: HIDDEN_AFTER_DAYS }))
  if (reached.length === 0) return false
  const at = clock.now()
  await register.change(entry.id, ({ record }) => {
    const isSame = record.contact?.chat === contact.chat && record.contact.confirmedAt === contact.confirmedAt
    if (!record.contact || !isSame) return undefined
    const log = [{ at, by: 'time' as const, what: 'unconfirmed' as const }]
    return { record: { ...record, contact: { ...record.contact, toldHidden: true } }, log }
  })
  return true
}

/** When to try again, if it could not be asked now. */
async function askContact(deps: ContactParts, entry: Entry, contact: Contact): Promise<number | undefined> {
  const sent = await send(deps, entry, contact)
  if (sent.kind === 'later') return sent.at
  const unreachable = sent.kind === 'unreachable'
  if (unreachable && !contact.unreachable)
    await deps.editors.tell(editorsScreen(deps.content, entry, 'unreachable', { days: ASKED_EVERY_DAYS }))
  const askedAt = deps.clock.now()
  await deps.register.change(entry.id, ({ record }) =>
    record.contact?.chat === contact.chat
      ? { record: { ...record, contact: { ...record.contact, askedAt, unreachable } } }
      : undefined,
  )
  return undefined
}

async function send({ reach, ...deps }: ContactParts, entry: Entry, contact: Contact): Promise<Sent> {
  const { content, clock, dayOf } = deps
  const several = (await deps.entriesOf(contact.chat)).length > 1
  const frame = { content, now: clock.now(), dayOf, several }
  try {
    const isSent = await reach(contact, (language) => entryScreen({ ...frame, language }, entry))
    return { kind: isSent ? 'asked' : 'unreachable' }
  } catch (error) {
    return notSent(deps, error)
  }
}

/** Without an answer it may stand there: once more the next day, not at once (decision 11). */
function notSent({ clock, timeZone, log }: Pick<ContactParts, 'clock' | 'timeZone' | 'log'>, error: unknown): Sent {
  const cause = trouble(error)
  if (!cause) throw error
  if (cause.kind === 'unreachable') return { kind: 'unreachable' }
  const now = clock.now()
  if (cause.kind === 'too-many') return { kind: 'later', at: now + cause.retryAfterSeconds * 1000 }
  if (neverLeft(error)) return { kind: 'later', at: now + RETRY_MS }
  log.warn({ kind: 'confirm', cause: cause.kind }, 'a question about an entry may not have arrived')
  return { kind: 'later', at: askingHour(now, 1, timeZone) }
}
