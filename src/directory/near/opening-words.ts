/** Opening hours in words. */
import type { Organization } from '../../content/directory.ts'
import type { Language } from '../../language/language.ts'
import type { Opening } from '../opening.ts'

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** Open now and until when, or when it opens; one line. */
export function openingWords(opening: Opening, { schedule }: Organization, language: Language): string {
  if (schedule === '24/7') return language.t('near.open.always')
  if (opening.state === 'unknown') return language.t('near.open.unknown')
  if (opening.state === 'closed') return closedWords(opening.opens, language)
  if (opening.until === undefined) return language.t('near.open.now')
  const key = opening.tomorrow ? 'near.open.until-tomorrow' : 'near.open.until'
  return language.t(key, { time: opening.until })
}

function closedWords(opens: Extract<Opening, { state: 'closed' }>['opens'], language: Language): string {
  if (!opens || opens.days >= WEEKDAYS.length) return language.t('near.open.closed') // "on Monday" would be the next one
  const key = opens.days === 0 ? 'near.open.today' : opens.days === 1 ? 'near.open.tomorrow' : 'near.open.day'
  const weekday = language.plain(`near.weekday.${WEEKDAYS[opens.weekday - 1] ?? ''}`)
  return language.t(key, { time: opens.at, weekday })
}
