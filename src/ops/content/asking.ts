/** What shows people to ask instead of its text, since a fact it rests on has no value on a day. */
import { factOn } from '../../content/facts.ts'
import type { Guide } from '../../content/guide.ts'
import type { Content } from '../../content/load.ts'
import { factIdsOf } from '../../content/page-facts.ts'
import { outcomeScreen } from '../../guide/outcome.ts'
import { ExpiredFact } from '../../guide/rule.ts'
import { createLanguages, type Language } from '../../language/language.ts'
import { expiredText } from '../../telegram/facts.ts'
import { specimens } from '../guide-screens.ts'

/** Ids of pages. */
export function askingPages(content: Content, code: string, day: string): string[] {
  return Object.keys(content.menu.pages).filter((id) =>
    factIdsOf(content, code, id).some((fact) => factOn(content.facts, fact, day).kind === 'expired'),
  )
}

/** Outcomes of guides, as people of `today` would meet them on `day`: `guide stay, late`. */
export function askingOutcomes(content: Content, language: Language, today: string, day: string): string[] {
  const told = Object.keys(content.words[language.code]?.guides ?? {})
  return Object.values(content.guides)
    .filter(({ id }) => told.includes(id))
    .flatMap((guide) => ofGuide(content, guide, language, today, day))
}

function ofGuide(content: Content, guide: Guide, language: Language, today: string, day: string): string[] {
  const instead = expiredText(content, language)
  const frame = { content, languages: createLanguages(content), language, guide, today: day, emergency: () => '' }
  try {
    const expired = specimens(content, guide, today).leaves.filter((leaf) => {
      const place = { ...leaf, at: 'outcome' as const, id: leaf.outcome, given: leaf.answers }
      return outcomeScreen({ ...frame, answers: leaf.answers }, place).text === instead
    })
    return [...new Set(expired.map(({ outcome }) => `guide ${guide.id}, ${outcome}`))]
  } catch (error) {
    if (error instanceof ExpiredFact) return [`guide ${guide.id}: all that it computes, and already on ${today}`]
    throw error
  }
}
