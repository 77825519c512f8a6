/** What a command changed, entry by entry, before → after. Never who changed it. */
import { isDeepStrictEqual } from 'node:util'
import type { Organization } from '../../content/directory.ts'
import type { Content } from '../../content/load.ts'
import { COLUMNS } from './columns.ts'
import type { Planned } from './planned.ts'

export type Tell = (line: string) => void

export function tellPlanned(tell: Tell, content: Content, { id, isNew, organization, words }: Planned): void {
  tell(isNew ? `${id}: new` : `${id}:`)
  tellChanges(tell, content.directory.organizations[id], organization)
  for (const [code, said] of Object.entries(words))
    for (const [key, text] of Object.entries(said))
      tell(`  ${key} (${code}): ${content.words[code]?.directory[id]?.[key as 'name' | 'note'] ?? '-'} → ${text}`)
}

export function tellChanges(tell: Tell, before: Organization | undefined, after: Organization): void {
  for (const { name, write: written } of COLUMNS) {
    if (before && isDeepStrictEqual(before[name], after[name])) continue
    const [was, is] = changeText(name, before ? written(before) : '', written(after))
    if (was !== is) tell(`  ${name}: ${was} → ${is}`)
  }
}

/** Of sources only what is new and what is gone: they are long. */
function changeText(name: string, before: string, after: string): [string, string] {
  const lines = (text: string, others: string) =>
    text.split('\n').filter((line) => name !== 'sources' || !others.split('\n').includes(line))
  const text = (each: string[]) => each.join(' / ') || '-'
  return [text(lines(before, after)), text(lines(after, before))]
}
