/** What staff read in private about a case: its number and nothing it contains, with the buttons that matter. */
import type { Case } from '../../case/case.ts'
import type { Language } from '../../language/language.ts'
import type { Screen } from '../../telegram/screen.ts'
import { minutesWaiting, REMINDERS } from '../clock/ladder.ts'
import { alertLine, topicLink } from '../delivery/stub.ts'
import { cardKeyboard } from './keyboard.ts'

/** The link as a line of a message; empty while there is no topic. */
export function topicLine(language: Language, each: Case): string[] {
  const { chat, thread } = each.desk
  if (chat === undefined || thread === undefined) return []
  return [`<a href="${topicLink(chat, thread)}">${language.t('staff.button.open-topic')}</a>`]
}

/** An alarm, or a word about a case: `staff.ladder.<key>`. */
export function alarmScreen(language: Language, each: Case, key: string, now: number): Screen {
  const minutes = minutesWaiting(each, now, each.owner !== undefined || REMINDERS.some((one) => one === key))
  const lines = [
    `<b>${alertLine(each)}</b>`,
    language.t(`staff.ladder.${key}`, { minutes }),
    ...topicLine(language, each),
  ]
  return { text: lines.join('\n'), rows: cardKeyboard(language, each) }
}
