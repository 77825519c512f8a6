import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Case, CLOSE_REASONS, isOpen, STATES } from '../src/case/case.ts'
import { Case as CaseSchema } from '../src/case/case.ts'
import { assessed, maybeSame, merged, prioritized } from '../src/desk/work/changes-assess.ts'
import { closed, reopened } from '../src/desk/work/changes-close.ts'
import * as changes from '../src/desk/work/changes.ts'
import { climbed, nextRung, whenToClimb, whenToLapse } from '../src/desk/clock/ladder.ts'
import { isOverdue } from '../src/desk/work/list.ts'
import { restricted, slowed, warned } from '../src/desk/work/misuse.ts'
import { dueMoment, nextMoment } from '../src/desk/clock/moments.ts'
import * as referral from '../src/desk/work/referral.ts'
import { report } from './cases.ts'
import { NOON, realContent } from './world.ts'

const SERGEY = 11
const DANA = 12
const LEAD = 13
const START = Date.parse(NOON)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const settings = realContent().desk
const by = (id: number, at = START): changes.Act => ({ by: id, at, lead: id === LEAD })

/** The case after a change that must be allowed. */
function after(outcome: changes.Outcome): Case {
  if (outcome === undefined || changes.isRefusal(outcome)) throw new Error(`Refused: ${outcome?.refused ?? 'nothing'}`)
  return outcome.case
}
const refusal = (outcome: changes.Outcome) => (changes.isRefusal(outcome) ? outcome.refused : 'allowed')

describe('a case is in one pair of hands', () => {
  test('whoever is second is told who has it', () => {
    const mine = after(changes.taken(report(1001, 1), by(SERGEY)))
    expect(mine).toMatchObject({
      state: 'active',
      owner: { id: SERGEY, acted: false },
      takenAt: START,
      openedAt: START,
    })
    expect(changes.taken(mine, by(DANA))).toEqual({ refused: 'taken', who: SERGEY })
  })

  test('a hand-over leaves it where it is until exactly that colleague accepts', () => {
    const mine = after(changes.taken(report(1001, 1), by(SERGEY)))
    const offered = after(changes.offered(mine, by(SERGEY), DANA))
    expect(offered.owner?.id).toBe(SERGEY)
    expect(refusal(changes.accepted(offered, by(LEAD)))).toBe('not-for-you')
    expect(after(changes.accepted(offered, by(DANA)))).toMatchObject({ owner: { id: DANA } })
    expect(after(changes.accepted(offered, by(DANA))).offer).toBeUndefined()
  })

  test('nobody but the owner and a lead takes it out of these hands', () => {
    const mine = after(changes.taken(report(1001, 1), by(SERGEY)))
    expect(changes.offered(mine, by(DANA), DANA)).toEqual({ refused: 'owned', who: SERGEY })
    expect(after(changes.givenBack(mine, by(LEAD))).owner).toBeUndefined()
  })
})

describe('closing', () => {
  const mine = after(changes.taken(report(1001, 1), by(SERGEY)))

  test('needs a reason', () => {
    expect(refusal(closed(mine, by(SERGEY), ''))).toBe('reason-needed')
    expect(refusal(closed(mine, by(SERGEY), 'tired'))).toBe('reason-needed')
    expect(after(closed(mine, by(SERGEY), 'helped')).state).toBe('closed')
  })

  test('as a duplicate needs another case', () => {
    expect(refusal(closed(mine, by(SERGEY), 'duplicate'))).toBe('unknown-case')
    expect(refusal(closed(mine, by(SERGEY), 'duplicate', 1001))).toBe('unknown-case')
    expect(after(closed(mine, by(SERGEY), 'duplicate', 1002)).closed?.of).toBe(1002)
  })

  test('an urgent case nobody has looked at is no misuse', () => {
    expect(refusal(closed(report(1001, 1), by(SERGEY), 'misuse'))).toBe('not-opened')
    expect(refusal(warned(report(1001, 1), by(SERGEY), '…'))).toBe('not-opened')
  })

  test('can be undone for ninety days', () => {
    const over = after(closed(mine, by(SERGEY), 'helped'))
    expect(after(reopened(over, by(DANA, START + 89 * 24 * HOUR), 90))).toMatchObject({ owner: { id: DANA } })
    expect(refusal(reopened(over, by(DANA, START + 91 * 24 * HOUR), 90))).toBe('too-old-to-reopen')
  })
})

