/** Reads one YAML file against its schema. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Problem } from './checks/problem.ts'

/** One file against its schema; problems carry the line of the value that is wrong. */
export function readYaml<T>(root: string, file: string, schema: z.ZodType<T>, problems: Problem[]): T | undefined {
  const path = join(root, file)
  if (!existsSync(path)) {
    problems.push({ level: 'error', file, message: 'expected this file, found none' })
    return undefined
  }
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, prettyErrors: false })
  for (const error of document.errors)
    problems.push({ level: 'error', file, line: lines.linePos(error.pos[0]).line, message: error.message })
  if (document.errors.length > 0) return undefined

  const parsed = schema.safeParse(document.toJS())
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    const where = issue.path.join('.')
    problems.push({
      level: 'error',
      file,
      ...lineAt(document, issue.path, lines),
      message: `${where}: ${issue.message}`,
    })
  }
  return undefined
}

function lineAt(
  document: ReturnType<typeof parseDocument>,
  path: PropertyKey[],
  lines: LineCounter,
): { line?: number } {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent: unknown = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true)
    const key = path[depth - 1]
    const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined
    const node: unknown = pair?.key ?? document.getIn(path.slice(0, depth), true)
    const start = isScalar(node) || isMap(node) ? node.range?.[0] : undefined
    if (start !== undefined) return { line: lines.linePos(start).line }
  }
  return {}
}
