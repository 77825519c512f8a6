/** The small message at the desk that says in words how far an answer came, and takes it back. */
import type { Answer } from '../../case/answer.ts'
import type { Case } from '../../case/case.ts'
import { nextSafe, timeOfDay } from '../../case/hours.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import { reactionOf, type Standing } from './reactions.ts'

/** The time an answer's standing speaks of, `HH:MM`: since when, or from when on. */
export function standingTime(each: Case, answer: Answer, standing: Standing, now: number, timeZone: string): string {
  if (standing === 'hours') return timeOfDay(nextSafe(each.about.hours, now, timeZone), timeZone)
  if (standing === 'opened') return timeOfDay(answer.openedAt ?? now, timeZone)
  return timeOfDay(now, timeZone)
}

/** No word of the answer stands here: it is in the staff message above. */
export function controlScreen(
  language: Language,
  number: number,
  answer: Answer,
  standing: Standing,
  time: string,
): Screen {
  const text = `${reactionOf(standing)} ${language.t(`relay.control.${standing}`, { time })}`
  const args = [String(number), String(answer.id)]
  const retry: Button = {
    label: `🔁 ${language.plain('relay.button.retry')}`,
    to: address(language.tag, 'retry', ...args),
  }
  const back: Button = { label: `↩️ ${language.plain('relay.button.back')}`, to: address(language.tag, 'back', ...args) }
  const buttons = standing === 'failed' ? [retry, back] : answer.state === 'taken-back' ? [] : [back]
  return { text, rows: [buttons] }
}
