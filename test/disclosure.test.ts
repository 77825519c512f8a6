import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LEAST_SHOWN, protect, type Table } from '../src/desk/figures/disclosure.ts'

/** Tables as a small organization has them: many zeros, many small numbers, a few big ones. */
const count = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 10 }) },
  { weight: 2, arbitrary: fc.integer({ min: 9, max: 13 }) },
  { weight: 1, arbitrary: fc.integer({ min: 11, max: 300 }) },
)
const tables = fc
  .array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 })
  .chain((sizes) =>
    fc.tuple(fc.constant(sizes), fc.array(count, { minLength: product(sizes), maxLength: product(sizes) })),
  )

describe('a table that leaves the desk', () => {
  test('shows no number from one to ten, in no cell and no total', () => {
    fc.assert(
      fc.property(tables, ([sizes, counts]) => {
        const table = protect(sizes, counts)
        for (const [cell, value] of (table?.values ?? []).entries())
          if (value > 0 && value < LEAST_SHOWN) expect(table?.hidden[cell]).toBe(1)
      }),
      { numRuns: 300 },
    )
  })

  test('gives away no hidden number to somebody who adds and subtracts, even one who knows the totals exactly', () => {
    let published = 0
    fc.assert(
      fc.property(tables, ([sizes, counts]) => {
        const table = protect(sizes, counts)
        if (!table) return
        published += 1
        const bounds = deduced(table)
        for (const [cell, hidden] of table.hidden.entries())
          if (hidden) expect(bounds[cell]?.[0], JSON.stringify({ sizes, counts })).toBeLessThan(bounds[cell]?.[1] ?? 0)
      }),
      { numRuns: 400 },
    )
    expect(published).toBeGreaterThan(100)
  })

  test('gives away no hidden number to somebody who tries every table there can be', () => {
    const small = fc.tuple(
      fc.constantFrom([2], [3], [4], [2, 2]),
      fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 4, maxLength: 4 }),
    )
    fc.assert(
      fc.property(small, ([sizes, all]) => {
        const table = protect(sizes, all.slice(0, product(sizes)))
        if (!table) return
        const possible = everyTable(table)
        for (const [cell, hidden] of table.hidden.entries())
          if (hidden) expect(new Set(possible.map((values) => values[cell])).size).toBeGreaterThan(1)
      }),
      { numRuns: 100 },
    )
  })

  test('two cells of ten and a total of twenty would say it all, so nothing is shown', () => {
    expect(protect([2], [10, 10])).toBeUndefined()
    expect(protect([3], [10, 10, 30])).toBeDefined()
  })

  test('fewer than eleven cases in all are not shown', () => {
    expect(protect([3], [4, 3, 3])).toBeUndefined()
    expect(protect([2], [0, 0])).toBeUndefined()
  })

  test('where every number is big enough, nothing is hidden', () => {
    expect(protect([2, 2], [11, 40, 12, 0])?.hidden.every((hidden) => hidden === 0)).toBe(true)
  })

  test('a big table is ready at once', () => {
    const sizes = [4, 7, 20]
    const counts = Array.from({ length: product(sizes) }, (_, index) => (index * 7919) % 13)
    const begun = performance.now()
    expect(protect(sizes, counts)).toBeDefined()
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1)
}

/** Every sum of the table: the cell of a total, and the cells it is the sum of along one dimension. */
function sumsOf(sizes: readonly number[]): { total: number; parts: number[] }[] {
  const strides = sizes.map((_, axis) => product(sizes.slice(axis + 1).map((size) => size + 1)))
  const cells = product(sizes.map((size) => size + 1))
  return sizes.flatMap((size, axis) => {
    const stride = strides[axis] ?? 1
    const totals = Array.from({ length: cells }, (_, cell) => cell).filter(
      (cell) => Math.floor(cell / stride) % (size + 1) === size,
    )
    return totals.map((total) => ({
      total,
      parts: Array.from({ length: size }, (_, index) => total - (size - index) * stride),
    }))
  })
}

/** What follows for each cell, by bounds on every sum until nothing more follows. */
function deduced({ sizes, values, hidden }: Table): [number, number][] {
  const most = values.at(-1) ?? 0
  const bounds = [...values].map((value, cell): [number, number] => {
    if (!hidden[cell]) return [value, value]
    return value < LEAST_SHOWN ? [0, LEAST_SHOWN - 1] : [LEAST_SHOWN, most]
  })
  const at = (cell: number) => bounds[cell] ?? [0, 0]
  const sums = sumsOf(sizes)
  for (let changed = true; changed; ) {
    changed = false
    const narrow = (cell: number, low: number, high: number) => {
      const [before, after] = at(cell)
      if (low <= before && high >= after) return
      bounds[cell] = [Math.max(low, before), Math.min(high, after)]
      changed = true
    }
    for (const { total, parts } of sums) {
      const low = parts.reduce((sum, part) => sum + at(part)[0], 0)
      const high = parts.reduce((sum, part) => sum + at(part)[1], 0)
      narrow(total, low, high)
      for (const part of parts) narrow(part, at(total)[0] - (high - at(part)[1]), at(total)[1] - (low - at(part)[0]))
    }
  }
  return bounds
}

/** Every table of whole numbers that shows the same as this one. */
function everyTable({ sizes, values, hidden }: Table): number[][] {
  const base = baseCells(sizes)
  const most = values.at(-1) ?? 0
  const choices = base.map((cell) => {
    const value = values[cell] ?? 0
    if (!hidden[cell]) return [value]
    const [low, high] = value < LEAST_SHOWN ? [0, LEAST_SHOWN - 1] : [LEAST_SHOWN, most]
    return Array.from({ length: high - low + 1 }, (_, index) => low + index)
  })
  const found: number[][] = []
  const go = (chosen: number[], sum: number) => {
    if (sum > most) return
    if (chosen.length === base.length) {
      const whole = withSums(sizes, chosen)
      if (whole.every((value, cell) => looksTheSame(value, values[cell] ?? 0, hidden[cell] === 1))) found.push(whole)
      return
    }
    const options = choices[chosen.length] ?? []
    const last = chosen.length === base.length - 1
    for (const option of last ? options.filter((each) => each === most - sum) : options)
      go([...chosen, option], sum + option)
  }
  go([], 0)
  return found
}

function looksTheSame(value: number, original: number, hidden: boolean): boolean {
  if (!hidden) return value === original
  return original < LEAST_SHOWN ? value < LEAST_SHOWN : value >= LEAST_SHOWN
}

function baseCells(sizes: readonly number[]): number[] {
  const totals = new Set(sumsOf(sizes).map(({ total }) => total))
  const cells = product(sizes.map((size) => size + 1))
  return Array.from({ length: cells }, (_, cell) => cell).filter((cell) => !totals.has(cell))
}

function withSums(sizes: readonly number[], chosen: number[]): number[] {
  const whole: number[] = []
  for (const [index, cell] of baseCells(sizes).entries()) whole[cell] = chosen[index] ?? 0
  const sums = sumsOf(sizes)
  for (let round = 0; round < sizes.length; round += 1) {
    for (const { total, parts } of sums)
      if (parts.every((part) => whole[part] !== undefined))
        whole[total] = parts.reduce((sum, part) => sum + (whole[part] ?? 0), 0)
  }
  return whole
}
