/**
 * Words as they are looked for: folded to how they sound (`language/fold.ts`), letters that are typed for one another made one,
 * and cut to their first letters, since Kazakh, Kyrgyz, Uzbek, Tajik and Russian put what changes at the end. Cutting serves
 * such languages about as well as a grammar does: Can and others, "Information Retrieval on Turkish Texts", JASIST 59(3), 2008.
 */

/** Letters, after folding. */
const STEM = 5

/** Keyboards lack letters: Tajik and Uzbek ones are typed with the Russian letter that looks like them, another sound. */
const TYPED: [RegExp, string][] = [
  [/sh/g, 'j'],
  [/u/g, 'o'],
]

/** Whole words, by how they sound. No digits: they say nothing of what is meant. */
export function soundsOf(text: string, fold: (text: string) => string): string[] {
  return TYPED.reduce((folded, [typed, meant]) => folded.replace(typed, meant), fold(text))
    .split(' ')
    .filter((word) => word.length > 1 && !/\p{N}/u.test(word))
}

export function stemOf(sound: string): string {
  return sound.slice(0, STEM)
}
