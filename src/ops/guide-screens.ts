/** Draws the screens of guides for the check: every question with its pickers, and outcomes as some hundred random people meet them. */
import type { Content } from '../content/load.ts'
import type { Guide } from '../content/guide.ts'
import { encodeDay } from '../content/days.ts'
import type { Frame } from '../guide/frame.ts'
import { partsThatApply } from '../guide/outcome.ts'
import { type Leaf, somePaths } from '../guide/paths.ts'
import { placeScreen } from '../guide/view.ts'
import type { Place } from '../guide/walk.ts'
import type { Language, Languages } from '../language/language.ts'
import { emergencyCard } from '../report/emergency.ts'
import type { Screen } from '../telegram/screen.ts'

/** Enough to meet every outcome of a guide; the tests walk every path. */
const PATHS = 400

/** What a leaf shows, whoever meets it: outcomes of the same parts look alike but for their values. */
export function looksOf(guide: Guide, leaf: Leaf): string {
  const outcome = guide.outcomes[leaf.outcome]
  const place = { ...leaf, given: leaf.answers, at: 'outcome' as const, id: leaf.outcome }
  const parts = outcome
    ? [outcome.lines, outcome.details, outcome.steps].flatMap((each) => partsThatApply(each, place))
    : []
  return [leaf.outcome, ...parts, ...leaf.finding.is].join(' ')
}

/** One leaf for each look of the outcomes, and for each question an answered path that leads to it. */
export function specimens(
  content: Content,
  guide: Guide,
  today: string,
): { leaves: Leaf[]; questions: Map<string, Leaf> } {
  const leaves = new Map<string, Leaf>()
  const questions = new Map<string, Leaf>()
  somePaths(guide, { facts: content.facts, today }, PATHS, seeded(), (leaf) => {
    const look = looksOf(guide, leaf)
    if (!leaves.has(look)) leaves.set(look, { ...leaf, answers: new Map(leaf.answers) })
    for (const id of leaf.asked) if (!questions.has(id)) questions.set(id, { ...leaf, answers: new Map(leaf.answers) })
  })
  return { leaves: [...leaves.values()], questions }
}

/** How to draw each screen of the guides in a language. */
export function guideScreens(
  content: Content,
  languages: Languages,
  language: Language,
  today: string,
): [string, () => Screen][] {
  const emergency = () => emergencyCard(content, language).text
  return Object.values(content.guides).flatMap((guide) => {
    const { leaves, questions } = specimens(content, guide, today)
    const draw = (leaf: Leaf, place: Partial<Place>, tap: string) => () => {
      const whole = { answers: leaf.answers, asked: leaf.asked, ...place } as Place
      const frame: Omit<Frame, 'answers'> = { content, languages, language, guide, today, emergency }
      return placeScreen(frame, whole, tap)
    }
    const outcomes = leaves.flatMap((leaf): [string, () => Screen][] =>
      ['', '*', '=', '+'].map((tap) => [
        `guide ${guide.id}, ${leaf.outcome} ${tap}`,
        tap === '*'
          ? draw(leaf, { at: 'answers' }, tap)
          : draw(
              leaf,
              { at: 'outcome', id: leaf.outcome, given: leaf.answers, finding: leaf.finding, rules: leaf.rules },
              tap,
            ),
      ]),
    )
    const asked = [...questions].flatMap(([id, leaf]) =>
      pickersOf(guide, id, today).map((picker): [string, () => Screen] => [
        `guide ${guide.id}, ${id} ${picker}`,
        draw(leaf, { at: 'question', id, picker, help: true, asked: leaf.asked.slice(0, leaf.asked.indexOf(id)) }, ''),
      ]),
    )
    return [...asked, ...outcomes]
  })
}

function pickersOf(guide: Guide, id: string, today: string): string[] {
  const step = guide.steps[id]
  if (!step || !('ask' in step)) return ['']
  const month = `m${encodeDay(today)}`
  if (step.ask === 'date') return ['', 'Y', `y${encodeDay(today)}`, month]
  if (step.ask === 'stays') return ['', 'i', `i${month}`, `o${encodeDay(today)}`, `o${encodeDay(today)}${month}`]
  return step.ask === 'number' ? ['', 'g00', 'g0A'] : ['']
}

/** The same numbers each time: a check that finds a problem finds it again. */
function seeded(): () => number {
  let state = 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
