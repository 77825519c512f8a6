/** An entry by its name on a screen, and in buttons by what it is, never by where it stands: its id, or a fingerprint of a value. */
import { createHash } from 'node:crypto'
import type { Content } from '../content/load.ts'
import type { Language } from '../language/language.ts'
import { address } from '../telegram/buttons.ts'

/** What the longest button of this feature leaves of Telegram's 64 bytes. */
const LONGEST_ID = 24
const MARK = '~'
const MARK_LENGTH = 10
const PRINT_LENGTH = 6

export function refOf(id: string): string {
  return id.length <= LONGEST_ID ? id : `${MARK}${fingerprint(id, MARK_LENGTH)}`
}

/** Undefined: the file has no such entry. */
export function idOf({ directory: { organizations } }: Content, ref: string): string | undefined {
  if (!ref.startsWith(MARK)) return Object.hasOwn(organizations, ref) ? ref : undefined
  return Object.keys(organizations).find((id) => refOf(id) === ref)
}

/** A few letters that differ when `value` (fit for JSON) does; the order of its fields means nothing. */
export function fingerprint(value: unknown, length = PRINT_LENGTH): string {
  return createHash('sha256')
    .update(JSON.stringify(value, sorted) ?? '')
    .digest('base64url')
    .slice(0, length)
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/** Data of a button that leads to the editor's side. */
export function toDirectory(language: Language, ...args: string[]): string {
  return address(language.tag, 'directory', ...args)
}

/** As people know it, in the editor's language; its id while it has no words. */
export function nameOf({ content, language }: { content: Content; language: Language }, id: string): string {
  return content.words[language.code]?.directory[id]?.name ?? id
}
