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
  const lineWidth = source === undefined ? WIDTHS[0] : widthOf(source)
  const written = document.toString({ lineWidth })
  const paths = [...texts].map(([key, text]) => ({ path: pathIn(file, key), text }))
  if (holds(written, paths)) return written
  for (const { path } of paths) {
    const node: unknown = document.getIn(path, true)
    if (isScalar(node)) node.type = 'QUOTE_DOUBLE' // yaml writes some texts of several lines (`:`, then `"`) so that it cannot read them
  }
  return document.toString({ lineWidth })
}

/** Whether the file says what was put into it. */
function holds(written: string, texts: { path: (string | number)[]; text: string }[]): boolean {
  const document = parseDocument(written)
  return document.errors.length === 0 && texts.every(({ path, text }) => document.getIn(path) === text)
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
