/**
 * Fields of entries written into the text of `content/directory.yaml`: every other line stays as it is, with its comments. Pure.
 * Only what changes is touched, since a YAML document written back as a whole would lose how its lists and maps are spaced.
 */
import { isMap, isScalar, type Pair, parseDocument, stringify, type YAMLMap } from 'yaml'
import { Organization } from '../../content/directory.ts'

/** Fields with what they become; null: the field goes. */
export type EntryChange = { id: string; fields: Record<string, unknown> }

const ORDER = Object.keys(Organization.shape)
const INDENT = '    '
const MOST_ON_A_LINE = 140

/** Throws when the text is no directory. Entries that it has not are added at the end of `organizations`. */
export function withEntries(text: string, changes: EntryChange[]): string {
  const entries = organizationsOf(text)
  const isKnown = ({ id }: EntryChange) => mapAt(entries, id) !== undefined
  let changed = text
  for (const { id, fields } of changes.filter(isKnown))
    for (const field of inOrder(fields)) changed = withField(changed, id, field, fields[field])
  const added = changes.filter((change) => !isKnown(change))
  return added.length === 0 ? changed : withNew(changed, added)
}

function inOrder(fields: Record<string, unknown>): string[] {
  return ORDER.filter((field) => field in fields)
}

function withField(text: string, id: string, field: string, value: unknown): string {
  const entry = mapAt(organizationsOf(text), id)
  if (!entry) throw new Error(`Expected the entry ${id} in the directory, found none`)
  const pair = pairOf(entry, field)
  if (pair && value === null) return cut(text, lineStart(text, startOf(pair)), lineEnd(text, endOf(pair)) + 1)
  if (pair) return cut(text, startOf(pair), endOf(pair), rendered(field, value))
  if (value === null) return text
  const before = ORDER.slice(0, ORDER.indexOf(field)).flatMap((each) => pairOf(entry, each) ?? [])
  const at =
    before.length > 0 ? lineEnd(text, Math.max(...before.map(endOf))) : lineStart(text, entry.range?.[0] ?? 0) - 1
  return cut(text, at, at, `\n${INDENT}${rendered(field, value)}`)
}

function withNew(text: string, added: EntryChange[]): string {
  const last = organizationsOf(text).items.at(-1)
  if (!last) throw new Error('Expected an entry in the directory to add others after, found none')
  const at = lineEnd(text, endOf(last))
  const blocks = added.map(({ id, fields }) => {
    const lines = inOrder(fields).filter((field) => fields[field] !== null)
    return `\n  ${id}:${lines.map((field) => `\n${INDENT}${rendered(field, fields[field])}`).join('')}`
  })
  return cut(text, at, at, blocks.join(''))
}

function organizationsOf(text: string): YAMLMap {
  const node: unknown = parseDocument(text).get('organizations', true)
  if (!isMap(node)) throw new Error('Expected "organizations" in the directory, found none')
  return node
}

function mapAt(map: YAMLMap, id: string): YAMLMap | undefined {
  const node: unknown = map.get(id, true)
  if (isMap(node) && node.flow) throw new Error(`Expected a line for each field of ${id}, found them in braces`)
  return isMap(node) ? node : undefined
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)
}

function startOf({ key }: Pair): number {
  return rangeOf(key)[0]
}

/** Without a comment behind it. */
function endOf({ key, value }: Pair): number {
  return value === null ? rangeOf(key)[1] : rangeOf(value)[1]
}

function rangeOf(node: unknown): [number, number] {
  const range = (node as { range?: [number, number, number] | null }).range
  if (!range) throw new Error('Expected a place in the text for each of its parts')
  return [range[0], range[1]]
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Of the line on which what ends at `at` ends: the end of a list may be the beginning of the next line. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', text.slice(0, at).trimEnd().length)
  return end === -1 ? text.length : end
}

function cut(text: string, from: number, to: number, instead = ''): string {
  const end = instead === '' ? to : Math.max(from, text.slice(0, to).trimEnd().length)
  return text.slice(0, from) + instead + text.slice(end)
}

/** As editors write it: short lists on one line, longer ones a line each. */
function rendered(field: string, value: unknown): string {
  if (!Array.isArray(value)) return `${field}: ${isText(value) && field !== 'assured_date' ? line(value) : flow(value)}`
  const items = value.map(flow)
  const one = `${field}: [${items.join(', ')}]`
  const simple = value.every((item) => isText(item) && PLAIN.test(item))
  if (simple || items.length < 2 || (field === 'schedule' && one.length < MOST_ON_A_LINE)) return one
  return `${field}:${items.map((item) => `\n${INDENT}  - ${item}`).join('')}`
}

const isText = (value: unknown) => typeof value === 'string'
/** Means the same without quotes, wherever it stands. */
const PLAIN = /^(?!(?:true|false|null)$)[a-z][A-Za-z-]*$/

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, each]) => `${key}: ${flow(each)}`)
    return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}'
  }
  return isText(value) && PLAIN.test(value) ? value : JSON.stringify(value)
}

function line(text: string): string {
  return text.includes('\n') ? JSON.stringify(text) : stringify(text, { lineWidth: 0 }).trimEnd()
}
