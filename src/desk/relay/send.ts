/** `/send`: a line of the directory or a page, chosen by number or name, goes to the person in their language. */
import type { Content } from '../../content/load.ts'
import type { Ctx } from '../../context.ts'
import type { Language } from '../../language/language.ts'
import { lineText, shownLines } from '../../telegram/lines.ts'
import type { Piece } from '../../telegram/pieces.ts'
import type { DeskParts } from '../desk.ts'
import { send } from './answering.ts'
import { pieceFromHtml } from './html.ts'
import { caseHere } from './place.ts'
import type { Tell } from './tell.ts'

export type Entry = { kind: 'help' | 'page'; id: string }

/** Telegram takes 4096 characters; a list that grows longer is cut at a line. */
const MAX_LIST = 3800

/** Only what the program itself would show: lines that are not withheld, pages but the home page. */
export function entries(content: Content, kind: Entry['kind']): Entry[] {
  const { menu, directory } = content
  if (kind === 'page')
    return Object.keys(menu.pages)
      .filter((id) => id !== menu.home)
      .map((id) => ({ kind, id }))
  return shownLines(content, Object.keys(directory.organizations)).map(({ id }) => ({ kind, id }))
}

/** What `page 3`, `help iom-astana` or `not-paid` names; undefined: nothing. */
export function chosen(content: Content, words: string): Entry | undefined {
  const [first = '', second] = words.trim().toLowerCase().split(/\s+/)
  const kinds = (['help', 'page'] as const).filter((kind) => second === undefined || kind === first)
  const what = second ?? first
  const isNumber = /^\d+$/.test(what)
  if (isNumber && second === undefined) return undefined // a number counts within its list
  for (const kind of kinds) {
    const list = entries(content, kind)
    const found = isNumber ? list[Number(what) - 1] : list.find(({ id }) => id === what)
    if (found) return found
  }
  return undefined
}

/** Both lists, with the numbers `chosen` understands. */
function entriesText(content: Content, language: Language): string {
  const name = ({ kind, id }: Entry) => language.t(kind === 'help' ? `directory:${id}.name` : `pages:${id}.button`)
  const list = (kind: Entry['kind']) =>
    entries(content, kind).map((entry, index) => `${index + 1} · ${name(entry)} · <code>${entry.id}</code>`)
  const lines = [
    language.t('relay.send.title'),
    `\n<b>${language.t('relay.send.help')}</b>`,
    ...list('help'),
    `\n<b>${language.t('relay.send.pages')}</b>`,
    ...list('page'),
  ]
  return lines.reduce((text, line) => (text.length + line.length < MAX_LIST ? `${text}\n${line}` : text))
}

/** The entry as an answer in `language`; undefined when there is no such text. */
export function entryPiece(
  { content, pageText }: Pick<DeskParts, 'content' | 'pageText'>,
  { kind, id }: Entry,
  language: Language,
): Piece | undefined {
  const [line] = kind === 'help' ? shownLines(content, [id]) : []
  const html = kind === 'page' ? pageText(language, id) : line && lineText(line, language)
  return html === undefined ? undefined : pieceFromHtml(html)
}

/** The command: without words the lists, else what was named goes out. */
export function createSend(parts: DeskParts, tell: Tell): (ctx: Ctx, words: string) => Promise<void> {
  const { cases, content, languages, clock } = parts

  return async (ctx, words) => {
    const { message } = ctx
    const number = message && (await caseHere(cases, message))
    const each = number === undefined ? undefined : await cases.read(number)
    if (!message || !each) return tell.refuse(ctx, { refused: 'no-case' })
    if (words.trim() === '')
      return tell.screen(ctx, { text: entriesText(content, tell.language(ctx)), rows: [] }, each.number)
    const entry = chosen(content, words)
    const language = languages.byCode(each.language) ?? languages.guess(undefined)
    const piece = entry && entryPiece(parts, entry, language)
    if (!piece) return tell.refuse(ctx, { refused: 'unknown' }, each.number)
    const from = { chat: message.chat.id, message: message.message_id }
    const refusal = await send(parts, ctx, each.number, { by: message.from.id, at: clock.now(), from, piece })
    if (refusal) await tell.refuse(ctx, refusal, each.number)
  }
}
