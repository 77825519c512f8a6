/** An outcome as a screen: what applies, what to do, who helps, where it comes from and how sure it is. Pure. */
import { encodeDay } from '../content/days.ts'
import { factsIn } from '../content/facts.ts'
import type { Outcome } from '../content/guide.ts'
import { SOURCE_LANGUAGE } from '../content/load.ts'
import { address, type Button, pairs } from '../telegram/buttons.ts'
import {
  checkedLine,
  expiredText,
  factsOn,
  hasExpired,
  olderLine,
  sourcesOf,
  sourcesText,
  textValues,
} from '../telegram/facts.ts'
import { guideButton, hideButton, homeRow, nearButton, pageButton, writeButton, cardButton } from '../telegram/frame.ts'
import { copyButton, lineText, shownLines } from '../telegram/lines.ts'
import type { Screen } from '../telegram/screen.ts'
import { dateOf } from './answers.ts'
import { holds } from './conditions.ts'
import { answerInWords, emergencyIds, type Frame, frameRows, guideAddress, has, words } from './frame.ts'
import { ruleNamed } from './rules/rules.ts'
import type { Place } from './walk.ts'

export type OutcomePlace = Extract<Place, { at: 'outcome' }>

/** The outcome, or "ask a person" when a fact it rests on does not hold today. */
export function outcomeScreen(frame: Frame, place: OutcomePlace): Screen {
  const outcome = outcomeOf(frame, place.id)
  const facts = factsOn(frame.content, factIdsOf(frame, place), frame.today)
  if (hasExpired(facts)) return expiredScreen(frame, place.asked)
  const values = { ...textValues(frame.content, facts, frame.language), ...ownValues(frame, place) }
  return { text: outcomeText(frame, place, outcome, values), rows: outcomeRows(frame, place, outcome) }
}

/** No old answer: people instead, first among the buttons. */
export function expiredScreen(frame: Frame, asked: string[]): Screen {
  const { content, language, guide } = frame
  const copies = shownLines(content, content.directory.ask).map((line) => copyButton(line, language))
  return {
    text: expiredText(content, language),
    rows: [
      [writeButton(language, `guide.${guide.id}`), nearButton(language)],
      ...pairs(copies),
      [answersButton(frame)],
      ...frameRows(frame, asked),
    ],
  }
}

/** Where the outcome comes from. */
export function outcomeSources(frame: Frame, place: OutcomePlace): Screen {
  const { content, language, guide } = frame
  const outcome = outcomeOf(frame, place.id)
  const sources = sourcesOf(content, factIdsOf(frame, place, SOURCE_LANGUAGE), outcome.sources)
  const text = sourcesText(content, language, { sources, checked: guide.checked, unit: `guides/${guide.id}` })
  const back: Button = { label: `⬅️ ${language.plain('button.back')}`, to: guideAddress(frame, '') }
  return { text, rows: [[back, hideButton(language)], homeRow(language)] }
}

/** Parts of an outcome that apply: their ids, in order. */
export function partsThatApply(parts: Outcome['lines'], place: OutcomePlace): string[] {
  return parts.flatMap((part) => {
    if (typeof part === 'string') return [part]
    return holds(part.if, place.given, place.finding.is) ? [part.id] : []
  })
}

function outcomeOf({ guide }: Frame, id: string): Outcome {
  const outcome = guide.outcomes[id]
  if (!outcome) throw new Error(`Expected an outcome of content/guides/${guide.id}.yaml, got "${id}"`)
  return outcome
}

/** Facts the outcome rests on: those it names, those its rules compute with, those its words print. */
function factIdsOf(frame: Frame, place: OutcomePlace, code = frame.language.code): string[] {
  const outcome = outcomeOf(frame, place.id)
  const text = frame.content.words[code]?.guides[frame.guide.id]?.outcomes[place.id]
  const applying = [outcome.lines, outcome.details, outcome.steps].flatMap((parts) => partsThatApply(parts, place))
  const parts = applying.flatMap((id) => [text?.lines?.[id] ?? '', text?.steps?.[id] ?? ''])
  const printed = [text?.title ?? '', text?.text ?? '', text?.law ?? '', ...parts].flatMap(factsIn)
  return [...new Set([...outcome.facts, ...place.rules.flatMap((rule) => ruleNamed(rule).facts), ...printed])]
}

