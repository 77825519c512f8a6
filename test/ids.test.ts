import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_IDS, packAllIds, packIds, readIds } from '../src/telegram/ids.ts'

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { minLength: 1, maxLength: 150 })
const room = fc.integer({ min: 7, max: 50 })

describe('message ids in a button', () => {
  test('as many as fit are read back, and whether they are all', () => {
    fc.assert(
      fc.property(ids, room, (some, bytes) => {
        const words = packIds(some, bytes)
        const sorted = some.toSorted((a, b) => a - b)
        const read = readIds(words)
        expect(words.length).toBeLessThanOrEqual(bytes)
        expect(read.ids.length).toBeGreaterThan(0)
        expect(read).toEqual({ ids: sorted.slice(0, read.ids.length), whole: read.ids.length === sorted.length })
      }),
    )
  })

  test('in as many words as it takes none is lost', () => {
    fc.assert(
      fc.property(ids, room, (some, bytes) => {
        const read = packAllIds(some, bytes).flatMap((words) => readIds(words).ids)
        expect(read).toEqual(some.toSorted((a, b) => a - b))
      }),
    )
  })

  test('what came one after another takes few bytes', () => {
    expect(packIds([100, 101, 102, 103, 104], 50)).toBe('2s.1*4')
    expect(readIds('2s.1*4')).toEqual({ ids: [100, 101, 102, 103, 104], whole: true })
    const many = Array.from({ length: 150 }, (_, index) => 5000 + 2 * index)
    expect(packAllIds(many, 30).map((words) => readIds(words).ids.length)).toEqual([MAX_IDS, 50])
  })

  test('no ids, no room', () => {
    expect(packIds([], 50)).toBe('')
    expect(packIds([7_000_000], 2)).toBe('+')
    expect(() => packAllIds([7_000_000], 2)).toThrow('room')
  })

  const FORGED = ['', '+', 'A', '1..2', '1.', '.1', '-1', '0', '5.0', '1*', '1*999', 'zzzzzzz', '1*zz', '1+.1', '1*2*2']
  test.each(FORGED)('%j names none', (words) => expect(readIds(words)).toEqual({ ids: [], whole: false }))
})