describe('judging', () => {
  test('anyone raises the priority; lowering needs a reason, and P0 a lead', () => {
    const low = report(1001, 1, { priority: 2 })
    expect(after(prioritized(low, by(SERGEY), 0)).priority).toBe(0)
    expect(refusal(prioritized(low, by(SERGEY), 3))).toBe('reason-needed')
    expect(after(prioritized(low, by(SERGEY), 3, 'less-urgent')).priority).toBe(3)
    expect(refusal(prioritized(report(1001, 1), by(SERGEY), 1, 'safe-now'))).toBe('lower-lead')
    expect(after(prioritized(report(1001, 1), by(LEAD), 1, 'safe-now')).priority).toBe(1)
    expect(refusal(prioritized(low, by(LEAD), 7))).toBe('same-priority')
  })

  test('nothing is confirmed without the body that decided', () => {
    expect(refusal(assessed(report(1001, 1), by(SERGEY), 'confirmed'))).toBe('body-needed')
    expect(refusal(assessed(report(1001, 1), by(SERGEY), 'confirmed', 'me'))).toBe('body-needed')
    expect(after(assessed(report(1001, 1), by(SERGEY), 'confirmed', 'court')).trafficking).toEqual({
      status: 'confirmed',
      body: 'court',
    })
  })

  test('only steps against misuse in their order, the last by a lead', () => {
    const looked = after(changes.seen(report(1001, 1), by(SERGEY)))
    expect(refusal(slowed(looked, by(SERGEY), '…'))).toBe('misuse-order')
    const slow = after(slowed(after(warned(looked, by(SERGEY), '…')), by(SERGEY), '…'))
    expect(refusal(restricted(slow, by(SERGEY), 7, '…'))).toBe('not-lead')
    expect(after(restricted(slow, by(LEAD), 7, '…')).misuse?.until).toBe(START + 7 * 24 * HOUR)
  })

  test('silence that staff asked for is ended by anyone, silence the person asked for by the owner or a lead', () => {
    const staffHold = after(changes.held(report(1001, 1), by(SERGEY), true))
    expect(after(changes.held(staffHold, by(DANA), false))).not.toHaveProperty('hold')
    const quiet = after(changes.taken(report(1001, 1, { hold: { at: START, by: 'person' } }), by(SERGEY)))
    expect(refusal(changes.held(quiet, by(DANA), false))).toBe('hold-person')
    expect(after(changes.held(quiet, by(SERGEY), false))).not.toHaveProperty('hold')
    expect(after(changes.held(quiet, by(LEAD), false))).not.toHaveProperty('hold')
  })

  test('the same city and language within six hours may be the same matter; a lead decides', () => {
    const first = report(1001, 1, { about: { city: 'almaty' } })
    const second = report(1002, 2, { about: { city: 'almaty' }, createdAt: START + HOUR })
    const elsewhere = report(1003, 3, { about: { city: 'astana' } })
    expect(maybeSame(second, [first, second, elsewhere])).toEqual([1001])
    expect(maybeSame(report(1004, 4), [first])).toEqual([])
    const suggested = { ...second, maybeSame: [1001] }
    expect(refusal(merged(suggested, by(SERGEY), 1001))).toBe('not-lead')
    expect(after(merged(suggested, by(LEAD), 1001)).closed).toMatchObject({ reason: 'duplicate', of: 1001 })
  })
})