/** `{{value.x}}` of the rule, `{{answer.x}}` of the person. */
function ownValues(frame: Frame, { answers, finding }: OutcomePlace): Record<string, string> {
  const values = Object.entries(finding.values).map(([id, value]) => [`value.${id}`, frame.language.fact(value)])
  const given = [...answers].map(([id, answer]) => [`answer.${id}`, answerInWords(frame, id, answer)])
  return Object.fromEntries([...values, ...given])
}

function outcomeText(frame: Frame, place: OutcomePlace, outcome: Outcome, values: Record<string, string>): string {
  const { content, language, guide } = frame
  const t = (key: string) => words(frame, `outcomes.${place.id}.${key}`, values)
  const bullets = (parts: Outcome['lines']) => partsThatApply(parts, place).map((id) => `• ${t(`lines.${id}`)}`)
  const steps = partsThatApply(outcome.steps, place).map((id, index) => `${index + 1}. ${t(`steps.${id}`)}`)
  const law = has(frame, ({ outcomes }) => outcomes[place.id]?.law) ? [t('law')] : []
  const folded = [...bullets(outcome.details), ...law].join('\n')
  const parts = [
    outcome.emergency ? frame.emergency(language) : '',
    `<b>${guide.icon} ${t('title')}</b>`,
    t('text'),
    bullets(outcome.lines).join('\n'),
    steps.join('\n'),
    folded ? `<blockquote expandable>${folded}</blockquote>` : '',
    shownLines(content, outcome.numbers)
      .map((line) => lineText(line, language))
      .join('\n'),
    isUnsure(frame, place) ? `<i>${language.t('page.medium')}</i>` : '',
    olderLine(content, language, `guides/${guide.id}`),
    outcome.legal ? checkedLine(guide.checked, language) : '',
  ]
  return parts.filter(Boolean).join('\n\n')
}

/** Something in it is of medium confidence: it says so, and a person comes first. */
function isUnsure(frame: Frame, place: OutcomePlace): boolean {
  const outcome = outcomeOf(frame, place.id)
  const facts = factIdsOf(frame, place).map((id) => frame.content.facts[id]?.confidence)
  return outcome.confidence === 'medium' || facts.includes('medium')
}

function outcomeRows(frame: Frame, place: OutcomePlace, outcome: Outcome): Button[][] {
  const { content, language } = frame
  const person = [personButton(frame), nearButton(language)]
  const first = outcome.person || isUnsure(frame, place)
  const numbers = [...(outcome.emergency ? emergencyIds(frame) : []), ...outcome.numbers]
  const copies = shownLines(content, numbers).map((line) => copyButton(line, language))
  const more = [
    ...outcome.guides.map((id) => guideButton(content, language, id)),
    ...outcome.pages.map((id) => pageButton(content, language, id)),
  ]
  const sources: Button = { label: `📚 ${language.plain('button.sources')}`, to: guideAddress(frame, '=') }
  return [
    first ? person : [],
    ...pairs(copies),
    [...remindButtons(frame, place, outcome), ...(outcome.card ? [cardButton(content, language, outcome.card)] : [])],
    ...pairs(more),
    first ? [] : person,
    [answersButton(frame), ...(outcome.legal ? [sources] : [])],
    ...frameRows(frame, place.asked),
  ]
}

/** To the team: with the answers that the person leaves ticked, where the guide offers that. */
function personButton(frame: Frame): Button {
  const { language, guide } = frame
  if (guide.send.length === 0) return writeButton(language, `guide.${guide.id}`)
  return { label: `✉️ ${language.plain('report.button.write')}`, to: guideAddress(frame, '+') }
}

/** One button at most: two would say the same. */
function remindButtons({ language }: Frame, { answers, finding }: OutcomePlace, { remind }: Outcome): Button[] {
  const label = `🔔 ${language.plain('guide.button.remind')}`
  const buttons = [remind ?? []].flat().flatMap(({ rule, from }): Button[] => {
    const value = finding.values[from]
    const day = dateOf(answers, from) ?? (value?.kind === 'date' ? value.day : undefined)
    return day === undefined ? [] : [{ label, to: address(language.tag, 'remind', rule, encodeDay(day)) }]
  })
  return buttons.slice(0, 1)
}

function answersButton(frame: Frame): Button {
  return { label: `✏️ ${frame.language.plain('guide.button.answers')}`, to: guideAddress(frame, '*') }
}
