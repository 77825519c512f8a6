/** What a neutral message leads to, besides a day: one character of the data of its button, never reused. */

/** Nothing more; late; the day has moved; it must be counted again; it cannot be counted now. */
export type Flag = '' | 'l' | 'm' | 'c' | 'x'

export const FLAGS = { moved: 'm', 'count-again': 'c', unknown: 'x' } as const

/** Undefined for what is none. */
export function readFlag(text: string): Flag | undefined {
  return (['', 'l', 'm', 'c', 'x'] as const).find((flag) => flag === text)
}
