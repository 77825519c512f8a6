/** Every text of a language, and where it stands. */
import { flatten, type Words } from '../load.ts'

/** One text and where it stands. */
export type Text = { file: string; key: string; text: string }

/** The file of a frame text: `ui.yaml`, or the one its key begins with. */
function frameFile(key: string, frames: string[]): string {
  const [first = ''] = key.split('.')
  return frames.includes(first) ? `${first}.yaml` : 'ui.yaml'
}

/** All texts of a language, with keys as `ui.page.checked`, `pages.host-notice.text`, `directory.police-102.name`. */
export function textsOf({
  code,
  ui,
  frames,
  pages,
  guides,
  directory,
}: Omit<Words, 'file' | 'lists' | 'search' | 'recorded'>): Text[] {
  const rows = (file: (key: string) => string, prefix: string, texts: Record<string, string>) =>
    Object.entries(texts).map(([key, text]) => ({
      file: `locales/${code}/${file(key)}`,
      key: `${prefix}.${key}`,
      text,
    }))
  return [
    ...rows((key) => frameFile(key, frames), 'ui', ui),
    ...rows((key) => `pages/${key.split('.')[0]}.yaml`, 'pages', flatten(pages)),
    ...rows((key) => `guides/${key.split('.')[0]}.yaml`, 'guides', flatten(guides)),
    ...rows(() => 'directory.yaml', 'directory', flatten(directory)),
  ]
}

const PLURAL = /_(zero|one|two|few|many|other)$/

/** Is it one form of a text that has several (`unit.day_few`)? */
export const isPlural = (key: string) => PLURAL.test(key)

/** The key without its plural form. */
export const baseKey = (key: string) => key.replace(PLURAL, '')

/** Plural forms of a language. Tajik has no rules in ICU: one form, which i18next then always finds. */
export function pluralForms(intl: string): string[] {
  return intl === 'tg' ? ['other'] : new Intl.PluralRules(intl).resolvedOptions().pluralCategories
}

/** Facts by id whatever their form (`fact.x` and `number.x` alike), other placeholders by name; each once. */
export function placeholdersIn(text: string): string[] {
  const names = [...text.matchAll(/\{\{([^}]+)\}\}/g)].map((match) =>
    (match[1] ?? '').trim().replace(/^(fact|number)\./, 'fact.'),
  )
  return [...new Set(names)].sort()
}
