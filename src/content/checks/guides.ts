/** Guides: does every way lead somewhere, can every step be reached, does the longest path fit a button, are all words there? */
import type { Condition, Guide, GuideWords, Outcome, Question } from '../guide.ts'
import { isRule, longestAddress, reachable, targets } from '../guide-paths.ts'
import { type Content, SOURCE_LANGUAGE } from '../load.ts'
import { error, type Problem, unknownIds } from './problem.ts'

/** Telegram refuses more bytes of button data. */
const MAX_DATA_BYTES = 64

export function guideProblems(content: Content): Problem[] {
  return Object.values(content.guides).flatMap((guide) => {
    const structure = structureProblems(guide)
    return [
      ...structure,
      ...(structure.length === 0 ? wayProblems(guide) : []),
      ...namedProblems(guide, content),
      ...wordsProblems(guide, content),
    ]
  })
}

const fileOf = ({ id }: Guide) => `content/guides/${id}.yaml`

function structureProblems(guide: Guide): Problem[] {
  const file = fileOf(guide)
  const places = { ...guide.steps, ...guide.outcomes }
  const ways = Object.entries(guide.steps).flatMap(([id, { next }]) => [
    ...unknownIds(file, `steps.${id}.next`, 'a step or an outcome', targets(next), places),
    ...(typeof next === 'string' ? [] : lastWayProblems(file, id, next)),
  ])
  const both = Object.keys(guide.steps).filter((id) => id in guide.outcomes || id in guide.asides)
  return [
    ...unknownIds(file, 'start', 'a step', [guide.start], guide.steps),
    ...ways,
    ...both.map((id) => error(file, `${id}: expected one step, outcome or aside of this name, found two`)),
    ...codeProblems(guide),
    ...conditionProblems(guide),
    ...Object.entries(guide.steps).flatMap(([id, step]) =>
      isRule(step) ? [] : unknownIds(file, `steps.${id}`, 'a question', questionsNamed(step), guide.steps),
    ),
    ...unknownIds(file, 'send', 'a question', guide.send, guide.steps),
  ]
}

function lastWayProblems(file: string, id: string, next: { if?: Condition | undefined }[]): Problem[] {
  const wrong = next.some((way, index) => (way.if === undefined) !== (index === next.length - 1))
  return wrong ? [error(file, `steps.${id}.next: expected an "if" on every way but the last, which has none`)] : []
}

function questionsNamed(question: Question): string[] {
  const bounds = question.ask === 'date' ? [question.from] : question.ask === 'stays' ? [question.before] : []
  return [...question.depends, ...bounds.filter((id) => id !== undefined)]
}

/** Codes stand in button data: each its own, those of a question's options equally long. */
function codeProblems(guide: Guide): Problem[] {
  const file = fileOf(guide)
  const asked = [...Object.entries(guide.steps), ...Object.entries(guide.asides)]
  const codes = asked.flatMap(([, step]) => ('code' in step ? [step.code] : []))
  const twice = codes.filter((code, index) => codes.indexOf(code) !== index)
  const options = asked.flatMap(([id, step]) => {
    const values = 'options' in step ? Object.values(step.options) : []
    const same = new Set(values).size !== values.length || new Set(values.map((code) => code.length)).size > 1
    return same ? [error(file, `${id}.options: expected codes that differ and are equally long`)] : []
  })
  return [...twice.map((code) => error(file, `expected one question with the code "${code}", found two`)), ...options]
}

function conditionProblems(guide: Guide): Problem[] {
  const file = fileOf(guide)
  const ways = Object.entries(guide.steps).flatMap(([id, { next }]) =>
    typeof next === 'string' ? [] : next.map((way): [string, Condition | undefined] => [`steps.${id}.next`, way.if]),
  )
  const asides = Object.entries(guide.asides).map(([id, { when }]): [string, Condition] => [`asides.${id}.when`, when])
  const parts = Object.entries(guide.outcomes).flatMap(([id, { lines, details, steps }]) =>
    [...lines, ...details, ...steps].map((part): [string, Condition | undefined] => [
      `outcomes.${id}`,
      typeof part === 'string' ? undefined : part.if,
    ]),
  )
  return [...ways, ...asides, ...parts].flatMap(([where, condition]) =>
    (Array.isArray(condition) ? condition : condition ? [condition] : []).flatMap((all) =>
      Object.entries(all).flatMap(([id, wanted]) => answerProblems(guide, file, where, id, [wanted].flat())),
    ),
  )
}

function answerProblems(guide: Guide, file: string, where: string, id: string, wanted: string[]): Problem[] {
  if (id === 'is') return [] // marks of rules: see guide/rule-problems.ts
  const step = guide.steps[id] ?? guide.asides[id]
  if (!step || !('options' in step)) return [error(file, `${where}: expected a choice, got "${id}"`)]
  return unknownIds(file, where, `an option of ${id}`, wanted, step.options)
}

