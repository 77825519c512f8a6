/**
 * What a person's phone lacks, and when it is to get it: pure, so that it can be derived after each change of a case, and
 * does the same after a crash. One step at a time; the most pressing first.
 */
import type { Answer } from '../../case/answer.ts'
import { type Case, isOpen } from '../../case/case.ts'
import { isShown, unopened } from './answers.ts'
import { whenToWrite } from './phone-hours.ts'

export type Step =
  /** Taken back by staff: what stands of it on the phone goes. */
  | { kind: 'remove'; answer: Answer }
  /** Edited by staff after it was opened. */
  | { kind: 'update'; answer: Answer }
  /** Parts came after it was opened: it waits again. */
  | { kind: 'renew'; answer: Answer }
  /** The person is told, neutrally or as they chose, of what waits. */
  | { kind: 'write'; silent: boolean }
  /** The message that tells the true state is behind. */
  | { kind: 'status' }
type Planned = { at: number; step: Step }

/** The step that is due at `now`; undefined when the phone shows all it may. */
export function nextStep(each: Case, now: number, timeZone: string): Step | undefined {
  return plan(each, now, timeZone).find(({ at }) => at <= now)?.step
}

/** When this person's phone is to be looked after; undefined when it shows all it should. */
export function whenToTell(each: Case, now: number, timeZone: string): number | undefined {
  const times = plan(each, now, timeZone).map(({ at }) => at)
  return times.length === 0 ? undefined : Math.min(...times)
}

function plan(each: Case, now: number, timeZone: string): Planned[] {
  const removals = each.answers.filter(isLeftOver).map((answer) => planned(now, { kind: 'remove', answer }))
  if (each.hold) return [...removals, ...statusStep(each, now)]
  const renewals = each.answers
    .filter(hasGrown(each.about.plain))
    .map((answer) => planned(now, { kind: 'renew', answer }))
  const updates = (each.person.reachable === 'yes' ? each.answers : [])
    .filter(isBehind)
    .map((answer) => planned(now, { kind: 'update', answer }))
  return [...removals, ...renewals, ...updates, ...writing(each, now, timeZone), ...statusStep(each, now)]
}

function planned(at: number, step: Step): Planned {
  return { at, step }
}

function isLeftOver({ state, notice, shown }: Answer): boolean {
  return state === 'taken-back' && (notice !== undefined || shown.length > 0)
}

/** One that is `notified` and half shown is being opened at this moment, unless answers come `plain`. */
function hasGrown(plain: boolean): (answer: Answer) => boolean {
  return (answer) =>
    (answer.state === 'opened' || (plain && answer.state === 'notified')) &&
    answer.shownEntries.length > 0 &&
    !isShown(answer)
}

function isBehind(answer: Answer): boolean {
  return (
    (answer.state === 'opened' || answer.state === 'notified') &&
    isShown(answer) &&
    answer.shownEntries.some((entry, index) => answer.entries[index] !== entry)
  )
}

/** Those who wait are told together, when none of them is to be tried later only. */
function writing(each: Case, now: number, timeZone: string): Planned[] {
  const waiting = unopened(each).filter(({ state }) => state === 'waiting')
  const occasion = whenToWrite(each, now, timeZone)
  if (waiting.length === 0 || !occasion) return []
  const again = Math.max(...waiting.map(({ nextTry }) => nextTry ?? 0))
  return [planned(Math.max(occasion.at, again), { kind: 'write', silent: occasion.silent })]
}

/** On hold nothing is edited, but the quiet sign takes away what the message says. */
function statusStep(each: Case, now: number): Planned[] {
  const { status, reachable } = each.person
  if (!status || reachable !== 'yes' || (each.hold && each.hold.by !== 'person')) return []
  return status.shown === statusMark(each) ? [] : [planned(now, { kind: 'status' })]
}

/** What the status message shows, as far as the case decides it; kept in `person.status.shown` beside the message. */
export function statusMark(each: Case): string {
  if (each.hold?.by === 'person') return 'quiet'
  const { openedAt, takenAt, answeredAt, owner, toldUnopened, toldPartners, person, about, language } = each
  const flags = [openedAt, takenAt, answeredAt].map((at) => at !== undefined)
  const told = [
    toldUnopened && !openedAt,
    toldPartners && !owner && !answeredAt,
    isOpen(each),
    person.withdrawn,
    !!each.hold,
  ]
  return JSON.stringify([language, ...flags, ...told, about.hours, about.writeFirst, unopened(each)[0]?.id ?? null])
}
