import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { withReviews } from '../../src/content/checks/reviews.ts'
import { unitsOf, englishHashes, isOlder, reviewOf } from '../../src/content/reviews.ts'
import { accept } from '../../src/ops/content/accept.ts'
import { readable } from '../../src/ops/content/command.ts'
import { reviewsText, writeReviews } from '../../src/ops/content/reviews-file.ts'
import { translated } from '../../src/ops/content/translated.ts'
import { type Copy, copyOfContent } from './editor.ts'

/** A copy in which every Russian text is noted as made from today's English. */
function noted(): Copy {
  const copy = copyOfContent()
  translated(copy, ['ru'])
  return copy
}

describe('a native reader accepts', () => {
  test('one text: the file changes by one line', () => {
    const copy = noted()
    const before = copy.read('locales/reviews.yaml').split('\n')
    expect(accept(copy, ['ru', 'pages/iin', '--by', 'A. K.']).failed).toBeFalsy()
    const after = copy.read('locales/reviews.yaml').split('\n')
    const changed = after.filter((line, index) => line !== before[index])
    expect(changed).toEqual([
      expect.stringMatching(/^ {2}pages\/iin: \{ source: "?[0-9a-f]{8}"?, by: A\. K\., on: 2026-11-22 \}$/),
    ])
    expect(reviewOf(readable(copy.root), 'ru', 'pages/iin')).toMatchObject({ by: 'A. K.', on: '2026-11-22' })
  })

  test('many at once with a star, and what was accepted stays so when the rest is translated again', () => {
    const copy = noted()
    accept(copy, ['ru', 'directory/*', 'ui/page.*', '--by', 'A. K.'])
    translated(copy, ['ru'])
    const { reviews } = readable(copy.root)
    const accepted = Object.entries(reviews['ru'] ?? {}).filter(([, review]) => typeof review === 'object')
    expect(accepted.length).toBeGreaterThan(40)
    expect(accepted.every(([unit]) => /^(directory\/|ui\/page\.)/.test(unit))).toBe(true)
  })

  const REFUSED: [string, string[], RegExp][] = [
    ['an unknown text', ['ru', 'pages/nothing', '--by', 'A. K.'], /Expected a text of .*got "pages\/nothing"/],
    ['an unknown language', ['de', 'pages/iin', '--by', 'A. K.'], /Expected one of kk, ky, ru, tg, uz-Latn, got de/],
    ['the source', ['en', 'pages/iin', '--by', 'A. K.'], /Expected one of kk/],
    [
      'a variant in other letters',
      ['uz-Cyrl', 'pages/iin', '--by', 'A. K.'],
      /uz-Cyrl is uz-Latn in other letters: edit locales\/uz-Latn/,
    ],
    ['nobody', ['ru', 'pages/iin'], /Expected --by/],
    ['nothing', ['ru', '--by', 'A. K.'], /Expected a text, as pages\/iin/],
    ['an option there is not', ['ru', 'pages/iin', '--from', 'A. K.'], /--from/],
  ]
  const copy = copyOfContent('2026-11-22', afterAll)
  test.each(REFUSED)('but not %s', (_name, words, said) => {
    const before = copy.read('locales/reviews.yaml')
    expect(() => accept(copy, words)).toThrow(said)
    expect(copy.read('locales/reviews.yaml')).toBe(before)
  })

  test('but not a text whose English has changed since, nor then the others named with it', () => {
    const copy = noted()
    appendFileSync(join(copy.root, 'locales/en/pages/iin.yaml'), 'law: Something new.\n')
    const before = copy.read('locales/reviews.yaml')
    const answer = accept(copy, ['ru', 'pages/iin', 'pages/work', '--by', 'A. K.'])
    expect(answer).toMatchObject({ failed: true })
    expect(answer.lines.join('\n')).toMatch(/ru: pages\/iin: older than its English text/)
    expect(copy.read('locales/reviews.yaml')).toBe(before)
  })
})

test('a variant in other letters is as old, and as accepted, as the one it is made from', () => {
  const copy = copyOfContent()
  translated(copy, ['uz-Latn'])
  accept(copy, ['uz-Latn', 'pages/iin', '--by', 'A. K.'])
  appendFileSync(join(copy.root, 'locales/en/pages/work.yaml'), 'law: Something new.\n')
  const content = readable(copy.root)
  expect(reviewOf(content, 'uz-Cyrl', 'pages/iin')).toMatchObject({ by: 'A. K.' })
  expect(isOlder(content, 'uz-Cyrl', 'pages/work')).toBe(true)
  expect(isOlder(content, 'uz-Cyrl', 'pages/iin')).toBe(false)
  expect(() => translated(copy, ['uz-Cyrl'])).toThrow(/edit locales\/uz-Latn/)
})

test('only a translation that is there is noted', () => {
  const copy = copyOfContent()
  rmSync(join(copy.root, 'locales/ru/pages/iin.yaml'))
  translated(copy, ['ru'])
  const { reviews } = readable(copy.root)
  expect(reviews['ru']?.['pages/iin']).toBeUndefined()
  expect(reviews['ru']?.['pages/work']).toBeDefined()
})

test('writing what was read writes the same file, without entries of a variant in other letters', () => {
  const copy = copyOfContent()
  const { words, reviews } = readable(copy.root)
  const hashes = Object.fromEntries([...unitsOf(words['uz-Cyrl'] ?? never()).keys()].map((unit) => [unit, '01234567']))
  writeReviews(copy.root, words, withReviews(reviews, 'uz-Cyrl', hashes))
  expect(readable(copy.root).reviews['uz-Cyrl']).toBeUndefined()
  const text = copy.read('locales/reviews.yaml')
  writeFileSync(join(copy.root, 'locales/reviews.yaml'), reviewsText(words, readable(copy.root).reviews))
  expect(copy.read('locales/reviews.yaml')).toBe(text)
  expect(englishHashes(readable(copy.root)).size).toBeGreaterThan(500)
})

function never(): never {
  throw new Error('Expected Uzbek in Cyrillic')
}
