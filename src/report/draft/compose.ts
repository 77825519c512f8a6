/** The screens of a draft: what will be sent, exactly, and what leads to it. Pure. */
import { type Case, caseName } from '../../case/case.ts'
import type { Content } from '../../content/load.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button, pairs } from '../../telegram/buttons.ts'
import { hideButton, homeRow, writeButton } from '../../telegram/frame.ts'
import { copyButton, shortLine, shownLines } from '../../telegram/lines.ts'
import type { Screen } from '../../telegram/screen.ts'
import { aboutLines, chipRows } from './compose-about.ts'
import { itemLines } from './compose-items.ts'
import { type Draft, isFull } from './draft.ts'
import { sendAddress } from './send-address.ts'

/** Telegram takes 4096 characters after parsing; a few are left for what is counted differently. */
const MAX_TEXT = 4000
/** More would leave no place for the chips. */
const MAX_DROPS = 8

export type Preview = {
  draft: Draft
  language: Language
  /** An earlier case that this may belong to. */
  closed?: Case | undefined
  /** Said above the buttons: why it was not sent. */
  note?: string
}

/** Before anything was sent in: who reads it, what is not asked, how to go on. Afterwards: what will be sent. */
export function draftScreen(preview: Preview): Screen {
  return preview.draft.items.length === 0 ? introScreen(preview) : previewScreen(preview)
}

function introScreen({ draft, language }: Preview): Screen {
  const text = [...introLines(language), aboutLines(draft.about, language).join('\n')]
  return { text: text.filter(Boolean).join('\n\n'), rows: [...chipRows(draft, language), ...frame(language)] }
}

/** The same without choices: while the store is away nothing can be remembered. */
export function bareIntro(language: Language): Screen {
  return { text: introLines(language).join('\n\n'), rows: [homeRow(language)] }
}

function introLines(language: Language): string[] {
  return [`<b>${language.t('report.intro.title')}</b>`, language.t('report.intro.who'), language.t('report.intro.how')]
}

function previewScreen({ draft, language, closed, note }: Preview): Screen {
  const opening = `<b>${language.t('report.draft.title')}</b>\n${language.t('report.draft.will')}`
  const chips = aboutLines(draft.about, language).join('\n')
  const after = [chips, sentWith(draft, language), ...remarks(draft, language), note ?? ''].filter(Boolean)
  const cutNote = language.t('report.draft.cut')
  const spent = [opening, ...after, cutNote].reduce((sum, part) => sum + part.length + 2, 0)
  const items = itemLines(draft.items, language, MAX_TEXT - spent)
  const text = [opening, items.text, ...(items.cut ? [cutNote] : []), ...after].join('\n\n')
  const rows = [
    sendRow(draft, language, closed),
    ...dropRows(draft, language),
    ...chipRows(draft, language),
    ...frame(language),
  ]
  return { text, rows }
}

/** What goes with it though nobody typed it. */
function sentWith({ origin }: Draft, language: Language): string {
  return `<i>${language.t('report.draft.with', { language: language.name, origin: originInWords(origin, language) })}</i>`
}

/** `origin`: as in a case. */
function originInWords(origin: string, language: Language): string {
  const [kind = 'ask', id = ''] = origin.split(':')
  if (kind === 'guide') return `${language.plain('report.origin.guide')}: ${language.plain(`guides:${id}.button`)}`
  return language.plain(`report.origin.${kind}`, kind === 'page' ? { page: language.plain(`pages:${id}.button`) } : {})
}

function remarks(draft: Draft, language: Language): string[] {
  return [
    draft.about.under18 ? language.t('report.draft.child') : '',
    draft.items.length > MAX_DROPS ? language.t('report.draft.last-only', { count: MAX_DROPS }) : '',
    isFull(draft) ? language.t('report.draft.full') : language.t('report.draft.more'),
  ]
}

function sendRow(draft: Draft, language: Language, closed: Case | undefined): Button[] {
  const refs = draft.items.map(({ ref }) => ref)
  const send = (word: string, how: string, values = {}): Button => ({
    label: `✅ ${language.plain(`report.button.${word}`, values)}`,
    to: sendAddress(language.tag, draft.id, refs, how),
    style: 'success',
  })
  if (!closed) return [send('send', '')]
  return [send('send-to', 'r', { number: caseName(closed.number) }), send('send-new', '')]
}

function dropRows({ items }: Draft, language: Language): Button[][] {
  const numbered = items.map(({ ref }, index) => ({ ref, number: index + 1 }))
  return pairs(
    numbered.slice(-MAX_DROPS).map(({ ref, number }) => ({
      label: `🗑 ${language.plain('report.button.remove', { number })}`,
      to: address(language.tag, 'drop', ref.toString(36)),
    })),
  )
}

function frame(language: Language): Button[][] {
  const cancel: Button = { label: `✖️ ${language.plain('report.button.cancel')}`, to: address(language.tag, 'cancel') }
  return [[cancel, hideButton(language)], homeRow(language)]
}

/** Besides the offer: a line, rows above the button that sends, rows below it. */
export type Also = { text?: string; first?: Button[][]; rows?: Button[][] }

/** To somebody who wrote without being asked: it is a program, nobody has read it. `kind`: a key of `unread`; `also`: what it may have been sent for besides. */
export function offerScreen(
  language: Language,
  kind: string,
  draftId: string,
  refs: number[],
  also: Also = {},
): Screen {
  const pass: Button = {
    label: `✉️ ${language.plain('report.button.pass')}`,
    to: sendAddress(language.tag, draftId, refs),
  }
  const text = [language.t(`unread.${kind}`), also.text ?? ''].filter(Boolean).join('\n\n')
  return { text, rows: [...(also.first ?? []), [pass], ...(also.rows ?? []), homeRow(language)] }
}

/** A few neutral words; with the way to a new message, or without. */
export function plainScreen(language: Language, key: 'report.gone.text' | 'report.cancelled.text'): Screen {
  return {
    text: language.t(key),
    rows: [...(key === 'report.gone.text' ? [[writeButton(language)]] : []), homeRow(language)],
  }
}

/** The store could not take it: whether it reached the team all the same, and who can be called. */
export function straightScreen(language: Language, content: Content, passed: boolean, again: string): Screen {
  const lines = shownLines(content, content.desk.partners)
  const text = [
    `<b>${language.t('report.straight.title')}</b>`,
    language.t(passed ? 'report.straight.passed' : 'report.straight.lost'),
    lines.map((line) => shortLine(line, language)).join('\n'),
  ]
  const retry: Button = { label: `🔁 ${language.plain('report.button.again')}`, to: again }
  return {
    text: text.join('\n\n'),
    rows: [...pairs(lines.map((line) => copyButton(line, language))), [retry], homeRow(language)],
  }
}
