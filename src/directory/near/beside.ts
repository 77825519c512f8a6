/** What stands beside an entry: whom to call if it cannot wait, who answers everywhere, why somebody is not shown. Pure. */
import type { Content } from '../../content/load.ts'
import type { Language } from '../../language/language.ts'
import { type Button, pairs } from '../../telegram/buttons.ts'
import { copyButton, type Line, lineText, shortLine, shownLines } from '../../telegram/lines.ts'
import { ANYWHERE, type Ask } from './ask.ts'
import { fearsState } from './found.ts'
import type { Shown } from './result.ts'
import { OUTSIDE } from './whereabouts.ts'

/** So many lines are named with a place that has no number of its own. */
const LINES_BESIDE = 2

/** Said before the first one: whom to call if it cannot wait, why nobody of a state stands here, what is not near, what works from outside. */
export function forewords(shown: Shown): string {
  const { ask, results, result, language, content } = shown
  if (result !== results[0]) return ''
  const onlyLines = content.directory.organizations[result.id]?.everywhere && ![ANYWHERE, OUTSIDE].includes(ask.where)
  return [
    urgentText(shown),
    fearsState(ask) ? language.t('near.afraid.why') : '',
    ask.where === OUTSIDE ? language.t('near.result.abroad') : '',
    onlyLines && !fearsState(ask) ? language.t('near.result.only-lines') : '',
  ]
    .filter(Boolean)
    .join('\n\n')
}

function urgentText(shown: Shown): string {
  const lines = urgentLines(shown).map((line) => shortLine(line, shown.language))
  return lines.length === 0 ? '' : [shown.language.t('near.result.urgent'), ...lines].join('\n')
}

/** Emergency lines for this need, beside the first one: they stand last, and whoever is in a hurry turns no pages. */
export function urgentLines({ content, results, result, ask }: Shown): Line[] {
  const { danger } = content.directory.emergency
  if (result !== results[0] || ask.where === OUTSIDE || danger.includes(result.id)) return []
  return shownLines(
    content,
    results.map(({ id }) => id).filter((id) => danger.includes(id)),
  )
}

export function withoutPhone(shown: Shown): string {
  const lines = linesBeside(shown).map((line) => shortLine(line, shown.language))
  const key = lines.length === 0 ? 'near.result.no-phone' : 'near.result.no-phone-lines'
  return [shown.language.t(key), ...lines].join('\n')
}

/** Lines of the whole country that were found for the same need; emergency lines are for what is urgent. */
export function linesBeside({ content, results, ask }: Shown): Line[] {
  const ids = results.map(({ id }) => id).filter((id) => !content.directory.emergency.danger.includes(id))
  return shownLines(content, ids)
    .filter(({ everywhere }) => everywhere && ask.where !== OUTSIDE)
    .slice(0, LINES_BESIDE)
}

/** Nobody was found: lines that answer everywhere, or from outside. */
export function linesText(content: Content, language: Language, { where }: Ask): { text: string; buttons: Button[][] } {
  const abroad = where === OUTSIDE
  const lines = shownLines(content, content.directory.ask).filter((line) => !abroad || line.abroad)
  if (lines.length === 0) return { text: '', buttons: [] }
  const title = language.t(abroad ? 'near.none.lines-abroad' : 'near.none.lines')
  const list = lines.map((line) => lineText(line, language)).join('\n\n')
  return { text: `${title}\n\n${list}`, buttons: pairs(lines.map((line) => copyButton(line, language))) }
}
