/** What an organization's person sees. Pure. */
import { HIDDEN_AFTER_DAYS, unconfirmedDays } from '../register/current.ts'
import type { Content } from '../../content/load.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button } from '../../telegram/buttons.ts'
import { homeButton } from '../../telegram/frame.ts'
import { escaped } from '../../telegram/html.ts'
import type { Screen } from '../../telegram/screen.ts'
import { nameOf, refOf } from '../ref.ts'
import type { Entry } from '../register/register.ts'
import { entryLines, patchText, readOf } from './entry-text.ts'
import { ASKED_EVERY_DAYS } from './next-look.ts'

export type Frame = {
  content: Content
  language: Language
  /** ms since 1970, and the day of any such moment. */
  now: number
  dayOf(moment: number): string
  /** Whether they answer for other entries too. */
  several: boolean
}

/** Before anything is kept: what they would be asked, how often, what is kept, and how it ends. The code works once, at Yes. */
export function consentScreen({ content, language }: Frame, id: string, code: string): Screen {
  const t = (key: string) =>
    language.t(`confirm.consent.${key}`, { name: nameOf({ content, language }, id), days: ASKED_EVERY_DAYS })
  return {
    text: `<b>${t('title')}</b>\n\n${t('text')}\n\n• ${t('ask')}\n• ${t('kept')}\n• ${t('stop')}\n\n${t('question')}`,
    rows: [
      [
        { label: `✅ ${language.plain('confirm.button.yes')}`, to: address(language.tag, 'confirm', 'join', code) },
        { label: `✖️ ${language.plain('confirm.button.no')}`, to: address(language.tag, 'confirm', 'no') },
      ],
    ],
  }
}

/** Says one thing, and leads to the menu. */
export function wordScreen(language: Language, key: string): Screen {
  return { text: language.t(key), rows: [[homeButton(language)]] }
}

/** For whoever answers for several entries. */
export function listScreen({ content, language }: Frame, entries: Entry[]): Screen {
  const rows = entries.map((entry) => [to(language, 'show', entry, nameOf({ content, language }, entry.id))])
  return { text: language.t('confirm.list'), rows: [...rows, [homeButton(language)]] }
}

/** The entry as it is, and whether it is right. */
export function entryScreen(frame: Frame, entry: Entry): Screen {
  const { content, language } = frame
  const isClosed = entry.record.closedAt !== undefined
  const parts = [
    `<b>${language.t('confirm.title')}</b>`,
    `<b>${escaped(nameOf({ content, language }, entry.id))}</b>\n${language.t('confirm.entry.says')}`,
    entryLines(language, entry.now),
    stateLines(frame, entry).join('\n'),
    language.t(isClosed ? 'confirm.entry.reopen' : 'confirm.entry.question'),
  ]
  return {
    text: parts.filter(Boolean).join('\n\n'),
    rows: [
      ...(isClosed ? [[button(language, 'open', entry, '🟢')]] : rightRows(language, entry)),
      [button(language, 'change', entry, '✏️'), ...(isClosed ? [] : [button(language, 'closed', entry, '🚪')])],
      [button(language, 'stop', entry, '🔕'), frame.several ? entriesButton(language) : homeButton(language)],
    ],
  }
}

/** One tap says all of it. */
function rightRows(language: Language, entry: Entry): Button[][] {
  const right = (label: string, said: string): Button[] => [
    { ...button(language, label, entry, '✅', 'right', said, readOf(entry)), style: 'success' },
  ]
  return entry.now.services.includes('safe-place') ? [right('free', 'f'), right('full', 'u')] : [right('right', '')]
}

/** What is so besides: closed, not shown, confirmed, room, what waits for an editor. */
function stateLines({ content, language, now, dayOf }: Frame, { id, now: each, record }: Entry): string[] {
  const { closedAt, contact, places, proposals } = record
  const date = (moment: number) => language.day(dayOf(moment))
  const t = (key: string, values = {}) => language.t(`confirm.entry.${key}`, values)
  const isLate = contact !== undefined && unconfirmedDays(contact, now) >= HIDDEN_AFTER_DAYS && !isKept(content, id)
  const closed = isKept(content, id) ? 'closed-kept' : 'closed'
  return [
    ...(closedAt === undefined ? [] : [`🚪 ${t(closed, { date: date(closedAt) })}`]),
    ...(each.publication === 'withheld' ? [`⚠️ ${t('withheld')}`] : []),
    ...(isLate && closedAt === undefined ? [`⚠️ ${t('late')}`] : []),
    ...(contact?.confirmedAt === undefined ? [] : [`✔️ ${t('confirmed', { date: date(contact.confirmedAt) })}`]),
    ...(places && dayOf(places.at) === dayOf(now) ? [`🛏 ${t(places.free ? 'free' : 'full')}`] : []),
    ...proposals.map(({ patch }) => `⏳ ${t('waits', { change: patchText(language, patch) })}`),
  ]
}

/** A number of the emergency card or of "ask a person" is shown until an editor decides. */
export function isKept({ directory: { emergency, ask } }: Content, id: string): boolean {
  return [...Object.values(emergency), ask].some((ids) => ids.includes(id))
}

export function stopScreen({ content, language }: Frame, entry: Entry): Screen {
  const text = language.t('confirm.stop.text', { name: nameOf({ content, language }, entry.id) })
  return { text, rows: [[button(language, 'end', entry, '🔕')], [backButton(language, entry)]] }
}

export function backButton(language: Language, entry: Entry): Button {
  return button(language, 'back', entry, '⬅️', 'show')
}

function entriesButton(language: Language): Button {
  return { label: `📋 ${language.plain('confirm.button.entries')}`, to: address(language.tag, 'confirm', 'list') }
}

export function button(
  language: Language,
  word: string,
  entry: Entry,
  icon: string,
  what = word,
  ...args: string[]
): Button {
  return to(language, what, entry, `${icon} ${language.plain(`confirm.button.${word}`)}`, ...args)
}

export function to(language: Language, what: string, { id }: Entry, label: string, ...args: string[]): Button {
  return { label, to: address(language.tag, 'confirm', what, refOf(id), ...args) }
}
