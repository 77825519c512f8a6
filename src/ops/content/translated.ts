/** npm run content -- translated <language>: notes that its texts were made from today's English texts. */
import { noted } from '../../content/checks/reviews.ts'
import { SOURCE_LANGUAGE } from '../../content/load.ts'
import { type Answer, type Place, readable, translatable } from './command.ts'
import { REVIEWS, writeReviews } from './reviews-file.ts'

export function translated({ root }: Place, [language]: string[]): Answer {
  const content = readable(root)
  const code = translatable(content, language, SOURCE_LANGUAGE)
  writeReviews(root, content.words, noted(content, code))
  return { lines: [`${REVIEWS}: ${code} is noted as made from today's English texts`] }
}
