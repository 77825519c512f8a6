/** A guide as a graph: which steps follow which, whatever was answered. Pure; for the check, the drawing and the walk. */
import type { Guide, Next, Question, RuleStep } from './guide.ts'

/** Bytes of an answer in button data: a code, then the value. See `guide/answers.ts`. */
const DAY_WIDTH = 2
const NUMBER_WIDTH = 2
/** What a tap adds, at most: `?so`, a day of entry, `m` and a month; `+-` and the bits of unticked answers (`guide/send.ts`). */
const TAP_WIDTH = 8
/** Everything but the id, the answers and the tap. */
const FRAME = 'kk:guide::vv::'.length

export function isRule(step: Question | RuleStep): step is RuleStep {
  return 'rule' in step
}

/** Every step that may follow, each once. */
export function targets(next: Next): string[] {
  return typeof next === 'string' ? [next] : [...new Set(next.map(({ go }) => go))]
}

/** Every step and outcome that can be reached from `id`, without itself. */
export function reachable(guide: Pick<Guide, 'steps'>, id: string): Set<string> {
  const found = new Set<string>()
  const open = [id]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const step = guide.steps[at]
    for (const next of step ? targets(step.next) : []) {
      if (found.has(next)) continue
      found.add(next)
      open.push(next)
    }
  }
  return found
}

/** Bytes of the answer to a question, its code included. */
export function answerWidth(question: Question): number {
  if (question.ask === 'choice') return 1 + (Object.values(question.options)[0] ?? '').length
  if (question.ask === 'stays') return 2 + question.most * 2 * DAY_WIDTH
  return 1 + (question.ask === 'date' ? DAY_WIDTH : NUMBER_WIDTH)
}

/**
 * Bytes of button data that the longest path needs: every answer on it and every aside. Throws for a guide whose steps go in a
 * circle.
 */
export function longestAddress(guide: Guide): number {
  const known = new Map<string, number>()
  const asides = Object.values(guide.asides).reduce((sum, { options }) => sum + 1 + firstWidth(options), 0)
  return FRAME + guide.id.length + longest(guide, guide.start, known, []) + asides + TAP_WIDTH
}

function firstWidth(options: Record<string, string>): number {
  return (Object.values(options)[0] ?? '').length
}

function longest(guide: Guide, id: string, known: Map<string, number>, way: string[]): number {
  if (way.includes(id)) throw new Error(`Expected no circle, got ${[...way, id].join(' → ')}`)
  const step = guide.steps[id]
  if (!step) return 0
  const cached = known.get(id)
  if (cached !== undefined) return cached
  const rest = Math.max(0, ...targets(step.next).map((next) => longest(guide, next, known, [...way, id])))
  const width = (isRule(step) ? 0 : answerWidth(step)) + rest
  known.set(id, width)
  return width
}
