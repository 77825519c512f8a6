/** Puts texts into a YAML file of words: comments, order and everything else stay. */
import { Document, isScalar, parseDocument } from 'yaml'

/** `source`: undefined for a file that is not there yet. Texts by key, as in `textsOf`; `file`: where they stand. */
export function withTexts(source: string | undefined, file: string, texts: Map<string, string>): string {
  const document = source === undefined ? new Document({}) : parseDocument(source)
  for (const [key, text] of texts) {
    const path = pathIn(file, key)
    const node: unknown = document.getIn(path, true)
    if (isScalar(node)) node.value = text
    else document.setIn(path, text)
  }
  return document.toString({ lineWidth: source === undefined ? WIDTHS[0] : widthOf(source) })
}

/** Widths that files are folded at; 0 is none. */
const WIDTHS = [100, 120, 80, 0] as const

/** The one that leaves the file as it is. */
function widthOf(source: string): number {
  const document = parseDocument(source)
  return WIDTHS.find((lineWidth) => document.toString({ lineWidth }) === source) ?? WIDTHS[0]
}

/** `pages.iin.steps.0` in `…/pages/iin.yaml` is `steps`, 0; `ui.report.draft.title` in `…/report.yaml` is `draft`, `title`. */
function pathIn(file: string, key: string): (string | number)[] {
  const [kind = '', ...rest] = key.split('.')
  const isFrame = kind === 'ui' && !file.endsWith('/ui.yaml')
  const path = kind === 'pages' || kind === 'guides' || isFrame ? rest.slice(1) : rest
  return kind === 'pages' && path[0] === 'steps' ? ['steps', Number(path[1])] : path
}
