/** What a person sees of reminders. Pure, from content, language and day: so it opens while the store is down, too. */
import { encodeDay, daysBetween } from '../content/days.ts'
import type { Content } from '../content/load.ts'
import type { Language } from '../language/language.ts'
import { address, type Button, pairs } from '../telegram/buttons.ts'
import { expiredText } from '../telegram/facts.ts'
import { guideButton, hideButton, homeRow, pageButton, writeButton } from '../telegram/frame.ts'
import type { Screen } from '../telegram/screen.ts'
import type { Flag } from './flag.ts'
import { daysOf, type Reminder, type Reminders } from './reminder.ts'
import { type ReminderRule, ruleNamed } from './rules.ts'

export type View = { content: Content; language: Language; today: string }

/** What will come and when, before anything is kept. */
export function askScreen(view: View, reminder: Reminder): Screen {
  const { language } = view
  if (reminder.deadline === undefined) return unknownScreen(view)
  if (reminder.ahead.length === 0) return nearScreen(view, reminder)
  const t = (key: string) => language.t(`reminder.ask.${key}`)
  const title = language.t('reminder.ask.title', { date: language.day(reminder.deadline) })
  const set: Button = {
    label: `✅ ${language.plain('reminder.button.set')}`,
    to: leadsTo(view, 'remind', reminder, 'set'),
  }
  const list = `${t('days')}\n${bullets(view, reminder)}`
  return {
    text: text(`<b>🔔 ${title}</b>`, countedLine(view, reminder), list, t('text'), t('kept')),
    rows: [[set], ...lastRows(view)],
  }
}

/** It is kept now. */
export function setScreen(view: View, reminder: Reminder): Screen {
  const { language } = view
  const title = language.t('reminder.set.title', { date: language.day(reminder.deadline ?? reminder.base) })
  return {
    text: text(`<b>🔔 ${title}</b>`, `${language.t('reminder.set.days')}\n${bullets(view, reminder)}`),
    rows: [[mineButton(view), stopButton(view)], ...lastRows(view)],
  }
}

/** What a neutral message was about. `reminder`: as it is counted today. */
export function openScreen(view: View, reminder: Reminder, flag: Flag): Screen {
  const { language } = view
  const t = (key: string) => language.t(`reminder.${key}`)
  const rule = ruleNamed(reminder.rule)
  if (flag === 'x' || reminder.deadline === undefined) return unknownScreen(view, reminder)
  const change = flag === 'm' ? t('content.moved') : flag === 'c' ? t('content.count-again') : ''
  const isOld = flag === 'c' // the day rests on a rule that is no more: it is not shown as if it held
  return {
    text: text(
      `<b>🔔 ${language.t('reminder.ask.title', { date: language.day(reminder.deadline) })}</b>`,
      change,
      isOld ? '' : `${t(`about.${reminder.rule}`)} ${daysLeft(view, reminder.deadline)}`,
      isOld ? '' : countedLine(view, reminder),
      flag === 'l' ? t('content.late') : '',
    ),
    rows: [actButtons(view, reminder), moreButtons(view, rule), [stopButton(view)], ...lastRows(view)],
  }
}

/** All there are. `quiet`: nothing is sent, because the person hid or asked for silence. */
export function listScreen(view: View, all: Reminders | undefined, quiet: boolean): Screen {
  const { language } = view
  const list = (all?.list ?? []).filter(({ deadline }) => deadline === undefined || deadline >= view.today)
  const pages = (all?.follows ?? []).filter(({ page }) => Object.hasOwn(view.content.menu.pages, page))
  const isEmpty = list.length + pages.length === 0
  const t = (key: string) => language.t(`reminder.list.${key}`)
  const lines = [
    ...list.map((each) => `• ${line(view, each)}`),
    ...pages.map(({ page }) => `• ${language.t('reminder.list.page', { page: pageName(view, page) })}`),
  ]
  const resume: Button = { label: `🔔 ${plain(view, 'resume')}`, to: to(view, 'resume') }
  return {
    text: text(
      `<b>🔔 ${t('title')}</b>`,
      isEmpty ? t('none') : `${lines.join('\n')}\n\n${t('some')}`,
      !isEmpty && quiet ? t('quiet') : '',
    ),
    rows: [
      !isEmpty && quiet ? [resume] : [],
      ...pairs([...list.map((each) => dropButton(view, each)), ...pages.map(({ page }) => unfollowButton(view, page))]),
      [{ label: `📅 ${plain(view, 'add')}`, to: to(view, 'day') }],
      isEmpty ? [] : [stopButton(view)],
      ...lastRows(view),
    ],
  }
}

