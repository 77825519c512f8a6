/** Entities back into Telegram HTML. */
import type { MessageEntity } from '@grammyjs/types'
import { escapeHtml } from './html.ts'

const TAGS: Partial<Record<MessageEntity['type'], string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'tg-spoiler',
  code: 'code',
  blockquote: 'blockquote',
}

/** Text and its entities as HTML that parses to the same again. Links Telegram finds by itself stay plain. */
export function renderHtml(text: string, entities: readonly MessageEntity[]): string {
  if (entities.length === 0) return escapeHtml(text)
  let html = ''
  let at = 0
  const open: { end: number; tag: string }[] = []
  const writeTo = (end: number) => {
    html += escapeHtml(text.slice(at, end))
    at = end
  }
  const closeUntil = (place: number) => {
    for (let last = open.at(-1); last && last.end <= place; last = open.at(-1)) {
      writeTo(last.end)
      html += last.tag
      open.pop()
    }
  }
  for (const entity of entities) {
    const tags = tagsOf(entity)
    if (!tags) continue
    closeUntil(entity.offset)
    writeTo(entity.offset)
    html += tags.start
    open.push({ end: entity.offset + entity.length, tag: tags.end })
  }
  closeUntil(text.length)
  writeTo(text.length)
  return html
}

function tagsOf(entity: MessageEntity): { start: string; end: string } | undefined {
  const attribute = (value: string) => escapeHtml(value).replaceAll('"', '&quot;')
  switch (entity.type) {
    case 'text_link':
      return { start: `<a href="${attribute(entity.url)}">`, end: '</a>' }
    case 'text_mention':
      return { start: `<a href="tg://user?id=${entity.user.id}">`, end: '</a>' }
    case 'custom_emoji':
      return { start: `<tg-emoji emoji-id="${entity.custom_emoji_id}">`, end: '</tg-emoji>' }
    case 'expandable_blockquote':
      return { start: '<blockquote expandable>', end: '</blockquote>' }
    case 'pre':
      return entity.language
        ? { start: `<pre><code class="language-${attribute(entity.language)}">`, end: '</code></pre>' }
        : { start: '<pre>', end: '</pre>' }
    default: {
      const tag = TAGS[entity.type]
      return tag ? { start: `<${tag}>`, end: `</${tag}>` } : undefined
    }
  }
}
