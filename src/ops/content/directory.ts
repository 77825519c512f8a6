/** npm run content -- directory …: see `ops/directory/command.ts`. */
import { directoryCommand } from '../directory/command.ts'
import { allProblems } from './check.ts'
import { type Command, readable } from './command.ts'

export const directory: Command = async ({ root, today }, words) => {
  const lines: string[] = []
  const code = await directoryCommand(words, {
    root,
    content: readable(root),
    problemsOf: (folder) => allProblems(folder, today),
    environment: process.env,
    tell: (line) => void lines.push(line),
  })
  return { lines, failed: code !== 0 }
}
