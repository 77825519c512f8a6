/** Puts an answer on the phone, part by part; what is shown is written down after each, so that a crash repeats one at most. */
import type { Api } from 'grammy'
import type { Answer } from '../../case/answer.ts'
import type { Case } from '../../case/case.ts'
import type { Cases } from '../../case/cases.ts'
import type { Clock } from '../../clock.ts'
import type { Language } from '../../language/language.ts'
import { keyboard } from '../../telegram/buttons.ts'
import { trouble } from '../../telegram/errors.ts'
import type { Piece } from '../../telegram/pieces.ts'
import { answerControls, partsOf, type Showing, showInPlace, showPart } from './answer-show.ts'
import { withAnswer, withoutNotice } from './answers.ts'

export type Delivering = {
  cases: Cases
  clock: Clock
  api: Api
  each: Case
  answer: Answer
  language: Language
  silent: boolean
  /** A neutral, protected message of ours: the content takes its place, which notifies nobody. */
  target?: number | undefined
  /** Told the ids of what was sent. */
  note(messages: number[]): Promise<void> | void
  /** The person has pressed Hide since. */
  isHidden(): boolean
}

/** Shows what is not shown yet. Throws when Telegram gives no answer or the person cannot be reached. */
export async function deliverAnswer(delivering: Delivering): Promise<'shown' | 'hidden' | 'failed'> {
  const { cases, each, answer, language } = delivering
  const pieces = await piecesOf(cases, each, answer)
  const parts = partsOf(pieces.slice(answer.shownEntries.length))
  const controls = answerControls(language, each.number)
  let shown = answer.shownEntries.length
  try {
    for (const [index, part] of parts.entries()) {
      if (delivering.isHidden()) return 'hidden'
      const under = index === parts.length - 1 ? { controls } : {}
      const messages = await putPart(delivering, part, shown === 0, under)
      await delivering.note(messages)
      await record(delivering, shown, messages)
      shown += part.length
    }
    if ((parts.at(-1)?.length ?? 0) > 1) await putControls(delivering) // an album carries no buttons
    return 'shown'
  } catch (error) {
    if (trouble(error)?.kind !== 'refused') throw error
    await fail(delivering)
    return 'failed'
  }
}

/** What this answer says, as the log has it. */
export async function piecesOf(cases: Cases, { number }: Case, { entries }: Answer): Promise<Piece[]> {
  const log = await cases.log(number)
  return entries.map((index) => {
    const entry = log[index]
    if (entry?.kind !== 'to')
      throw new Error(`Expected an answer at entry ${index} of case ${number}, found ${entry?.kind}`)
    return entry.piece
  })
}

async function putPart(
  { api, each, silent, target }: Delivering,
  part: Piece[],
  first: boolean,
  under: { controls?: Showing['controls'] },
): Promise<number[]> {
  const { chat } = each.person
  const [piece] = part
  const inPlace = first && target !== undefined && piece?.kind === 'text'
  if (inPlace && (await showInPlace(api, chat, target, piece, under.controls ?? []))) return [target]
  return showPart({ api, chat, silent, ...(under.controls && { controls: under.controls }) }, part)
}

async function putControls({ api, each, language, note }: Delivering): Promise<void> {
  const sent = await api.sendMessage(each.person.chat, language.plain('case.go-on'), {
    disable_notification: true,
    reply_markup: { inline_keyboard: keyboard(answerControls(language, each.number)) },
  })
  await note([sent.message_id])
}

async function record({ cases, each, answer }: Delivering, before: number, messages: number[]): Promise<void> {
  const entries = answer.entries.slice(before, before + messages.length)
  await cases.change(each.number, (latest) => {
    const known = latest.answers.find(({ id }) => id === answer.id)
    if (!known || known.shownEntries.length !== before) return undefined
    const now = { shown: [...known.shown, ...messages], shownEntries: [...known.shownEntries, ...entries] }
    const next = withAnswer(latest, answer.id, (one) => ({ ...one, ...now }))
    const isContent = ({ notice }: Answer) => notice !== undefined && messages.includes(notice)
    return { case: { ...next, answers: next.answers.map((one) => (isContent(one) ? withoutNotice(one) : one)) } }
  })
}

/** Telegram does not take it: staff are told, and may send it in another form. */
async function fail({ cases, clock, each, answer }: Delivering): Promise<void> {
  await cases.change(each.number, (latest) => ({
    case: withAnswer(latest, answer.id, (one) => ({ ...one, state: 'failed' })),
    entries: [{ kind: 'event', at: clock.now(), event: 'answer-failed' }],
  }))
}
