/** The text of a message as Telegram keeps it: parsed, trimmed, with its entities in order, links and commands found. */
import type { MessageEntity, User } from '@grammyjs/types'
import { detectEntities } from './detect.ts'
import { type Formatted, parseHtml } from './html.ts'
import { isObject, json, type Payload, text } from './parameters.ts'
import { badRequest } from './refusal.ts'

/** Whom a mention by number can mean. */
type Known = { accounts: ReadonlyMap<number, { user: User }> }

const TEXT_LIMIT = 4096
const CAPTION_LIMIT = 1024

/** The `text` of a call; refuses an empty one and one over 4096 UTF-16 units after parsing. */
export function textOf(world: Known, payload: Payload): Formatted {
  const raw = text(payload, 'text')
  if (raw === '') badRequest('message text is empty')
  const formatted = read(world, raw, payload, 'entities')
  // Seen on api.telegram.org for a text of blanks only.
  if (formatted.text === '') badRequest('text must be non-empty')
  if (formatted.text.length > TEXT_LIMIT) badRequest('message is too long')
  return formatted
}

/** The `caption` of a call or of a part of an album; '' when there is none. Refuses one over 1024 units after parsing. */
export function captionOf(world: Known, payload: Payload): Formatted {
  const raw = text(payload, 'caption')
  const formatted = raw === '' ? { text: '', entities: [] } : read(world, raw, payload, 'caption_entities')
  if (formatted.text.length > CAPTION_LIMIT) badRequest('message caption is too long')
  return formatted
}

/** Text a person types: trimmed, with commands, links and the like found in it. */
export function typed(raw: string, entities: MessageEntity[] = []): Formatted {
  return tidy({ text: clean(raw), entities })
}

function read(world: Known, raw: string, payload: Payload, entitiesName: string): Formatted {
  const mode = text(payload, 'parse_mode').toLowerCase()
  const cleaned = clean(raw)
  if (mode === 'html') return tidy(withUsers(world, parseHtml(cleaned)))
  // Told apart from Telegram on purpose: this server reads HTML only, and says so rather than guessing.
  if (mode === 'markdown' || mode === 'markdownv2') badRequest(`can't parse entities: the simulator reads HTML only`)
  if (mode !== '' && mode !== 'none') badRequest('unsupported parse_mode')
  return tidy({ text: cleaned, entities: givenEntities(payload, entitiesName, cleaned.length) })
}

/** A mention of somebody the bot does not know becomes plain text. */
function withUsers({ accounts }: Known, { text: said, entities }: Formatted): Formatted {
  if (!entities.some(({ type }) => type === 'text_mention')) return { text: said, entities }
  const named = entities.flatMap((entity) => {
    if (entity.type !== 'text_mention') return entity
    const user = accounts.get(entity.user.id)?.user
    return user ? { ...entity, user } : []
  })
  return { text: said, entities: named }
}

