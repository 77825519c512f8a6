/**
 * How long a case is kept. Closing starts the period, new words of the person start it anew, opening the case again ends it:
 * all this is read from the case, so that nobody can forget to set it. Leads are warned before the end; a person may ask for
 * the end at any time.
 */
import type { Change } from '../../case/change.ts'
import type { Case } from '../../case/case.ts'
import type { DeskSettings } from '../../content/schema.ts'
import type { DeskParts } from '../desk.ts'
import { createEraser } from '../office/erase.ts'
import { erasureAskedScreen, warningScreen } from '../office/keep-view.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

export type RetentionStep = { kind: 'warn'; daysLeft: number } | { kind: 'erase' }
export type ErasureStep = { kind: 'tell'; eraseAt: number } | { kind: 'erase' }

/** When the case is to be erased (ms since 1970), and how many warnings were given; undefined while it is open. */
export function periodOf(each: Case, settings: DeskSettings): { eraseAt: number; warned: number } | undefined {
  if (each.state !== 'closed' || !each.closed) return undefined
  const end = Math.max(each.closed.at, each.lastWordAt) + settings.retention.days * DAY_MS
  const { retention } = each
  if (!retention || end > retention.eraseAt) return { eraseAt: end, warned: 0 }
  return { eraseAt: retention.eraseAt, warned: retention.warned }
}

/** When the next warning or the end is due; undefined while the case is open. */
export function nextRetention(each: Case, settings: DeskSettings): number | undefined {
  const period = periodOf(each, settings)
  if (!period) return undefined
  const days = warningDays(settings)[period.warned] ?? 0
  return period.eraseAt - days * DAY_MS
}

/** The first warning first. */
function warningDays({ retention }: DeskSettings): number[] {
  return [...retention.warnings_days_before].sort((one, other) => other - one)
}

/** What is due at `now`. Nothing is erased before each warning was given. */
export function retentionStep(each: Case, now: number, settings: DeskSettings): RetentionStep | undefined {
  const period = periodOf(each, settings)
  const next = nextRetention(each, settings)
  if (!period || next === undefined || next > now) return undefined
  if (period.warned >= warningDays(settings).length) return { kind: 'erase' }
  return { kind: 'warn', daysLeft: Math.ceil((periodAfterWarning(period.eraseAt, now, settings) - now) / DAY_MS) }
}

/**
 * The leads have been warned. Warnings missed while the bot stood still count as one, and the end comes no sooner than it
 * would have after the last of them.
 */
export function warned(each: Case, now: number, settings: DeskSettings): Change | undefined {
  const period = periodOf(each, settings)
  if (retentionStep(each, now, settings)?.kind !== 'warn' || !period) return undefined
  const due = warningDays(settings).filter((days) => period.eraseAt - days * DAY_MS <= now)
  const eraseAt = periodAfterWarning(period.eraseAt, now, settings)
  return { case: { ...each, retention: { ...each.retention, eraseAt, warned: due.length } } }
}

function periodAfterWarning(eraseAt: number, now: number, settings: DeskSettings): number {
  return Math.max(eraseAt, now + (warningDays(settings).at(-1) ?? 0) * DAY_MS)
}

/** A lead keeps a closed case for another period, with a reason; undefined when it is open or `eraseAt` has changed since. */
export function kept(
  each: Case,
  { by, reason, eraseAt }: { by: number; reason: string; eraseAt: number },
  settings: DeskSettings,
): Change | undefined {
  if (periodOf(each, settings)?.eraseAt !== eraseAt) return undefined
  const retention = { eraseAt: eraseAt + settings.retention.days * DAY_MS, warned: 0, extendedBy: by }
  return { case: { ...each, retention }, audit: [{ who: by, what: 'kept', detail: reason }] }
}

/** When leads are to hear that a person wants everything erased, or when that is done by itself. */
export function nextErasure({ person }: Case, settings: DeskSettings): number | undefined {
  const { erasure } = person
  if (!erasure || erasure.refused !== undefined) return undefined
  return erasure.told ? erasure.at + settings.retention.erasure_hours * HOUR_MS : erasure.at
}

/** What is due at `now` of what the person asked for. */
export function erasureStep(each: Case, now: number, settings: DeskSettings): ErasureStep | undefined {
  const next = nextErasure(each, settings)
  const { erasure } = each.person
  if (!erasure || next === undefined || next > now) return undefined
  if (erasure.told) return { kind: 'erase' }
  return { kind: 'tell', eraseAt: erasure.at + settings.retention.erasure_hours * HOUR_MS }
}

/** Leads know what the person asked for. */
export function erasureTold(each: Case): Change | undefined {
  const { erasure } = each.person
  if (!erasure || erasure.told) return undefined
  return { case: { ...each, person: { ...each.person, erasure: { ...erasure, told: true } } } }
}

/** A lead keeps what the person asked to erase, with a reason the person is shown; undefined when there is nothing to decide. */
export function erasureRefused(each: Case, by: number, reason: string, now: number): Change | undefined {
  const { erasure } = each.person
  if (!erasure || erasure.refused !== undefined) return undefined
  return {
    case: { ...each, person: { ...each.person, erasure: { ...erasure, refused: reason } } },
    entries: [{ kind: 'event', at: now, event: 'erasure-refused' }],
    audit: [{ who: by, what: 'erasure-refused', detail: reason }],
  }
}

export type Retention = {
  /** Does what is due for this case; whether there was something. Afterwards it may be gone. Safe to run twice. */
  at(each: Case, now: number): Promise<boolean>
}

/** Warnings, and the end of what is over. */
export function createRetention(parts: DeskParts): Retention {
  const { cases, content, duty, notify, staff } = parts
  const settings = content.desk
  const eraser = createEraser(parts)
  const leads = async () => {
    const found = await duty.leads()
    return found.length > 0 ? found : staff.admins
  }

  return {
    async at(each, now) {
      const asked = erasureStep(each, now, settings)
      const step = asked ?? retentionStep(each, now, settings)
      if (!step) return false
      if (step.kind === 'erase') await eraser.erase(each.number, asked ? 'asked' : 'period', 'clock')
      if (step.kind === 'tell') {
        await notify(await leads(), (language) => erasureAskedScreen(language, each, step.eraseAt, parts.timeZone))
        await cases.change(each.number, erasureTold)
      }
      if (step.kind === 'warn') {
        const eraseAt = warned(each, now, settings)?.case.retention?.eraseAt ?? now
        await notify(await leads(), (language) => warningScreen(language, each, eraseAt, step.daysLeft))
        await cases.change(each.number, (current) => warned(current, now, settings))
      }
      return true
    },
  }
}
