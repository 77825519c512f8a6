import { describe, expect, test } from 'vitest'
import { at } from '../../src/ops/content/at.ts'
import { check } from '../../src/ops/content/check.ts'
import { stale } from '../../src/ops/content/stale.ts'
import { plainText } from '../../src/ops/content/plain-screen.ts'

const here = { root: process.cwd(), today: '2026-11-22' }
const said = (words: string[], place = here) => at(place, words).lines.join('\n')

describe('an editor asks what a person would see', () => {
  test('on the day the yearly index ends: which facts, pages and outcomes it takes along', () => {
    const text = said(['2027-01-05'])
    expect(text).toMatch(/^fact mci: 4,325 tenge on 2026-11-22, no value on 2027-01-05$/m)
    expect(text).toMatch(/^fact late-first-fine: .* no value on 2027-01-05$/m)
    expect(text).toMatch(/^ {2}page late-costs$/m)
    expect(text).toMatch(/^ {2}guide stay, over$/m)
    expect(text).not.toMatch(/host-notice/)
  })

  test('today: nothing else', () => {
    expect(said(['2026-11-22'])).toMatch(/^Every fact says .*\n\nNo page and no outcome shows people to ask/)
  })

  test('on a page, in a language: its text without tags, its buttons', () => {
    expect(said(['2026-12-31', 'late-costs'])).toMatch(/43,250 tenge/)
    expect(said(['2027-01-05', '--lang', 'ru', 'late-costs'])).toMatch(/Спросите об этом человека[^]*\[🏠 Меню\]/)
    expect(said(['2026-12-31', 'iin'])).not.toMatch(/<|&/)
    expect(plainText('<b>1 &lt; 2 &amp;amp; 3</b>')).toBe('1 < 2 &amp; 3')
  })

  test.each([
    [['5 January'], /Expected a day, written YYYY-MM-DD, got 5 January/],
    [['2027-02-30'], /Expected a day/],
    [['2027-01-05', 'nowhere'], /Expected a page of content\/menu\.yaml with words in en, got nowhere/],
    [['2027-01-05', '--lang', 'de'], /Expected one of en, kk/],
    [[], /Expected a day, .*got nothing/],
  ] as [string[], RegExp][])('but %j is refused', (words, message) => {
    expect(() => said(words)).toThrow(message)
  })
})

test('what is due within ninety days is listed on request; the check says only how much there is', () => {
  const list = stale(here).lines
  expect(list.join('\n')).toMatch(/^mci: due on 2027-01-05, last checked/m)
  expect(list.join('\n')).toMatch(/^mci: has no value from 2027-01-01 on/m)
  expect(list.at(-1)).toMatch(/^0 of \d+ facts are due for review, \d+ within 90 days/)
  expect(stale({ ...here, today: '2027-02-01' }).lines[0]).toMatch(/due since 2026-12-15/)
  const checked = check(here).lines.join('\n')
  expect(checked).toMatch(/content: \d+ fact\(s\) due for review within 90 days; "npm run content -- stale" lists them/)
  expect(checked).not.toMatch(/mci: due/)
})
