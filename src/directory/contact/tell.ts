/** What editors are told of an entry and its person. No name, no chat: only the entry. Pure. */
import type { Content } from '../../content/load.ts'
import type { Language } from '../../language/language.ts'
import type { Button } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import { fingerprint, nameOf, refOf, toDirectory } from '../ref.ts'
import type { Entry } from '../register/register.ts'
import type { Patch } from '../register/record.ts'
import { patchText } from './entry-text.ts'

export type News =
  | 'linked'
  | 'unlinked'
  | 'unlinked-closed'
  | 'closed'
  | 'closed-kept'
  | 'opened'
  | 'phones'
  | 'address'
  | 'hours'
  | 'whom'
  | 'hidden'
  | 'hidden-kept'
  | 'unreachable'

/** `days`: of a period the text speaks of. `before` and `after`: what was changed, or is to be. */
export type Told = { days?: number; before?: Patch; after?: Patch }

/** The news of `entry`, with a button to it, or to what is to be decided. */
export function editorsScreen(content: Content, entry: Entry, news: News, { days, before, after }: Told = {}) {
  return (language: Language): Screen => {
    const name = nameOf({ content, language }, entry.id)
    const shown = (patch: Patch) => patchText(language, patch)
    const change = before && after && language.t('confirm.tell.change', { before: shown(before), after: shown(after) })
    const text = [language.t(`confirm.tell.${news}`, { name, days }), change].filter(Boolean).join('\n\n')
    return { text, rows: [[lookButton(language, entry, news)]] }
  }
}

/** To what is to be decided, as long as it waits; otherwise to the entry. */
function lookButton(language: Language, { id, record }: Entry, news: News): Button {
  const field = DECIDED[news]
  const waiting = field && record.proposals.find(({ patch }) => field in patch)
  const to = waiting
    ? toDirectory(language, 'p', refOf(id), fingerprint(waiting.id))
    : toDirectory(language, 'entry', refOf(id))
  return { label: `📋 ${language.plain('confirm.button.look')}`, to }
}

/** News of what an editor decides, with its field. */
const DECIDED: { [kind in News]?: keyof Patch } = { phones: 'phones', address: 'locations' }
