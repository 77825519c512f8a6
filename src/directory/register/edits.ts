/**
 * What an editor, or an approved proposal, does to an entry. Pure: from the entry as it is to the record and the line of history.
 * What the rules of the directory forbid (a street of a secret place, an emergency card without a number) is refused.
 */
import { isDeepStrictEqual } from 'node:util'
import { ZodError } from 'zod'
import { directoryProblems, openedSecrets } from '../../content/checks/directory.ts'
import type { Organization } from '../../content/directory.ts'
import type { Content } from '../../content/load.ts'
import { HIDDEN_AFTER_DAYS, patched, unconfirmedDays, valueOf } from './current.ts'
import { CORRECTABLE, type Correctable, type LogLine, type Patch } from './record.ts'
import type { Change, Entry } from './register.ts'

export type By = LogLine['by']
/** `refused`: problems, as the content check words them. */
export type Edited = { change: Change } | { refused: string[] } | { same: true }

/** Sets fields of an entry, and what goes with them (`completed`). `what`: how its history names it. */
export function edited(
  content: Content,
  entry: Entry,
  wanted: Patch,
  { at, by, what = 'corrected' }: { at: number; by: By; what?: LogLine['what'] },
): Edited {
  const patch = completed(content, entry, wanted)
  const next = applied(entry.now, patch)
  if ('refused' in next) return next
  const [before, after] = [takenFrom(entry.now, patch), takenFrom(next.organization, patch)]
  if (isDeepStrictEqual(before, after)) return { same: true }
  const refused = problemsOf(content, entry, next.organization)
  if (refused.length > 0) return { refused }
  const corrections = { ...entry.record.corrections }
  for (const field of fieldsOf(after)) {
    const [value, base] = [after[field] ?? null, valueOf(entry.file, field)]
    if (isDeepStrictEqual(value, base)) delete corrections[field]
    else corrections[field] = { value, base }
  }
  return { change: { record: { ...entry.record, corrections }, log: [{ at, by, what, before, after }] } }
}

/**
 * `patch` with what must change along with it: another number is one that is to be confirmed by a call, except on a list that must
 * not be without; without a number an entry is known by name only; without hours there are none on holidays.
 */
export function completed(content: Content, { id, now }: Pick<Entry, 'id' | 'now'>, patch: Patch): Patch {
  const { emergency, ask } = content.directory
  const isListed = [...Object.values(emergency), ask].flat().includes(id)
  return { ...patch, ...publicationWith(now, patch, isListed), ...holidaysWith(now, patch) }
}

function publicationWith(
  { publication, reason }: Organization,
  { phones, publication: said }: Patch,
  isListed: boolean,
): Patch {
  if (phones === undefined || said !== undefined) return {}
  const some = Array.isArray(phones) && phones.length > 0
  if (some && publication === 'publish' && !isListed)
    return { publication: 'after-test-call', reason: reason ?? 'Its number was changed.' }
  if (some) return publication === 'name-only' ? { publication: 'after-test-call' } : {}
  if (publication === 'name-only' || publication === 'withheld') return {}
  return { publication: 'name-only', reason: reason ?? 'Its number was taken away.' }
}

function holidaysWith({ open_on_holidays }: Organization, { schedule, open_on_holidays: said }: Patch): Patch {
  const noHours = schedule === null || schedule === '24/7'
  return open_on_holidays && noHours && said === undefined ? { open_on_holidays: false } : {}
}

/** What the entry says of the fields of `patch`. */
export function takenFrom(organization: Organization, patch: Patch): Patch {
  return Object.fromEntries(fieldsOf(patch).map((field) => [field, valueOf(organization, field)]))
}

function fieldsOf(patch: Patch): Correctable[] {
  return CORRECTABLE.filter((field) => patch[field] !== undefined)
}

function applied(now: Organization, patch: Patch): { organization: Organization } | { refused: string[] } {
  try {
    return { organization: patched(now, patch) }
  } catch (error) {
    if (error instanceof ZodError) return { refused: error.issues.map(({ message }) => message) }
    throw error
  }
}

/** Problems that the directory would have with `next` and has not as it is. */
function problemsOf(content: Content, { id, file, now }: Entry, next: Organization): string[] {
  const problems = (organization: Organization): string[] => {
    const organizations = { ...content.directory.organizations, [id]: organization }
    const found = directoryProblems({ ...content, directory: { ...content.directory, organizations } })
    const all = found.map(({ message }) => message)
    return [...all, ...namedProblems(content, id, organization), ...toldProblems(file, organization)]
  }
  const before = new Set(problems(now))
  return problems(next).filter((message) => !before.has(message))
}

/** Sentences name this number as one that is sure. */
function namedProblems({ words }: Content, id: string, { publication }: Organization): string[] {
  const isNamed = Object.values(words).some(({ ui, pages, guides }) =>
    JSON.stringify([ui, pages, guides]).includes(`{{phone.${id}}}`),
  )
  return isNamed && publication !== 'publish'
    ? [`${id}: expected a number that texts may name, got ${publication}`]
    : []
}

