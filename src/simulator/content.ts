/** Formatted text as the fields of a message. */
import type { MessageEntity } from '@grammyjs/types'
import type { Formatted } from './html.ts'

/** The fields of a text message. */
export function textContent({ text, entities }: Formatted): { text: string; entities?: MessageEntity[] } {
  return entities.length === 0 ? { text } : { text, entities }
}

/** The fields of a caption; nothing when it is empty. */
export function captionContent({ text, entities }: Formatted): {
  caption?: string
  caption_entities?: MessageEntity[]
} {
  if (text === '') return {}
  return entities.length === 0 ? { caption: text } : { caption: text, caption_entities: entities }
}
