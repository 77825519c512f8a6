/** An entry as an editor sees it: everything it says, how it stands, and what can be done with it. Pure. */
import { type Button, pairs } from '../../telegram/buttons.ts'
import { escaped } from '../../telegram/html.ts'
import type { Screen } from '../../telegram/screen.ts'
import { FINDING_DAYS } from '../register/current.ts'
import type { Contact } from '../register/record.ts'
import type { Entry } from '../register/register.ts'
import { hoursText } from '../register/written.ts'
import { actButton, homeButton, type Scene } from './part.ts'
import { fingerprint, nameOf, refOf, toDirectory } from '../ref.ts'
import { isHidden, isShown, marksOf, unconfirmedOf } from './state.ts'
import { hoursWords, momentWords, placeWords, shortened, valueWords, whomWords } from './words.ts'

const DAY = 86_400_000
/** Telegram takes 4096 characters; what stands last is left out first. */
const MAX_TEXT = 3600
const LONGEST_LINE = 300
const MOST_PROPOSALS = 10

/** Everything it says now. `more`: said above it. */
export function entryScreen(scene: Scene, entry: Entry, more?: string): Screen {
  const { language } = scene
  const head = `<b>${language.t('editor.entry.title', { marks: marksOf(scene, entry), name: nameOf(scene, entry.id) })}</b>`
  const said = saidLines(scene, entry)
  const parts = [
    ...(more === undefined ? [] : [more]),
    `${head}\n<code>${entry.id}</code>`,
    standingLines(scene, entry).join('\n'),
    said.join('\n'),
    ...sourceLines(scene, entry),
  ]
  return { text: fitting(parts), rows: buttons(scene, entry) }
}

function fitting(parts: string[]): string {
  let text = ''
  for (const part of parts.filter(Boolean)) {
    if (text.length + part.length > MAX_TEXT) return `${text}\n\n…`
    text += text === '' ? part : `\n\n${part}`
  }
  return text
}

/** Whether people see it, and what is known of it besides what it says. */
function standingLines(scene: Scene, entry: Entry): string[] {
  const { language, content } = scene
  const { record, now } = entry
  const t = (key: string, values = {}) => language.t(`editor.entry.${key}`, values)
  const days = unconfirmedOf(content, entry)
  const { contact, closedAt } = record
  const places = content.standings[entry.id]?.places // true for the day it was said
  return [
    t('publication', { publication: valueWords(scene, 'publication', now.publication) }),
    now.publication !== 'withheld' && !isShown(content, entry) ? t('not-shown') : '',
    closedAt === undefined ? '' : t('closed', { since: momentWords(scene, closedAt) }),
    content.standings[entry.id]?.doubted ? t('doubted') : '',
    findingsLine(scene, entry),
    now.reason === undefined ? '' : t('reason', { reason: shortened(now.reason, LONGEST_LINE) }),
    t('assured', {
      date: now.assured_date ?? '–',
      by: valueWords(scene, 'assured_by', now.assured_by),
      confidence: language.plain(`editor.confidence.${now.confidence}`),
    }),
    contact ? contactLine(scene, contact) : t('no-contact'),
    contact ? t(contact.confirmedAt === undefined ? 'unconfirmed' : 'confirmed', { count: days }) : '',
    contact?.unreachable ? t('unreachable') : '',
    places ? t(places.free ? 'free' : 'full', { at: momentWords(scene, places.at) }) : '',
    record.proposals.length > 0 ? t('proposals', { count: record.proposals.length }) : '',
  ].filter(Boolean)
}

/** With the name they have in Telegram: an invitation may have come into other hands. */
function contactLine(scene: Scene, { since, name }: Contact): string {
  return `${scene.language.t('editor.entry.contact', { since: momentWords(scene, since) })} <i>${escaped(name)}</i>`
}

function findingsLine({ language, now }: Scene, { record }: Entry): string {
  const lately = record.findings.filter(({ at }) => at > now - FINDING_DAYS * DAY)
  const count = (kind: string) => lately.filter((finding) => finding.kind === kind).length
  const values = { days: FINDING_DAYS, silent: count('no-answer'), refused: count('refused') }
  return lately.length === 0 ? '' : language.t('editor.entry.findings', values)
}

/** The fields people see. */
export function saidLines(scene: Scene, { now }: Pick<Entry, 'now'>): string[] {
  const { language } = scene
  const t = (key: string, values = {}) => language.t(`editor.entry.${key}`, values)
  const needs = now.services.map((need) => language.plain(`near.need.${need}`)).join(', ')
  const hours = hoursWords(now.schedule, language)
  return [
    t('phones', { phones: valueWords(scene, 'phones', now.phones) }),
    ...now.locations.map((place) => t('place', { place: placeWords(place, scene) })),
    now.everywhere ? t('everywhere') : '',
    hours === '' ? t('no-hours') : t('hours', { hours: hoursText(now.schedule), words: hours }),
    now.open_on_holidays ? t('holidays') : '',
    t('languages', { languages: valueWords(scene, 'languages', now.languages) }),
    t('whom', { whom: whomWords(now.eligibility, scene) || '–' }),
    t('needs', { needs: needs || '–' }),
  ].filter(Boolean)
}

function sourceLines({ language }: Scene, { now }: Entry): string[] {
  return now.sources.map((source) => language.t('editor.entry.source', { source: shortened(source, LONGEST_LINE) }))
}

function buttons(scene: Scene, entry: Entry): Button[][] {
  const { language } = scene
  const ref = refOf(entry.id)
  const canShow = isHidden(entry) || entry.record.closedAt !== undefined
  const hide = { ...actButton(language, 'hide', 'h', ref), style: 'danger' as const }
  const waiting = entry.record.proposals.slice(0, MOST_PROPOSALS).map((proposal) => {
    const label = `⏳ ${language.plain('editor.button.proposal', { at: momentWords(scene, proposal.at) })}`
    return [{ label, to: toDirectory(language, 'p', ref, fingerprint(proposal.id)) }]
  })
  return [
    ...waiting,
    ...pairs([
      actButton(language, 'called', 'c', ref),
      actButton(language, 'correct', 'x', ref),
      ...(entry.now.publication === 'withheld' ? [] : [hide]),
      ...(canShow ? [actButton(language, 'show', 'v', ref)] : []),
      actButton(language, 'history', 'y', ref, '0'),
      entry.record.contact ? actButton(language, 'remove', 'd', ref) : actButton(language, 'invite', 'i', ref),
    ]),
    [homeButton(language)],
  ]
}
