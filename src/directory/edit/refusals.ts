/** Why an edit is refused, and what to do: the rules of the content check in words for editors. Pure. */
import type { Language } from '../../language/language.ts'
import type { Screen } from '../../telegram/screen.ts'
import { backToEntry } from './part.ts'

/** By what the check says (`content/checks/directory.ts`, `content/directory.ts`, `register/edits.ts`). */
const RULES: [RegExp, string][] = [
  [/neither address nor point|no public location of what is "call-first"/, 'secret'],
  [/address or a point with "visibility: public"/, 'not-public'],
  [/at least one confirmed number/, 'last-number'],
  [/a number that texts may name/, 'named'],
  [/expected a phone, or/, 'no-phone'],
  [/no phone with "publication: name-only"/, 'name-only'],
  [/high or medium confidence/, 'unsure'],
  [/a name and a note/, 'nameless'],
  [/a location, or "everywhere/, 'nowhere'],
  [/hours with "open_on_holidays"/, 'holidays'],
]

export function refusedScreen(language: Language, id: string, refused: string[]): Screen {
  const reasons = refused.map((message) => reasonText(language, message))
  return {
    text: [`<b>${language.t('editor.refused.title')}</b>`, ...new Set(reasons)].join('\n\n'),
    rows: [[backToEntry(language, id)]],
  }
}

function reasonText(language: Language, message: string): string {
  const rule = RULES.find(([pattern]) => pattern.test(message))?.[1]
  return rule === undefined ? language.t('editor.refused.other', { message }) : language.t(`editor.refused.${rule}`)
}