describe('a warm referral', () => {
  const mine = after(changes.taken(report(1001, 1), by(SERGEY)))
  const chosen = after(referral.receiverChosen(mine, by(SERGEY), 'line-111'))
  const agreed = after(referral.consented(chosen, by(SERGEY), 'short-story', 'this-referral'))

  test('goes step by step, and the case closes with it only at the end', () => {
    expect(refusal(referral.called(chosen, by(SERGEY)))).toBe('step-order')
    const called = after(referral.called(agreed, by(SERGEY)))
    expect(called.state).toBe('referring')
    expect(refusal(closed(called, by(SERGEY), 'referred_accepted'))).toBe('not-accepted')
    expect(refusal(referral.receiverAccepted(called, by(SERGEY), ' '))).toBe('reason-needed')
    const accepted = after(referral.receiverAccepted(called, by(SERGEY), 'Aigul'))
    expect(refusal(closed(accepted, by(SERGEY), 'referred_accepted'))).toBe('not-checked')
    const told = after(referral.personTold(accepted, by(SERGEY), 24))
    expect(told).toMatchObject({ state: 'follow_up' })
    expect(nextMoment({ ...told, compared: true }, settings)).toBe(START + 24 * HOUR)
    const checked = after(referral.checkedBack(told, by(SERGEY, START + 25 * HOUR)))
    expect(after(closed(checked, by(SERGEY), 'referred_accepted')).state).toBe('closed')
  })

  test('without consent needs two different people, one of them a lead', () => {
    const first = after(referral.excepted(chosen, by(SERGEY), 'danger-to-life'))
    expect(refusal(referral.called(first, by(SERGEY)))).toBe('step-order')
    expect(refusal(referral.exceptionConfirmed(first, by(SERGEY), false))).toBe('second-person')
    expect(refusal(referral.exceptionConfirmed(first, by(DANA), false))).toBe('one-lead')
    const outcome = referral.exceptionConfirmed(first, by(LEAD), false)
    expect(after(outcome).referrals[0]?.exception?.by).toEqual([SERGEY, LEAD])
    expect(outcome).toMatchObject({ audit: [{ who: LEAD, what: 'referral-exception-confirmed' }] })
    expect(after(referral.called(after(outcome), by(SERGEY))).state).toBe('referring')
  })

  test('a number handed out is no referral', () => {
    const outcome = referral.informed(chosen, by(SERGEY))
    expect(after(outcome).referrals).toEqual([])
    expect(outcome).toMatchObject({ audit: [{ what: 'information' }] })
  })
})

describe('the ladder', () => {
  test('stands at the set minutes for each priority', () => {
    for (const priority of [0, 1, 2, 3] as const) {
      const steps = settings.ladder[`p${priority}`]
      let each = report(1001, 1, { priority })
      const minutes: number[] = []
      for (let at = whenToClimb(each, settings); at !== undefined; at = whenToClimb(each, settings)) {
        minutes.push((at - START) / MINUTE)
        each = climbed(each, nextRung(each) ?? 'everyone') ?? each
      }
      expect(minutes).toEqual([steps.unopened, steps.backup, steps.lead, steps.everyone])
      expect(each).toMatchObject({ rung: 4, toldPartners: true })
    }
  })

  test('is not climbed any more when somebody took the case at the last moment', () => {
    const waiting = report(1001, 1)
    const rung = nextRung(waiting) ?? 'everyone'
    expect(climbed(waiting, rung)).toBeDefined()
    expect(climbed(after(changes.taken(waiting, by(SERGEY))), 'backup')).toBeUndefined()
    const looked = after(changes.seen(waiting, by(SERGEY)))
    expect(climbed(looked, 'backup')).toBeDefined()
    expect(climbed(after(closed(looked, by(SERGEY), 'test')), 'backup')).toBeUndefined()
    expect(climbed(climbed(waiting, rung) ?? waiting, rung)).toBeUndefined()
  })

  test('leaves out the first step when somebody has looked', () => {
    const looked = after(changes.seen(report(1001, 1), by(SERGEY)))
    expect(whenToClimb(looked, settings)).toBe(START + settings.ladder.p0.backup * MINUTE)
  })

  test('a claim without action lapses, an action holds it', () => {
    const urgent = after(changes.taken(report(1001, 1), by(SERGEY)))
    const other = after(changes.taken(report(1001, 1, { priority: 1 }), by(SERGEY)))
    expect(whenToLapse(urgent, settings)).toBe(START + 3 * MINUTE)
    expect(whenToLapse(other, settings)).toBe(START + 15 * MINUTE)
    expect(whenToLapse(after(changes.noted(urgent, by(SERGEY), 'called')), settings)).toBeUndefined()
    expect(whenToLapse(after(changes.noted(urgent, by(DANA), 'called')), settings)).toBe(START + 3 * MINUTE)
  })

  test('what waits too long is overdue', () => {
    const each = report(1001, 1)
    expect(isOverdue(each, START + 4 * MINUTE, settings)).toBe(false)
    expect(isOverdue(each, START + 5 * MINUTE, settings)).toBe(true)
  })
})

