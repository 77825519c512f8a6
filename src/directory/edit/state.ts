/** How an entry stands today: what an editor sees at a glance. Pure. */
import type { Content } from '../../content/load.ts'
import { HIDDEN_AFTER_DAYS, LOWER_AFTER_DAYS, MARKED_AFTER_DAYS, standingPatch } from '../register/current.ts'
import type { Entry } from '../register/register.ts'
import { type Scene } from './part.ts'
import { nameOf } from '../ref.ts'

/** Whether people see it now. */
export function isShown({ directory }: Content, { id }: Pick<Entry, 'id'>): boolean {
  return directory.organizations[id]?.publication !== 'withheld'
}

export function unconfirmedOf({ standings }: Content, { id }: Pick<Entry, 'id'>): number {
  return standings[id]?.unconfirmedDays ?? 0
}

/** Withheld, doubted, with something to decide. */
export function marksOf({ content }: Pick<Scene, 'content'>, entry: Entry): string {
  const marks = [
    isShown(content, entry) ? '' : '🔴',
    content.standings[entry.id]?.doubted ? '⚠️' : '',
    entry.record.proposals.length > 0 ? '⏳' : '',
  ]
  return marks.join('')
}

export function labelOf(scene: Scene, entry: Entry): string {
  return `${marksOf(scene, entry)} ${nameOf(scene, entry.id)}`.trim()
}

const unconfirmed = (content: Content, entry: Entry, from: number, to = Number.POSITIVE_INFINITY) =>
  unconfirmedOf(content, entry) >= from && unconfirmedOf(content, entry) < to

/** What needs attention, in the order of the first screen; their codes stand in buttons. */
export const ATTENTION = {
  proposals: (_: Content, { record }: Entry) => record.proposals.length > 0,
  doubted: ({ standings }: Content, { id }: Entry) => standings[id]?.doubted === true,
  silent: (content: Content, entry: Entry) => unconfirmed(content, entry, HIDDEN_AFTER_DAYS),
  lower: (content: Content, entry: Entry) => unconfirmed(content, entry, LOWER_AFTER_DAYS, HIDDEN_AFTER_DAYS),
  marked: (content: Content, entry: Entry) => unconfirmed(content, entry, MARKED_AFTER_DAYS, LOWER_AFTER_DAYS),
  hidden: (_: Content, entry: Entry) => entry.record.closedAt !== undefined || isHidden(entry),
  changed: (_: Content, { file, record }: Entry) => Object.keys(standingPatch(file, record)).length > 0,
} as const

/** Days in the names of those lists. */
export const ATTENTION_DAYS: Record<string, number> = {
  silent: HIDDEN_AFTER_DAYS,
  lower: LOWER_AFTER_DAYS,
  marked: MARKED_AFTER_DAYS,
}

/** By an editor, over what the file says. */
export function isHidden({ file, now }: Entry): boolean {
  return now.publication === 'withheld' && file.publication !== 'withheld'
}

export const LISTS: Record<string, (content: Content, entry: Entry) => boolean> = {
  ...ATTENTION,
  shown: isShown,
  withheld: (content, entry) => !isShown(content, entry),
}
