import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factOn, periodProblems } from '../src/content/facts.ts'
import type { Fact } from '../src/content/schema.ts'
import { realContent } from './world.ts'

const base: Pick<Fact, 'says' | 'sources' | 'confidence' | 'checked' | 'review'> = {
  says: 'a fact for a test',
  sources: ['S02'],
  confidence: 'high',
  checked: '2026-01-01',
  review: '2027-01-01',
}
const days = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('a fact on a day', () => {
  test('has exactly the value of the one period that holds the day, and none outside', () => {
    fc.assert(
      fc.property(fc.uniqueArray(days, { minLength: 2, maxLength: 6 }), days, fc.boolean(), (bounds, day, open) => {
        const sorted = bounds.toSorted()
        const periods = sorted
          .slice(0, -1)
          .map((from, index) => ({ from, until: sorted[index + 1] ?? '', value: index + 1 }))
        const last = { from: sorted.at(-1) ?? '', value: sorted.length }
        const fact: Fact = { kind: 'count', periods: open ? [...periods, last] : periods, ...base }
        expect(periodProblems(fact)).toEqual([])
        const index = sorted.filter((from) => from <= day).length
        const inside = index > 0 && (open || index < sorted.length)
        expect(factOn({ fact }, 'fact', day)).toEqual(inside ? { kind: 'count', count: index } : { kind: 'expired' })
      }),
    )
  })

  test('any moved bound is a gap or an overlap', () => {
    fc.assert(
      fc.property(days, days, days, (a, b, c) => {
        const [from = '', until = '', next = ''] = [a, b, c].toSorted()
        fc.pre(from < until && until < next)
        const gap: Fact = {
          kind: 'count',
          periods: [
            { from, until, value: 1 },
            { from: next, value: 2 },
          ],
          ...base,
        }
        const overlap: Fact = {
          kind: 'count',
          periods: [
            { from, until: next, value: 1 },
            { from: until, value: 2 },
          ],
          ...base,
        }
        expect(periodProblems(gap).join()).toContain('no gap')
        expect(periodProblems(overlap).join()).toContain('no overlap')
      }),
    )
  })

  test('a multiple of the index ends when the index does', () => {
    const { facts } = realContent()
    const fine = Object.entries(facts).find(([, fact]) => fact.kind === 'mci')?.[0] ?? ''
    expect(factOn(facts, fine, '2026-12-31')).toMatchObject({ kind: 'mci' })
    expect(factOn(facts, fine, '2027-01-01')).toEqual({ kind: 'expired' })
  })
})
