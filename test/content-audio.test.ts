/** What `npm run content` says of recordings: a project with files in `media/`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { spokenHash } from '../src/content/audio.ts'
import { audioProblems } from '../src/content/checks/audio.ts'
import { type Problem, problemLine } from '../src/content/checks/problem.ts'
import type { Content } from '../src/content/load.ts'
import { type Recordings, readRecordings } from '../src/content/recordings.ts'
import { ogg } from './ogg.ts'
import { NOON, realContent } from './world.ts'

const DAY = NOON.slice(0, 10)
let root: string

beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'pana-audio-'))))
afterEach(() => rmSync(root, { recursive: true }))

function put(path: string, bytes: Uint8Array = ogg()): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), bytes)
}

/** What is said of these files over the real content, after `change`. */
function said(change: (content: Content) => void = () => {}): string {
  const found: Problem[] = []
  const audio: Recordings = readRecordings(root, found)
  const content = { ...structuredClone(realContent()), audio }
  change(content)
  return [...found, ...audioProblems(content, DAY)].map(problemLine).join('\n')
}

const noted = (page: string, hash: string) => (content: Content) =>
  void Object.assign(content.words['en']?.recorded ?? {}, { [page]: hash })

test('nothing, where there is nothing, or a sound recording of today’s words', () => {
  expect(said()).toBe('')
  put('media/README.md')
  put('media/en/how-long.ogg')
  put('media/en/.DS_Store')
  expect(said((content) => noted('how-long', spokenHash(content, 'en', 'how-long', DAY))(content))).toBe('')
})

test.each<[string, string, Uint8Array | undefined, string]>([
  ['of no page', 'media/en/nothing.ogg', undefined, 'media/en/nothing.ogg: error: expected the id of a page'],
  ['that is empty', 'media/en/stay.ogg', new Uint8Array(0), 'expected a recording, found an empty file'],
  ['too large', 'media/en/stay.ogg', new Uint8Array(1024 * 1024 + 1), 'expected at most 1048576 bytes, got 1048577'],
  ['that is no OPUS', 'media/en/stay.ogg', Buffer.from('OggS'), 'expected OGG with OPUS'],
  ['under another ending', 'media/en/stay.mp3', undefined, 'media/en/stay.mp3: error: expected <page id>.ogg'],
  ['of no language', 'media/xx/stay.ogg', undefined, 'media/xx: error: expected the name of a language'],
  ['of derived words', 'media/uz-Cyrl/stay.ogg', undefined, 'expected no recordings: those of uz-Latn are played'],
])('an error of a file %s', (_name, path, bytes, expected) => {
  put(path, bytes ?? ogg())
  expect(said()).toContain(expected)
})

test('the line to write: of a recording without a note, and of one from other words', () => {
  put('media/en/stay.ogg')
  put('media/en/how-long.ogg')
  const hash = (page: string) => spokenHash(realContent(), 'en', page, DAY)
  expect(said()).toContain(`audio.yaml: warning: stay: expected a note of the words that were read`)
  expect(said()).toContain(`stay: "${hash('stay')}"`)
  expect(said()).toContain(`warning: how-long: not played: it tells facts or phones`)
  const after = said(noted('how-long', '00000000'))
  expect(after).toContain('how-long: not played: the page has changed since')
  expect(after).toContain(`how-long: "${hash('how-long')}"`)
})

test('a note without its file, a film for no language', () => {
  expect(said(noted('stay', '00000000'))).toContain('stay: there is no media/en/stay.ogg')
  const film = ({ menu }: Content) =>
    void Object.assign(menu.pages['stay'] ?? {}, { sign_video: { xx: 'https://video.example/a' } })
  expect(said(film)).toContain('stay.sign_video: expected a language, got "xx"')
})
