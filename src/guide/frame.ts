/** What every screen of a guide is made from, and the buttons that lead from one of its screens to another. */
import type { Guide } from '../content/guide.ts'
import type { Content } from '../content/load.ts'
import type { Language, Languages } from '../language/language.ts'
import { address, type Button } from '../telegram/buttons.ts'
import { backButton, HOME, hideButton, homeRow } from '../telegram/frame.ts'
import { type Answer, type Answers, encodeAnswers } from './answers.ts'

export type Frame = {
  content: Content
  language: Language
  languages: Languages
  guide: Guide
  answers: Answers
  /** Kazakhstan's day, YYYY-MM-DD. */
  today: string
  /** Numbers that work here: the emergency card without its buttons. */
  emergency(language: Language): string
}

/** A button of this guide: `tap` as `GuideAddress` explains it. */
export function guideAddress({ language, guide, answers }: Frame, tap: string): string {
  return address(language.tag, 'guide', guide.id, guide.version, encodeAnswers(guide, answers), tap)
}

/** The words of this guide. */
export function words({ language, guide }: Frame, key: string, values: Record<string, string> = {}): string {
  return language.t(`guides:${guide.id}.${key}`, values)
}

export function plainWords({ language, guide }: Frame, key: string): string {
  return language.plain(`guides:${guide.id}.${key}`)
}

export function has({ content, language, guide }: Frame, read: (words: NonNullable<Words>) => unknown): boolean {
  const found = content.words[language.code]?.guides[guide.id]
  return found !== undefined && read(found) !== undefined
}
type Words = Content['words'][string]['guides'][string] | undefined

export function titleLine(frame: Frame): string {
  return `<b>${frame.guide.icon} ${words(frame, 'title')}</b>`
}

/** The lines whose numbers `emergency` prints: their buttons stand beside it, as its words say. */
export function emergencyIds({ content }: Frame): string[] {
  return Object.values(content.directory.emergency).flat()
}

/** The code of a question or an aside. */
export function codeOf({ guide }: Frame, id: string): string {
  const step = guide.steps[id] ?? guide.asides[id]
  return step && 'code' in step ? step.code : ''
}

/** Opens a question again. */
export function openButton(frame: Frame, id: string, label: string): Button {
  return { label, to: guideAddress(frame, `?${codeOf(frame, id)}`) }
}

/** Back to the question before, or to the page that offers the guide; then Menu and SOS. */
export function frameRows(frame: Frame, asked: string[]): Button[][] {
  const { content, language, guide } = frame
  const before = asked.at(-1)
  const back = before
    ? openButton(frame, before, `⬅️ ${language.plain('button.back')}`)
    : backButton(language, pageOfGuide(content, guide.id))
  return [[back, hideButton(language)], homeRow(language)]
}

function pageOfGuide(content: Content, id: string): string {
  return Object.entries(content.menu.pages).find(([, page]) => page.guides.includes(id))?.[0] ?? HOME
}

/** An answer in words: an option as its button said it; of a day the month alone where only that counts. */
export function answerInWords(frame: Frame, id: string, answer: Answer): string {
  const { language } = frame
  switch (answer.kind) {
    case 'choice':
      return optionLabel(frame, id, answer.option)
    case 'date':
      return isMonth(frame, id) ? language.month(answer.day) : language.day(answer.day)
    case 'number':
      return language.number(answer.count)
    default:
      return answer.stays.length === 0
        ? language.plain('guide.no-stays')
        : answer.stays.map(({ entry, exit }) => `${language.day(entry)} – ${language.day(exit)}`).join('; ')
  }
}

function isMonth({ guide }: Frame, id: string): boolean {
  const step = guide.steps[id]
  return step !== undefined && 'month' in step && step.month
}

/** The label of an option: the guide's own, or that of a list all guides share. */
export function optionLabel(frame: Frame, id: string, option: string): string {
  const { language, guide } = frame
  if (guide.asides[id]) return plainWords(frame, `asides.${id}.options.${option}`)
  if (has(frame, ({ questions }) => questions[id]?.options?.[option]))
    return plainWords(frame, `questions.${id}.options.${option}`)
  return language.plain(`${sharedList(frame, id)}.${option}`)
}

/** Where the words of a shared list stand. */
function sharedList({ guide }: Frame, id: string): string {
  const step = guide.steps[id]
  const list = step && 'shared' in step ? step.shared : undefined
  return list === 'cities' || list === 'countries' ? list : 'guide.option'
}
