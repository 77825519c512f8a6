/** What the content check cannot see of a guide, since it lies in code: the marks and values of its rules, the reminders. Pure. */
import type { Condition, Guide } from '../content/guide.ts'
import { isRule } from '../content/guide-paths.ts'
import { type Content, flatten } from '../content/load.ts'
import type { Problem } from '../content/checks/problem.ts'
import { rules } from './rules/rules.ts'

/** `reminders`: names of the rules that reminders know. */
export function guideRuleProblems(content: Content, reminders: string[]): Problem[] {
  return Object.values(content.guides).flatMap((guide) => {
    const problem = (message: string): Problem => ({ level: 'error', file: `content/guides/${guide.id}.yaml`, message })
    const unknown = (what: string, names: string[], known: readonly string[]) =>
      names.filter((name) => !known.includes(name)).map((name) => problem(`expected ${what}, got "${name}"`))
    const named = Object.values(guide.steps).flatMap((step) => (isRule(step) ? [step.rule] : []))
    const used = named.flatMap((name) => rules[name] ?? [])
    const remind = Object.values(guide.outcomes).flatMap(({ remind: each }) => each ?? [])
    const values = used.flatMap((rule) => rule.values)
    const questions = Object.keys(guide.steps)
    const printed = printedIn(content, guide)
    return [
      ...unknown('a rule of src/guide/rules/', named, Object.keys(rules)),
      ...unknown(
        'a fact, read by its rule',
        used.flatMap((rule) => rule.facts),
        Object.keys(content.facts),
      ),
      ...unknown(
        'a mark of its rules',
        marksIn(guide),
        used.flatMap((rule) => rule.marks),
      ),
      ...unknown('a value of its rules', printed.values, values),
      ...unknown('a question', printed.answers, questions),
      ...unknown(
        'a rule of src/reminder/',
        remind.map(({ rule }) => rule),
        reminders,
      ),
      ...unknown(
        'a question or a value to be reminded of',
        remind.map(({ from }) => from),
        [...questions, ...values],
      ),
    ]
  })
}

function marksIn(guide: Guide): string[] {
  const ways = Object.values(guide.steps).flatMap(({ next }) =>
    typeof next === 'string' ? [] : next.map((way) => way.if),
  )
  const asides = Object.values(guide.asides).map(({ when }) => when)
  const parts = Object.values(guide.outcomes).flatMap(({ lines, details, steps }) =>
    [...lines, ...details, ...steps].map((part) => (typeof part === 'string' ? undefined : part.if)),
  )
  return [...ways, ...asides, ...parts].flatMap((condition: Condition | undefined) =>
    [condition ?? []].flat().flatMap((all) => [all['is'] ?? []].flat()),
  )
}

/** Names behind `{{value.x}}` and `{{answer.x}}` in any language. */
function printedIn(content: Content, guide: Guide): { values: string[]; answers: string[] } {
  const texts = Object.values(content.words).flatMap(({ guides }) => Object.values(flatten(guides[guide.id] ?? {})))
  const names = (kind: string) =>
    texts.flatMap((text) =>
      [...text.matchAll(new RegExp(`\\{\\{${kind}\\.([a-z0-9-]+)\\}\\}`, 'g'))].map(([, name = '']) => name),
    )
  return { values: [...new Set(names('value'))], answers: [...new Set(names('answer'))] }
}
