/**
 * How far a staff answer came, in one word, and the emoji that says so under the staff message. Derived from the case as it
 * is, never from what was tried: what staff see is what the person's phone has.
 */
import type { ReactionTypeEmoji } from '@grammyjs/types'
import type { Answer } from '../../case/answer.ts'
import type { Case } from '../../case/case.ts'
import { isSafe } from '../../case/hours.ts'
import { MAX_WRONG_WORDS } from '../work/keyboard.ts'

/** Each has a text under `relay.control`. */
export type Standing =
  | 'sending'
  | 'hours'
  | 'silent'
  | 'withdrawn'
  | 'hold'
  | 'locked'
  | 'blocked'
  | 'gone'
  | 'retrying'
  | 'delivered'
  | 'opened'
  | 'failed'
  | 'taken-back'
  | 'taken-back-late'

export type Emoji = ReactionTypeEmoji['emoji']

/** All of them are in Telegram's list (Bot API, ReactionTypeEmoji). */
const REACTIONS: Record<Standing, Emoji> = {
  sending: '😴',
  hours: '😴',
  silent: '😴',
  withdrawn: '😴',
  hold: '😴',
  locked: '😴',
  blocked: '💔',
  gone: '💔',
  retrying: '🤔',
  delivered: '👌',
  opened: '👀',
  failed: '😱',
  'taken-back': '🤷',
  'taken-back-late': '🤷',
}

/** Most answers are delivered at once: so long staff messages show nothing, and the group is spared two messages. */
export const GRACE_MS = 2000

export function reactionOf(standing: Standing): Emoji {
  return REACTIONS[standing]
}

/** Where an answer stands at `now` (ms); safe hours are counted in `timeZone`. */
export function standingOf(each: Case, answer: Answer, now: number, timeZone: string): Standing {
  switch (answer.state) {
    case 'waiting':
      return waitsFor(each, answer, now, timeZone)
    case 'notified':
      return 'delivered'
    case 'unreachable':
      return each.person.reachable === 'gone' ? 'gone' : 'blocked'
    case 'taken-back':
      return answer.openedAt === undefined ? 'taken-back' : 'taken-back-late'
    default:
      return answer.state
  }
}

function waitsFor({ about, hold, person }: Case, { tries }: Answer, now: number, timeZone: string): Standing {
  if (person.reachable !== 'yes') return person.reachable
  if (hold) return 'hold'
  if (person.wrongWords >= MAX_WRONG_WORDS) return 'locked'
  if (tries > 0) return 'retrying'
  if (person.withdrawn) return 'withdrawn'
  if (!about.writeFirst) return 'silent'
  return about.outside === 'wait' && !isSafe(about.hours, now, timeZone) ? 'hours' : 'sending'
}

/** What is to be shown about one answer, and from when on (ms). */
export type Mark = { answer: Answer; standing: Standing; at: number; reaction: boolean; control: boolean }

/** Answers whose reaction or control message does not say what is true at `now`. */
export function marksOf(each: Case, now: number, timeZone: string): Mark[] {
  return each.answers.flatMap((answer) => {
    const standing = standingOf(each, answer, now, timeZone)
    const reaction = answer.staff.length > 0 && answer.reaction !== REACTIONS[standing]
    const control = answer.staff.length > 0 && answer.control?.shown.split(' ')[0] !== standing
    const at = standing === 'sending' ? Math.max(now, answer.at + GRACE_MS) : now
    return reaction || control ? [{ answer, standing, at, reaction, control }] : []
  })
}

/** When staff are to see something new about their answers; undefined when all they see is true. */
export function whenToMark(each: Case, now: number, timeZone: string): number | undefined {
  const times = marksOf(each, now, timeZone).map(({ at }) => at)
  return times.length === 0 ? undefined : Math.min(...times)
}
