/** Those who cannot be called, together: a person in a hurry turns no pages past them. Pure. */
import type { Content } from '../../content/load.ts'
import { type Button, pairs } from '../../telegram/buttons.ts'
import { copyButton, shortLine } from '../../telegram/lines.ts'
import type { Result } from '../search.ts'
import { forewords, linesBeside, urgentLines } from './beside.ts'
import { doubtLine, placeLine, roomLine, type Shown } from './result.ts'

/** More would not be read. */
const MOST = 10

/** Nobody goes further on the chance that somebody is there, in kilometres. */
const FAR = 200

/**
 * The results as pages: one by one, except for those without a number. These stand together where the first of them stands, and
 * those far away after everybody who can be called nearby; lines of the whole country stay last.
 */
export function pagesOf({ directory }: Content, results: Result[]): Result[][] {
  const each = ({ id }: Result) => directory.organizations[id]
  const silent = results.filter((result) => each(result)?.phones.length === 0)
  const near = silent.filter(({ kilometres = 0 }) => kilometres <= FAR)
  const far = silent.filter((result) => !near.includes(result))
  const called = results.filter((result) => !silent.includes(result) || result === near[0])
  const line = called.findIndex((result) => each(result)?.everywhere)
  const [places, lines] = line === -1 ? [called, []] : [called.slice(0, line), called.slice(line)]
  const alone = (result: Result) => (result === near[0] ? chunks(near) : [[result]])
  return [...places.flatMap(alone), ...chunks(far), ...lines.map((result) => [result])]
}

function chunks(results: Result[]): Result[][] {
  return results.flatMap((_, index) => (index % MOST === 0 ? [results.slice(index, index + MOST)] : []))
}

/** Their names and towns, whether there is room, how sure that is, and who can be asked instead. */
export function groupText(shown: Shown, group: Result[]): string {
  const { language } = shown
  const lines = linesBeside(shown).map((line) => shortLine(line, language))
  const reach = [language.t(lines.length > 0 ? 'near.group.lines' : 'near.group.text'), ...lines].join('\n')
  const first = group.every(({ fits }) => fits === 'yes') ? '' : language.t('near.result.ask-first')
  return [forewords(shown), group.map((each) => lineOf(shown, each)).join('\n'), first, reach]
    .filter(Boolean)
    .join('\n\n')
}

export function groupButtons(shown: Shown): Button[][] {
  return pairs([...urgentLines(shown), ...linesBeside(shown)].map((line) => copyButton(line, shown.language)))
}

function lineOf(shown: Shown, result: Result): string {
  const { language, content } = shown
  const name = language.t(`directory:${result.id}.name`)
  const year = (content.directory.organizations[result.id]?.assured_date ?? '').slice(0, 4)
  const each = { ...shown, result }
  const place = `${placeLine(each)} <i>(${year})</i>`
  return [`• <b>${name}</b>`, doubtLine(each), roomLine(each), place].filter(Boolean).join('\n')
}
