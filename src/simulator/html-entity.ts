/** The entity a tag stands for. */
import type { MessageEntity } from '@grammyjs/types'
import { type OpenTag, type Reader, unreadable } from './html-reader.ts'
import { checkedLink } from './link.ts'

/** The tags there are, and what each becomes. */
export const TAGS = new Map<string, MessageEntity['type'] | 'span' | 'a'>([
  ...pairs('bold', 'b', 'strong'),
  ...pairs('italic', 'i', 'em'),
  ...pairs('underline', 'u', 'ins'),
  ...pairs('strikethrough', 's', 'strike', 'del'),
  ...pairs('spoiler', 'tg-spoiler', 'span'),
  ...pairs('code', 'code'),
  ...pairs('pre', 'pre'),
  ...pairs('blockquote', 'blockquote'),
  ...pairs('custom_emoji', 'tg-emoji'),
  ...pairs('date_time', 'tg-time'),
  ...pairs('text_link', 'a'),
])

function pairs(type: MessageEntity['type'], ...tags: string[]): [string, MessageEntity['type']][] {
  return tags.map((tag) => [tag, type])
}

/** Adds the entity of a tag that closes here. */
export function addEntity(reader: Reader, tag: OpenTag): void {
  const { entities } = reader
  const place = { offset: tag.start, length: reader.text.length - tag.start }
  const last = entities.at(-1)
  const covered = last?.offset === place.offset && last.length === place.length ? last : undefined
  if (tag.name === 'a') addLink(reader, tag, place)
  else if (tag.name === 'pre' && covered?.type === 'code' && LANGUAGES.has(covered)) {
    entities[entities.length - 1] = { type: 'pre', ...place, language: LANGUAGES.get(covered) ?? '' }
  } else if (tag.name === 'code' && covered?.type === 'pre' && tag.argument) {
    entities[entities.length - 1] = { type: 'pre', ...place, language: tag.argument }
  } else if (tag.name === 'code') {
    const code: MessageEntity = { type: 'code', ...place }
    if (tag.argument) LANGUAGES.set(code, tag.argument)
    entities.push(code)
  } else if (tag.name === 'tg-emoji') {
    if (!validInt64(tag.argument)) unreadable('Invalid custom emoji identifier specified')
    entities.push({ type: 'custom_emoji', ...place, custom_emoji_id: tag.argument })
  } else if (tag.name === 'tg-time') {
    entities.push({ type: 'date_time', ...place, unix_time: Number(tag.argument) || 0, date_time_format: '' })
  } else if (tag.name === 'blockquote') {
    entities.push({ type: tag.expandable ? 'expandable_blockquote' : 'blockquote', ...place })
  } else entities.push({ type: TAGS.get(tag.name), ...place } as MessageEntity)
}

/** The language of a <code class="language-…"> until its <pre> closes; without one it is forgotten. */
const LANGUAGES = new WeakMap<MessageEntity, string>()

function validInt64(id: string): boolean {
  return /^-?\d{1,19}$/.test(id) && id !== '0' && BigInt.asIntN(64, BigInt(id)) === BigInt(id)
}

function addLink(reader: Reader, tag: OpenTag, place: { offset: number; length: number }): void {
  const target = tag.argument || reader.text.slice(tag.start)
  const mentioned = /^tg:\/\/user\?id=(\d+)$/i.exec(target)?.[1]
  if (mentioned !== undefined) {
    reader.entities.push({
      type: 'text_mention',
      ...place,
      user: { id: Number(mentioned), is_bot: false, first_name: '' },
    })
    return
  }
  const url = checkedLink(target)
  // A link Telegram does not accept, like tel: or a relative one, silently becomes plain text.
  if (url) reader.entities.push({ type: 'text_link', ...place, url })
}
