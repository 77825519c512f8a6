/** From a guide to the team: the answers whose tick was left become the beginning of a report, which the person sees before Send. */
import type { About } from '../case/about.ts'
import type { Told } from '../case/told.ts'
import type { Guide } from '../content/guide.ts'
import { isRule } from '../content/guide-paths.ts'
import type { Ctx } from '../context.ts'
import type { Language } from '../language/language.ts'
import { show } from '../telegram/screen.ts'
import type { Taps } from '../telegram/taps.ts'
import { type Answer, type Answers, optionOf } from './answers.ts'
import { type Frame, plainWords } from './frame.ts'
import { type GuideDeps, guideScreen } from './guide.ts'
import { checkPriority } from './rules/check.ts'
import { worryPriority } from './rules/worry.ts'
import { type Line, linesToSend, tickedLines } from './send.ts'
import { walk } from './walk.ts'

type Beginning = {
  origin: string
  about: Pick<About, 'who' | 'under18' | 'danger'>
  said?: { text: string; told: Told }
}

export type TellDeps = GuideDeps & {
  /** Shows a draft that begins like this (`report/`). */
  begin(ctx: Ctx, beginning: Beginning): Promise<void>
}

/** Guides about somebody's safety: whom they are about, and how urgent their answers are. Answers of others are a question like any other. */
const SENDING: Readonly<
  Record<string, { who: 'self' | 'other'; child: string; priority(sent: Answers): Told['priority'] }>
> = {
  check: { who: 'self', child: 'age', priority: checkPriority },
  worry: { who: 'other', child: 'child', priority: worryPriority },
}

/** Handles the button under the ticks. A button of another version of the guide shows where it leads today. */
export function createTell(deps: TellDeps): Taps {
  const { content, languages, emergency, today, begin, openMenu } = deps

  async function tell(ctx: Ctx): Promise<void> {
    const { language } = ctx
    const [id = '', version = '', answers = '', unticked = ''] = ctx.address?.args ?? []
    const guide = Object.hasOwn(content.guides, id) ? content.guides[id] : undefined
    if (!guide) return openMenu(ctx)
    const place = walk(guide, { version, answers, tap: '' }, { facts: content.facts, today: today() })
    if (place.at !== 'outcome' || version !== guide.version) {
      const screen = guideScreen(deps, { id, language, version, answers, tap: '', today: today() })
      return screen ? show(ctx, screen) : openMenu(ctx)
    }
    const frame = { content, language, languages, guide, answers: place.answers, today: today(), emergency }
    await begin(ctx, beginningOf(frame, tickedLines(frame, unticked)))
  }
  return { tell }
}

/** What goes with these lines, and nothing else: what was unticked is as if it had not been answered. */
export function beginningOf(frame: Frame, lines: Line[]): Beginning {
  const { guide } = frame
  const sending = SENDING[guide.id]
  if (lines.length === 0) return { origin: 'ask', about: sending ? { who: sending.who } : {} }
  const ticked = lines.map(({ id }) => id)
  const sent = new Map([...frame.answers].filter(([id]) => ticked.includes(id)))
  const told = { guide: guide.id, answers: valuesOf(guide, sent), priority: sending?.priority(sent) ?? 2 } as const
  const text = textOf(frame, lines)
  return { origin: `guide:${guide.id}`, about: aboutOf(guide, sent), said: { text, told } }
}

/** Said as chips of the draft, which the person sees and can take off. */
function aboutOf({ id }: Guide, sent: Answers): Beginning['about'] {
  const sending = SENDING[id]
  if (!sending) return {}
  return {
    who: sending.who,
    ...(optionOf(sent, sending.child) === 'yes' && { under18: true }),
    ...(optionOf(sent, 'danger') === 'yes' && { danger: 'now' }),
  }
}

/** `told` in the words of another language: for the desk. Undefined when today's guide has no words for it. */
export function createToldText({ content, languages }: Pick<TellDeps, 'content' | 'languages'>) {
  const bare = { content, languages, today: '', emergency: () => '' } // answers in words need neither today nor any number
  return (language: Language, { guide: id, answers }: Told): string | undefined => {
    const guide = Object.hasOwn(content.guides, id) ? content.guides[id] : undefined
    if (!guide || !content.words[language.code]?.guides[id]) return undefined
    const frame: Frame = { ...bare, language, guide, answers: answersFrom(guide, answers) }
    const lines = linesToSend(frame)
    return lines.length === 0 ? undefined : textOf(frame, lines)
  }
}

function textOf(frame: Frame, lines: Line[]): string {
  return [plainWords(frame, 'button'), ...lines.map(({ text }) => `• ${text}`)].join('\n')
}

/** Answers as the desk keeps them. Of earlier stays nothing: no guide sends them. */
function valuesOf(guide: Guide, answers: Answers): Told['answers'] {
  return Object.fromEntries(
    [...answers].flatMap(([id, answer]) => {
      const value = valueOf(guide, id, answer)
      return value === undefined ? [] : [[id, value]]
    }),
  )
}

function valueOf({ steps }: Guide, id: string, answer: Answer): string | undefined {
  const step = steps[id]
  if (answer.kind === 'choice') return answer.option
  if (answer.kind === 'number') return String(answer.count)
  if (answer.kind === 'stays') return undefined
  return step && 'month' in step && step.month ? answer.day.slice(0, 7) : answer.day
}

/** What `valuesOf` wrote, read as today's guide asks it; without questions that it no longer has. */
function answersFrom(guide: Guide, values: Told['answers']): Answers {
  return new Map(
    Object.entries(values).flatMap(([id, value]): [string, Answer][] => {
      const answer = answerFrom(guide, id, value)
      return answer ? [[id, answer]] : []
    }),
  )
}

function answerFrom({ steps }: Guide, id: string, value: string): Answer | undefined {
  const step = steps[id]
  if (!step || isRule(step)) return undefined
  if (step.ask === 'choice') return { kind: 'choice', option: value }
  if (step.ask === 'number') return /^\d{1,4}$/.test(value) ? { kind: 'number', count: Number(value) } : undefined
  if (step.ask === 'stays' || !/^\d{4}-\d\d(-\d\d)?$/.test(value)) return undefined
  return { kind: 'date', day: value.length === 7 ? `${value}-01` : value }
}
