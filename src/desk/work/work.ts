/** Work on a case: the buttons under its card, what staff write about it, and looking cases up. */
import { Composer } from 'grammy'
import type { Ctx } from '../../context.ts'
import type { Taps } from '../../telegram/taps.ts'
import type { DeskParts } from '../desk.ts'
import { createAdopt } from './adopt.ts'
import { createClaim } from './claim.ts'
import { createLook } from './look.ts'
import { createPlans } from './plans.ts'
import { createPress } from './press.ts'
import { createWritten } from './written.ts'

/** Parts of the desk that only change cases: delivery and the person's phone follow by themselves. */
export function createWork(parts: DeskParts): { inGroup: Composer<Ctx>; personal: Composer<Ctx>; taps: Taps } {
  const work = createPress(parts)
  const look = createLook(parts, work)
  const inGroup = new Composer<Ctx>()
  inGroup.use(look.composer, createWritten(parts, work))
  return {
    inGroup,
    personal: look.composer,
    taps: {
      ...createClaim(parts, work),
      ...createPlans(parts, work),
      cases: look.tap,
      adopt: createAdopt(parts, work),
    },
  }
}
