/** A question as a screen, with everything that can be answered by tapping. Pure. */
import type { ChoiceQuestion } from '../content/guide.ts'
import { isRule } from '../content/guide-paths.ts'
import { type Button, pairs } from '../telegram/buttons.ts'
import { writeButton } from '../telegram/frame.ts'
import { copyButton, shownLines } from '../telegram/lines.ts'
import { monthLine } from '../telegram/calendar.ts'
import type { Screen } from '../telegram/screen.ts'
import {
  codeOf,
  emergencyIds,
  type Frame,
  frameRows,
  guideAddress,
  has,
  optionLabel,
  titleLine,
  words,
} from './frame.ts'
import { dateRows, numberRows, staysRows, staysText } from './picker.ts'

/** Longer labels stand alone in their row. */
const MAX_IN_PAIR = 18
/** Shown below the others, alone. */
const LAST_OPTIONS = ['skip', 'unsure', 'other']

/** `asked`: the questions answered before it; `picker`: how far a date or number is chosen; `help`: with its explanation. */
export function questionScreen(frame: Frame, id: string, asked: string[], picker: string, help: boolean): Screen {
  if (frame.guide.asides[id]) return asideScreen(frame, id, asked)
  const first = asked.length === 0 && has(frame, ({ intro }) => intro)
  const explained = has(frame, ({ questions }) => questions[id]?.help)
  const text = [
    titleLine(frame),
    first && picker === '' ? words(frame, 'intro') : '',
    `${words(frame, `questions.${id}.text`)}${help && explained ? `\n\n<i>${words(frame, `questions.${id}.help`)}</i>` : ''}`,
    detailText(frame, id, picker),
  ]
  const explain: Button = {
    label: `❓ ${frame.language.plain('guide.button.help')}`,
    to: guideAddress(frame, `~${codeOf(frame, id)}`),
  }
  const before = picker === '' ? asked : [...asked, id] // Back from the days of a month is the question itself
  return {
    text: text.filter(Boolean).join('\n\n'),
    rows: [...answerRows(frame, id, picker), explained && !help ? [explain] : [], ...frameRows(frame, before)],
  }
}

function asideScreen(frame: Frame, id: string, asked: string[]): Screen {
  const aside = frame.guide.asides[id]
  const text = [
    titleLine(frame),
    aside?.emergency ? frame.emergency(frame.language) : '',
    words(frame, `asides.${id}.text`),
  ]
  const numbers = aside?.emergency ? shownLines(frame.content, emergencyIds(frame)) : []
  return {
    text: text.filter(Boolean).join('\n\n'),
    rows: [
      ...pairs(numbers.map((line) => copyButton(line, frame.language))),
      ...(aside?.write ? [[writeButton(frame.language, `guide.${frame.guide.id}`)]] : []),
      ...optionRows(frame, id, Object.keys(aside?.options ?? {})),
      ...frameRows(frame, asked),
    ],
  }
}

function detailText(frame: Frame, id: string, picker: string): string {
  const step = frame.guide.steps[id]
  if (!step || isRule(step)) return ''
  if (step.ask === 'date') return monthLine(frame, picker)
  return step.ask === 'stays' ? staysText(frame, id, picker) : ''
}

function answerRows(frame: Frame, id: string, picker: string): Button[][] {
  const step = frame.guide.steps[id]
  if (!step || isRule(step)) return []
  if (step.ask === 'date') return dateRows(frame, id, step, picker)
  if (step.ask === 'number') return numberRows(frame, id, step, picker)
  if (step.ask === 'stays') return staysRows(frame, id, step, picker)
  return optionRows(frame, id, Object.keys((step satisfies ChoiceQuestion).options))
}

/** Short ones two a row, in the order of the guide; skip, "don't know" and "other" below. */
function optionRows(frame: Frame, id: string, options: string[]): Button[][] {
  const button = (option: string): Button => ({
    label: optionLabel(frame, id, option),
    to: guideAddress(frame, `!${codeOf(frame, id)}${valueCode(frame, id, option)}`),
  })
  const upper = options.filter((option) => !LAST_OPTIONS.includes(option)).map(button)
  const lower = options.filter((option) => LAST_OPTIONS.includes(option)).map((option) => [button(option)])
  const short = upper.every(({ label }) => label.length <= MAX_IN_PAIR)
  return [...(short ? pairs(upper) : upper.map((each) => [each])), ...lower]
}

function valueCode({ guide }: Frame, id: string, option: string): string {
  const step = guide.steps[id] ?? guide.asides[id]
  return step && 'options' in step ? (step.options[option] ?? '') : ''
}
