/** How sure something is (decision 15): nothing rests on a fact of low confidence; where no line says "ask", no doubtful fact is printed. */
import { factsIn } from '../facts.ts'
import type { Content } from '../load.ts'
import type { Confidence } from '../schema.ts'
import { error, type Problem } from './problem.ts'
import { textsOf } from './texts.ts'

const SHOWN: Confidence[] = ['high', 'medium']
/**
 * Screens that say themselves that something on them is not sure: pages by their `confidence`, outcomes by their facts. Nothing else
 * does: a question, a name, a text of the frame.
 */
const SAY_SO = /^pages\.|^guides\.[^.]+\.outcomes\./

export function confidenceProblems(content: Content): Problem[] {
  return [...restProblems(content), ...unsaidProblems(content)]
}

/** Facts that a page or an outcome depends on without printing them; `words.ts` looks at those that are printed. */
function restProblems({ menu, guides, facts }: Content): Problem[] {
  const low = (file: string, where: string, ids: string[]) =>
    ids
      .filter((id) => facts[id] && !SHOWN.includes(facts[id].confidence))
      .map((id) => error(file, `${where}.facts: expected a fact of high or medium confidence, got "${id}"`))
  const pages = Object.entries(menu.pages).flatMap(([id, page]) => low('content/menu.yaml', id, page.facts))
  const outcomes = Object.values(guides).flatMap((guide) =>
    Object.entries(guide.outcomes).flatMap(([id, outcome]) =>
      low(`content/guides/${guide.id}.yaml`, `outcomes.${id}`, outcome.facts),
    ),
  )
  return [...pages, ...outcomes]
}

function unsaidProblems({ words, facts }: Content): Problem[] {
  return Object.values(words).flatMap((each) =>
    textsOf(each)
      .filter(({ key }) => !SAY_SO.test(key))
      .flatMap(({ file, key, text }) =>
        factsIn(text)
          .filter((id) => facts[id]?.confidence === 'medium')
          .map((id) =>
            error(file, `${key}: expected no fact of medium confidence where nothing says "ask", got "${id}"`),
          ),
      ),
  )
}