function wayProblems(guide: Guide): Problem[] {
  const file = fileOf(guide)
  try {
    const bytes = longestAddress(guide)
    const found = reachable(guide, guide.start).add(guide.start)
    const lost = [...Object.keys(guide.steps), ...Object.keys(guide.outcomes)].filter((id) => !found.has(id))
    return [
      ...lost.map((id) => error(file, `${id}: expected a way from ${guide.start}, found none`)),
      ...(bytes > MAX_DATA_BYTES
        ? [error(file, `expected at most ${MAX_DATA_BYTES} bytes of button data on the longest path, got ${bytes}`)]
        : []),
    ]
  } catch (circle) {
    return [error(file, circle instanceof Error ? circle.message : 'expected no circle')]
  }
}

function namedProblems(guide: Guide, { menu, facts, sources, directory, guides, cards }: Content): Problem[] {
  const file = fileOf(guide)
  const offered = Object.values(menu.pages).some((page) => page.guides.includes(guide.id))
  return [
    ...(offered ? [] : [error(file, 'expected a page of content/menu.yaml that offers this guide, found none')]),
    ...Object.entries(guide.outcomes).flatMap(([id, outcome]) => [
      ...unknownIds(file, `${id}.facts`, 'a fact', outcome.facts, facts),
      ...unknownIds(file, `${id}.sources`, 'a source', outcome.sources, sources),
      ...unknownIds(file, `${id}.numbers`, 'an organization', outcome.numbers, directory.organizations),
      ...unknownIds(file, `${id}.pages`, 'a page', outcome.pages, menu.pages),
      ...unknownIds(file, `${id}.guides`, 'a guide', outcome.guides, guides),
      ...unknownIds(
        file,
        `${id}.card`,
        'a card of content/cards.yaml',
        outcome.card === undefined ? [] : [outcome.card],
        cards,
      ),
      ...legalProblems(file, id, outcome),
    ]),
  ]
}

function legalProblems(file: string, id: string, outcome: Outcome): Problem[] {
  if (!outcome.legal) return []
  const expected = (what: string, found: boolean) => (found ? [] : [error(file, `${id}: expected ${what}, found none`)])
  return [
    ...expected('a source or a fact on a legal outcome', outcome.sources.length + outcome.facts.length > 0),
    ...expected('a step: what to do', outcome.steps.length > 0),
    ...expected('a number: somebody to ask', outcome.numbers.length > 0),
  ]
}

/** English has a text for everything that is shown, and for nothing else; the other languages are compared with English. */
function wordsProblems(guide: Guide, { words }: Content): Problem[] {
  const file = `locales/${SOURCE_LANGUAGE}/guides/${guide.id}.yaml`
  const english = words[SOURCE_LANGUAGE]?.guides[guide.id]
  if (!english) return [error(file, 'expected the words of this guide, found none')]
  const questions = Object.entries(guide.steps).flatMap(([id, step]) => (isRule(step) ? [] : [id]))
  return [
    ...compared(file, 'questions', questions, english.questions),
    ...compared(file, 'asides', Object.keys(guide.asides), english.asides ?? {}),
    ...compared(file, 'outcomes', Object.keys(guide.outcomes), english.outcomes),
    ...optionProblems(file, guide, english),
    ...Object.entries(guide.outcomes).flatMap(([id, { lines, details, steps }]) => [
      ...compared(file, `outcomes.${id}.lines`, partIds([...lines, ...details]), english.outcomes[id]?.lines ?? {}),
      ...compared(file, `outcomes.${id}.steps`, partIds(steps), english.outcomes[id]?.steps ?? {}),
    ]),
  ]
}

/** Lists that all guides share have words of their own; an option of the guide itself has them here. */
function optionProblems(file: string, guide: Guide, words: GuideWords): Problem[] {
  const own = Object.entries(guide.steps).flatMap(([id, step]) =>
    !isRule(step) && step.ask === 'choice' && !step.shared ? [[id, Object.keys(step.options)] as const] : [],
  )
  const asides = Object.entries(guide.asides).flatMap(([id, { options }]) =>
    compared(file, `asides.${id}.options`, Object.keys(options), words.asides?.[id]?.options ?? {}),
  )
  return [
    ...asides,
    ...own.flatMap(([id, options]) =>
      compared(file, `questions.${id}.options`, options, words.questions[id]?.options ?? {}),
    ),
  ]
}

const partIds = (parts: Outcome['lines']) => [
  ...new Set(parts.map((part) => (typeof part === 'string' ? part : part.id))),
]

function compared(file: string, where: string, expected: string[], texts: object): Problem[] {
  const missing = expected.filter((id) => !(id in texts))
  const extra = Object.keys(texts).filter((id) => !expected.includes(id))
  return [
    ...missing.map((id) => error(file, `${where}.${id}: expected a text, found none`)),
    ...extra.map((id) => error(file, `${where}.${id}: nothing shows this text`)),
  ]
}
