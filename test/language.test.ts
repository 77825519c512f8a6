import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { createLanguages } from '../src/language/language.ts'
import { realContent } from './world.ts'

const content = realContent()
const languages = createLanguages(content)
const of = (code: string) => {
  const language = languages.byCode(code)
  if (!language) throw new Error(`no language ${code}`)
  return language
}

describe('numbers and days as their readers write them', () => {
  test.each(languages.all.map((language) => [language.code, language] as const))('%s', (_code, language) => {
    const day = language.day('2026-02-03')
    expect(day).toMatch(/3/)
    expect(day).toMatch(/2026/)
    expect(day).not.toMatch(/\{|undefined/)
    expect(language.number(4325)).toMatch(/^4\D325$/)
    expect(language.number(325)).toBe('325')
    expect(language.number(1234567)).toMatch(/^1\D234\D567$/)
  })

  test('Russian has its four plural forms', () => {
    const words = [1, 3, 5].map((count) =>
      of('ru')
        .fact({ kind: 'duration', unit: 'day', count })
        .replace(/^\d+\s/, ''),
    )
    expect(words).toEqual(['день', 'дня', 'дней'])
  })

  test('Tajik does not depend on the language of the machine', () => {
    const script = `
      const { loadContent } = await import('./src/content/load.ts')
      const { createLanguages } = await import('./src/language/language.ts')
      const tajik = createLanguages(loadContent('.').content).byCode('tg')
      console.log([1, 2, 5].map((count) => tajik.fact({ kind: 'duration', unit: 'day', count })).join())`
    const run = (LANG: string) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
        env: { ...process.env, LANG, LC_ALL: LANG },
      })
    expect(run('ru_RU.UTF-8')).toBe(run('C.UTF-8'))
    expect(run('C.UTF-8')).toContain('2')
  })
})

describe('a language is guessed by what Telegram says', () => {
  test.each([
    ['ru-RU', 'ru'],
    ['uz', 'uz-Latn'],
    ['kk', 'kk'],
    ['ky', 'ky'],
    ['tg', 'tg'],
    ['en-GB', 'en'],
    ['fr', 'ru'],
    [undefined, 'ru'],
  ])('%s → %s', (code, expected) => {
    expect(languages.guess(code).code).toBe(expected)
  })
})

test('a value with HTML is escaped in messages and left alone on labels', () => {
  const text = of('en').t('page.checked', { date: '<b>x</b>' })
  expect(text).toContain('&lt;b&gt;')
  expect(of('en').plain('page.checked', { date: '<b>x</b>' })).toContain('<b>x</b>')
})
