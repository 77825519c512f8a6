/** What Telegram finds in a text by itself: commands, mentions, links, addresses, telephone numbers, hashtags. */
import type { MessageEntity } from '@grammyjs/types'

type Found = MessageEntity.CommonMessageEntity

/** In this order, an earlier find excludes a later one that overlaps it. A rough cut of find_entities in tdlib/td. */
const SEARCHES: { type: Found['type']; sign: RegExp; pattern: RegExp }[] = [
  {
    type: 'url',
    sign: /[.:]/,
    pattern:
      /(?<![\p{L}\p{N}@/._-])(?:https?:\/\/[^\s<>«»"]+|(?:[\p{L}\p{N}-]+\.)+(?:com|org|net|kz|ru|uz|kg|tj|me|int|info|io|gov|edu)\b(?:\/[^\s<>«»"]*)?)/giu,
  },
  { type: 'email', sign: /@/, pattern: /(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}/gi },
  {
    type: 'bot_command',
    sign: /\//,
    pattern: /(?<![\p{L}\p{N}_/<])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\p{L}\p{N}_/])/giu,
  },
  { type: 'mention', sign: /@/, pattern: /(?<![\p{L}\p{N}_@])@[a-z0-9_]{3,32}(?![\p{L}\p{N}_])/giu },
  { type: 'hashtag', sign: /#/, pattern: /(?<![\p{L}\p{N}_#])#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}/gu },
  { type: 'phone_number', sign: /\+\d/, pattern: /(?<![\p{L}\p{N}_+])\+\d(?:[ ()-]*\d){6,14}(?![\p{L}\p{N}_])/gu },
]

/** The entities Telegram would find in this text, in order of place. */
export function detectEntities(text: string): MessageEntity[] {
  const found: Found[] = []
  for (const { type, sign, pattern } of SEARCHES) {
    if (!sign.test(text)) continue
    for (const match of text.matchAll(pattern)) add(found, type, match.index, match[0])
  }
  return found.sort((a, b) => a.offset - b.offset)
}

function add(found: Found[], type: Found['type'], offset: number, whole: string): void {
  const length = type === 'url' ? whole.replace(/[.,:;!?)\]}'»]+$/, '').length : whole.length
  const overlaps = found.some((other) => offset < other.offset + other.length && other.offset < offset + length)
  if (length > 0 && !overlaps) found.push({ type, offset, length })
}
