/** The card: the first message of a case's topic. Everything that helps to decide, nothing that names the person. */
import { createHash } from 'node:crypto'
import { type Case, caseName } from '../../case/case.ts'
import type { Language } from '../../language/language.ts'
import { MAX_WRONG_WORDS } from '../work/keyboard.ts'
import { escaped } from '../../telegram/html.ts'

export type CardExtras = {
  timeZone: string
  /** Name of whoever has the case. */
  owner: string | undefined
  /** Something was sent and nobody knows whether it arrived. */
  unsure: boolean
}

/** Changes when the card is to be edited. New messages alone do not: they stand below it, and edits cost as much as messages. */
export function cardMark(each: Case): string {
  const { number, priority, why, about, state, hold, closed, trafficking, owner, offer, openedAt, maybeSame, misuse } =
    each
  const { codeWord, quietWord: _, ...told } = about
  const { reachable, withdrawn, erasure, wrongWords } = each.person
  const promised = each.promises.length
  const shown = [
    [number, priority, why, told, codeWord !== undefined, state, hold, closed, trafficking, owner?.id, offer?.to],
    [openedAt !== undefined, maybeSame, misuse, reachable, withdrawn, erasure, wrongWords >= MAX_WRONG_WORDS],
    ...(promised > 0 ? [promised] : []),
  ]
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 12)
}

/** The card as Telegram HTML. */
export function cardText(language: Language, each: Case, extras: CardExtras): string {
  const t = language.t
  const lines = [
    extras.unsure ? `<i>${t('staff.card.twice')}</i>` : '',
    `<b>P${each.priority} · ${caseName(each.number)}</b> · ${named(language, 'card.why', each.why)}`,
    row([each.language, whoText(language, each), ageText(language, each), cityText(language, each)]),
    stateText(language, each, extras.owner),
    ...warnings(language, each),
    safetyText(language, each),
    t('staff.card.came', { forms: formsText(language, each.forms), origin: originText(language, each.origin) }),
    t('staff.card.received', { when: momentText(language, each.createdAt, extras.timeZone) }),
    each.trafficking.status === 'not_assessed' ? '' : assessmentText(language, each),
    each.promises.length > 0 ? t('staff.card.promised', { count: each.promises.length }) : '',
    each.maybeSame.length > 0 ? t('staff.card.same', { names: each.maybeSame.map(caseName).join(', ') }) : '',
  ]
  return lines.filter(Boolean).join('\n')
}

/** `voice 2, photo 1`: what came, not what was said. */
function formsText(language: Language, forms: Record<string, number>): string {
  const parts = Object.entries(forms).map(([form, count]) => `${named(language, 'form', form)} ${count}`)
  return parts.join(', ') || language.plain('staff.form.none')
}

function row(parts: string[]): string {
  return parts.filter(Boolean).join(' · ')
}

/** The word for a value of ours, or the value itself where no word is known: nothing is left out. */
export function named(language: Language, group: string, value: string): string {
  const key = `staff.${group}.${value}`
  const word = language.plain(key)
  return word === key ? escaped(value) : word
}

function whoText(language: Language, { about }: Case): string {
  return named(language, 'card.who', about.who ?? 'unknown')
}

function ageText(language: Language, { about }: Case): string {
  return named(language, 'card.age', about.under18 ? 'child' : 'unknown')
}

function cityText(language: Language, { about }: Case): string {
  if (about.city === undefined) return language.t('staff.card.no-city')
  const word = language.plain(`cities.${about.city}`)
  return word === `cities.${about.city}` ? escaped(about.city) : word
}

function stateText(language: Language, each: Case, owner: string | undefined): string {
  const { closed } = each
  if (closed) {
    const of = closed.of === undefined ? '' : ` ${caseName(closed.of)}`
    return `✔ ${language.t('staff.card.closed', { reason: named(language, 'reason', closed.reason) + of })}`
  }
  const has = each.owner ? language.t('staff.card.owner', { name: owner ?? '?' }) : language.t('staff.card.nobody')
  const offered = each.offer ? language.t('staff.card.offered') : ''
  return row([named(language, 'state', each.state), `<b>${has}</b>`, offered])
}

/** What changes how one may work on it. */
function warnings(language: Language, each: Case): string[] {
  const { hold, misuse, person } = each
  const { erasure, withdrawn, reachable, wrongWords } = person
  const t = language.t
  return [
    hold ? t(hold.by === 'person' ? 'staff.card.quiet' : 'staff.card.hold') : '',
    reachable === 'yes' ? '' : t(`staff.card.${reachable}`),
    withdrawn ? t('staff.card.withdrawn') : '',
    erasure ? t(erasure.refused === undefined ? 'staff.card.erasure' : 'staff.card.erasure-refused') : '',
    wrongWords >= MAX_WRONG_WORDS ? t('staff.card.locked') : '',
    misuse ? t('staff.card.misuse', { step: named(language, 'card.misuse-step', misuse.step) }) : '',
  ].filter(Boolean)
}

function safetyText(language: Language, { about }: Case): string {
  const t = language.t
  const hours = about.hours.map((each) => named(language, 'card.hours', each)).join(', ')
  return row([
    hours === '' ? t('staff.card.any-time') : t('staff.card.safe', { hours }),
    hours === '' ? '' : t(`staff.card.outside-${about.outside}`),
    about.writeFirst ? t('staff.card.write-first') : t('staff.card.not-write-first'),
    about.codeWord === undefined ? t('staff.card.no-code-word') : t('staff.card.code-word'),
  ])
}

function assessmentText(language: Language, { trafficking }: Case): string {
  const word = named(language, 'trafficking', trafficking.status)
  const body =
    trafficking.status === 'confirmed' ? ` (${named(language, 'trafficking', `body-${trafficking.body}`)})` : ''
  return language.t('staff.card.assessed', { word: word + body })
}

function originText(language: Language, origin: string): string {
  const [kind = '', id = ''] = origin.split(':')
  const title = language.plain(kind === 'guide' ? `guides:${id}.button` : `pages:${id}.title`)
  const known = !title.endsWith(`${id}.title`) && !title.endsWith(`${id}.button`)
  return [named(language, 'card.origin', kind), known ? title : escaped(id)].filter(Boolean).join(': ')
}

/** Day and time of day in Kazakhstan. */
function momentText(language: Language, at: number, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at)
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at)
  return `${language.day(day)}, ${time}`
}
