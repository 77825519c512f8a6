/** Making problems, in one grammar: what was expected, what came. */
import type { Problem } from '../load.ts'

export const error = (file: string, message: string): Problem => ({ level: 'error', file, message })
export const warning = (file: string, message: string): Problem => ({ level: 'warning', file, message })

/** A problem for each id that is not known. */
export function unknownIds(file: string, where: string, what: string, ids: string[], known: object): Problem[] {
  return ids.filter((id) => !(id in known)).map((id) => error(file, `${where}: expected ${what}, got "${id}"`))
}