const ENTITY_TYPES = new Set(
  (
    'mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough spoiler blockquote ' +
    'expandable_blockquote code pre text_link text_mention custom_emoji date_time'
  ).split(' '),
)
/** Given types that Telegram ignores in favour of its own search. */
const FOUND_TYPES = new Set(['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'phone_number'])

function givenEntities(payload: Payload, name: string, length: number): MessageEntity[] {
  const list = json(payload, name, 'entities')
  if (!Array.isArray(list)) return []
  return list
    .map((entity: unknown) => givenEntity(entity, length))
    .filter((entity) => entity.length > 0 && !FOUND_TYPES.has(entity.type))
}

function givenEntity(entity: unknown, length: number): MessageEntity {
  if (!isObject(entity)) return badRequest(`can't parse MessageEntity: expected an Object`)
  const { type, offset, length: units } = entity
  if (typeof type !== 'string' || !ENTITY_TYPES.has(type))
    badRequest(`can't parse MessageEntity: Unsupported type specified`)
  if (type === 'text_link' && entity['url'] === undefined)
    badRequest(`can't parse MessageEntity: Can't find field "url"`)
  if (typeof offset !== 'number' || offset < 0) badRequest(`receive an entity with incorrect offset ${String(offset)}`)
  if (typeof units !== 'number' || units < 0) badRequest(`receive an entity with incorrect length ${String(units)}`)
  if (offset > length) badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`)
  if (offset + units > length) {
    const where = `entity beginning at UTF-16 offset ${offset}`
    badRequest(`${where} ends after the end of the text at UTF-16 offset ${offset + units}`)
  }
  return entity as unknown as MessageEntity
}

/** Telegram drops carriage returns and turns other control characters into blanks (clean_input_string of tdlib/td). */
function clean(raw: string): string {
  return CONTROL.test(raw) ? raw.replaceAll('\r', '').replace(CONTROLS, ' ') : raw
}
// oxlint-disable-next-line no-control-regex -- these are the characters in question
const CONTROL = /[\0-\x09\x0b-\x1f]/
// oxlint-disable-next-line no-control-regex -- as above
const CONTROLS = /[\0-\x09\x0b-\x1f]/g

/** Trims text and entities as fix_formatted_text of tdlib/td does: the left only up to the first entity. */
function tidy({ text: raw, entities }: Formatted): Formatted {
  const trimmed = raw.trimEnd()
  const kept = entities.length === 0 ? entities : merge(clip(entities, trimmed))
  let start = 0
  const limit = kept[0]?.offset ?? trimmed.length
  while (start < limit && (trimmed[start] === ' ' || trimmed[start] === '\n')) start++
  const moved = start === 0 ? kept : kept.map((entity) => ({ ...entity, offset: entity.offset - start }))
  const result = start === 0 ? trimmed : trimmed.slice(start)
  return { text: result, entities: withDetected(result, moved) }
}

function clip(entities: MessageEntity[], trimmed: string): MessageEntity[] {
  return entities
    .map((entity) => {
      const end = Math.min(entity.offset + entity.length, trimmed.length)
      return end === entity.offset + entity.length ? entity : { ...entity, length: end - entity.offset }
    })
    .filter(({ offset, length }) => length > 0 && trimmed.slice(offset, offset + length).trim() !== '')
}

const PRIORITY = new Map(
  'blockquote expandable_blockquote pre code text_link text_mention bold italic underline strikethrough spoiler'
    .split(' ')
    .map((type, i) => [type, i]),
)
const MERGED = new Set(['bold', 'italic', 'underline', 'strikethrough', 'spoiler'])

/** Sorts entities by place, longer first, and joins those of one style that touch. */
function merge(entities: MessageEntity[]): MessageEntity[] {
  const result: MessageEntity[] = []
  for (const entity of entities.toSorted(byPlace)) {
    const open = MERGED.has(entity.type) ? result.findLast((other) => other.type === entity.type) : undefined
    if (!open || open.offset + open.length < entity.offset) result.push(entity)
    else {
      const end = Math.max(open.offset + open.length, entity.offset + entity.length)
      result[result.indexOf(open)] = { ...open, length: end - open.offset }
    }
  }
  return result.toSorted(byPlace)
}

function byPlace(a: MessageEntity, b: MessageEntity): number {
  const priority = (entity: MessageEntity) => PRIORITY.get(entity.type) ?? 99
  return a.offset - b.offset || b.length - a.length || priority(a) - priority(b)
}

function withDetected(result: string, entities: MessageEntity[]): MessageEntity[] {
  const closed = entities.filter(({ type }) => !MERGED.has(type) && !type.endsWith('blockquote'))
  const overlaps = (found: MessageEntity) =>
    closed.some((other) => found.offset < other.offset + other.length && other.offset < found.offset + found.length)
  const found = detectEntities(result).filter((entity) => closed.length === 0 || !overlaps(entity))
  return found.length === 0 ? entities : [...entities, ...found].sort(byPlace)
}
