/** Phone lines on a screen: number, who answers, an honest mark, and a button that copies the number. */
import type { Organization } from '../content/directory.ts'
import type { Content } from '../content/load.ts'
import type { Language } from '../language/language.ts'
import type { Button } from './buttons.ts'

export type Line = Organization & {
  id: string
  /** People could not reach it lately, more than one. */
  doubted?: boolean
}

/** The lines that may be shown, each once: confirmed ones first, then those to be confirmed by a test call (decision 15). */
export function shownLines(content: Content, ids: string[]): Line[] {
  const lines = [...new Set(ids)].flatMap((id) => {
    const organization = content.directory.organizations[id]
    const doubted = content.standings[id]?.doubted === true
    return organization ? [{ ...organization, id, ...(doubted && { doubted }) }] : []
  })
  const published = (publication: Line['publication']) => lines.filter((line) => line.publication === publication)
  return [...published('publish'), ...published('after-test-call')]
}

/** For somebody in a hurry: `102 Police`, and the mark only when the number is in doubt. */
export function shortLine(line: Line, language: Language): string {
  const doubt = doubtOf(line, language)
  return `<b>${line.phones[0]?.number ?? ''}</b> ${language.t(`directory:${line.id}.name`)}${doubt ? ` <i>(${doubt})</i>` : ''}`
}

/** For somebody who chooses whom to call: all numbers, who answers, for whom, when. */
export function lineText(line: Line, language: Language): string {
  const numbers = line.phones
    .map(({ number, type }) => `${type === 'whatsapp' ? 'WhatsApp ' : ''}<b>${number}</b>`)
    .join(', ')
  const words = `${language.t(`directory:${line.id}.name`)}. ${language.t(`directory:${line.id}.note`)}`
  const always = line.schedule === '24/7' ? language.t('emergency.always') : ''
  const mark = [doubtOf(line, language), always].filter(Boolean).join('; ')
  return `${numbers} ${words}${mark ? `\n<i>${mark}</i>` : ''}`
}

/** Longer labels are cut on a small phone when two stand in a row. */
const MAX_LABEL = 28

/** The button that copies the first number: Telegram has none that calls. */
export function copyButton(line: Line, language: Language): Button {
  const number = line.phones[0]?.number ?? ''
  const named = `📋 ${number} ${language.plain(`directory:${line.id}.name`)}`
  return { label: named.length <= MAX_LABEL ? named : `📋 ${number}`, copy: number }
}

/** Languages, by their own names, that more than half of the lines speak. */
export function spokenByMost(lines: Line[], content: Content): string {
  const codes = [...new Set(lines.flatMap((line) => line.languages))]
  const most = codes.filter((code) => lines.filter((line) => line.languages.includes(code)).length * 2 > lines.length)
  return most.map((code) => content.words[code]?.file.name ?? code).join(', ')
}

/** One mark, the graver one: whoever is in a hurry reads no two. */
function doubtOf(line: Line, language: Language): string {
  if (line.doubted) return language.t('near.mark.doubted')
  if (line.publication !== 'after-test-call') return ''
  if (line.assured_by === 'organization') return '' // they said so themselves
  return language.t('emergency.unconfirmed', { year: (line.assured_date ?? '').slice(0, 4) })
}
