/**
 * What time alone changes about a case: the ladder, claims and offers that lapse, what the person is told, check-backs,
 * limits that end, retention. Alarms are sent before they are recorded: after a crash in between somebody hears twice, never
 * not at all.
 */
import { type Case, type CaseNumber, isOpen } from '../../case/case.ts'
import type { Change } from '../../case/change.ts'
import type { DeskSettings } from '../../content/schema.ts'
import { maybeSame } from '../work/changes-assess.ts'
import { lapsed, offerEnded, queued } from '../work/changes.ts'
import type { DeskParts } from '../desk.ts'
import { climbed, nextRung, whenOfferEnds, whenToClimb, whenToLapse, whenToTellUnopened } from './ladder.ts'
import { createAlarm } from './ladder-alarm.ts'
import { createRemind } from './remind.ts'
import { whenToRemind } from './unanswered.ts'
import { whenMisuseEnds } from '../work/misuse.ts'
import { checkBackReminded, whenToCheckBack } from '../work/referral.ts'
import { createRetention, nextErasure, nextRetention } from './retention.ts'
import { alarmScreen } from '../work/alarm.ts'

/** Everything that comes by itself, in the order in which it is dealt with when several are due. */
const MOMENTS = {
  compare: (each: Case) => (isOpen(each) && !each.compared ? each.createdAt : undefined),
  lapse: whenToLapse,
  offer: whenOfferEnds,
  climb: whenToClimb,
  unopened: whenToTellUnopened,
  unanswered: whenToRemind,
  checkBack: whenToCheckBack,
  misuse: whenMisuseEnds,
  retention: nextRetention,
  erasure: nextErasure,
} satisfies Record<string, (each: Case, settings: DeskSettings) => number | undefined>
type Moment = keyof typeof MOMENTS

/** More than this many things at one moment: the rest comes a little later. */
const MAX_ROUNDS = 20
const AGAIN_MS = 60_000
/** A case that cannot be read may be restored: whoever runs the bot knows of it. */
const UNREADABLE_MS = 3_600_000

/** When time alone changes something about this case. */
export function nextMoment(each: Case, settings: DeskSettings): number | undefined {
  const times = Object.values(MOMENTS).flatMap((when) => when(each, settings) ?? [])
  return times.length === 0 ? undefined : Math.min(...times)
}

/** What is due at `now`, the first of the order above. */
export function dueMoment(each: Case, now: number, settings: DeskSettings): Moment | undefined {
  return (Object.keys(MOMENTS) as Moment[]).find((name) => (MOMENTS[name](each, settings) ?? Infinity) <= now)
}

export function createMoments(parts: DeskParts): {
  /** Handles the due entry `clock:<case>`: all that is due; when to come again. */
  at(number: CaseNumber): Promise<number | undefined>
} {
  const { cases, clock, content, duty, notify, readable } = parts
  const settings = content.desk
  const retention = createRetention(parts)
  const alarm = createAlarm(parts)
  const remind = createRemind(parts, alarm)

  async function at(number: CaseNumber): Promise<number | undefined> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const { cases: found, unreadable } = await readable([number])
      if (unreadable.length > 0) return clock.now() + UNREADABLE_MS
      const [each] = found
      const moment = each && dueMoment(each, clock.now(), settings)
      if (!moment) return each && nextMoment(each, settings)
      await settle(moment, each, clock.now())
    }
    return clock.now() + AGAIN_MS
  }

  async function settle(moment: Moment, each: Case, now: number): Promise<void> {
    switch (moment) {
      case 'compare':
        return compare(each)
      case 'lapse':
        return lapse(each, now)
      case 'offer':
        return endOffer(each, now)
      case 'climb':
        return climb(each, now)
      case 'unopened':
        return record(each, moment, now, (latest) => ({ case: { ...latest, toldUnopened: true } }))
      case 'unanswered':
        return record(each, moment, now, await remind(each, now))
      case 'checkBack':
        return checkBack(each, now)
      case 'misuse':
        return record(each, moment, now, endMisuse)
      case 'retention':
      case 'erasure':
        await retention.at(each, now)
    }
  }

  /** Writes a change unless the moment has passed by itself meanwhile. */
  async function record(each: Case, moment: Moment, now: number, change: (latest: Case) => Change): Promise<void> {
    await cases.change(each.number, (latest) =>
      (MOMENTS[moment](latest, settings) ?? Infinity) <= now ? change(latest) : undefined,
    )
  }

  async function compare(each: Case): Promise<void> {
    // most reports name no place: then there is nothing to compare, and nothing is read
    const numbers = each.about.city === undefined ? [] : await cases.open()
    const found = maybeSame(each, (await readable(numbers)).cases)
    await cases.change(each.number, (latest) =>
      latest.compared
        ? undefined
        : { case: { ...latest, compared: true, maybeSame: [...new Set([...latest.maybeSame, ...found])] } },
    )
  }

  async function climb(each: Case, now: number): Promise<void> {
    const rung = nextRung(each)
    if (!rung) return
    await alarm(each, rung, now)
    await cases.change(each.number, (latest) => {
      const after = climbed(latest, rung)
      return after && { case: after, audit: [{ who: 'clock', what: 'ladder', detail: rung }] }
    })
  }

  async function lapse(each: Case, now: number): Promise<void> {
    const onDuty = await duty.onDuty(now, each.language)
    const owner = each.owner ? [each.owner.id] : []
    await notify([...owner, ...onDuty], (language) => alarmScreen(language, queued(each, now), 'lapsed', now))
    await record(each, 'lapse', now, (latest) => lapsed(latest, now))
  }

  async function endOffer(each: Case, now: number): Promise<void> {
    if (each.owner) await notify([each.owner.id], (language) => alarmScreen(language, each, 'offer-ended', now))
    await record(each, 'offer', now, (latest) => offerEnded(latest, now))
  }

  async function checkBack(each: Case, now: number): Promise<void> {
    const to = each.owner ? [each.owner.id] : await duty.onDuty(now, each.language)
    await notify(to, (language) => alarmScreen(language, each, 'check-back', now))
    await record(each, 'checkBack', now, (latest) => ({ case: checkBackReminded(latest, now) }))
  }

  return { at }
}

function endMisuse(each: Case): Change {
  const { misuse: _, ...rest } = each
  return { case: rest, audit: [{ who: 'clock', what: 'misuse-ended' }] }
}
