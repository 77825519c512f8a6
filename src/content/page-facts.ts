/** What a page rests on: the facts it names and those its words print, and a mark of all it says on a day. Pure. */
import { createHash } from 'node:crypto'
import { factOn, factsIn } from './facts.ts'
import { type Content, SOURCE_LANGUAGE } from './load.ts'

/** Ids of facts, each once. `code`: a language; all print the same ones. */
export function factIdsOf({ menu, words }: Content, code: string, id: string): string[] {
  const page = words[code]?.pages[id]
  const texts = page ? [page.title, page.text, page.law ?? '', ...(page.steps ?? [])] : []
  return [...new Set([...(menu.pages[id]?.facts ?? []), ...texts.flatMap(factsIn)])]
}

/** A mark per page: another one when its English text, or a fact in it, says something else; undefined for no page. */
export type PageMarks = (page: string) => string | undefined

/** The marks of `today`, each made once. */
export function pageMarks(content: Content, today: string): PageMarks {
  if (made.content !== content.words || made.today !== today) made = { content: content.words, today, marks: new Map() }
  const { marks } = made
  return (page) => {
    const known = marks.get(page)
    if (known !== undefined || !Object.hasOwn(content.menu.pages, page)) return known
    const mark = markOf(content, page, today)
    marks.set(page, mark)
    return mark
  }
}

/** Of one day: asked for again and again. */
let made: { content: Content['words'] | undefined; today: string; marks: Map<string, string> } = {
  content: undefined,
  today: '',
  marks: new Map(),
}

function markOf(content: Content, page: string, today: string): string {
  const { title, text, steps, law } = content.words[SOURCE_LANGUAGE]?.pages[page] ?? {}
  const facts = factIdsOf(content, SOURCE_LANGUAGE, page).map((id) => factOn(content.facts, id, today))
  return createHash('sha256')
    .update(JSON.stringify([title, text, steps, law, facts]))
    .digest('base64url')
    .slice(0, 8)
}
