import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

/** What every feature may use; features never use each other: `bot.ts` hands one what it needs of another. */
const SHARED = ['content', 'language', 'telegram', 'store', 'case', 'picture']
const FEATURES = ['arrival', 'menu', 'card', 'guide', 'directory', 'find', 'reminder', 'report', 'desk', 'privacy']
const files = filesIn('src').filter((file) => file.endsWith('.ts'))
const imports = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)].map((match) => ({
    file,
    target: normalize(join(dirname(file), match[1] ?? '')),
  })),
)
const roomOf = (file: string) => file.split('/')[1] ?? ''

describe('every room of src/ keeps its walls', () => {
  test('features do not import each other', () => {
    const crossings = imports.filter(
      ({ file, target }) =>
        FEATURES.includes(roomOf(file)) && FEATURES.includes(roomOf(target)) && roomOf(file) !== roomOf(target),
    )
    expect(crossings).toEqual([])
  })

  test('what is shared knows no feature', () => {
    const crossings = imports.filter(
      ({ file, target }) => SHARED.includes(roomOf(file)) && [...FEATURES, 'ops', 'simulator'].includes(roomOf(target)),
    )
    expect(crossings).toEqual([])
  })

  test('content knows neither Telegram nor the store', () => {
    const crossings = imports.filter(({ file, target }) => roomOf(file) === 'content' && roomOf(target) !== 'content')
    expect(crossings).toEqual([])
  })

  test('the simulator and the bot do not know each other; main.ts introduces them', () => {
    const crossings = imports.filter(
      ({ file, target }) => (roomOf(file) === 'simulator') !== (roomOf(target) === 'simulator'),
    )
    expect(crossings.filter(({ file, target }) => file !== 'src/main.ts' && target !== 'src/clock.ts')).toEqual([])
  })

  test('only main.ts, and the commands of ops/, read the environment', () => {
    const readers = files.filter((file) => /process\.(env|argv)/.test(readFileSync(file, 'utf8')))
    expect(
      readers.filter((file) => !['src/main.ts', 'src/store/server.ts'].includes(file) && roomOf(file) !== 'ops'),
    ).toEqual([])
  })

  test('no words for people stand in the code', () => {
    const cyrillic = files.filter(
      (file) => roomOf(file) !== 'simulator' && /[А-Яа-яЁё]/.test(readFileSync(file, 'utf8')),
    )
    expect(cyrillic).toEqual([])
  })
})

test('every text the code asks for exists', () => {
  const english = filesIn('locales/en').map((file) => readFileSync(file, 'utf8'))
  const keys = files
    .filter((file) => roomOf(file) !== 'simulator')
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\b(?:t|plain)\('([a-z-]+(?:\.[a-z-]+)+)'/g)].map(
        (match) => match[1] ?? '',
      ),
    )
  expect(keys.length).toBeGreaterThan(20)
  const ui = english.join('\n')
  for (const key of keys) expect(ui, key).toMatch(new RegExp(`^\\s*${key.split('.').at(-1)}(_other)?:`, 'm'))
})

function filesIn(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })
}
