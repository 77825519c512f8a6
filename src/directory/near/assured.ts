/** How sure an entry is: when it was last confirmed, by whom, and for how long its own person has not done so. Pure. */
import type { Organization } from '../../content/directory.ts'
import type { Language } from '../../language/language.ts'
import { MARKED_AFTER_DAYS } from '../register/current.ts'

/** Words for who confirmed it. */
const ASSURED = { source: 'assured', team: 'assured-team', organization: 'assured-own' } as const

/** When it was last confirmed and by whom; and for how long its own person has not done so. */
export function assuredText(each: Organization, unconfirmedDays: number, language: Language): string {
  const silent =
    unconfirmedDays >= MARKED_AFTER_DAYS ? language.t('near.result.silent', { count: unconfirmedDays }) : ''
  return [assuredLine(each, language), silent].filter(Boolean).join('\n')
}

function assuredLine(each: Organization, language: Language): string {
  const { publication, assured_by: by, assured_date: assured = '' } = each
  if (publication === 'after-test-call' && by !== 'organization')
    return language.t('near.result.unconfirmed', { year: assured.slice(0, 4) })
  return language.t(`near.result.${ASSURED[by]}`, { date: assuredWords(assured, language) })
}

/** A day, a month or a year. */
function assuredWords(assured: string, language: Language): string {
  if (assured.length === 'YYYY'.length) return assured
  return assured.length === 'YYYY-MM'.length ? language.month(`${assured}-01`) : language.day(assured)
}
