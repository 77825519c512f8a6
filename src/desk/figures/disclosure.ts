/**
 * Statistical disclosure control: which cells of a table of counts may leave the desk. Cells of 1 to 10 are hidden, and as
 * many others as it takes that none of the hidden ones can be computed from what is shown (secondary suppression).
 *
 * A hidden cell is safe when one can name another table that shows exactly the same and has another number there. Such a
 * table is made by a swap: at the corners of a box in the table one is added and taken away in turn, so that all sums that
 * are shown stay as they are. Each hidden cell, and each hidden total, must be the corner of such a box of hidden cells.
 */

/** The smallest number that is shown (k = 11, as CTDC publishes). */
export const LEAST_SHOWN = 11

/** A table of counts with its totals: along each dimension the index after the last category is the total. */
export type Table = {
  /** Categories of each dimension. */
  sizes: readonly number[]
  values: Float64Array
  /** 1: not shown. */
  hidden: Uint8Array
}

/** One cell as others see it: `few` stands for 0 to 10, `more` for a bigger number that would betray a small one. */
export type ShownCell = { kind: 'count'; value: number } | { kind: 'few' } | { kind: 'more' }

/**
 * Decides what of `counts` (row by row, the last dimension fastest) is shown. Undefined: nothing can be, since there are
 * fewer than eleven in all, or no other table would look the same.
 */
export function protect(sizes: readonly number[], counts: readonly number[]): Table | undefined {
  const table = withTotals(sizes, counts)
  if ((table.values.at(-1) ?? 0) < LEAST_SHOWN) return undefined
  for (const [cell, value] of table.values.entries()) if (value > 0 && value < LEAST_SHOWN) table.hidden[cell] = 1
  const safe = new Uint8Array(table.values.length)
  for (const [cell, hidden] of table.hidden.entries()) {
    if (!hidden || safe[cell]) continue
    const swap = cheapestSwap(table, cell)
    if (!swap) return undefined
    for (const corner of swap) table.hidden[corner] = safe[corner] = 1
  }
  return table
}

/** What is shown at `place`: a category index for each dimension; its size for the total. Totals are rounded to five. */
export function shownAt({ sizes, values, hidden }: Table, place: readonly number[]): ShownCell {
  const cell = cellAt(sizes, place)
  const value = values[cell] ?? 0
  if (hidden[cell]) return value < LEAST_SHOWN ? { kind: 'few' } : { kind: 'more' }
  const isTotal = place.some((index, axis) => index === sizes[axis])
  return { kind: 'count', value: isTotal ? roundedTotal(value) : value }
}

/** To the nearest five, but never to a number that looks like one below eleven. */
function roundedTotal(value: number): number {
  return value === 0 ? 0 : Math.max(15, Math.round(value / 5) * 5)
}

function withTotals(sizes: readonly number[], counts: readonly number[]): Table {
  const cells = sizes.reduce((product, size) => product * (size + 1), 1)
  const values = new Float64Array(cells)
  for (const [index, count] of counts.entries()) {
    for (const cell of sumsOf(sizes, placeOf(sizes, index))) values[cell] = (values[cell] ?? 0) + count
  }
  return { sizes, values, hidden: new Uint8Array(cells) }
}

/** The cell itself and every total it is part of. */
function sumsOf(sizes: readonly number[], place: number[]): number[] {
  return subsets(sizes.length).map((axes) =>
    cellAt(
      sizes,
      place.map((index, axis) => (axes & (1 << axis) ? (sizes[axis] ?? 0) : index)),
    ),
  )
}

/**
 * The swap that changes `cell` and hides least besides. Along each dimension it spans two indices: two categories (the sign
 * turns, and the total stays as it is) or a category and the total (both change alike).
 */
function cheapestSwap(table: Table, cell: number): number[] | undefined {
  const { sizes } = table
  const from = placeOf(
    sizes.map((size) => size + 1),
    cell,
  )
  let best: { corners: number[]; cost: number } | undefined
  for (const to of partners(sizes, from)) {
    const corners = cornersOf(sizes, from, to)
    const cost = costOf(table, corners)
    if ((best && cost >= best.cost) || !(isPossible(table, corners, 1) || isPossible(table, corners, -1))) continue
    best = { corners: corners.map((corner) => corner.cell), cost }
    if (cost === 0) break
  }
  return best?.corners
}

type Corner = { cell: number; sign: number }

function* partners(sizes: readonly number[], from: readonly number[]): Generator<number[]> {
  const shape = sizes.map((size) => size + 1)
  const cells = shape.reduce((product, size) => product * size, 1)
  for (let cell = 0; cell < cells; cell += 1) {
    const to = placeOf(shape, cell)
    if (to.every((index, axis) => index !== from[axis])) yield to
  }
}

function cornersOf(sizes: readonly number[], from: readonly number[], to: readonly number[]): Corner[] {
  return subsets(sizes.length).map((axes) => {
    const isFar = (axis: number) => (axes & (1 << axis)) !== 0
    const place = sizes.map((_, axis) => (isFar(axis) ? to[axis] : from[axis]) ?? 0)
    const turns = sizes.filter((total, axis) => isFar(axis) && from[axis] !== total && to[axis] !== total).length
    return { cell: cellAt(sizes, place), sign: turns % 2 === 0 ? 1 : -1 }
  })
}

/** What would be lost to the reader: the cells, and the cases in them. */
function costOf({ values, hidden }: Table, corners: Corner[]): number {
  return corners.reduce((sum, { cell }) => sum + (hidden[cell] ? 0 : 1 + (values[cell] ?? 0)), 0)
}

/** Whether each corner stays what its sign says: `few` within 0 to 10, `more` at eleven or above. The grand total is always shown. */
function isPossible({ values }: Table, corners: Corner[], direction: 1 | -1): boolean {
  return corners.every(({ cell, sign }) => {
    const before = values[cell] ?? 0
    const after = before + sign * direction
    if (cell === values.length - 1) return false
    return before < LEAST_SHOWN ? after >= 0 && after < LEAST_SHOWN : after >= LEAST_SHOWN
  })
}

/** The position of a place in `values`. */
function cellAt(sizes: readonly number[], place: readonly number[]): number {
  return sizes.reduce((cell, size, axis) => cell * (size + 1) + (place[axis] ?? 0), 0)
}

/** The indices along each dimension of a position in a table of this shape. */
function placeOf(shape: readonly number[], position: number): number[] {
  const place: number[] = []
  let rest = position
  for (const size of shape.toReversed()) {
    place.unshift(rest % size)
    rest = Math.floor(rest / size)
  }
  return place
}

/** Every choice among `axes` dimensions, as bits. */
function subsets(axes: number): number[] {
  return Array.from({ length: 1 << axes }, (_, bits) => bits)
}
