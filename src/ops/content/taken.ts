/** What a table changes: texts in their files, and what is noted of the translations. Pure. */
import type { Content, Review } from '../../content/load.ts'
import { englishHashes, reviewOf, sourceOf } from '../../content/reviews.ts'
import type { Row } from './row.ts'
import { isAccepted, type Pair } from './sheet-problems.ts'

export type Taken = {
  /** By file, the new texts by key. */
  texts: Map<string, Map<string, string>>
  /** By unit, what is noted now. */
  reviews: Map<string, Review>
  /** Texts of units that somebody worked on and that are older still. */
  left: string[]
}
type Reader = { by: string | undefined; today: string }

export function taken(content: Content, code: string, rows: Row[], pairs: Pair[], reader: Reader): Taken {
  const changed = pairs.filter((pair) => pair.changed)
  const texts = Map.groupBy(changed, ({ row }) => row.file)
  const given = new Map(pairs.map((pair) => [pair.row.key, pair]))
  const units = [...Map.groupBy(rows, ({ unit }) => unit)].flatMap(([unit, of]) => {
    const touched = of.some(({ key }) => isTouched(given.get(key)))
    return unit !== undefined && touched ? [{ unit, pairs: of.map((row) => ({ row, pair: given.get(row.key) })) }] : []
  })
  const noted = units.map((each) => ({ ...each, left: each.pairs.filter((one) => !isSettled(one)) }))
  return {
    texts: new Map(
      [...texts].map(([file, of]) => [file, new Map(of.map(({ row, given }) => [row.key, given.translation]))]),
    ),
    reviews: new Map(
      noted.flatMap((each) => {
        const review = reviewAfter(content, code, each, reader)
        return review === undefined ? [] : [[each.unit, review]]
      }),
    ),
    left: noted.flatMap(({ left }) => left.map(({ row }) => row.key)),
  }
}

function isTouched(pair: Pair | undefined): boolean {
  return (
    pair !== undefined && (pair.changed || (pair.given.status !== undefined && pair.given.status !== pair.row.status))
  )
}

type Both = { row: Row; pair: Pair | undefined }

/** As good as today's English: it was, it was changed now, or the translator says so by the status. */
function isSettled({ row, pair }: Both): boolean {
  if (row.status !== 'older' && row.status !== 'missing') return true
  if (!pair) return false
  const said = pair.given.status ?? row.status
  return pair.changed || (row.status === 'older' && !/^(older|missing)$/i.test(said))
}

function reviewAfter(
  content: Content,
  code: string,
  { unit, pairs, left }: { unit: string; pairs: Both[]; left: Both[] },
  { by, today }: Reader,
): Review | undefined {
  const before = reviewOf(content, code, unit)
  const source = englishHashes(content).get(unit) ?? ''
  const changed = pairs.some(({ pair }) => pair?.changed)
  if (left.length > 0) return changed && before !== undefined ? sourceOf(before) : before
  const accepted = pairs.every(({ row, pair }) => isAccepted(pair?.given.status ?? (pair ? '' : row.status)))
  if (!accepted) return source
  if (!changed && typeof before === 'object' && before.source === source) return before
  return by === undefined ? source : { source, by, on: today }
}
