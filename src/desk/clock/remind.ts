/** Tells people that the person's words wait: at once, or when the desk opens. */
import type { Case } from '../../case/case.ts'
import type { Change } from '../../case/change.ts'
import type { DeskParts } from '../desk.ts'
import type { Alarm } from './ladder-alarm.ts'
import { countsFrom, nextReminder, putOff, reminded } from './unanswered.ts'

/** What is to be written once it is due: told, or put off. Throws what the alarm throws: then it is tried again. */
export function createRemind({ content, duty }: DeskParts, alarm: Alarm) {
  return async (each: Case, now: number): Promise<(latest: Case) => Change> => {
    const from = countsFrom(each, content.desk) ?? now
    const opening = { ofCount: await duty.nextOpening(from), ofNow: await duty.nextOpening(now) }
    if (putOff(each, now, from, opening)) return (latest) => ({ case: putOff(latest, now, from, opening) ?? latest })
    const reminder = nextReminder(each)
    await alarm(each, reminder, now)
    return (latest) => ({
      case: reminded(latest, reminder, now),
      audit: [{ who: 'clock', what: 'unanswered' }],
    })
  }
}
