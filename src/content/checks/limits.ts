/** How long a text may be, in characters: what Telegram takes outside messages, what a small phone shows, what the schemas allow. */

const LIMITS: [RegExp, number][] = [
  [/^ui\.command\./, 256],
  [/^ui\.bot\.short$/, 120],
  [/^ui\.bot\.description$/, 512],
  [/^ui\.(page\.thanks|error\.short)$/, 200],
  [/^ui\.(button|phone)\.(?!title|text|copy)/, 24],
  [/^ui\.\w+\.button\./, 28],
  [/^ui\.(\w+\.)+toast\./, 190],
  // as in schema.ts, guide.ts and load.ts; a test holds them together
  [/^(pages|guides)\.[^.]+\.button$/, 24],
  [/^(pages\.[^.]+|guides\.[^.]+(\.outcomes\.[^.]+)?)\.title$/, 60],
  [/^guides\.[^.]+\.questions\.[^.]+\.short$/, 40],
  [/^guides\.[^.]+\.questions\.[^.]+\.options\./, 32],
  [/^guides\.[^.]+\.asides\.[^.]+\.options\./, 28],
  [/^directory\.[^.]+\.name$/, 32],
  [/^directory\.[^.]+\.note$/, 140],
]

/** Undefined for a text that has no limit of its own. `key` as in `textsOf`. */
export function limitOf(key: string): number | undefined {
  return LIMITS.find(([pattern]) => pattern.test(key))?.[1]
}