/** What a neutral message about a page was about. */
export function changedScreen(view: View, page: string): Screen {
  const { content, language } = view
  return {
    text: text(`<b>🔔 ${language.t('reminder.page.title')}</b>`, language.t('reminder.page.changed')),
    rows: [
      [pageButton(content, language, page)],
      [{ label: `🔕 ${plain(view, 'unfollow')}`, to: address(language.tag, 'follow', page, 'drop') }],
      [mineButton(view)],
      ...lastRows(view),
    ],
  }
}

/** One line of text, and where to go from there. */
export function plainScreen(view: View, key: 'done' | 'stopped' | 'later' | 'full'): Screen {
  const rows = key === 'stopped' ? lastRows(view) : [[mineButton(view)], ...lastRows(view)]
  return { text: view.language.t(`reminder.${key}`), rows }
}

function nearScreen(view: View, { rule, deadline }: Reminder): Screen {
  const { language } = view
  const title = deadline === undefined ? '' : `<b>${language.day(deadline)}</b>`
  return {
    text: text(title, language.t('reminder.near')),
    rows: [moreButtons(view, ruleNamed(rule)), [writeButton(language)], [mineButton(view)], ...lastRows(view)],
  }
}

/** A fact it is counted with does not hold today: no old day, people instead (decision 5). */
function unknownScreen(view: View, pending?: Reminder): Screen {
  const { content, language } = view
  return {
    text: text(expiredText(content, language), pending ? language.t('reminder.content.unknown') : ''),
    rows: [
      [writeButton(language)],
      ...(pending ? [actButtons(view, pending), [stopButton(view)]] : []),
      ...lastRows(view),
    ],
  }
}

/** Where to read on, and to count again. */
function moreButtons({ content, language }: View, rule: ReminderRule | undefined): Button[] {
  const { page, guide } = rule ?? {}
  return [
    ...(guide !== undefined && content.guides[guide] ? [guideButton(content, language, guide)] : []),
    ...(page === undefined ? [] : [pageButton(content, language, page)]),
  ]
}

/** Menu, SOS and Hide, as on every screen. */
export function lastRows({ language }: View): Button[][] {
  return [[hideButton(language)], homeRow(language)]
}

function line({ language, today }: View, each: Reminder): string {
  const days = daysOf(each)
    .filter((day) => day >= today)
    .map((day) => language.day(day))
  if (each.deadline === undefined) return `${language.day(each.base)}: ${language.t('reminder.content.unknown')}`
  return [`<b>${language.day(each.deadline)}</b>`, ...(days.length > 0 ? [listed(language, days)] : [])].join('. ')
}

function listed(language: Language, days: string[]): string {
  return language.t('reminder.list.days', { days: days.join(', ') })
}

function daysLeft({ language, today }: View, deadline: string): string {
  const count = daysBetween(today, deadline)
  if (count < 0) return language.t('reminder.content.over')
  return count === 0 ? language.t('reminder.content.today') : language.t('reminder.content.in', { count })
}

/** How a deadline was counted (decision 16). */
function countedLine({ language }: View, { rule, base }: Reminder): string {
  return ruleNamed(rule)?.base === 'back' ? language.t('reminder.counted', { date: language.day(base) }) : ''
}

function bullets({ language }: View, reminder: Reminder): string {
  return daysOf(reminder)
    .map((day) => `• ${language.day(day)}`)
    .join('\n')
}

function dropButton(view: View, each: Reminder): Button {
  return { label: `✖️ ${view.language.day(each.deadline ?? each.base)}`, to: leadsTo(view, 'drop', each) }
}

function unfollowButton(view: View, page: string): Button {
  return { label: `✖️ ${pageName(view, page)}`, to: address(view.language.tag, 'follow', page, 'drop') }
}

function pageName({ language }: View, page: string): string {
  return language.plain(`pages:${page}.button`)
}

function mineButton(view: View): Button {
  return { label: `🔔 ${plain(view, 'mine')}`, to: to(view) }
}

function stopButton(view: View): Button {
  return { label: `🔕 ${plain(view, 'stop')}`, to: to(view, 'stop') }
}

function actButtons(view: View, reminder: Reminder): Button[] {
  return [actButton(view, '✔️', 'done', reminder), actButton(view, '✏️', 'change', reminder)]
}

function actButton(view: View, icon: string, act: 'done' | 'change', reminder: Reminder): Button {
  return { label: `${icon} ${plain(view, act)}`, to: leadsTo(view, act, reminder) }
}

function leadsTo(view: View, act: string, { rule, base }: Pick<Reminder, 'rule' | 'base'>, last?: string): string {
  const args = [rule, encodeDay(base), ...(last === undefined ? [] : [last])]
  return act === 'remind' ? address(view.language.tag, 'remind', ...args) : to(view, act, ...args)
}

function to({ language }: View, ...args: string[]): string {
  return address(language.tag, 'reminders', ...args)
}

function plain({ language }: View, key: string): string {
  return language.plain(`reminder.button.${key}`)
}

function text(...parts: string[]): string {
  return parts.filter(Boolean).join('\n\n')
}
