import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AuditLine } from '../src/case/audit.ts'
import type { Case } from '../src/case/case.ts'
import type { Entry } from '../src/case/entry.ts'
import { withWords } from '../src/case/unanswered.ts'
import { whenToTellUnopened } from '../src/desk/clock/ladder.ts'
import { putOff, reminded, nextReminder, whenToRemind } from '../src/desk/clock/unanswered.ts'
import { report } from './cases.ts'
import { NOON, realContent } from './world.ts'

const START = Date.parse(NOON)
const MINUTE = 60_000
const SERGEY = 11
const settings = realContent().desk
const owned: Case = report(1001, 1, { priority: 1, owner: { id: SERGEY, since: START, acted: true } })
const words = (minute: number): Entry => ({
  kind: 'from',
  at: START + minute * MINUTE,
  ref: minute,
  piece: { kind: 'text', text: 'words' },
})
const did = (what: string): AuditLine => ({ who: SERGEY, what })

describe('words that nobody acted on', () => {
  const waiting = withWords(owned, [words(1)], [])

  test('begin with the first, and with the newest where nobody has the case', () => {
    expect(withWords(waiting, [words(9)], []).unanswered).toMatchObject({ from: START + MINUTE, told: 0 })
    const { owner: _, ...nobodys } = waiting
    const newest = withWords(nobodys, [words(9)], []).unanswered
    expect(newest).toEqual({ since: START + MINUTE, from: START + 9 * MINUTE, told: 0 })
  })

  test.each(['opened', 'taken', 'offered', 'accepted', 'declined', 'returned'])('%s does not end the wait', (what) => {
    expect(withWords(waiting, [], [did(what)]).unanswered).toBeDefined()
  })

  test.each(['noted', 'raised', 'held', 'referral-called', 'closed', 'promise-kept'])('%s ends it', (what) => {
    expect(withWords(waiting, [], [did(what)]).unanswered).toBeUndefined()
  })

  test('what the clock or the person does ends nothing, but taking it back and beginning anew', () => {
    expect(withWords(waiting, [], [{ who: 'clock', what: 'ladder' }]).unanswered).toBeDefined()
    expect(withWords(waiting, [], [{ who: 'person', what: 'quiet' }]).unanswered).toBeDefined()
    expect(withWords(waiting, [], [{ who: 'person', what: 'withdrawn' }]).unanswered).toBeUndefined()
    const anew = withWords(waiting, [words(50)], [{ who: 'person', what: 'reopened' }]).unanswered
    expect(anew).toMatchObject({ since: START + 50 * MINUTE })
  })

  test('end after two circles were told', () => {
    let each = waiting
    for (const told of ['unanswered', 'still-unanswered']) {
      expect(nextReminder(each)).toBe(told)
      const now = whenToRemind(each, settings) ?? Number.NaN
      each = reminded(each, nextReminder(each), now)
    }
    expect(whenToRemind(each, settings)).toBeUndefined()
  })

  test('are never put off without end, whenever the desk opens', () => {
    const opens = fc.record({ from: fc.integer({ min: 0, max: 23 }), hours: fc.integer({ min: 1, max: 24 }) })
    fc.assert(
      fc.property(
        opens,
        fc.integer({ min: 0, max: 2879 }),
        fc.constantFrom(1, 2, 3),
        ({ from, hours }, minute, priority) => {
          let each = withWords({ ...owned, priority }, [words(minute)], [])
          const opening = (at: number) => nextOpening(at, from, hours)
          for (let rounds = 0; ; rounds += 1) {
            expect(rounds).toBeLessThan(4)
            const now = whenToRemind(each, settings) ?? Number.NaN
            const counts = each.unanswered?.from ?? 0
            const after = putOff(each, now, counts, { ofCount: opening(counts), ofNow: opening(now) })
            if (!after) break
            expect(whenToRemind(after, settings)).toBeGreaterThan(now)
            each = after
          }
        },
      ),
    )
  })
})

test('a case that its person opened again is told as unopened only after its time', () => {
  const again = { ...report(1001, 1, { priority: 0 }), reopenedAt: START + 1000 * MINUTE }
  expect(whenToTellUnopened(again, settings)).toBe(START + 1005 * MINUTE)
})

/** A desk that opens every day at this hour, for so many hours. */
function nextOpening(at: number, from: number, hours: number): number {
  const day = 24 * 60 * MINUTE
  const opened = Math.floor((at - from * 60 * MINUTE) / day) * day + from * 60 * MINUTE
  return at < opened + hours * 60 * MINUTE ? at : opened + day
}
