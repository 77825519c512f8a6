/** In whose hands a case is: taking, handing over, accepting, giving back. */
import type { Taps } from '../../telegram/taps.ts'
import * as changes from './changes.ts'
import type { DeskParts } from '../desk.ts'
import type { Member } from '../staff.ts'
import { alarmScreen } from './alarm.ts'
import { colleagueChoices } from './choices.ts'
import type { Plan, Press, Work } from './press.ts'

export function createClaim({ cases, clock, content, duty, notify, readable, staff }: DeskParts, work: Work): Taps {
  const settings = content.desk

  function take({ act }: Press): Plan {
    return {
      do: (each) => changes.taken(each, act),
      toast: 'take',
      async after(after) {
        const most = after.priority === 0 ? settings.most.p0 : settings.most.others
        const count = await countOf(act.by, after.priority === 0)
        return count > most ? { toast: 'take-many', values: { count } } : undefined
      },
    }
  }

  /** Open cases somebody holds, urgent ones only or all. */
  async function countOf(id: number, urgent: boolean): Promise<number> {
    const open = (await readable(await cases.open())).cases
    return open.filter((each) => each.owner?.id === id && (!urgent || each.priority === 0)).length
  }

  async function give({ each, act, args: [to = ''], language }: Press): Promise<Plan> {
    const refusal = changes.notInHand(each, act)
    if (refusal) return refusal
    if (to === '0') return { do: (latest) => changes.givenBack(latest, act), toast: 'given-back' }
    if (to === '') {
      const rows = colleagueChoices(language, each, await colleagues(each.owner?.id, each.language))
      return { show: rows, toast: 'choose-colleague' }
    }
    if (!/^\d{1,15}$/.test(to) || !(await staff.may(Number(to), 'staff'))) return { refused: 'no-colleague' }
    return offer(act, Number(to))
  }

  async function offer(act: changes.Act, to: number): Promise<Plan> {
    return {
      do: (latest) => changes.offered(latest, act, to),
      toast: 'offered',
      values: { name: await work.nameOf(to) },
      async after(after) {
        await notify([to], (language) => alarmScreen(language, after, 'offered', clock.now()))
        return undefined
      },
    }
  }

  /** Everybody else who may hold a case, those on duty first. */
  async function colleagues(owner: number | undefined, language: string): Promise<Member[]> {
    const onDuty = await duty.onDuty(clock.now(), language)
    const members = (await staff.all()).filter(
      ({ id, roles }) => id !== owner && (roles.includes('staff') || roles.includes('lead')),
    )
    return members.sort((a, b) => Number(onDuty.includes(b.id)) - Number(onDuty.includes(a.id)))
  }

  return {
    take: work.on(take),
    give: work.on(give),
    accept: work.on(({ act }) => ({ do: (each) => changes.accepted(each, act), toast: 'accepted' })),
  }
}
