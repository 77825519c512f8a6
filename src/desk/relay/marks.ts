/**
 * Shows at the desk how far each answer came: handles the due entry `mark:<case>`. Looks at what is, shows what differs,
 * writes it down; run again it does nothing. A reaction counts as no message of the group; control messages come last,
 * behind everything about reports, and only their newest state is written.
 */
import type { Answer } from '../../case/answer.ts'
import type { Case, CaseNumber } from '../../case/case.ts'
import type { Language } from '../../language/language.ts'
import { withAnswer } from './answers.ts'
import type { DeskParts } from '../desk.ts'
import { type Mark, marksOf, reactionOf, whenToMark } from './reactions.ts'
import { controlScreen, standingTime } from './control.ts'
import { NOT_SHOWN, type Pause, type Place, react, showControl } from './show.ts'

/** The handler: the answer is when to come again (ms since 1970), as `due.on` wants it. */
export function createMarks(parts: DeskParts): (number: CaseNumber) => Promise<number | undefined> {
  const { cases, clock, timeZone, group, api } = parts

  async function mark(number: CaseNumber): Promise<number | undefined> {
    const each = await cases.read(number)
    if (!each) return undefined
    const now = clock.now()
    const pauses: number[] = []
    for (const one of marksOf(each, now, timeZone).filter(({ at }) => at <= now))
      for (const paused of [one.reaction && (await reacted(each, one)), one.control && (await controlled(each, one))])
        if (paused) pauses.push(paused.pause)
    if (pauses.length > 0) return clock.now() + Math.max(1, ...pauses)
    const after = await cases.read(number)
    return after && whenToMark(after, clock.now(), timeZone)
  }

  async function reacted(each: Case, { answer, standing }: Mark): Promise<Pause | undefined> {
    const reaction = reactionOf(standing)
    for (const at of answer.staff) {
      const paused = await react(api, at, reaction)
      if (paused) return paused
    }
    await note(each.number, answer.id, { reaction })
    return undefined
  }

  async function controlled(each: Case, { answer, standing }: Mark): Promise<Pause | undefined> {
    const place = await placeOf(each, answer)
    const time = standingTime(each, answer, standing, clock.now(), timeZone)
    const words = (language: Language) => controlScreen(language, each.number, answer, standing, time)
    const sent = place && (await showControl(parts, place, answer.control, words(await languageOf(place.chat))))
    if (typeof sent === 'object') return sent
    const control = { chat: place?.chat ?? 0, message: sent ?? NOT_SHOWN, shown: `${standing} ${time}` }
    await note(each.number, answer.id, { control })
    return undefined
  }

  /** Where the control message belongs; undefined when that place is no more (another topic, another group). */
  async function placeOf(each: Case, answer: Answer): Promise<Place | undefined> {
    const [first] = answer.staff
    if (!first) return undefined
    if (first.chat > 0) return { ...first, thread: undefined }
    const isHere = first.chat === (await group.id()) && each.desk.chat === first.chat
    return isHere && each.desk.thread !== undefined ? { ...first, thread: each.desk.thread } : undefined
  }

  async function languageOf(chat: number): Promise<Language> {
    const { languages, staff, content } = parts
    const code = chat > 0 ? (await staff.get(chat))?.language : undefined
    return languages.byCode(code ?? content.desk.language) ?? languages.guess(undefined)
  }

  function note(number: CaseNumber, id: number, shown: Pick<Answer, 'reaction'> | Pick<Answer, 'control'>) {
    return cases.change(number, (each) => {
      const answer = each.answers.find((one) => one.id === id)
      return answer && { case: withAnswer(each, { ...answer, ...shown }) }
    })
  }

  return mark
}
