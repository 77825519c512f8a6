/** One of those found, as a screen: who they are, whether they take you, when, where, by what number, and how sure that is. Pure. */
import type { Location, Organization, Standing } from '../../content/directory.ts'
import type { Content } from '../../content/load.ts'
import type { Language } from '../../language/language.ts'
import { type Button, pairs } from '../../telegram/buttons.ts'
import { copyButton } from '../../telegram/lines.ts'
import { timeOf } from '../opening.ts'
import type { Result } from '../search.ts'
import type { Ask } from './ask.ts'
import { assuredText } from './assured.ts'
import { forewords, linesBeside, urgentLines, withoutPhone } from './beside.ts'
import { townOf } from './found.ts'
import { openingWords } from './opening-words.ts'
import { OUTSIDE } from './whereabouts.ts'

export type Shown = {
  content: Content
  language: Language
  ask: Ask
  results: Result[]
  result: Result
  /** Where the times of day are told. */
  timeZone: string
}

/** A label that does not name the line: it stands below its text. */
const MAX_PHONES = 3

/** Everything about it, below the title; what decides stands first. */
export function resultText(shown: Shown): string {
  const each = organizationOf(shown)
  const { language, result } = shown
  const t = (key: string) => language.t(`directory:${result.id}.${key}`)
  const facts = [
    doubtLine(shown),
    roomLine(shown),
    fitLine(shown, each),
    hoursLine(shown, each),
    [placeLine(shown), languagesLine(shown, each)].filter(Boolean).join(each.everywhere ? '\n' : '  '),
    phonesLine(shown, each),
  ]
  const parts = [
    forewords(shown),
    `<b>${t('name')}</b>\n${t('note')}`,
    facts.filter(Boolean).join('\n'),
    [secretText(shown, each), phonesOf(shown, each).length === 0 ? withoutPhone(shown) : ''].filter(Boolean).join(' '),
    `<i>${assuredText(each, standingOf(shown).unconfirmedDays ?? 0, language)}</i>`,
  ]
  return parts.filter(Boolean).join('\n\n')
}

/** Its numbers to copy, or those of lines that know it; a map of a public office. */
export function resultButtons(shown: Shown): Button[][] {
  const { language, result } = shown
  const each = organizationOf(shown)
  const numbers = phonesOf(shown, each)
  const copies = numbers
    .slice(0, MAX_PHONES)
    .map((phone) => copyButton({ ...each, id: result.id, phones: [phone] }, language))
  const beside = numbers.length === 0 ? linesBeside(shown).map((line) => copyButton(line, language)) : []
  const urgent = urgentLines(shown).map((line) => copyButton(line, language))
  return [...pairs([...urgent, ...copies, ...beside]), mapRow(shown, each)]
}

/** More than one found lately that it is wrong. */
export function doubtLine(shown: Shown): string {
  return standingOf(shown).doubted ? `⚠️ <b>${shown.language.t('near.result.doubted')}</b>` : ''
}

/** Whether there are places today, as its own person said, where somebody looks for one. */
export function roomLine(shown: Shown): string {
  const { language, ask, timeZone } = shown
  const { places } = standingOf(shown)
  if (!places || ask.need !== 'safe-place') return ''
  return language.t(`near.result.${places.free ? 'free' : 'full'}`, { time: timeOf(places.at, timeZone) })
}

function standingOf({ content, result }: Shown): Standing {
  return content.standings[result.id] ?? {}
}

/** Nobody is to ask an emergency line first. */
function fitLine({ result, language }: Shown, { everywhere, phones }: Organization): string {
  if (everywhere && phones.some(({ type }) => type === 'short')) return ''
  return language.t(result.fits === 'yes' ? 'near.result.takes' : 'near.result.ask-first')
}

/** Who has no number is not called, and who is not known to be open is not visited: then there is nothing to say. */
function hoursLine(shown: Shown, each: Organization): string {
  const { result, language } = shown
  if (result.opening.state === 'unknown' && phonesOf(shown, each).length === 0) return ''
  return openingWords(result.opening, each, language)
}

export function placeLine({ content, language, ask, result }: Shown): string {
  if (content.directory.organizations[result.id]?.everywhere) return language.t('near.result.everywhere')
  if (result.city === undefined) return ''
  const town = language.plain(`places.${result.city}`)
  const address = locationOf(content, result)?.address
  const where = address === undefined ? town : `${town}, ${address}`
  if (result.kilometres === undefined || townOf(content, ask.where) === result.city)
    return language.t('near.result.here', { town: where })
  return language.t('near.result.away', { town: where, km: language.number(result.kilometres) })
}

function languagesLine({ content, language }: Shown, { languages }: Organization): string {
  if (languages.length === 0) return ''
  const names = languages.map((code) => content.words[code]?.file.name ?? code).join(', ')
  return language.t('near.result.languages', { languages: names })
}

function phonesLine(shown: Shown, each: Organization): string {
  const numbers = phonesOf(shown, each).map(
    ({ number, type }) => `${type === 'whatsapp' ? 'WhatsApp ' : ''}<b>${number}</b>`,
  )
  return numbers.length === 0 ? '' : `📞 ${numbers.join(', ')}`
}

/** Short numbers answer only inside the country. */
function phonesOf({ ask }: Shown, { phones }: Organization): Organization['phones'] {
  return ask.where === OUTSIDE ? phones.filter(({ type }) => type !== 'short') : phones
}

/** A place that is secret: no street, and what can be said on the phone while somebody listens. */
function secretText(shown: Shown, each: Organization): string {
  const { language } = shown
  if (!each.locations.some(({ visibility }) => visibility === 'call-first')) return ''
  if (phonesOf(shown, each).length === 0) return language.t('near.result.secret')
  return `${language.t('near.result.call-first')}\n<blockquote>${language.t('near.result.say')}</blockquote>`
}

/** A map only of an office that everybody may find, and whose point is known. */
function mapRow({ content, language, result }: Shown, each: Organization): Button[] {
  const { visibility, latitude, longitude } = locationOf(content, result) ?? {}
  const secret = each.locations.some((place) => place.visibility === 'call-first')
  if (secret || visibility !== 'public' || latitude === undefined || longitude === undefined) return []
  const url = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`
  return [{ label: `🗺 ${language.plain('near.button.map')}`, url }]
}

function locationOf({ directory }: Content, { id, city }: Result): Location | undefined {
  return directory.organizations[id]?.locations.find((place) => place.city === city)
}

function organizationOf({ content, result }: Shown): Organization {
  const each = content.directory.organizations[result.id]
  if (!each) throw new Error(`Expected an organization of content/directory.yaml, got "${result.id}"`)
  return each
}
