/** Tells people that a case waits, or the person's words in it: circle after circle, until somebody was reached. */
import type { Case } from '../../case/case.ts'
import type { Language } from '../../language/language.ts'
import type { Trouble } from '../../telegram/errors.ts'
import type { DeskParts } from '../desk.ts'
import { type Circle, circlesOf, type Reminder, type Rung } from './ladder.ts'
import { alarmScreen } from '../work/alarm.ts'

export type Alarm = ReturnType<typeof createAlarm>

/**
 * Alarms of one step; where somebody must be reached and nobody was, the admins are told. Throws when not even they were and
 * Telegram only had no answer: the step is then tried again, not passed over.
 */
export function createAlarm({ duty, staff, notify }: DeskParts) {
  async function membersOf(circle: Circle, each: Case, now: number): Promise<number[]> {
    if (circle === 'owner') return each.owner ? [each.owner.id] : []
    return (await othersOf(circle, each, now)).filter((id) => id !== each.owner?.id)
  }

  /** Whoever has the case is told first, and is no help for who comes after. */
  async function othersOf(circle: Circle, each: Case, now: number): Promise<number[]> {
    if (circle === 'duty') return duty.onDuty(now, each.language)
    if (circle === 'backup') return duty.backup(now, each.language)
    if (circle === 'leads') return duty.leads()
    return (await staff.all())
      .filter(({ roles }) => roles.includes('staff') || roles.includes('lead'))
      .map(({ id }) => id)
  }

  return async (each: Case, rung: Rung | Reminder, now: number): Promise<void> => {
    const { together, otherwise, evenIfEmpty } = circlesOf(rung, each)
    const screen = (language: Language) => alarmScreen(language, each, rung, now)
    const first = (await Promise.all(together.map((circle) => membersOf(circle, each, now)))).flat()
    if (first.length === 0 && !evenIfEmpty) return
    let isTransient = false
    const failed = (cause: Trouble['kind']) => {
      isTransient ||= cause === 'no-answer' || cause === 'too-many'
    }
    let reached = await notify(first, screen, { failed })
    for (const circle of otherwise) {
      if (reached.length > 0) return
      reached = await notify(await membersOf(circle, each, now), screen, { failed })
    }
    if (reached.length > 0) return
    const nobody = (language: Language) => ({ ...alarmScreen(language, each, 'nobody', now), rows: [] })
    reached = await notify(staff.admins, nobody, { failed })
    if (reached.length === 0 && isTransient) throw new Error('Expected an alarm to reach somebody, Telegram took none')
  }
}
