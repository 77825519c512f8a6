/** npm run content -- derive: writes the variants that are another one in other letters. */
import { deriveAll } from '../derive.ts'
import type { Answer, Place } from './command.ts'

export function derive({ root }: Place): Answer {
  return { lines: deriveAll(root).map((code) => `locales/${code}: written`) }
}