describe('whatever happens, in whatever order', () => {
  const people = fc.constantFrom(SERGEY, DANA, LEAD)
  type Move = (each: Case, act: changes.Act) => changes.Outcome
  const moves: Move[] = [
    changes.seen,
    changes.taken,
    changes.accepted,
    changes.givenBack,
    (each, act) => changes.offered(each, act, SERGEY),
    (each, act) => changes.offered(each, act, DANA),
    (each, act) => changes.held(each, act, true),
    (each, act) => changes.held(each, act, false),
    (each, act) => changes.noted(each, act, 'a note'),
    (each, act) => prioritized(each, act, act.at % 4, 'mistake'),
    (each, act) => assessed(each, act, act.at % 2 ? 'possible' : 'confirmed', act.at % 3 ? 'police' : undefined),
    (each, act) => closed(each, act, CLOSE_REASONS[act.at % CLOSE_REASONS.length] ?? '', 1000),
    (each, act) => reopened(each, act, 90),
    (each, act) => referral.receiverChosen(each, act, 'line-111'),
    (each, act) => referral.consented(each, act, 'everything', 'case-closed'),
    (each, act) => referral.excepted(each, act, 'child'),
    (each, act) => referral.exceptionConfirmed(each, act, false),
    referral.informed,
    referral.called,
    (each, act) => referral.receiverAccepted(each, act, 'Aigul'),
    (each, act) => referral.personTold(each, act, 24),
    referral.checkedBack,
    referral.receiverDeclined,
    (each, act) => warned(each, act, '…'),
    (each, act) => slowed(each, act, '…'),
    (each, act) => restricted(each, act, 30, '…'),
    (each, { at }) => ((whenToLapse(each, settings) ?? Infinity) <= at ? changes.lapsed(each, at) : undefined),
    (each, { at }) => (each.offer && isOpen(each) ? changes.offerEnded(each, at) : undefined),
    (each) => {
      const climbing = climbed(each, nextRung(each) ?? 'everyone')
      return climbing && { case: climbing }
    },
  ]
  const step = fc.record({
    move: fc.integer({ min: 0, max: moves.length - 1 }),
    who: people,
    minutes: fc.integer({ min: 0, max: 40 }),
  })

  test('one owner or the queue, allowed states, a reason for every end', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 2, 3), fc.array(step, { maxLength: 60 }), (priority, steps) => {
        let each = report(1001, 1, { priority })
        let at = START
        for (const { move, who, minutes } of steps) {
          at += minutes * MINUTE + 1
          const before = each
          const outcome = moves[move]?.(each, by(who, at))
          if (outcome === undefined || changes.isRefusal(outcome)) continue
          each = CaseSchema.parse(outcome.case)
          holds(before, each, who)
          expect(dueMoment(each, each.createdAt - 1, settings)).toBeUndefined()
        }
      }),
      { numRuns: 400 },
    )
  })

  function holds(before: Case, each: Case, who: number): void {
    expect(STATES).toContain(each.state)
    if (before.state !== each.state) expect(changes.mayMove(before.state, each.state)).toBe(true)
    if (each.offer) expect(each.owner).toBeDefined()
    if (isOpen(each)) {
      expect(each.closed).toBeUndefined()
      expect(each.owner !== undefined || whenToClimb(each, settings) !== undefined || each.rung === 4).toBe(true)
      expect(nextMoment(each, settings)).toBeDefined()
    } else {
      expect(each.closed?.reason).toBeDefined()
      expect(each.owner).toBeUndefined()
      expect(whenToClimb(each, settings)).toBeUndefined()
    }
    if (each.closed?.reason === 'referred_accepted') expect(each.referrals.some(referral.isComplete)).toBe(true)
    if (before.priority === 0 && each.priority > 0) expect(who).toBe(LEAD)
    for (const { exception, called } of each.referrals)
      if (exception && called !== undefined) expect(new Set(exception.by).size).toBe(2)
    expect(each.state === 'new').toBe(each.state === 'new' && each.openedAt === undefined)
  }
})
