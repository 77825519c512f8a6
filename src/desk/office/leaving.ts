/** What happens when somebody works here no more: what they had in hand goes back, the rota forgets them, admins are told. */
import type { Change } from '../../case/change.ts'
import type { Case } from '../../case/case.ts'
import { offerEnded, queued } from '../work/changes.ts'
import type { DeskParts } from '../desk.ts'

/** The case without this person; undefined when they have nothing to do with it. */
function ownerLeft(each: Case, id: number, at: number): Change | undefined {
  if (each.owner?.id === id)
    return {
      case: queued(each, at),
      entries: [{ kind: 'event', at, event: 'owner-left' }],
      audit: [{ who: 'clock', what: 'owner-left', detail: String(id) }],
    }
  return each.offer?.to === id ? offerEnded(each, at) : undefined
}

/** Registers the due entry `left:<staff>`, which `staff.ts` puts. It may run twice. */
export function createLeaving({ due, cases, readable, duty, staff, notify, clock }: DeskParts): void {
  due.on('left', async (left) => {
    const id = Number(left)
    if (await staff.may(id, 'staff')) return undefined // came back meanwhile
    const given = await giveBack(id)
    await duty.removeStaff(id)
    const name = (await staff.nameOf(id)) ?? '?'
    await notify(staff.admins, (language) => ({
      text: language.t('staff.office.left', { name, count: given }),
      rows: [],
    }))
    return undefined
  })

  /** How many cases were in their hands. */
  async function giveBack(id: number): Promise<number> {
    let given = 0
    for (const each of (await readable(await cases.open())).cases) {
      if (each.owner?.id === id) given += 1
      if (ownerLeft(each, id, clock.now()))
        await cases.change(each.number, (current) => ownerLeft(current, id, clock.now()))
    }
    return given
  }
}
