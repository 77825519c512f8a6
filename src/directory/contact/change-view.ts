/** What an organization's person sees while they say what has changed. Pure. */
import { PERSONS } from '../../content/directory.ts'
import type { Content } from '../../content/load.ts'
import type { Language } from '../../language/language.ts'
import { type Button, pairs } from '../../telegram/buttons.ts'
import { escaped } from '../../telegram/html.ts'
import type { Screen } from '../../telegram/screen.ts'
import { nameOf } from '../ref.ts'
import type { Entry } from '../register/register.ts'
import { hoursText, NONE, phonesText } from '../register/written.ts'
import type { Field } from './asked.ts'
import { streetPlace } from './changes.ts'
import { MONDAY, SUNDAY, whomWord } from './entry-text.ts'
import { backButton, button, type Frame, to } from './view.ts'
import { turned } from './whom.ts'

const EXAMPLES: Record<Field, string> = {
  phones: '+7 727 123 45 67, WhatsApp +7 701 123 45 67',
  address: 'Abai 10',
  hours: '1-5 09:00-18:00; 6 10:00-14:00',
}
const MARKS: Record<string, string> = { y: '✅', n: '🚫', a: '❔' }

export function changeScreen({ content, language }: Frame, entry: Entry): Screen {
  const field = (name: string, icon: string) => button(language, name, entry, icon)
  const fields = [
    field('phones', '📞'),
    ...(streetPlace(entry.now) ? [field('address', '📍')] : []),
    field('hours', '🕐'),
    field('whom', '👥'),
  ]
  return titled(content, language, entry, language.t('confirm.change.text'), [
    ...pairs(fields),
    [backButton(language, entry)],
  ])
}

/** How it is typed, an example, and what stands there now. `unread`: what was typed could not be read. */
export function askScreen(frame: Frame, entry: Entry, field: Field, unread = false): Screen {
  const { content, language } = frame
  const t = (key: string, values = {}) => language.t(`confirm.change.${key}`, values)
  const how = [
    ...(unread ? [`❗️ ${t('unread')}`] : []),
    t(field, { monday: MONDAY, sunday: SUNDAY }),
    t('example', { example: EXAMPLES[field] }),
    ...(field === 'hours' ? [t('hours-other', { always: '24/7', none: NONE })] : []),
    t('now', { now: nowText(entry, field) }),
  ]
  return titled(content, language, entry, how.join('\n\n'), [[backButton(language, entry)]])
}

function nowText({ now }: Entry, field: Field): string {
  if (field === 'phones') return phonesText(now.phones)
  return field === 'hours' ? hoursText(now.schedule) : (streetPlace(now)?.address ?? NONE)
}

/** Each tap turns one; nothing is kept before Save. */
export function whomScreen({ content, language }: Frame, entry: Entry, code: string): Screen {
  const rows = PERSONS.map((person, index): Button[] => [
    to(language, 'whom', entry, `${MARKS[code[index] ?? ''] ?? ''} ${whomWord(language, person)}`, turned(code, index)),
  ])
  const save: Button = { ...button(language, 'save', entry, '💾', 'save', code), style: 'success' }
  return titled(content, language, entry, language.t('confirm.change.whom'), [
    ...rows,
    [save, backButton(language, entry)],
  ])
}

/** An answer to something typed, with the way back to the entry. */
export function answerScreen({ language }: Frame, entry: Entry, key: string): Screen {
  return { text: language.t(key), rows: [[backButton(language, entry)]] }
}

function titled(content: Content, language: Language, { id }: Entry, text: string, rows: Button[][]): Screen {
  const title = escaped(nameOf({ content, language }, id))
  return { text: `<b>${language.t('confirm.title')}</b>\n<b>${title}</b>\n\n${text}`, rows }
}
