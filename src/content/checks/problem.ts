/** What is wrong with the content: how it is told, in one grammar: what was expected, what came. */
export type Problem = {
  /** A warning is told and stops nothing. */
  level: 'error' | 'warning'
  /** Relative to the project. */
  file: string
  line?: number
  /** What was expected, what came, what to do. */
  message: string
}

export const error = (file: string, message: string): Problem => ({ level: 'error', file, message })
export const warning = (file: string, message: string): Problem => ({ level: 'warning', file, message })

/** A problem for each id that is not known. */
export function unknownIds(file: string, where: string, what: string, ids: string[], known: object): Problem[] {
  return ids.filter((id) => !(id in known)).map((id) => error(file, `${where}: expected ${what}, got "${id}"`))
}

/** A problem as one line: `content/facts.yaml:12: error: …`. */
export function problemLine({ level, file, line, message }: Problem): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${level}: ${message}`
}
