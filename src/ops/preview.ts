/**
 * Live preview, in the demo only: whoever edits `content/`, `locales/` or `media/` sees the change on the next tap, and every problem
 * in the page's panel. What `npm run content` would refuse is not shown: the demo keeps the last sound content.
 */
import { fork } from 'node:child_process'
import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { error, type Problem, warning } from '../content/checks/problem.ts'
import type { Content, Loaded } from '../content/load.ts'

export type PreviewDeps = {
  /** Where the folders are. */
  root: string
  /** Kazakhstan's day, YYYY-MM-DD. */
  today(): string
  /** Goes on with this content. What it throws becomes a problem. */
  use(content: Content): Promise<void>
  /** Told after each look, with every problem there is. */
  tell(problems: Problem[]): void
}

export type Preview = { stop(): void }

const FOLDERS = ['content', 'locales', 'media']
/** An editor writes a file in several steps, and often several files. */
const QUIET_MS = 200

/** Looks once, to tell what there is, and then after each change. The content that runs is taken for what the files say now. */
export function startPreview(deps: PreviewDeps): Preview {
  const { root, tell } = deps
  let watchers: FSWatcher[] = []
  let waiting: NodeJS.Timeout | undefined
  let looking = false
  let again = false
  let ended = false

  async function look(use: PreviewDeps['use']): Promise<void> {
    if (looking) return void (again = true)
    looking = true
    const unseen = watchAll()
    tell([...unseen, ...(await problemsAfter({ ...deps, use }))])
    looking = false
    if (again && !ended) changed()
  }
  function changed(): void {
    again = false
    clearTimeout(waiting)
    waiting = setTimeout(() => void look(deps.use), QUIET_MS)
  }
  /** Anew before each look: a folder may have come. A problem when the machine watches no more (Linux: fs.inotify.max_user_watches). */
  function watchAll(): Problem[] {
    close()
    try {
      watchers = foldersIn(root).map((folder) => watch(folder, changed).on('error', () => {})) // a folder that goes away
      return []
    } catch {
      return [warning('content', 'changes are not seen: this machine cannot watch more folders')]
    }
  }
  function close(): void {
    for (const watcher of watchers) watcher.close()
  }
  void look(async () => {})
  return {
    stop() {
      ended = true
      clearTimeout(waiting)
      close()
    },
  }
}

/**
 * Each folder by itself: on Linux Node's recursive watch loses sight of a file once an editor has put a new one in its place, as most
 * do when they save.
 */
function foldersIn(root: string): string[] {
  const tops = FOLDERS.map((name) => join(root, name)).filter((folder) => existsSync(folder))
  const below = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
  return tops.flatMap((folder) => [folder, ...below(folder)])
}

async function problemsAfter({ root, today, use }: PreviewDeps): Promise<Problem[]> {
  try {
    const { content, problems } = await read(root, today())
    if (content && !problems.some(({ level }) => level === 'error')) await use(content)
    return problems
  } catch (thrown) {
    return [error('content', `could not be used: ${thrown instanceof Error ? thrown.message : String(thrown)}`)]
  }
}

/** In a process of its own: it takes seconds, in which the demo must answer. */
function read(root: string, day: string): Promise<Loaded> {
  return new Promise((resolve, reject) => {
    const file = fileURLToPath(new URL('preview-check.ts', import.meta.url))
    const child = fork(file, [root, day], { serialization: 'advanced', execArgv: [] })
    child.once('message', (loaded) => resolve(loaded as Loaded)).once('error', reject)
    child.once('exit', () => reject(new Error('the check ended without an answer'))) // after an answer: of no effect
  })
}
