/**
 * The one message that tells a person the true state of what they sent: received, opened, taken, answered. It is edited in
 * place, which notifies nobody (decision 13). It says what has happened and who answers when; it announces nothing else.
 */
import { type Case, caseName, isOpen } from '../case/case.ts'
import type { Content } from '../content/load.ts'
import type { DeskSettings } from '../content/schema.ts'
import type { Language } from '../language/language.ts'
import { address, type Button, pairs } from '../telegram/buttons.ts'
import { hideButton, sosButton } from '../telegram/frame.ts'
import { copyButton, type Line, shortLine, shownLines } from '../telegram/lines.ts'
import type { Screen } from '../telegram/screen.ts'
import { unopened } from './phone/answers.ts'

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/**
 * What the status message shows now. `onDuty`: how many of the team are on duty at this moment; with none it says when
 * people answer. The same case gives the same screen whenever it is asked.
 */
export function statusScreen(language: Language, content: Content, each: Case, _now: number, onDuty: number): Screen {
  const lines = linesToCall(content, each, onDuty)
  const text = [
    `<b>${language.t('case.title', { number: caseName(each.number) })}</b>`,
    steps(language, each),
    ...remarks(language, content, each, onDuty),
    ...(lines.length > 0 ? [callThese(language, each, lines)] : []),
    ...(isOpen(each) ? [language.t('case.status.more')] : []),
  ]
  return { text: text.join('\n\n'), rows: rows(language, each, lines) }
}

/** When people answer, Kazakhstan's time: `Monday–Friday, 09:00–18:00`. */
function officeHours(language: Language, { days, from, to }: DeskSettings['hours']): string {
  return `${dayRanges(days)
    .map(([first, last]) => (first === last ? dayName(language, first) : between(language, first, last)))
    .join(', ')}, ${from}–${to}`
}

function between(language: Language, first: number, last: number): string {
  return `${dayName(language, first)}${last - first > 1 ? '–' : ', '}${dayName(language, last)}`
}

function dayName(language: Language, day: number): string {
  return language.plain(`case.day.${DAYS[day - 1] ?? 'monday'}`)
}

/** Days (1 Monday … 7 Sunday) in stretches without a gap, each first and last. */
function dayRanges(days: number[]): [number, number][] {
  const ranges: [number, number][] = []
  for (const day of [...days].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && last[1] === day - 1) last[1] = day
    else ranges.push([day, day])
  }
  return ranges
}

/** Done and not done differ in sign and word, never in colour alone. */
function steps(language: Language, each: Case): string {
  const done = {
    received: true,
    opened: each.openedAt !== undefined,
    taken: each.takenAt !== undefined,
    answered: each.answeredAt !== undefined,
  }
  return Object.entries(done)
    .map(([step, is]) => (is ? `✅ ${language.t(`case.step.${step}`)}` : `▫️ ${language.t(`case.step.not-${step}`)}`))
    .join('\n')
}

function remarks(language: Language, content: Content, each: Case, onDuty: number): string[] {
  if (each.person.withdrawn) return [language.t('case.status.withdrawn')]
  if (!isOpen(each)) return [language.t('case.status.closed')]
  const hours = officeHours(language, content.desk.hours)
  return [
    ...(each.hold ? [language.t(each.hold.by === 'person' ? 'case.status.quiet' : 'case.status.held')] : []),
    ...(onDuty === 0 && each.priority !== 0 && each.answeredAt === undefined
      ? [language.t('case.status.hours', { hours })]
      : []),
    ...(safeHours(language, each) ?? []),
  ]
}

/** When we write, as the person chose it. */
function safeHours(language: Language, { about }: Case): string[] | undefined {
  if (!about.writeFirst) return [language.t('case.status.never-first')]
  if (about.hours.length === 0) return undefined
  const hours = about.hours.map((part) => language.plain(`case.part.${part}`)).join(', ')
  return [language.t('case.status.safe', { hours })]
}

/** Lines that answer: at once when there is danger and nobody of the team is on duty, or when nobody has opened or taken it in time. */
function linesToCall(content: Content, each: Case, onDuty: number): Line[] {
  if (!isOpen(each)) return []
  const asleep = onDuty === 0 && each.priority === 0 && each.openedAt === undefined
  const waits =
    asleep ||
    (each.toldUnopened && each.openedAt === undefined) ||
    (each.toldPartners && each.owner === undefined && each.answeredAt === undefined)
  return waits ? shownLines(content, content.desk.partners) : []
}

function callThese(language: Language, each: Case, lines: Line[]): string {
  const truth = language.t(each.openedAt === undefined ? 'case.status.unopened' : 'case.status.untaken')
  return `${truth}\n${lines.map((line) => shortLine(line, language)).join('\n')}`
}

function rows(language: Language, each: Case, lines: Line[]): Button[][] {
  const button = (label: string, to: string): Button => ({ label, to })
  const waiting = each.hold?.by === 'person' ? undefined : unopened(each)[0]
  const mine = button(`📄 ${language.plain('case.button.mine')}`, address(language.tag, 'case'))
  const open = (id: number) =>
    button(`✉️ ${language.plain('case.button.open')}`, address(language.tag, 'open', String(each.number), String(id)))
  const quiet = button(
    `🌙 ${language.plain('case.button.not-now')}`,
    address(language.tag, 'quiet', String(each.number)),
  )
  return [
    ...pairs(lines.map((line) => copyButton(line, language))),
    waiting ? [open(waiting.id)] : [],
    isOpen(each) && !each.hold ? [mine, quiet] : [mine],
    [hideButton(language)],
    [
      { label: `🏠 ${language.plain('button.home')}`, to: address(language.tag, 'case', String(each.number), 'menu') },
      sosButton(language),
    ],
  ]
}
