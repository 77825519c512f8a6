/** The English text that an older translation was made from, where the history of the repository has it. */
import { execFileSync } from 'node:child_process'
import { parse } from 'yaml'
import { textsOf } from '../../content/checks/texts.ts'
import { GuideWords } from '../../content/guide.ts'
import { type Content, DirectoryWords, flatten, FrameWords, SOURCE_LANGUAGE } from '../../content/load.ts'
import { hashOf, isOlder, reviewOf, sourceOf, unitOf, unitsOf } from '../../content/reviews.ts'
import { PageWords } from '../../content/schema.ts'

/** By unit, its texts by key as they were. A unit that no commit has is missing: its old source is not known. */
export type OldSources = Map<string, Map<string, string>>

type Words = Parameters<typeof textsOf>[0]

/** Reads git; without a repository, or without git, nothing is known. */
export function oldSources(root: string, content: Content, code: string): OldSources {
  const english = content.words[SOURCE_LANGUAGE]
  if (!english || commitsOf(root, '.').length === 0) return new Map()
  const wanted = new Map<string, Set<string>>()
  for (const { file, key } of textsOf(english)) {
    const unit = unitOf(key)
    if (unit !== undefined && isOlder(content, code, unit)) wanted.set(file, (wanted.get(file) ?? new Set()).add(unit))
  }
  return new Map([...wanted].flatMap(([file, units]) => [...fromFile(root, content, code, file, units)]))
}

function fromFile(root: string, content: Content, code: string, file: string, units: Set<string>): OldSources {
  const found: OldSources = new Map()
  for (const commit of commitsOf(root, file)) {
    if (found.size === units.size) break
    const words = wordsAt(root, commit, file)
    if (!words) continue
    const hashes = new Map([...unitsOf(words)].map(([unit, text]) => [unit, hashOf(text)]))
    for (const unit of units) {
      const review = reviewOf(content, code, unit)
      if (!found.has(unit) && review !== undefined && hashes.get(unit) === sourceOf(review))
        found.set(unit, textsOfUnit(words, unit))
    }
  }
  return found
}

function textsOfUnit(words: Words, unit: string): Map<string, string> {
  return new Map(textsOf(words).flatMap(({ key, text }) => (unitOf(key) === unit ? [[key, text]] : [])))
}

/** The words of one file as they were; undefined where it did not exist or does not fit today's shape. */
function wordsAt(root: string, commit: string, file: string): Words | undefined {
  try {
    const tree: unknown = parse(git(root, ['show', `${commit}:./${file}`]))
    const [, folder = '', id = ''] = /^locales\/[^/]+\/(?:(pages|guides)\/)?(.+)\.yaml$/.exec(file) ?? []
    const none = { code: SOURCE_LANGUAGE, ui: {}, frames: [], pages: {}, guides: {}, directory: {} }
    if (folder === 'pages') return { ...none, pages: { [id]: PageWords.parse(tree) } }
    if (folder === 'guides') return { ...none, guides: { [id]: GuideWords.parse(tree) } }
    if (id === 'directory') return { ...none, directory: DirectoryWords.parse(tree) }
    return { ...none, ui: flatten(id === 'ui' ? FrameWords.parse(tree) : { [id]: FrameWords.parse(tree) }) }
  } catch {
    return undefined
  }
}

function commitsOf(root: string, file: string): string[] {
  try {
    return git(root, ['log', '--format=%H', ...(file === '.' ? ['-n1'] : []), '--', file])
      .split('\n')
      .filter(Boolean)
  } catch {
    return []
  }
}

function git(root: string, words: string[]): string {
  return execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}
