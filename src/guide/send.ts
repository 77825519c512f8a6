/** What would be sent to the team from a guide: the person's own answers, each only while it is ticked. Pure. */
import { address, type Button, pairs } from '../telegram/buttons.ts'
import { hideButton, homeRow } from '../telegram/frame.ts'
import type { Screen } from '../telegram/screen.ts'
import { type Answer, encodeAnswers } from './answers.ts'
import { answerInWords, type Frame, guideAddress, plainWords, titleLine } from './frame.ts'
import { escaped } from '../telegram/html.ts'

/** An answer that may be sent; `bit`: its place in `send` of the guide. */
export type Line = { id: string; bit: number; text: string }

/** Answers that say nothing; where a "no" says something it is an option of another name. */
const SILENT = ['no', 'skip', 'unsure']
/** Before the unticked ones in a tap: no code of a question, so that none is opened by it. */
const MARK = '-'

/** A small phone shows so many lines, of so many characters, as buttons; otherwise they stand in the text, with a numbered button each. */
const MAX_ROWS = 9
const MAX_LABEL = 28

/** Ticks to take off, and the way on to the draft. `unticked`: as `untickedIn` reads it. */
export function sendScreen(frame: Frame, unticked: string): Screen {
  const { language, guide } = frame
  const off = untickedIn(unticked)
  const lines = linesToSend(frame)
  const listed = lines.length > MAX_ROWS || lines.some(({ text }) => text.length > MAX_LABEL)
  const tick = ({ bit, text }: Line, index: number): Button => {
    const next = packed(off.has(bit) ? new Set([...off].filter((each) => each !== bit)) : new Set([...off, bit]))
    return { label: `${mark(off, bit)} ${listed ? index + 1 : text}`, to: guideAddress(frame, `+${next}`) }
  }
  const list = lines.map(({ bit, text }, index) => `${mark(off, bit)} ${index + 1}. ${escaped(text)}`)
  const on: Button = {
    label: `✉️ ${language.plain('guide.button.go-on')}`,
    to: address(language.tag, 'tell', guide.id, guide.version, encodeAnswers(guide, frame.answers), packed(off)),
  }
  const back: Button = { label: `⬅️ ${language.plain('button.back')}`, to: guideAddress(frame, '') }
  const text = [titleLine(frame), language.t('guide.send'), ...(listed ? [list.join('\n')] : [])].join('\n\n')
  const ticks = listed ? pairs(lines.map(tick)) : lines.map((line, index) => [tick(line, index)])
  return { text, rows: [...ticks, [on], [back, hideButton(language)], homeRow(language)] }
}

function mark(off: Set<number>, bit: number): string {
  return off.has(bit) ? '⬜' : '☑️'
}

/** The answers that the guide offers to send, in words; without those that say nothing. */
export function linesToSend(frame: Frame): Line[] {
  return frame.guide.send.flatMap((id, bit) => {
    const answer = frame.answers.get(id)
    return answer === undefined || isSilent(answer) ? [] : [{ id, bit, text: lineText(frame, id, answer) }]
  })
}

/** The lines whose tick was left. */
export function tickedLines(frame: Frame, unticked: string): Line[] {
  const off = untickedIn(unticked)
  return linesToSend(frame).filter(({ bit }) => !off.has(bit))
}

/** `Passport or ID is kept`, and what was answered unless that is "yes". */
function lineText(frame: Frame, id: string, answer: Answer): string {
  const isYes = answer.kind === 'choice' && answer.option === 'yes'
  const said = isYes ? '' : `: ${answerInWords(frame, id, answer)}`
  return `${plainWords(frame, `questions.${id}.short`)}${said}`
}

function isSilent(answer: Answer): boolean {
  return answer.kind === 'choice' && SILENT.includes(answer.option)
}

/** Bits in base 36 after a mark: three characters for fourteen lines. Anything else is none. */
function untickedIn(text: string): Set<number> {
  const bits = /^-[0-9a-z]{1,6}$/.test(text) ? parseInt(text.slice(1), 36) : 0
  return new Set(Array.from({ length: 31 }, (_, bit) => bit).filter((bit) => Math.floor(bits / 2 ** bit) % 2 === 1))
}

function packed(off: Set<number>): string {
  const bits = [...off].reduce((sum, bit) => sum + 2 ** bit, 0)
  return bits === 0 ? '' : MARK + bits.toString(36)
}
