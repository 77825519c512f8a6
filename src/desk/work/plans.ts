/** What each button of a case leads to: a second question, or a change. */
import { type Case, caseName, type CaseNumber } from '../../case/case.ts'
import type { Taps } from '../../telegram/taps.ts'
import * as changes from './changes.ts'
import { assessed, merged, prioritized, toldApart } from './changes-assess.ts'
import { closed, isCloseReason, reopened } from './changes-close.ts'
import type { DeskParts } from '../desk.ts'
import * as misuse from './misuse.ts'
import * as choices from './choices.ts'
import { backRow, moreKeyboard, cardKeyboard } from './keyboard.ts'
import type { Plan, Press, Work } from './press.ts'
import { promiseButtons, promiseKept } from './promises.ts'
import { referralPlan } from './referral-plans.ts'

export function createPlans(parts: DeskParts, work: Work): Taps {
  const { cases, clock, content, languages, timeZone } = parts
  const settings = content.desk

  async function close({ each, act, args: [reason = '', of = ''], language }: Press): Promise<Plan> {
    if (reason === '') return { show: choices.closeChoices(language, each), toast: 'choose-reason' }
    if (!isCloseReason(reason)) return { refused: 'reason-needed' }
    if (reason !== 'duplicate') return { do: (latest) => closed(latest, act, reason), toast: 'closed-now' }
    if (of === '') {
      const rows = choices.duplicateChoices(language, each, await cases.open())
      return { show: rows, toast: rows.length > 1 ? 'choose-same' : 'no-same' }
    }
    const other = await existing(of)
    if (other === undefined) return { refused: 'unknown-case' }
    return { do: (latest) => closed(latest, act, reason, other), toast: 'closed-now', after: noteIn(other) }
  }

  /** The other case says that this one was closed for it; what was written stays apart. */
  function noteIn(other: CaseNumber) {
    return async (after: Case): Promise<undefined> => {
      const entry = {
        kind: 'event' as const,
        at: clock.now(),
        event: 'merged',
        values: { name: caseName(after.number) },
      }
      await cases.change(other, (each) => ({ case: each, entries: [entry] }), `merged-${after.number}-${other}`)
    }
  }

  async function existing(word: string): Promise<CaseNumber | undefined> {
    return /^\d{1,15}$/.test(word) ? (await cases.read(Number(word)))?.number : undefined
  }

  function priority({ each, act, args: [to = '', reason], language }: Press): Plan {
    if (to === '') return { show: choices.priorityChoices(language, each), toast: 'choose-priority' }
    const outcome = prioritized(each, act, Number(to), reason)
    const reasonNeeded = changes.isRefusal(outcome) && outcome.refused === 'reason-needed' && reason === undefined
    if (reasonNeeded) return { show: choices.lowerChoices(language, each, Number(to)), toast: 'choose-lower-reason' }
    return { do: (latest) => prioritized(latest, act, Number(to), reason), toast: 'done' }
  }

  function trafficking({ each, act, args: [status = '', body], language }: Press): Plan {
    if (status === '') return { show: choices.traffickingChoices(language, each), toast: 'choose-trafficking' }
    if (status === 'confirmed' && body === undefined)
      return { show: choices.bodyChoices(language, each), toast: 'choose-body' }
    return { do: (latest) => assessed(latest, act, status, body), toast: 'done' }
  }

  function misuseStep({ each, act, args: [step = '', days = ''], language }: Press): Plan {
    const person = languages.byCode(each.language) ?? language
    const words = (key: string, values = {}) => person.plain(`staff.misuse.${key}`, values)
    switch (step) {
      case 'warn':
        return { do: (latest) => misuse.warned(latest, act, words('warning')), toast: 'done' }
      case 'slow':
        return {
          do: (latest) => misuse.slowed(latest, act, words('slow', { minutes: misuse.SLOW_MINUTES })),
          toast: 'done',
        }
      case 'restrict':
        return {
          do: (latest) => misuse.restricted(latest, act, Number(days), words('restricted', { days: Number(days) })),
          toast: 'done',
        }
      case 'off':
        return { do: (latest) => misuse.unrestricted(latest, act), toast: 'done' }
      default:
        return { show: choices.misuseChoices(language, each), toast: 'choose-misuse' }
    }
  }

  function same({ each, act, args: [other = '', answer = ''], language }: Press): Plan {
    if (other === '') return { show: choices.sameChoices(language, each) }
    const which = Number(other)
    if (answer !== 'yes') return { do: (latest) => toldApart(latest, act, which), toast: 'done' }
    return { do: (latest) => merged(latest, act, which), toast: 'closed-now', after: noteIn(which) }
  }

  function more({ each, act, args: [what = '', value = ''], language }: Press): Plan {
    if (what === 'reopen') return { do: (latest) => reopened(latest, act, settings.retention.days), toast: 'reopened' }
    if (what === 'kept') return { do: (latest) => promiseKept(latest, act, Number(value)), toast: 'done' }
    if (what === 'promises')
      return { show: [...promiseButtons(language, each, timeZone), backRow(language, each)], toast: 'choose-promise' }
    return { show: what === 'card' ? cardKeyboard(language, each) : moreKeyboard(language, each) }
  }

  return {
    seen: work.on(({ act }) => ({ do: (each) => changes.seen(each, act), toast: 'seen' })),
    close: work.on(close),
    priority: work.on(priority),
    trafficking: work.on(trafficking),
    hold: work.on(({ act, args: [on] }) => ({
      do: (each) => changes.held(each, act, on === 'on'),
      toast: on === 'on' ? 'held' : 'released',
    })),
    refer: work.on((press) => referralPlan(press, content)),
    misuse: work.on(misuseStep),
    unlock: work.on(({ act }) => ({ do: (each) => changes.unlocked(each, act), toast: 'unlocked' })),
    same: work.on(same),
    work: work.on(more),
  }
}