/** What the file calls secret nobody makes an office in a chat, not even by what was asked for before it was secret. */
function toldProblems(file: Organization, next: Organization): string[] {
  return openedSecrets(file, next).length === 0
    ? []
    : ['expected no public location of what is "call-first": it stays secret']
}

/**
 * Somebody at the desk called, and the entry is right as it stands: shown from now on as confirmed. What people found is settled, why
 * it was hidden too, and its own person is asked a full time later.
 */
export function confirmedByTeam(content: Content, entry: Entry, moment: { at: number; by: By; day: string }): Edited {
  const patch: Patch = {
    publication: 'publish',
    assured_date: moment.day,
    assured_by: 'team',
    reason: entry.file.reason ?? null,
  }
  const outcome = edited(content, entry, patch, { ...moment, what: 'confirmed' })
  if ('refused' in outcome) return outcome
  const log: LogLine[] = [{ at: moment.at, by: moment.by, what: 'confirmed' }] // a second time on one day: findings since are settled
  const { record, ...change } = 'change' in outcome ? outcome.change : { record: entry.record, log }
  const { contact } = record
  const heard = contact && { contact: { ...contact, confirmedAt: moment.at, toldHidden: false } }
  return { change: { ...change, record: { ...record, ...heard, findings: [] } } }
}

/**
 * Nobody answers for it any more; nothing of the person stays. What people do not see since it was not confirmed for long they see no
 * more for that: an editor decides.
 */
export function unlinked(content: Content, entry: Entry, { at, by }: { at: number; by: By }): Change {
  const { contact, ...record } = entry.record
  const log: LogLine[] = [{ at, by, what: 'unlinked' }]
  const isShown = content.directory.organizations[entry.id]?.publication !== 'withheld'
  if (!contact || isShown || unconfirmedDays(contact, at) < HIDDEN_AFTER_DAYS) return { record, log }
  const patch: Patch = {
    publication: 'withheld',
    reason: `Its own people did not confirm it for ${HIDDEN_AFTER_DAYS} days.`,
  }
  const outcome = edited(content, { ...entry, record }, patch, { at, by: 'time', what: 'hidden' })
  if (!('change' in outcome)) return { record, log }
  return { record: outcome.change.record, log: [...log, ...(outcome.change.log ?? [])] }
}

/** Not shown from now on, whatever it is on. */
export function hidden(content: Content, entry: Entry, moment: { at: number; by: By; day: string }): Edited {
  if (entry.now.publication === 'withheld') return { same: true }
  const patch: Patch = { publication: 'withheld', reason: `Hidden by an editor on ${moment.day}.` }
  return edited(content, entry, patch, { ...moment, what: 'hidden' })
}

/**
 * Shown as before it was hidden, and open if its own person had closed it. `history`: newest first. What nobody hid (the file
 * withholds it, or it was not confirmed for long) stays.
 */
export function shownAgain(
  content: Content,
  entry: Entry,
  history: readonly LogLine[],
  moment: { at: number; by: By },
): Edited {
  const before = beforeHiding(entry, history)
  const shown = before ? edited(content, entry, before, { ...moment, what: 'shown' }) : ({ same: true } as const)
  const { closedAt } = entry.record
  if ('refused' in shown || closedAt === undefined) return shown
  const { record, log = [] }: Change = 'change' in shown ? shown.change : { record: entry.record }
  const { closedAt: _closed, ...open } = record
  return { change: { record: open, log: [...log, { ...moment, what: 'opened' }] } }
}

/** What to set so that it is shown again: what hiding took away; the file's word when that is not known any more. */
export function beforeHiding({ file, now, record }: Entry, history: readonly LogLine[]): Patch | undefined {
  if (now.publication !== 'withheld') return undefined
  const line = history.find(({ what, after }) => what === 'hidden' && after && saysSo(now, after))
  if (line?.before) return line.before
  const isHidden = record.corrections.publication?.value === 'withheld'
  return isHidden ? { publication: file.publication, reason: file.reason ?? null } : undefined
}

/** Whether `undone` would find the entry as the line left it. What was only asked for is taken back where it was approved. */
export function canUndo({ now }: Entry, { what, before, after }: LogLine): boolean {
  return what !== 'proposed' && before !== undefined && after !== undefined && saysSo(now, after)
}

/** Takes back what `line` did, if the entry still says what it made it say. */
export function undone(content: Content, entry: Entry, line: LogLine, moment: { at: number; by: By }): Edited {
  if (!line.before || !canUndo(entry, line)) return { same: true }
  return edited(content, entry, line.before, { ...moment, what: 'undone' })
}

function saysSo(now: Organization, patch: Patch): boolean {
  return isDeepStrictEqual(takenFrom(now, patch), patch)
}
