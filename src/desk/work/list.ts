/** `/cases`: the cases in hand, most urgent first. Numbers, states and names of staff; nothing of what was said. */
import { type Case, caseName, isOpen } from '../../case/case.ts'
import type { DeskSettings } from '../../content/schema.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import { byPriority } from '../clock/ladder.ts'
import { whenToCheckBack } from './referral.ts'
import { alertLine } from '../delivery/stub.ts'
import { topicLine } from './alarm.ts'
import { cardKeyboard } from './keyboard.ts'

export const FILTERS = ['open', 'mine', 'waiting', 'overdue'] as const
export type Filter = (typeof FILTERS)[number]

const PAGE = 8
const IN_ROW = 4
const MINUTE_MS = 60_000

export type ListView = {
  filter: Filter
  page: number
  /** Who looks. */
  me: number
  now: number
  /** First names by id. */
  names: Map<number, string>
  /** Cases the desk does not show fully yet. */
  outbox: number
  /** Cases that exist and cannot be read: under every filter, since nobody knows where they belong. */
  unreadable: number[]
}

/** The cases of a filter: by priority, then the oldest first. */
function listed(all: Case[], { filter, me, now }: ListView, settings: DeskSettings): Case[] {
  const chosen = all.filter((each) => isOpen(each) && fits(each, filter, me, now, settings))
  return chosen.sort((a, b) => a.priority - b.priority || a.createdAt - b.createdAt)
}

function fits(each: Case, filter: Filter, me: number, now: number, settings: DeskSettings): boolean {
  if (filter === 'mine') return each.owner?.id === me
  if (filter === 'waiting') return each.state === 'waiting_user'
  return filter === 'open' || isOverdue(each, now, settings)
}

/** Nobody has it though somebody should, the person's words wait too long, or a check-back has passed. */
export function isOverdue(each: Case, now: number, settings: DeskSettings): boolean {
  const untaken = each.unownedSince + byPriority(each, settings.ladder).backup * MINUTE_MS
  const checkBack = whenToCheckBack(each)
  const isUnanswered = (each.unanswered?.told ?? 0) > 0
  return isUnanswered || (!each.owner && untaken <= now) || (checkBack !== undefined && checkBack <= now)
}

/** The list as a screen: filters, cases to open, pages. */
export function listScreen(language: Language, all: Case[], view: ListView, settings: DeskSettings): Screen {
  const found = listed(all, view, settings)
  const pages = Math.max(1, Math.ceil(found.length / PAGE))
  const page = Math.min(Math.max(0, view.page), pages - 1)
  const shown = found.slice(page * PAGE, (page + 1) * PAGE)
  const title = language.t('staff.list.title', {
    filter: language.plain(`staff.list.${view.filter}`),
    count: found.length,
  })
  const lines = shown.length === 0 ? [language.t('staff.list.none')] : shown.map((each) => line(language, each, view))
  const outbox = view.outbox === 0 ? [] : ['', language.t('staff.list.outbox', { count: view.outbox })]
  const unreadable = view.unreadable.slice(0, PAGE).map((number) => unreadableLine(language, number))
  return {
    text: [`<b>${title}</b>`, '', ...lines, ...unreadable, ...outbox].join('\n'),
    rows: [
      ...rowsOf(shown.map((each) => openButton(language, each))),
      filterRow(language),
      turnRow(language, view, page, pages),
    ],
  }
}

/** That there is a case, and that it cannot be read. */
export function unreadableLine(language: Language, number: number): string {
  return language.t('staff.list.unreadable', { name: caseName(number) })
}

/** One case, for whoever asked for it in private. */
export function caseScreen(language: Language, each: Case, names: Map<number, string>, now: number): Screen {
  const text = [`<b>${line(language, each, { names, now })}</b>`, ...topicLine(language, each)].join('\n')
  return { text, rows: cardKeyboard(language, each) }
}

/** `P0 · K-1042 · uz-Latn · state · owner · age` */
function line(language: Language, each: Case, { names, now }: Pick<ListView, 'names' | 'now'>): string {
  const state = language.t(`staff.state.${each.hold ? 'hold' : each.state}`)
  const owner = each.owner
    ? language.t('staff.list.owner', { name: names.get(each.owner.id) ?? '?' })
    : language.t('staff.list.nobody')
  return [alertLine(each), state, owner, age(language, now - each.createdAt)].join(' · ')
}

function age(language: Language, milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / MINUTE_MS))
  if (minutes < 120) return language.t('staff.list.minutes', { minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return language.t('staff.list.hours', { hours })
  return language.t('staff.list.days', { days: Math.floor(hours / 24) })
}

function openButton(language: Language, each: Case): Button {
  return { label: caseName(each.number), to: address(language.tag, 'cases', 'show', String(each.number)) }
}

function filterRow(language: Language): Button[] {
  return FILTERS.map((filter) => ({
    label: language.plain(`staff.list.${filter}`),
    to: address(language.tag, 'cases', filter, '0'),
  }))
}

function turnRow(language: Language, { filter }: ListView, page: number, pages: number): Button[] {
  const turn = (name: string, to: number): Button => ({
    label: language.plain(`staff.button.${name}`),
    to: address(language.tag, 'cases', filter, String(to)),
  })
  return [...(page > 0 ? [turn('previous', page - 1)] : []), ...(page + 1 < pages ? [turn('next', page + 1)] : [])]
}

function rowsOf(buttons: Button[]): Button[][] {
  return buttons.flatMap((_, index) => (index % IN_ROW === 0 ? [buttons.slice(index, index + IN_ROW)] : []))
}
